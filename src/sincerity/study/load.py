"""Loading what a study names: five inputs, checked together where one names things of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sincerity.errors import Diagnostic, InputFileError, UsageError

if TYPE_CHECKING:
    from sincerity.conduct import Conduct
    from sincerity.institutions import Institutions
    from sincerity.parameters import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.society import Recipe
    from sincerity.study.study import Study


Input = TypeVar("Input")

_OFFICE = "office"
"""The stage without agencies: a single office hears of acts."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of a world, loaded, and the stage of integration they are read under."""

    scheme: Scheme
    society: Recipe
    conduct: Conduct
    parameters: Parameters
    institutions: Institutions
    integration: str


def load_inputs(study: Study) -> Inputs:
    """Return a study's inputs, reading those that are given by name or path.

    Raises
    ------
    InputFileError
        With the faults of every file at once, not only of the first that has some.
    UsageError
        When nothing of a name ships, or a setting or parameter does not exist.
    """
    from sincerity.conduct import load_conduct
    from sincerity.institutions import load_institutions
    from sincerity.parameters import load_parameters
    from sincerity.society import load_society

    faults: list[Diagnostic] = []
    changes = {parameter: str(value) for parameter, value in study.set.items()}
    conduct = _read(study.conduct, load_conduct, faults)
    institutions = _read(study.institutions, load_institutions, faults)
    scheme = _read(
        study.scheme, lambda name: _checked_scheme(name, study, conduct, institutions), faults
    )
    society = _read(study.society, load_society, faults)
    parameters = _read(study.parameters, lambda name: load_parameters(name, changes), faults)
    if (
        scheme is None
        or society is None
        or conduct is None
        or parameters is None
        or institutions is None
    ):
        raise InputFileError(faults)
    integration = study.integration or scheme.integration
    if integration != _OFFICE:
        _require_operator(scheme, institutions, integration)
        # until now the agencies were held to the catalogue that their own file names
        institutions = _read(
            study.institutions, lambda name: load_institutions(name, conduct=conduct), faults
        )
        if institutions is None:
            raise InputFileError(faults)
    return Inputs(scheme, society, conduct, parameters, institutions, integration)


def _require_operator(scheme: Scheme, institutions: Institutions, integration: str) -> None:
    """Make sure that it is said who charges and lists where agencies watch.

    Raises
    ------
    UsageError
        The scheme names no operator, or one that is not among the agencies.
    """
    if scheme.operator is None:
        raise UsageError(
            f"integration '{integration}' asks which agency charges and lists, and '{scheme.id}' "
            "names no 'operator'; run it under 'office', or name one in the scheme file"
        )
    institutions.agency_number(scheme.operator)


def _read(
    given: str | Path | Input, load: Callable[[str | Path], Input], faults: list[Diagnostic]
) -> Input | None:
    """Return an input, loaded if it is given by name; collect the faults of its file."""
    if not isinstance(given, str | Path):
        return given
    try:
        return load(given)
    except InputFileError as error:
        faults += error.diagnostics
        return None


def _checked_scheme(
    name: str | Path,
    study: Study,
    conduct: Conduct | None,
    institutions: Institutions | None,
) -> Scheme:
    """Return a study's scheme, checked against the catalogue of conduct and the institutions."""
    from sincerity.scheme.load import check_scheme

    settings = {setting: str(option) for setting, option in study.settings.items()}
    loaded = check_scheme(name, settings, conduct=conduct, institutions=institutions)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return loaded.scheme
