"""Rule cases: a few events in, an expectation out, pass or fail.

A case file stands beside a scheme and holds it to the text it encodes: each row of a points table
becomes a case. See `sincerity.scheme._ledger` for what a month is here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sincerity import library
from sincerity.errors import InputFileError
from sincerity.scheme._ledger import LedgerEvent, LedgerMonth, ledger
from sincerity.scheme.cases_check import check_cases, rules_reached, stages_reached
from sincerity.scheme.cases_model import Case, CaseFile, Expect
from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.institutions_view import Surroundings
from sincerity.scheme.load import check_scheme
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations
from sincerity.scheme.paths import PathRefusedError, is_file_name, named_beside, neighbour
from sincerity.scheme.reader import read_document
from sincerity.scheme.suggest import did_you_mean
from sincerity.scheme.validation import in_file_order, validate_model

__all__ = ["CaseReport", "CaseResult", "load_cases", "run_cases"]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """Whether one case holds, where it is written, and if not, why not."""

    name: str
    passed: bool
    file: str
    line: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{'pass' if self.passed else 'FAIL'}  {self.name}"
        if self.passed:
            return head
        rows = [f"{head}  ({self.file}:{self.line})", *(f"      {text}" for text in self.reasons)]
        return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class CaseReport:
    """The results of one case file."""

    file: str
    scheme: str
    settings: dict[str, str]
    results: tuple[CaseResult, ...]

    @property
    def passed(self) -> bool:
        """Whether every case holds."""
        return all(result.passed for result in self.results)

    def __str__(self) -> str:
        failed = sum(not result.passed for result in self.results)
        rows = [str(result) for result in self.results]
        counts = f"{len(rows) - failed} passed, {failed} failed"
        return "\n".join([*rows, f"{self.file}: {counts} (scheme {self.scheme})"])


def run_cases(
    path_or_text: str | os.PathLike[str], conduct: ConductView | Surroundings
) -> CaseReport:
    """Run every case of a file.

    Parameters
    ----------
    path_or_text
        A file, or the text of one (a string of several lines).
    conduct
        The catalogue that orders the stages of each kind of conduct, or what finds it by the
        institutions that the scheme names.

    Raises
    ------
    InputFileError
        When the case file or its scheme cannot be accepted.
    """
    file, scheme, locations = load_cases(path_or_text, conduct)
    kinds = kinds_by_id(_catalogue(conduct, scheme))
    results = tuple(
        _run(case, number, scheme, kinds, locations) for number, case in enumerate(file.cases)
    )
    return CaseReport(locations.file, scheme.id, dict(file.settings), results)


def load_cases(
    path_or_text: str | os.PathLike[str], conduct: ConductView | Surroundings
) -> tuple[CaseFile, Scheme, Locations]:
    """Read a case file and its scheme, and check one against the other.

    Raises
    ------
    InputFileError
        With every fault of the case file, or of the scheme that it names.
    """
    data, locations = read_document(path_or_text, kind="cases")
    file = validate_model(CaseFile, data, locations)
    folder = Path(path_or_text).parent if isinstance(path_or_text, os.PathLike) else None
    if isinstance(path_or_text, str) and "\n" not in path_or_text:
        folder = Path(path_or_text).parent
    scheme = _scheme(file, folder, locations, conduct)
    faults = check_cases(file, scheme, kinds_by_id(_catalogue(conduct, scheme)), locations)
    if faults:
        raise InputFileError(in_file_order(faults))
    return file, scheme, locations


def _catalogue(conduct: ConductView | Surroundings, scheme: Scheme) -> ConductView:
    """Return the catalogue of conduct that a scheme's cases are read with."""
    if not callable(conduct):
        return conduct
    found, _ = conduct(scheme.institutions)
    assert found is not None  # the scheme has been checked against it
    return found


def _scheme(
    file: CaseFile, folder: Path | None, locations: Locations, conduct: ConductView | Surroundings
) -> Scheme:
    """Load the scheme that a case file names."""
    name = file.scheme
    target: str | Path | None = None
    try:
        if is_file_name(name):
            if folder is None:
                raise PathRefusedError("a text has no folder; name a shipped scheme")
            target = neighbour(folder, name, levels_up=1)
        elif folder is not None:
            target = named_beside(folder, name)
    except PathRefusedError as refused:
        sentence = f"the scheme '{name[:80]}' cannot be followed: {refused}"
        raise InputFileError([locations.diagnostic("E131", ("scheme",), sentence)]) from None
    names = library.scheme_names()
    if target is None and name not in names:
        sentence = f"there is no scheme '{name[:60]}'"
        hint = did_you_mean(name, names)
        raise InputFileError([locations.diagnostic("E207", ("scheme",), sentence, hint=hint)])
    target = target or name
    loaded = check_scheme(
        target,
        file.settings,
        conduct=None if callable(conduct) else conduct,
        surroundings=conduct if callable(conduct) else None,
        settings_from_file=True,
    )
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return loaded.scheme


def _run(
    case: Case, number: int, scheme: Scheme, kinds: Mapping[str, KindView], locations: Locations
) -> CaseResult:
    """Run one case."""
    events = [
        LedgerEvent(
            e.month,
            e.kind,
            stages_reached(e, kinds[e.kind]),
            rules_reached(e, scheme, kinds[e.kind]),
            e.points,
        )
        for e in case.given
    ]
    months = ledger(scheme, events, max(expect.month for expect in case.expect))
    reasons = [r for e in case.expect for r in _misses(e, months[e.month - 1], scheme)]
    if reasons:
        reasons += _steps(months)
    line = locations.span(("cases", number)).line
    return CaseResult(case.name, not reasons, locations.file, line, tuple(reasons))


def _misses(expect: Expect, month: LedgerMonth, scheme: Scheme) -> list[str]:
    """Return a sentence for each part of an expectation that does not hold.

    A sentence says on which side the expectation misses, never what was found: a case is no way
    to score events.
    """
    found = []
    when = f"month {expect.month}:"
    if expect.points is not None and expect.points != month.points:
        side = "higher" if month.points > expect.points else "lower"
        found.append(f"{when} expected {expect.points} points; the score is {side}")
    if expect.grade is not None and expect.grade != month.grade and scheme.grades is not None:
        order = [band.id for band in scheme.grades.bands]
        is_worse = order.index(month.grade or "") > order.index(expect.grade)
        side = "worse" if is_worse else "better"
        found.append(f"{when} expected grade {expect.grade}; the grade is {side}")
    for name in sorted({*(expect.lists or ()), *month.lists} if expect.lists is not None else ()):
        if name not in month.lists:
            found.append(f"{when} the name is not on list '{name}'")
        elif name not in (expect.lists or ()):
            found.append(f"{when} the name is on list '{name}'")
    return found


def _steps(months: list[LedgerMonth]) -> list[str]:
    """Return the months in which something acted, in words."""
    return [
        f"month {number}: {'; '.join(month.steps)}"
        for number, month in enumerate(months, start=1)
        if month.steps
    ]
