"""What a parameter file must satisfy beyond its form: units, ranges, completeness."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sincerity.errors import Diagnostic, UsageError
from sincerity.parameters.model import Parameter, Parameters
from sincerity.parameters.required import REQUIRED
from sincerity.parameters.units import UNITS
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.number_checks import NumberChecks, NumberCodes
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_parameters", "require_room_for_invented"]

_CODES = NumberCodes(outside="E501", no_range="E502", reversed="E503", chance="E504")


def check_parameters(parameters: Parameters, locations: Locations) -> list[Diagnostic]:
    """Return every fault of parameters whose sources are filled in.

    Parameters
    ----------
    locations
        Where the values stand, from `read_document`.
    """
    faults: list[Diagnostic] = []
    first_at: dict[str, Path] = {}
    for number, parameter in enumerate(parameters.parameters):
        path: Path = ("parameters", number)
        free = parameter.id in parameters.changed
        faults += _faults_of(parameter, path, locations, may_leave_range=free)
        if parameter.id not in REQUIRED:
            faults.append(
                locations.diagnostic(
                    "E507",
                    (*path, "id"),
                    f"nothing reads a parameter '{parameter.id}'",
                    hint=did_you_mean(parameter.id, REQUIRED),
                )
            )
        if parameter.id in first_at:
            other = locations.related((*first_at[parameter.id], "id"), "first given here")
            faults.append(
                locations.diagnostic(
                    "E508", (*path, "id"), f"'{parameter.id}' is given twice", related=(other,)
                )
            )
        first_at.setdefault(parameter.id, path)
    for name in REQUIRED:
        if name not in first_at:
            faults.append(
                locations.diagnostic(
                    "E506",
                    ("parameters",),
                    f"the parameter '{name}' is missing",
                    key=True,
                    help="copy it from the base file",
                )
            )
    return faults


def require_room_for_invented(parameters: Parameters, bound: Decimal) -> None:
    """Make sure that an office invents no more records than there are candidates for.

    Parameters
    ----------
    bound
        `invented_bound` of the conduct catalogue, records per person-month.

    Raises
    ------
    UsageError
        When `office.invented` is above the bound (E509).
    """
    invented = parameters["office.invented"]
    if not isinstance(invented, str) and invented > bound:
        raise UsageError(
            f"E509 office.invented is {invented} a person-month; the conduct catalogue has room "
            f"for {bound} (its invented_bound)"
        )


def _faults_of(
    parameter: Parameter, path: Path, locations: Locations, *, may_leave_range: bool
) -> Iterator[Diagnostic]:
    """Yield the faults of one parameter; a value set for a run may leave its plausible range."""
    value = parameter.value
    if parameter.unit == "choice":
        if value not in parameter.choices:
            yield locations.diagnostic(
                "E505",
                (*path, "value"),
                f"'{str(value)[:60]}' is not one of the choices of '{parameter.id}'",
                hint=did_you_mean(str(value), parameter.choices),
                help=f"one of: {', '.join(parameter.choices)}",
            )
        return
    if isinstance(value, str):
        yield locations.diagnostic(
            "E504", (*path, "value"), f"'{parameter.id}' wants a number ({parameter.unit})"
        )
        return
    for number, place in _numbers(parameter, value, path):
        fault = UNITS[parameter.unit].fault_of(number)
        if fault:
            sentence = f"'{parameter.id}': {fault} ({parameter.unit})"
            yield locations.diagnostic("E504", place, sentence)
    checks = NumberChecks(locations, _CODES)
    yield from checks.in_range(
        value,
        parameter.range,
        parameter.mark,
        path,
        value_path=(*path, "value"),
        subject=f"'{parameter.id}'",
        may_leave=may_leave_range,
    )


def _numbers(
    parameter: Parameter, value: int | Decimal, path: Path
) -> Iterator[tuple[int | Decimal, Path]]:
    """Yield the value and the ends of the range, with their places."""
    yield value, (*path, "value")
    for end, number in enumerate(parameter.range or ()):
        yield number, (*path, "range", end)
