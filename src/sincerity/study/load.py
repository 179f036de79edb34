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
    from sincerity.parameters import load_parameters
    from sincerity.society import load_society

    faults: list[Diagnostic] = []
    changes = {parameter: str(value) for parameter, value in study.set.items()}
    around = _Around(study, faults)
    scheme = _read(study.scheme, lambda name: _checked_scheme(name, study, around), faults)
    if not around.is_read:
        around("base" if scheme is None else scheme.institutions)
    conduct, institutions = around.conduct, around.institutions
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
        if around.misfits:
            raise InputFileError(around.misfits)
    return Inputs(scheme, society, conduct, parameters, institutions, integration)


class _Around:
    """Reads what a scheme is read against: what the study names, else what the scheme names.

    Faults of the files are kept, so that they are told together with those of the scheme.

    Attributes
    ----------
    misfits
        What is wrong with the institutions under the study's catalogue. Where a single office
        watches, the doors alone are used: then it is enough that the file fits the catalogue that
        it names itself.
    """

    def __init__(self, study: Study, faults: list[Diagnostic]) -> None:
        self.study = study
        self.faults = faults
        self.misfits: list[Diagnostic] = []
        self.is_read = False
        self.conduct: Conduct | None = None
        self.institutions: Institutions | None = None

    def __call__(self, name: str, /) -> tuple[Conduct | None, Institutions | None]:
        """Return the catalogue of conduct and the institutions; `name` is what the scheme says."""
        from sincerity.conduct import load_conduct

        self.is_read = True
        given = self.study.institutions or name
        if self.study.conduct is None:
            self.institutions = self._own(given, self.faults)
            named = "base" if self.institutions is None else self.institutions.conduct
            self.conduct = _read(named, load_conduct, self.faults)
        else:
            self.conduct = _read(self.study.conduct, load_conduct, self.faults)
            self.institutions = self._fitting(given)
        return self.conduct, self.institutions

    def _own(
        self, given: str | Path | Institutions, faults: list[Diagnostic]
    ) -> Institutions | None:
        """Return the institutions under the catalogue that they name themselves."""
        from sincerity.institutions import load_institutions

        return _read(given, load_institutions, faults)

    def _fitting(self, given: str | Path | Institutions) -> Institutions | None:
        """Return the institutions, and keep what is wrong with them under the study's catalogue."""
        from sincerity.institutions import load_institutions

        found = _read(
            given, lambda name: load_institutions(name, conduct=self.conduct), self.misfits
        )
        if found is None:
            found = self._own(given, [])
        if found is None:
            self.faults += self.misfits
        return found


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


def _checked_scheme(name: str | Path, study: Study, around: _Around) -> Scheme:
    """Return a study's scheme, checked against what it is read against."""
    from sincerity.scheme.load import check_scheme

    settings = {setting: str(option) for setting, option in study.settings.items()}
    loaded = check_scheme(name, settings, surroundings=around)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return loaded.scheme
