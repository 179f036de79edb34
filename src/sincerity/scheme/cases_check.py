"""Check what a case file names: kinds, stages, grades, lists, and points an official may choose."""

from __future__ import annotations

from sincerity.errors import Diagnostic
from sincerity.scheme.cases_model import CaseFile, Expect, Given
from sincerity.scheme.checks_conduct import stage_of
from sincerity.scheme.conduct_view import KindView
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_cases", "rules_reached", "stages_reached"]


def check_cases(
    file: CaseFile, scheme: Scheme, kinds: dict[str, KindView], locations: Locations
) -> list[Diagnostic]:
    """Return the faults of every event and expectation."""
    faults = []
    for number, case in enumerate(file.cases):
        for index, given in enumerate(case.given):
            path: Path = ("cases", number, "given", index)
            faults += _given(given, scheme, kinds, path, locations)
        for index, expect in enumerate(case.expect):
            path = ("cases", number, "expect", index)
            faults += _expect(expect, scheme, path, locations)
    return faults


def stages_reached(given: Given, kind: KindView) -> tuple[str | None, ...]:
    """Return all stages up to the one reached, in order; None alone for a kind without stages."""
    stages: list[str | None] = [stage.id for stage in kind.stages] or [None]
    last = stages.index(given.stage) if given.stage is not None else 0
    return tuple(stages[: last + 1])


def rules_reached(given: Given, scheme: Scheme, kind: KindView) -> tuple[int, ...]:
    """Return the numbers of the rules of all stages up to the one reached, in stage order."""
    by_stage = {
        stage_of(rule, kind): number
        for number, rule in enumerate(scheme.rules)
        if rule.on.kind == kind.id
    }
    return tuple(by_stage[stage] for stage in stages_reached(given, kind) if stage in by_stage)


def _given(
    given: Given, scheme: Scheme, kinds: dict[str, KindView], path: Path, locations: Locations
) -> list[Diagnostic]:
    """Check one event."""
    kind = kinds.get(given.kind)
    if kind is None:
        sentence = f"the catalogue has no kind of conduct '{given.kind[:60]}'"
        hint = did_you_mean(given.kind, kinds)
        return [locations.diagnostic("E205", (*path, "kind"), sentence, hint=hint)]
    known = [stage.id for stage in kind.stages]
    if given.stage is not None and given.stage not in known:
        sentence = f"'{kind.id}' has no stage '{given.stage[:60]}'"
        hint = did_you_mean(given.stage, known)
        offered = f"stages: {', '.join(known)}" if known else "this kind has no stages"
        at = (*path, "stage")
        return [locations.diagnostic("E206", at, sentence, hint=hint, help=offered)]
    rules = [scheme.rules[number] for number in rules_reached(given, scheme, kind)]
    if scheme.ladder == "highest":
        rules = rules[-1:]
    open_rules = [rule for rule in rules if rule.discretion is not None]
    if given.points is None:
        if not open_rules:
            return []
        sentence = f"rule '{open_rules[0].id}' leaves the points to an official"
        help_ = "say what the official chose: 'points: ...'"
        return [locations.diagnostic("E321", path, sentence, help=help_)]
    if not open_rules:
        sentence = f"no rule on '{kind.id}' leaves the points to an official"
        help_ = "leave 'points' out"
        return [locations.diagnostic("E321", (*path, "points"), sentence, help=help_)]
    faults = []
    for rule in open_rules:
        low, high = rule.lowest_points or 0, rule.highest_points or 0
        if not low <= given.points <= high:
            sentence = f"rule '{rule.id}' leaves {low} to {high} points open, not {given.points}"
            faults.append(locations.diagnostic("E321", (*path, "points"), sentence))
    return faults


def _expect(expect: Expect, scheme: Scheme, path: Path, locations: Locations) -> list[Diagnostic]:
    """Check one expectation."""
    faults = []
    grades = [band.id for band in scheme.grades.bands] if scheme.grades is not None else []
    if expect.grade is not None and expect.grade not in grades:
        sentence = f"scheme '{scheme.id}' has no grade '{expect.grade[:60]}'"
        hint = did_you_mean(expect.grade, grades)
        faults.append(locations.diagnostic("E202", (*path, "grade"), sentence, hint=hint))
    lists = [listing.id for listing in scheme.lists]
    for index, name in enumerate(expect.lists or ()):
        if name not in lists:
            sentence = f"scheme '{scheme.id}' has no list '{name[:60]}'"
            hint = did_you_mean(name, lists)
            at = (*path, "lists", index)
            faults.append(locations.diagnostic("E204", at, sentence, hint=hint))
    return faults
