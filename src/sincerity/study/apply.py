"""Reading a run's inputs at other values of their assumptions, inside every bound of the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sincerity.errors import InputFileError, UsageError
from sincerity.scheme.quantities import Duration, Quantity
from sincerity.study.assumptions import Assumption, Drawn, every_value, middle
from sincerity.study.places import with_changed_quantities
from sincerity.study.reading import OFFICE

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.scheme.nodes import Locations

__all__ = ["Kept", "apply", "fits"]

_SETTINGS = "scheme.settings."
_EASINGS = tuple(Fraction(step, 16) for step in range(16, -1, -1))
"""How far values of a file move from where it stands to where they were asked to be."""


Kept = dict[
    tuple[str, str, tuple[int, ...], tuple[tuple[str, Drawn], ...]], tuple[tuple[Any, ...], Any]
]
"""Files before and after a change, by which file it was and what was asked of it."""


def apply(
    inputs: RunInputs,
    values: Mapping[str, Drawn],
    kept: Kept | None = None,
    moved: dict[str, Fraction] | None = None,
) -> RunInputs:
    """Return the inputs of a run with some assumptions at other values.

    Every file passes the checks that it passes when it is read. Where numbers that are plausible
    one by one do not fit together (rates above what one word can count, a grace as long as the
    term), all numbers asked of that file move back towards where it stands, by sixteenths, until
    they do; `every_value` of what is returned says where they are.

    Parameters
    ----------
    values
        Values by id of the assumption: exact numbers inside its range, or one of its words. Of a
        delay, the mean of fewest and most months.
    kept
        Files that were changed before, to be taken again where the same is asked of the same
        file, and added to.
    moved
        Takes in how far each changed file could go, 1 where its values are those asked for; files
        taken from `kept` are left out.

    Raises
    ------
    UsageError
        There is no such assumption, or the value lies outside its range.
    """
    changed = _with_settings(inputs, values)
    known = {found.id: found for found in every_value(changed)}
    wanted: dict[str, list[tuple[Assumption, Drawn]]] = {}
    for name, value in values.items():
        assumption = known.get(name)
        if assumption is None:
            raise UsageError(f"there is no assumption '{name[:80]}'")
        _require_plausible(assumption, value)
        if value != assumption.value:
            wanted.setdefault(assumption.file, []).append((assumption, value))
    kept = {} if kept is None else kept
    for file in _FITS:  # in the order in which files name things of each other
        if file not in wanted:
            continue
        asked = tuple((assumption.id, value) for assumption, value in wanted[file])
        # What a file may say hangs on the catalogue of conduct and on the stage as well. Models are
        # kept, so that their ids stay their own.
        models = getattr(changed, file), changed.conduct
        key = file, changed.integration, tuple(map(id, models)), asked
        if key not in kept:
            found, share = _eased(changed, file, wanted[file])
            kept[key] = models, getattr(found, file)
            if moved is not None:
                moved[file] = share
        changed = replace(changed, **{file: kept[key][1]})
    return changed


def _with_settings(inputs: RunInputs, values: Mapping[str, Drawn]) -> RunInputs:
    """Return the inputs with other answers taken where the scheme's sources differ."""
    from sincerity.scheme.load import check_scheme

    answers = {
        name.removeprefix(_SETTINGS): str(value)
        for name, value in values.items()
        if name.startswith(_SETTINGS)
    }
    settings = inputs.scheme.settings
    if all(name in settings and settings[name].chosen == a for name, a in answers.items()):
        return inputs
    loaded = check_scheme(inputs.scheme.to_resolved_yaml(), answers)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return replace(inputs, scheme=loaded.scheme)


def _require_plausible(assumption: Assumption, value: Drawn) -> None:
    """Refuse a value that the file does not hold for plausible."""
    if assumption.is_choice:
        if value not in assumption.choices:
            known = ", ".join(assumption.choices)
            raise UsageError(f"'{value}' is no choice of {assumption.id}: {known}")
        return
    low, high = assumption.low, assumption.high
    if value == assumption.value:
        return
    if low is None or high is None or isinstance(value, str):
        raise UsageError(f"'{assumption.id}' has no range of numbers")
    if not low <= value <= high:
        raise UsageError(f"{assumption.id} is plausible from {low} to {high}, not at {value}")


def fits(inputs: RunInputs, file: str) -> bool:
    """Say whether a file, changed in memory, passes the checks of its reader.

    Parameters
    ----------
    file
        conduct, institutions, scheme or parameters.
    """
    return _FITS[file](inputs)


def _eased(
    inputs: RunInputs, file: str, wanted: Sequence[tuple[Assumption, Drawn]]
) -> tuple[RunInputs, Fraction]:
    """Return the inputs with a file changed as far as its checks allow, and how far that is."""
    for share in _EASINGS:
        moved = {a.place: _between(a, value, share) for a, value in wanted}
        found = _with_file(inputs, file, moved)
        if _FITS[file](found):
            return found, share
    return inputs, Fraction(0)


def _between(assumption: Assumption, value: Drawn, share: Fraction) -> Drawn:
    """Return the point at a share of the way from where an assumption stands; words do not move."""
    if isinstance(value, str) or share == 1:
        return value
    here = Fraction(assumption.value)
    there = here + share * (Fraction(value) - here)
    if isinstance(assumption.value, int):
        return round(there)
    return Decimal(there.numerator) / Decimal(there.denominator)


def _with_file(inputs: RunInputs, file: str, values: Mapping[str, Drawn]) -> RunInputs:
    """Return the inputs with the values of one file replaced."""
    model = getattr(inputs, file)
    if file == "parameters":
        return replace(inputs, parameters=model.with_values(values))

    def change(steps: tuple[str, ...], quantity: Quantity[Any]) -> Quantity[Any]:
        value = values.get(".".join(steps))
        return quantity if value is None else _changed(quantity, value)

    return replace(inputs, **{file: with_changed_quantities(model, change)})


def _changed(quantity: Quantity[Any], value: Drawn) -> Quantity[Any]:
    """Return a quantity at another value; where it is unknown, what is simulated changes."""
    new: Any = value
    if isinstance(quantity.used, tuple):
        new = _delay(quantity, Fraction(value))
    elif isinstance(quantity.used, Duration):
        new = Duration(value)
    name = "assume" if quantity.value == "unknown" else "value"
    return quantity.model_copy(update={name: new})


def _delay(quantity: Quantity[tuple[int, int]], mean: Fraction) -> tuple[int, int]:
    """Return fewest and most months of a delay of a given mean, between those of its range."""
    assert quantity.range is not None  # only a number with a range is an assumption
    first, last = quantity.range
    start, end = Fraction(middle(first)), Fraction(middle(last))
    share = (mean - start) / (end - start)
    low, high = (round(a + share * (b - a)) for a, b in zip(first, last, strict=True))
    return low, max(low, high)


def _conduct_fits(inputs: RunInputs) -> bool:
    """Say whether the catalogue of conduct passes its checks."""
    from sincerity.conduct.check import check_conduct

    return not check_conduct(inputs.conduct, _nowhere())


def _institutions_fit(inputs: RunInputs) -> bool:
    """Say whether the institutions pass their checks, as when they were read for a study."""
    from sincerity.conduct import load_conduct
    from sincerity.institutions.check import check_institutions

    found = inputs.institutions
    if not check_institutions(found, inputs.conduct, _nowhere()):
        return True
    if inputs.integration != OFFICE or found.conduct == inputs.conduct.id:
        return False
    return not check_institutions(found, load_conduct(found.conduct), _nowhere())


def _scheme_fits(inputs: RunInputs) -> bool:
    """Say whether the scheme passes its checks."""
    from sincerity.scheme.checks import check_logic, check_references
    from sincerity.scheme.resolved import plain_values

    data, nowhere = plain_values(inputs.scheme), _nowhere()
    faults = [
        *check_references(inputs.scheme, nowhere, data),
        *check_logic(inputs.scheme, nowhere, data),
    ]
    return not any(fault.severity == "error" for fault in faults)


def _parameters_fit(inputs: RunInputs) -> bool:
    """Say whether the parameters pass their checks."""
    from sincerity.parameters.check import check_parameters, require_room_for_invented

    try:
        require_room_for_invented(inputs.parameters, inputs.conduct.invented_bound.used)
    except UsageError:
        return False
    return not check_parameters(inputs.parameters, _nowhere())


_FITS: dict[str, Callable[[RunInputs], bool]] = {
    "conduct": _conduct_fits,
    "institutions": _institutions_fit,
    "scheme": _scheme_fits,
    "parameters": _parameters_fit,
}


def _nowhere() -> Locations:
    """Return places for values that were changed in memory and stand in no file."""
    from sincerity.scheme.nodes import Locations, Node, Source, Span

    return Locations(Node({}, Span(Source("(drawn)", ()), 1, 1, 1)))
