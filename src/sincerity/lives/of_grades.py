"""Grades: read from the score now and then, and held down by overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives.events import Fact, Path
from sincerity.phases.grades import NO_GRADE

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["tell_grade"]


def tell_grade(tracer: Tracer, block: Block, person: Watched) -> None:
    """Tell of this month's overrides, and of a grade that is not what it was."""
    if "grade" not in block.columns:
        return
    _overrides(tracer, block, person)
    was, now = person.now["grade"], int(block.columns["grade"][person.place])
    if now == was:
        return
    setting, score = tracer.setting, person.now["score"]
    read = int(block.model.grades.grade_of[score & 0xFFFF])
    pin = int(block.columns["pin"][person.place]) if "pin" in block.columns else 0
    regrades = (block.month + 1) % block.model.regrade_months == 0
    how = "override" if pin and now == pin - 1 and (not regrades or read < now) else "read"
    if was == NO_GRADE:
        how = "enrolled" if how == "read" else how
    rules: tuple[Path, ...] = (("grades", "bands", now),)
    after = [*person.graded_by, person.grade_event]
    if now == NO_GRADE:
        how, rules, after = "withdrawn", (("withdrawal",),), []
    elif how == "override":
        rules = person.events[person.override_event - 1].rules
        after = [person.override_event]
    bands = setting.scheme.grades.bands if setting.scheme.grades is not None else ()
    start = bands[now].from_points if now < len(bands) else None
    better = bands[now - 1].from_points if 0 < now < len(bands) else None
    facts: dict[str, Fact] = {
        "from": setting.grade(was),
        "to": setting.grade(now),
        "how": how,
        "score": score,
        "starts_at": None if start is None else start.used,
        "next_starts_at": None if better is None else better.used,
    }
    person.grade_event = person.add(
        block.month,
        "grade",
        facts,
        before=None if was == NO_GRADE else was,
        now=None if now == NO_GRADE else now,
        unit="grade",
        rules=rules,
        after=after,
    )
    person.graded_by = []


def _overrides(tracer: Tracer, block: Block, person: Watched) -> None:
    pins, months = block.model.grades.override_pin, block.model.grades.override_months
    for numbers in list(person.month_charges.values()):
        for number in numbers:
            event = person.events[number - 1]
            rule = int(event.rules[0][1])
            if int(pins[rule]) == 0:
                continue
            facts: dict[str, Fact] = {
                "rule": event.facts["rule"],
                "to": tracer.setting.grade(int(pins[rule]) - 1),
                "months": int(months[rule]),
            }
            person.override_event = person.add(
                block.month,
                "override",
                facts,
                is_true=event.is_true,
                rules=(("rules", rule, "override"),),
                after=[number],
            )
