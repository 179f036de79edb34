"""What all lives of a world add up to, beside what the world itself has counted and stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from sincerity.lives.closed import numbers
from sincerity.lives.events import Event
from sincerity.lives.person import Watched
from sincerity.phases.rows import CAUSES, ENTRY_CAUSES, EXIT_REASONS, TAINTS
from sincerity.phases.tally_arrays import (
    ATTEMPT_ENDS,
    BURDENS,
    EXPRESSED_SUM,
    FAIRNESS_SUM,
    PRIVATE_SUM,
    REFUSED,
)
from sincerity.world import kept
from sincerity.world.world import World

Counts = Counter[tuple[Any, ...]]


def differences(world: World, people: list[Watched]) -> list[str]:
    """Return every number in which the sum over all lives differs from the world."""
    counted = _counted(people)
    stated = _stated(world)
    return sorted(
        f"{key}: lives {counted[key]}, world {stated[key]}"
        for key in counted.keys() | stated.keys()
        if counted[key] != stated[key]
    )


def _counted(people: list[Watched]) -> Counts:
    counts: Counts = Counter()
    for person in people:
        for event in person.events:
            for key, number in _of_event(event, person):
                counts[event.month - 1, *key] += number
        for month in person.months:
            _count_month(counts, month)
    return counts


def _of_event(event: Event, person: Watched) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Yield what an event counts for: a key without the month, and a number."""
    facts = event.facts
    if event.what == "act":
        yield ("acts", facts["kind"]), 1
    elif event.what == "record":
        yield ("records", facts["kind"], facts["cause"]), 1
        yield ("unscored",), int(not facts["has_score"])
    elif event.what == "charge":
        cause = person.events[event.after[0] - 1].facts["cause"]
        yield ("rule_charges", facts["rule"], cause), 1
        yield ("rule_points", facts["rule"]), int(facts["points"])  # type: ignore[arg-type]
    elif event.what == "entry":
        yield ("list_entries", facts["list"], facts["cause"]), 1
        yield ("list_reentries", facts["list"]), int(bool(facts["again"]))
        for taint in facts["taints"]:  # type: ignore[union-attr]
            yield ("list_entry_taint", facts["list"], taint), 1
    elif event.what == "exit":
        yield ("list_exits", facts["list"], facts["reason"]), 1
        yield ("list_exit_months", facts["list"], facts["reason"]), int(facts["months"])  # type: ignore[arg-type]
    elif event.what == "attempt":
        yield ("door_attempts", facts["door"], facts["end"]), 1
        yield ("blocked_wrong", facts["door"]), int(bool(facts["wrong"]))
    elif event.what == "means" and facts["because"] == "door":
        yield ("falls_applied",), 1
    elif event.what == "objection":
        yield ("objections", int(not event.is_true), 0), 1
    elif event.what == "decision":
        yield ("objections", int(not event.is_true), 1 if facts["upheld"] else 2), 1
        yield ("objection_delay",), int(facts["months_waited"])  # type: ignore[arg-type]
    elif event.what == "way_off":
        yield (str(facts["how"]), facts["means"]), 1
    elif event.what == "asked":
        answer = facts["answer"]
        yield ("survey", REFUSED if answer is None else answer), 1
        for column, name in (
            (PRIVATE_SUM, "private"),
            (EXPRESSED_SUM, "expressed"),
            (FAIRNESS_SUM, "fairness"),
        ):
            yield ("survey", column), int(facts[name])  # type: ignore[arg-type]
    elif event.what == "tip":
        yield ("tipped",), 1
        yield ("judged_false",), int(not facts["believed"])
    elif event.what == "firm_act" and "representative" in facts["roles"]:  # type: ignore[operator]
        yield ("firm_acts", facts["kind"]), 1
        yield ("firm_found", facts["kind"]), int(bool(facts["found"]))


def _count_month(counts: Counts, month: Any) -> None:
    at = month.month - 1
    counts[at, "returned_points"] += month.returned
    for door in numbers(month.own | month.perks):
        counts[at, "door_months", door] += 1
    for door in numbers(month.household):
        counts[at, "spill_months", door] += 1
    for door in numbers(month.late):
        counts[at, "stale_months", door] += 1
    for column, doors in enumerate(month.wrongful):
        counts[at, "burden_people", BURDENS[column]] += int(bool(doors))
        for door in numbers(doors):
            counts[at, "burden_doors", door, BURDENS[column]] += 1
    counts[at, "sanctioned_months"] += int(bool(month.closed))
    counts[at, "wronged_months"] += int(bool(month.closed_wrongly))
    counts[at, "idle_people"] += int(bool(month.idle_months))
    counts[at, "certainty_sum"] += month.certainty
    counts[at, "fear_sum"] += month.fear
    counts[at, "awareness", month.awareness] += 1
    voices = (
        int(month.grievance > 0),
        month.grievance,
        int(month.in_the_open == "spoken"),
        int(month.in_the_open == "silenced"),
        int(month.online == "spoken"),
        int(month.online == "silenced"),
    )
    for column, number in enumerate(voices):
        counts[at, "voices", column] += number
    for name in month.lists:
        counts[at, "list_members", name] += 1


def _stated(world: World) -> Counts:
    """Return the same counts out of the world's tallies."""
    tallies, labels = world.tallies, world.tallies.labels
    counts: Counts = Counter()

    def take(name: str, table: Any, *axes: Any) -> None:
        for where in np.argwhere(table).tolist():
            names = tuple(
                axis[at] if axis is not None else at
                for axis, at in zip(axes, where[1:], strict=True)
            )
            counts[where[0], name, *names] += int(table[tuple(where)])

    take("acts", tallies.acts.sum(axis=2), labels.kinds)
    take("records", tallies.records, labels.kinds, CAUSES)
    take("rule_charges", tallies.rule_charges, labels.rules, CAUSES)
    take("rule_points", tallies.rule_points.sum(axis=2), labels.rules)
    take("list_entries", tallies.list_entries, labels.lists, ENTRY_CAUSES)
    take("list_entry_taint", tallies.list_entry_taint, labels.lists, TAINTS)
    take("list_reentries", tallies.list_reentries, labels.lists)
    take("list_exits", tallies.list_exits, labels.lists, EXIT_REASONS)
    take("list_exit_months", tallies.list_exit_months, labels.lists, EXIT_REASONS)
    take("list_members", tallies.list_members.sum(axis=2), labels.lists)
    take("door_months", tallies.door_months.sum(axis=2), None)
    take("spill_months", tallies.spill_months, None)
    take("stale_months", tallies.stale_months, None)
    take("burden_doors", tallies.burden_doors, None, BURDENS)
    take("burden_people", tallies.burden_people, BURDENS)
    take("door_attempts", tallies.door_attempts, labels.doors, ATTEMPT_ENDS)
    take("blocked_wrong", tallies.blocked_wrong, labels.doors)
    take("objections", tallies.objections, None, None)
    take("performed", tallies.performed, None)
    take("repaired", tallies.repaired, None)
    take("firm_acts", tallies.firm_acts, labels.firm_kinds)
    take("firm_found", tallies.firm_found, labels.firm_kinds)
    take("voices", tallies.voices.sum(axis=1), None)
    take("survey", tallies.survey.sum(axis=1), None)
    take("awareness", tallies.awareness.sum(axis=2), None)
    take("tipped", tallies.firm_tips[:, 0])
    take("judged_false", tallies.firm_tips[:, 1])
    for name in (
        "unscored",
        "returned_points",
        "sanctioned_months",
        "wronged_months",
        "idle_people",
        "falls_applied",
        "objection_delay",
        "certainty_sum",
        "fear_sum",
    ):
        take(name, getattr(tallies, name))
    return counts


def faults_of_a_life(person: Watched) -> Iterator[str]:
    """Yield every month in which a person's events do not lead from one state to the next."""
    score: int | None = None
    lists: dict[str, Event] = {}
    for month in person.months:
        events = [event for event in person.events if event.month == month.month]
        yield from _score_faults(month, events, score)
        score = month.score
        for event in events:
            if event.what == "entry":
                lists[str(event.facts["list"])] = event
            elif event.what == "exit":
                del lists[str(event.facts["list"])]
        standing = {name for name, e in lists.items() if int(str(e.facts["starts"])) <= month.month}
        if standing != set(month.lists):
            yield f"month {month.month}: events put the name on {standing}, not {month.lists}"
    yield from _path_faults(person, "grade", [month.grade for month in person.months])
    means = [("secure", "strained", "insolvent")[month.means] for month in person.months]
    yield from _path_faults(person, "means", list(means))


def _score_faults(month: Any, events: list[Event], score: int | None) -> Iterator[str]:
    if month.score is None:
        return
    moved = [e for e in events if e.what in ("charge", "returned", "swallowed")]
    total = sum((e.now or 0) - (e.before or 0) for e in moved)
    parts = month.returned + month.charged + month.swallowed
    enrolled = [e for e in events if e.what == "enrolled"]
    begins = enrolled[0].now if enrolled else month.score_before if score is None else score
    if not (begins == month.score_before and begins + total == month.score and parts == total):
        yield f"month {month.month}: {begins} and {total} points do not make {month.score}"
    missing = [e for e in events if e.what == "returned" and not e.after]
    if missing:
        yield f"month {month.month}: points come back that no charge took"


def _path_faults(person: Watched, what: str, states: list[Any]) -> Iterator[str]:
    """Follow the changes of a state from event to event and compare at each month's end."""
    changes = [event for event in person.events if event.what == what]
    for at, state in enumerate(states):
        earlier = [event for event in changes if event.month <= at + 1]
        later = [event for event in changes if event.month > at + 1]
        if earlier and earlier[-1].facts["to"] != state:
            yield f"month {at + 1}: {what} is {state}, events say {earlier[-1].facts['to']}"
        if later and later[0].facts["from"] != state:
            yield f"month {at + 1}: {what} is {state}, the next event leaves {later[0].facts}"


def state_faults(world: World, people: list[Watched]) -> Iterator[str]:
    """Yield where the last month of a life differs from what the world has stored."""
    idle = kept.values_of_few(world, "idle")
    marks = kept.values_of_few(world, "marks")
    columns = world.columns
    for person in people:
        last = person.months[-1]
        if (last.score is not None) and int(columns["score"][person.slot]) != last.score:
            yield f"{person.slot}: score"
        if idle[person.slot] != last.idle_months:
            yield f"{person.slot}: months out of work"
        ever = any(month.closed_wrongly for month in person.months)
        if marks[person.slot] != 2 * ever + bool(last.closed_wrongly):
            yield f"{person.slot}: marks"
