"""Loading what a study names: all four inputs, the scheme checked against the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sincerity.errors import Diagnostic, InputFileError

if TYPE_CHECKING:
    from sincerity.conduct import Conduct
    from sincerity.parameters import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.society import Recipe
    from sincerity.study.study import Study


Input = TypeVar("Input")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The four inputs of a world, loaded."""

    scheme: Scheme
    society: Recipe
    conduct: Conduct
    parameters: Parameters


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
    from sincerity.parameters import load_parameters
    from sincerity.society import load_society

    faults: list[Diagnostic] = []
    changes = {parameter: str(value) for parameter, value in study.set.items()}
    conduct = _read(study.conduct, load_conduct, faults)
    scheme = _read(study.scheme, lambda name: _checked_scheme(name, study, conduct), faults)
    society = _read(study.society, load_society, faults)
    parameters = _read(study.parameters, lambda name: load_parameters(name, changes), faults)
    if scheme is None or society is None or conduct is None or parameters is None:
        raise InputFileError(faults)
    return Inputs(scheme, society, conduct, parameters)


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


def _checked_scheme(name: str | Path, study: Study, conduct: Conduct | None) -> Scheme:
    """Return a study's scheme, checked against the catalogue of conduct as well."""
    from sincerity.scheme.load import check_scheme

    settings = {setting: str(option) for setting, option in study.settings.items()}
    loaded = check_scheme(name, settings, conduct=conduct)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return loaded.scheme
