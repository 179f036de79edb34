"""What happens in the phase score, and to grades: rules, caps, bounds, what falls due."""

from collections import Counter
from typing import Any

from sincerity.reference.events import TAINTS as BITS
from tests.differential.coverage.watcher import TAINTS

EVENTS = (
    *(
        f"rule: {kind}"
        for kind in (
            "fixed, negative",
            "fixed, positive",
            "discretion, negative",
            "discretion, positive",
            "discretion, drawn zero",
            "discretion by size",
            "points unknown",
            "second stage charged too",
            "lower stage passed over",
            "collective",
        )
    ),
    "official: favours somebody connected",
    "official: favours nobody, but meets a target",
    "official: meets a target on somebody connected",
    "official: draws freely",
    "cap: times, dropped",
    "cap: points, cut",
    "cap: points, dropped",
    "recovery: falls due",
    "bounds: absorbing, charge cut at floor",
    "bounds: absorbing, charge cut at cap",
    "bounds: absorbing, charge cut and an earlier one spared",
    "bounds: absorbing, return lost at cap",
    "bounds: ledger, read at floor",
    "bounds: ledger, read at cap",
    "bounds: hard limit",
    *(f"tainted points: {taint}" for taint in TAINTS),
    "tainted points: never back",
    "tainted points: come back",
    "override: pinned",
    "override: pinned again",
    "override: ends",
    "grade: better",
    "grade: worse",
    "grade: held by override",
    "grade: newly covered",
)


def _ladder(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, record: Any) -> Any:
        found = original(world, record)
        reached = [
            rule
            for rule in world.scheme.rules
            if rule.kind == record.kind and rule.stage <= record.stage
        ]
        known = sum(rule.is_known for rule in reached)
        seen["rule: points unknown"] += known < len(reached)
        seen["rule: second stage charged too"] += len(found) > 1
        seen["rule: lower stage passed over"] += len(found) < known
        return found

    return watch


def _discretion(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, record: Any, stage: int, rule: Any) -> int:
        points: int = original(world, record, stage, rule)
        seen["rule: discretion, drawn zero"] += points == 0
        seen["rule: discretion by size"] += rule.low != rule.high and not rule.is_by_official
        seen["rule: collective"] += rule.is_collective
        return points

    return watch


def _bending(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, record: Any, stage: int, rule: Any) -> int | None:
        points: int | None = original(world, record, stage, rule)
        person = world.people[record.subject]
        is_connected = person.party == 1 or person.work == 5
        if points is None:
            seen["official: draws freely"] += 1
        elif points == rule.high:
            seen["official: favours somebody connected"] += 1
        elif is_connected:
            seen["official: meets a target on somebody connected"] += 1
        else:
            seen["official: favours nobody, but meets a target"] += 1
        return points

    return watch


def _caps(seen: Counter[str], original: Any) -> Any:
    def watch(rules: Any, charges: list[Any]) -> list[Any]:
        kept: list[Any] = original(rules, charges)
        for number, rule in enumerate(rules):
            before = [charge.points for charge in charges if charge.rule == number]
            after = [charge.points for charge in kept if charge.rule == number]
            dropped = len(after) < len(before)
            seen["cap: times, dropped"] += dropped and rule.cap_times is not None
            seen["cap: points, dropped"] += dropped and rule.cap_points is not None
            seen["cap: points, cut"] += after != before[: len(after)]
            kind = "fixed" if rule.low == rule.high else "discretion"
            seen[f"rule: {kind}, negative"] += sum(points < 0 for points in after)
            seen[f"rule: {kind}, positive"] += sum(points > 0 for points in after)
        return kept

    return watch


def _bounds(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, returns: int, charges: list[Any]) -> list[Any]:
        raw = world.score[slot] + returns + sum(charge.points for charge in charges)
        kept = len(world.ledger)
        settled: list[Any] = original(world, slot, returns, charges)
        stored, scheme = world.score[slot], world.scheme
        seen["recovery: falls due"] += returns != 0
        seen["bounds: hard limit"] += raw != stored and abs(stored) == 30_000
        if scheme.bounds == "absorbing":
            seen["bounds: absorbing, charge cut and an earlier one spared"] += _is_cut_in_part(
                raw - stored, [charge.points for charge in charges]
            )
            is_lost = returns > 0 and not charges and raw > stored
            seen["bounds: absorbing, return lost at cap"] += is_lost
            seen["bounds: absorbing, charge cut at floor"] += raw < stored and bool(charges)
            seen["bounds: absorbing, charge cut at cap"] += raw > stored and bool(charges)
        else:
            seen["bounds: ledger, read at floor"] += scheme.read(stored) > stored
            seen["bounds: ledger, read at cap"] += scheme.read(stored) < stored
        for row in world.ledger[kept:]:
            for bit, taint in zip(BITS, TAINTS, strict=True):
                seen[f"tainted points: {taint}"] += bool(row.taints & bit)
        return settled

    return watch


def _is_cut_in_part(excess: int, points: list[int]) -> bool:
    """Return whether a bound takes some of several charges that push against it, but not all."""
    pushing = [size for size in points if size * excess > 0]
    return len(pushing) > 1 and 0 < abs(excess) < sum(map(abs, pushing[1:]))


def _tainted(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, records: list[Any]) -> Any:
        seen["tainted points: come back"] += sum(row.due == world.month for row in world.ledger)
        kept = len([row for row in world.ledger if row.due > world.month])
        charged = original(world, records)
        seen["tainted points: never back"] += sum(row.due == 65535 for row in world.ledger[kept:])
        return charged

    return watch


def _terms(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        pinned = world.pin[slot]
        original(world, slot)
        seen["override: ends"] += pinned > 0 and world.pin[slot] == 0

    return watch


def _override(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, charges: list[Any]) -> None:
        before = world.pin[slot]
        original(world, slot, charges)
        overrides = [c for c in charges if world.scheme.rules[c.rule].override_grade is not None]
        seen["override: pinned"] += bool(overrides) and before == 0
        seen["override: pinned again"] += bool(overrides) and before > 0

    return watch


def _grades(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        before = world.grade[slot]
        original(world, slot)
        grade, band = world.grade[slot], world.scheme.band_of(world.score[slot])
        is_new = slot in world.newly_covered
        seen["grade: newly covered"] += is_new
        seen["grade: better"] += grade < before and not is_new
        seen["grade: worse"] += grade > before and not is_new
        seen["grade: held by override"] += world.pin[slot] == grade + 1 and grade > band

    return watch


WATCHERS = (
    ("world.score", _tainted),
    ("score.stages_charged", _ladder),
    ("score.points_of", _discretion),
    ("score.bent_points", _bending),
    ("score.apply_caps", _caps),
    ("score.settle", _bounds),
    ("lists.run_terms", _terms),
    ("lists.override", _override),
    ("lists.regrade", _grades),
)
