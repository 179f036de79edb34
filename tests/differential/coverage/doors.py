"""What happens in the phases sanction and consequence: doors closed, rightly or not, and tried."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sincerity.reference.attempts import BLOCKED, LET_THROUGH, NOT_HEARD
from sincerity.reference.doors import shared_words
from sincerity.reference.events import BY_GRADE
from sincerity.reference.state import NULL
from tests.differential.coverage.watcher import TAINTS, month_total

ENDS = {BLOCKED: "turned away", NOT_HEARD: "not heard of", LET_THROUGH: "let through"}
BURDENS = ("false", "protected", "out of proportion", "cannot pay", "another")
EVENTS = (
    "door: by grade",
    "door: by list",
    "door: by a relative",
    "door: by a relative, a minor",
    "door: by an entry that has ended",
    *(f"burden: {burden}" for burden in BURDENS),
    *(f"burden: {burden}, by grade" for burden in BURDENS),
    *(f"burden: {burden}, by list" for burden in BURDENS),
    "but for a taint: closed anyway",
    *(f"but for a taint: another grade, {taint}" for taint in TAINTS),
    "but for a taint: no better for an override",
    "but for a taint: entry by a grade that would go",
    "but for a taint: entry by a grade that has gone",
    "wronged: started",
    "wronged: ended",
    "wronged: again",
    *(f"attempt: {end}" for end in ENDS.values()),
    "attempt: turned away wrongly",
    "attempt: two of one person in a month",
    "attempt: a minor turned away",
    "heard: one office",
    "heard: of an entry",
    "heard: of an entry, not yet",
    "heard: of an entry, never",
    "heard: of a grade",
    "heard: of a relative",
    "heard: outdated",
    "discovered at a door",
    "discovered at a door: entry without a record",
    "idle: after being turned away",
    "idle: after a layoff",
    "idle: shorter than what is left",
    "fall: caused",
    "fall: caused twice",
    "fall: applied",
    "fall: no further to fall",
)


def _doors(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> Any:
        found = original(world)
        for door in world.scheme.doors:
            for slot in world.people:
                seen["door: by grade"] += world.grade[slot] in door.grades
                lists = [entry.listing for entry in world.in_effect(slot)]
                seen["door: by list"] += any(n in door.lists for n in lists)
        doors = range(len(world.scheme.doors))
        seen["door: by a relative"] += month_total(world, "spill_months", doors)
        seen["door: by a relative, a minor"] += month_total(world, "spill_minor_months", doors)
        seen["door: by an entry that has ended"] += month_total(world, "stale_months", doors)
        seen["attempt: turned away wrongly"] += month_total(world, "blocked_wrong", doors)
        for event in ("started", "ended", "again"):
            seen[f"wronged: {event}"] += month_total(world, f"wronged_{event}")
        return found

    return watch


def _burden(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, closed: Any) -> list[set[int]]:
        columns: list[set[int]] = original(world, slot, closed)
        lists = [entry.listing for entry in world.in_effect(slot)]
        for burden, wrongful in zip(BURDENS, columns, strict=True):
            seen[f"burden: {burden}"] += len(wrongful)
            for number in wrongful & closed.own:
                door = world.scheme.doors[number]
                by_grade = world.grade[slot] in door.grades
                by_list = any(n in door.lists for n in lists)
                seen[f"burden: {burden}, by grade"] += by_grade and not by_list
                seen[f"burden: {burden}, by list"] += by_list and not by_grade
        for entry in world.in_effect(slot):
            if entry.flags & 1:
                closes = {n for n in closed.own if entry.listing in world.scheme.doors[n].lists}
                seen["but for a taint: closed anyway"] += len(closes - columns[0])
        return columns

    return watch


def _but_for(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, taint: int) -> int:
        grade: int = original(world, slot, taint)
        if grade < world.grade[slot]:
            seen[f"but for a taint: another grade, {TAINTS[taint.bit_length() - 1]}"] += 1
        pin, world.pin[slot] = world.pin[slot], 0
        seen["but for a taint: no better for an override"] += original(world, slot, taint) < grade
        world.pin[slot] = pin
        return grade

    return watch


def _standing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, rows: list[Any], grade: int) -> list[Any]:
        kept: list[Any] = original(world, slot, rows, grade)
        seen["but for a taint: entry by a grade that would go"] += len(rows) - len(kept)
        grounds = [world.scheme.lists[row.listing].grades for row in rows if row.cause == BY_GRADE]
        has_left = sum(world.grade[slot] not in grades for grades in grounds)
        seen["but for a taint: entry by a grade that has gone"] += has_left
        return kept

    return watch


def _attempts(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, *closed: Any) -> Any:
        doors = range(len(world.scheme.doors))
        before = {end: month_total(world, "door_attempts", doors, (end,)) for end in ENDS}
        blocked, discovered = original(world, slot, *closed)
        tried = 0
        for end, name in ENDS.items():
            added = month_total(world, "door_attempts", doors, (end,)) - before[end]
            seen[f"attempt: {name}"] += added
            tried += added
            if end == BLOCKED and not world.is_adult(slot):
                seen["attempt: a minor turned away"] += added
        seen["attempt: two of one person in a month"] += tried > 1
        seen["discovered at a door"] += sum(entry.cause < 5 for entry in discovered)
        seen["discovered at a door: entry without a record"] += sum(
            entry.cause >= 5 for entry in discovered
        )
        return blocked, discovered

    return watch


def _hearing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, number: int, door: Any, closed: Any) -> bool:
        has_heard: bool = original(world, slot, number, door, closed)
        if world.network is None:
            seen["heard: one office"] += 1
            return has_heard
        if number in closed.stale:
            seen["heard: outdated"] += 1
            return has_heard
        without_relatives = replace(closed, spilled=set())
        grade, world.grade[slot] = world.grade[slot], NULL
        of_entry = original(world, slot, number, door, without_relatives)
        world.grade[slot] = grade
        of_grade = not of_entry and original(world, slot, number, door, without_relatives)
        seen["heard: of an entry"] += of_entry
        seen["heard: of a grade"] += of_grade
        seen["heard: of a relative"] += has_heard and not of_entry and not of_grade
        if not of_entry:
            _count_not_heard(seen, world, slot, number, door)
        return has_heard

    return watch


def _count_not_heard(seen: Counter[str], world: Any, slot: int, number: int, door: Any) -> None:
    """Count the entries behind a door of which the agency has not heard."""
    agency = world.network.agencies[door.agency]
    for entry in world.in_effect(slot):
        if entry.listing in world.scheme.doors[number].lists:
            draw = shared_words(world, entry.entered, slot, entry.listing, agency)
            is_late = draw[0] < agency.from_operator.passes_below
            seen["heard: of an entry, not yet" if is_late else "heard: of an entry, never"] += 1


def _consequences(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, blocked: list[Any]) -> None:
        left = {slot: max(months - 1, 0) for slot, months in world.idle_left.items()}
        layoffs = world.layoffs.get(world.month, [])
        lost = [(hit.person, hit.idle_months) for hit in blocked]
        seen["idle: after being turned away"] += sum(m > left[slot] for slot, m in lost)
        seen["idle: after a layoff"] += sum(m > left[slot] for slot, m in layoffs)
        seen["idle: shorter than what is left"] += sum(
            0 < m < left[slot] for slot, m in lost + layoffs
        )
        falls = [hit.person for hit in blocked if hit.falls]
        original(world, blocked)
        seen["fall: caused"] += len(set(falls))
        seen["fall: caused twice"] += len(falls) - len(set(falls))

    return watch


def _falls(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        before = world.means[slot]
        original(world, slot)
        is_applied = world.means[slot] > before
        seen["fall: applied" if is_applied else "fall: no further to fall"] += 1

    return watch


WATCHERS = (
    ("world.sanction", _doors),
    ("sanction.wrongful_sanctions", _burden),
    ("burden.grade_but_for", _but_for),
    ("burden._standing", _standing),
    ("sanction.try_doors", _attempts),
    ("attempts.has_heard", _hearing),
    ("world.consequence", _consequences),
    ("life.fall", _falls),
)
