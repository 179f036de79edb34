"""What happens in approval and protest: who is asked and answers, who speaks and who does not."""

from collections import Counter
from typing import Any

from sincerity.reference.approval import EVER_WRONGED, WRONGED, has_perk, is_before_door
from sincerity.reference.cells import seen_in_cell
from sincerity.reference.state import TOP

ANSWERS = ("strong disapproval", "disapproval", "neither", "approval", "strong approval", "refusal")
EVENTS = (
    *(f"opinion: {answer}" for answer in ANSWERS),
    "opinion: with a door closed",
    "opinion: with a perk open",
    "opinion: wronged now",
    "opinion: wronged before",
    "opinion: harm near",
    "opinion: bent by fear",
    "opinion: at the lowest",
    "opinion: at the highest",
    "punishment seen in a cell",
    "protest: of a grievance alone",
    "protest: drawn by neighbours",
    "protest: left to neighbours",
    "protest: silenced by fear",
    "protest: everybody's threshold the same",
    "outcry: spoken",
    "outcry: silenced",
    "outcry: provoked by fear",
    "attention: by outcry alone",
    "attention: by protest alone",
    "grade withdrawn",
)


def _cells(world: Any, table: str, place: int, columns: int) -> list[int]:
    """Return this month's row of a table."""
    counts = world.table(table)
    return [counts[world.month, place, column] for column in range(columns)]


def _asking(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        before = _cells(world, "survey", world.classes[slot], len(ANSWERS))
        original(world, slot)
        after = _cells(world, "survey", world.classes[slot], len(ANSWERS))
        for answer, earlier, later in zip(ANSWERS, before, after, strict=True):
            seen[f"opinion: {answer}"] += later - earlier
        seen["opinion: with a door closed"] += is_before_door(world, slot)
        seen["opinion: with a perk open"] += has_perk(world, slot)
        seen["opinion: wronged now"] += bool(world.marks[slot] & WRONGED)
        seen["opinion: wronged before"] += world.marks[slot] == EVER_WRONGED
        seen["opinion: harm near"] += seen_in_cell(world, slot, "visible") > 0

    return watch


def _thinking(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        level: int = original(world, slot)
        seen["opinion: at the lowest"] += level == 0
        seen["opinion: at the highest"] += level == TOP
        return level

    return watch


def _saying(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        level: int = original(world, slot)
        is_bent = world.word("approval.expression") == "falsification"
        seen["opinion: bent by fear"] += is_bent and level > 0 and world.fear[slot] > 0
        return level

    return watch


def _seeing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, weight: int) -> int:
        level: int = original(world, slot, weight)
        if world.word("respond.visible_place") == "cell":
            seen["punishment seen in a cell"] += level > 0
        return level

    return watch


def _standing_up(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, felt: int) -> None:
        before = _cells(world, "voices", world.classes[slot], 6)
        original(world, slot, felt)
        after = _cells(world, "voices", world.classes[slot], 6)
        added = {column for column in range(6) if after[column] > before[column]}
        around = seen_in_cell(world, slot, "protesters")
        rule = world.word("protest.others")
        if 2 in added:
            seen["protest: of a grievance alone"] += felt > 0 and around == 0
            seen["protest: drawn by neighbours"] += felt == 0
            seen["protest: everybody's threshold the same"] += (
                world.word("protest.thresholds") == "degenerate"
            )
        elif felt and around and rule == "leave_to_others":
            seen["protest: left to neighbours"] += 1
        seen["protest: silenced by fear"] += 3 in added

    return watch


def _speaking(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, felt: int) -> None:
        before = _cells(world, "voices", world.classes[slot], 6)
        original(world, slot, felt)
        after = _cells(world, "voices", world.classes[slot], 6)
        added = {column for column in range(6) if after[column] > before[column]}
        is_bold = world.word("respond.chill") == "backlash" and world.fear[slot] > 0
        seen["outcry: spoken"] += 4 in added
        seen["outcry: provoked by fear"] += 4 in added and is_bold
        seen["outcry: silenced"] += 5 in added

    return watch


def _noticing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, county: int) -> None:
        original(world, county)
        protesters, speakers, comes, _ = _cells(world, "county_voices", county, 4)
        seen["attention: by outcry alone"] += comes and protesters == 0
        seen["attention: by protest alone"] += comes and speakers == 0

    return watch


def _withdrawing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        before = world.grade[slot]
        original(world, slot)
        seen["grade withdrawn"] += world.grade[slot] != before

    return watch


WATCHERS = (
    ("approval.ask", _asking),
    ("approval.private", _thinking),
    ("approval.expressed", _saying),
    ("respond.visible_around", _seeing),
    ("protest.stand_up", _standing_up),
    ("protest.speak_online", _speaking),
    ("protest.notice", _noticing),
    ("lists.withdraw_grade", _withdrawing),
)
