"""What generated worlds make happen: a test of the test.

Functions of the twin are wrapped so that every event of the model that matters is counted while
worlds are compared. `EVENTS` names them all; a world generator that stops reaching one of them
would let a fault there pass unseen.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sincerity.reference.conduct import UNCHANGED
from sincerity.reference.reading import PERMANENT
from sincerity.reference.state import HEARD, KNOWS_RULES, UNAWARE
from tests.differential.patching import Change, patched

MEANS = ("secure", "strained", "insolvent")
EVENTS = (
    *(f"means: {MEANS[old]} to {MEANS[new]}" for old, new in ((0, 1), (1, 0), (1, 2), (2, 1))),
    *(
        f"response: {rule}"
        for rule in (
            "deterrence certainty_first",
            "deterrence expected_loss",
            "deterrence none",
            "deterrence certainty_first, rules not known",
            "deterrence expected_loss, rules not known",
            "perks incentive",
            "perks crowding_out",
            "perks none",
            "chill visible_punishment",
            "chill backlash",
            "chill none",
            "conform",
            "conform none",
            "undeterrable",
            "cannot pay",
        )
    ),
    "conduct: not one who can do it",
    "conduct: two candidates or more",
    "conduct: single arrival",
    *(f"stage: {stage}" for stage in range(3)),
    *(f"cause: {cause}" for cause in ("true", "wrong person", "invented")),
    "record: two of one person in a month",
    "record: own deed and another's in a month",
    "record: vacant slot",
    "record: person not covered",
    "record: person newly covered",
    *(
        f"rule: {kind}"
        for kind in (
            "fixed, negative",
            "fixed, positive",
            "discretion, negative",
            "discretion, positive",
            "discretion, drawn zero",
            "points unknown",
            "second stage charged too",
            "lower stage passed over",
        )
    ),
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
    "override: pinned",
    "override: pinned again",
    "override: ends",
    "grade: better",
    "grade: worse",
    "grade: held by override",
    "grade: newly covered",
    *(
        f"list: {event}"
        for event in (
            "entry by points at most",
            "entry by points at least",
            "entry by grade alone",
            "entry, all true",
            "entry, some false",
            "entry in a named month",
            "entry, permanent",
            "not in a named month",
            "exit",
            "term restarted",
            "ground while listed, no extension",
        )
    ),
    "door: by grade",
    "door: by list",
    "belief: heard by chance",
    "belief: heard where punishment is visible",
    "belief: learned the rules",
    "belief: informed by notice",
    "belief: informed without notice",
    "belief: not informed",
    "belief: charged truly",
    "belief: charged falsely",
    "belief: household, true charge",
    "belief: household, false charge",
    "belief: off",
    "age: crosses a band",
)
"""Everything that generated worlds have to reach."""


@contextmanager
def watching() -> Iterator[Counter[str]]:
    """Count events of all twins that run inside the block."""
    seen: Counter[str] = Counter()
    watchers: dict[str, Callable[[Counter[str], Any], Change]] = {
        "life.next_means": _means,
        "world.life": _ages,
        "conduct.deterred": _deterred,
        "conduct.rewarded": _rewarded,
        "conduct.chilled": _chilled,
        "conduct.conforming": _conforming,
        "conduct.is_done": _eligibility,
        "conduct.candidates_of": _candidates,
        "observe.stage_reached": _stages,
        "world.score": _records,
        "score.stages_charged": _ladder,
        "score.points_of": _discretion,
        "score.apply_caps": _caps,
        "score.settle": _bounds,
        "lists.run_terms": _terms,
        "lists.override": _override,
        "lists.regrade": _grades,
        "lists.has_ground": _named_months,
        "lists.enter": _entries,
        "world.sanction": _doors,
        "respond.hear": _hearing,
        "respond.learn": _learning,
        "respond.see_a_member_charged": _household,
        "world.respond": _beliefs,
    }
    changes: dict[str, Change] = {
        target: partial(watcher, seen) for target, watcher in watchers.items()
    }
    with patched(changes):
        yield seen


def _means(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, place: str, means: int, word: int) -> int:
        new: int = original(world, place, means, word)
        if new != means:
            seen[f"means: {MEANS[means]} to {MEANS[new]}"] += 1
        return new

    return watch


def _ages(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> None:
        before = {slot: world.classes[slot] // 24 for slot in world.people}
        original(world)
        seen["age: crosses a band"] += sum(
            band != world.classes[slot] // 24 for slot, band in before.items()
        )

    return watch


def _deterred(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, kind: Any) -> int:
        result: int = original(world, slot, kind)
        rule = world.word("respond.deterrence")
        knows = "" if world.awareness[slot] > HEARD else ", rules not known"
        can_be = world.is_covered(slot) and world.awareness[slot] > UNAWARE
        if result != UNCHANGED:
            seen[f"response: deterrence {rule}{knows}"] += 1
        elif can_be and rule == "none":
            seen["response: deterrence none"] += 1
        elif can_be and world.is_undeterrable(slot):
            seen["response: undeterrable"] += 1
        elif can_be and kind.cannot_pay and world.means[slot] == 2:
            seen["response: cannot pay"] += 1
        return result

    return watch


def _rewarded(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, kind: Any) -> int:
        result: int = original(world, slot, kind)
        rule = world.word("respond.perks")
        knows = world.is_covered(slot) and world.awareness[slot] >= KNOWS_RULES
        if result != UNCHANGED or (rule == "none" and knows):
            seen[f"response: perks {rule}"] += 1
        return result

    return watch


def _chilled(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        result: int = original(world, slot)
        rule = world.word("respond.chill")
        if result != UNCHANGED or (rule == "none" and world.fear[slot]):
            seen[f"response: chill {rule}"] += 1
        return result

    return watch


def _conforming(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        result: int = original(world, slot)
        if result != UNCHANGED:
            seen["response: conform"] += 1
        elif world.word("respond.chill") == "none" and world.fear[slot]:
            seen["response: conform none"] += 1
        return result

    return watch


def _eligibility(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, number: int, word: int) -> bool:
        if not all(world.meets(slot, who) for who in world.kinds[number].needs):
            seen["conduct: not one who can do it"] += 1
        return bool(original(world, slot, number, word))

    return watch


def _candidates(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        count: int = original(world, slot)
        seen["conduct: two candidates or more"] += count > 1
        seen["conduct: single arrival"] += count == 1 and world.conduct.arrivals == "single"
        return count

    return watch


def _stages(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, act: Any) -> int:
        stage: int = original(world, act)
        seen[f"stage: {stage}"] += 1
        return stage

    return watch


def _records(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, records: list[Any]) -> Any:
        charged = original(world, records)
        subjects = Counter(record.subject for record in records)
        seen["record: two of one person in a month"] += sum(n > 1 for n in subjects.values())
        own = [record.subject for record in records if record.cause == 0]
        seen["record: own deed and another's in a month"] += sum(
            record.subject in own for record in records if record.cause == 1
        )
        for record in records:
            seen[f"cause: {('true', 'wrong person', 'invented')[record.cause]}"] += 1
            seen["record: person not covered"] += not world.is_covered(record.subject)
            seen["record: person newly covered"] += record.subject in world.newly_covered
        seen["record: vacant slot"] += world.table("unmatched")[(world.month,)]
        return charged

    return watch


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
    def watch(world: Any, slot: int, returns: int, charges: list[Any]) -> None:
        raw = world.score[slot] + returns + sum(charge.points for charge in charges)
        original(world, slot, returns, charges)
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

    return watch


def _is_cut_in_part(excess: int, points: list[int]) -> bool:
    """Return whether a bound takes some of several charges that push against it, but not all."""
    pushing = [size for size in points if size * excess > 0]
    return len(pushing) > 1 and 0 < abs(excess) < sum(map(abs, pushing[1:]))


def _terms(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        pinned = world.pin[slot]
        listed = [left[slot] for left in world.list_left]
        original(world, slot)
        seen["override: ends"] += pinned > 0 and world.pin[slot] == 0
        ends = [b > 0 and left[slot] == 0 for b, left in zip(listed, world.list_left, strict=True)]
        seen["list: exit"] += sum(ends)

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


def _named_months(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, rule: Any, charges: list[Any]) -> bool:
        found = bool(original(world, slot, rule, charges))
        is_named = world.month + 1 in rule.run_months
        seen["list: not in a named month"] += bool(rule.run_months and charges and not is_named)
        return found

    return watch


def _entries(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, number: int, charges: list[Any]) -> None:
        rule, before = world.scheme.lists[number], world.list_left[number][slot]
        original(world, slot, number, charges)
        if before > 0:
            event = "term restarted" if rule.restarts else "ground while listed, no extension"
            seen[f"list: {event}"] += 1
            return
        low, high = rule.points_at_most, rule.points_at_least
        by_low = any(low is not None and c.points <= low for c in charges)
        by_high = any(high is not None and c.points >= high for c in charges)
        seen["list: entry by points at most"] += by_low
        seen["list: entry by points at least"] += by_high
        seen["list: entry by grade alone"] += not (by_low or by_high)
        is_false = any(charge.cause != 0 for charge in charges)
        seen["list: entry, some false" if is_false else "list: entry, all true"] += 1
        seen["list: entry in a named month"] += bool(rule.run_months)
        seen["list: entry, permanent"] += rule.term_months == PERMANENT

    return watch


def _doors(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> None:
        original(world)
        for door in world.scheme.doors:
            for slot in world.people:
                seen["door: by grade"] += world.grade[slot] in door.grades
                seen["door: by list"] += any(world.list_left[n][slot] > 0 for n in door.lists)

    return watch


def _hearing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, draw: int, visible: int) -> None:
        before = world.awareness[slot]
        original(world, slot, draw, visible)
        if world.awareness[slot] == before:
            return
        if before == HEARD:
            seen["belief: learned the rules"] += 1
        elif draw < world.chance_16("respond.hear_base"):
            seen["belief: heard by chance"] += 1
        else:
            seen["belief: heard where punishment is visible"] += 1

    return watch


def _learning(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, penalties: list[Any]) -> None:
        # Three is what a person charged knows from then on; put a level that cannot be to see it.
        before, world.awareness[slot] = world.awareness[slot], -1
        original(world, slot, penalties)
        if world.awareness[slot] == -1:
            world.awareness[slot] = before
            seen["belief: not informed"] += 1
            return
        how = "by notice" if world.scheme.gives_notice else "without notice"
        seen[f"belief: informed {how}"] += 1
        is_true = any(charge.cause == 0 for charge in penalties)
        seen["belief: charged truly" if is_true else "belief: charged falsely"] += 1

    return watch


def _household(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, member: int, is_true: bool, *bytes_: int) -> None:
        original(world, member, is_true, *bytes_)
        seen[f"belief: household, {'true' if is_true else 'false'} charge"] += 1

    return watch


def _beliefs(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, charged: Any) -> None:
        original(world, charged)
        seen["belief: off"] += world.word("respond.beliefs") == "off"

    return watch
