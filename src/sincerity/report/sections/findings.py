"""The few sentences that the numbers say; none is written in advance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sincerity.report.facts import Facts
from sincerity.report.model import Finding
from sincerity.report.sections import (
    beliefs,
    burden,
    charges,
    grades,
    lists,
    points,
    records,
    scores,
    unknowns,
)
from sincerity.report.sections.tables import causes
from sincerity.report.wording import (
    count,
    decimal,
    enumeration,
    people_name,
    percent,
    plural,
    sentence,
)

MOST = 5
WHY = {
    "wrong_person": "on the wrong person",
    "invented": "on something invented",
    "false_report": "on a neighbour's false report",
    "misjudged": "on a true report taken for a lie",
}
SMALLEST_GROUP_MONTHS = 1200
"""Groups with fewer covered person-months are not singled out in a sentence."""


def findings(facts: Facts) -> list[Finding]:
    """Return at most five findings, those that the run has numbers for."""
    if not facts.scheme.rules and not facts.scheme.lists:
        return [_no_rule(facts), *_made(facts, (_acts, _protected_acts))]
    makers: tuple[Callable[[Facts], Finding | None], ...] = (
        _standing,
        _wronged,
        _protected,
        _false_charges,
        _turned_away,
        _charged,
        _awareness,
        _listed,
        _errors,
        _acts,
        _protected_acts,
        _people,
    )
    return _made(facts, makers)[:MOST]


def _made(facts: Facts, makers: Iterable[Callable[[Facts], Finding | None]]) -> list[Finding]:
    """Return the findings that have something to say."""
    found = (make(facts) for make in makers)
    return [finding for finding in found if finding is not None]


def _no_rule(facts: Facts) -> Finding:
    """Say that nothing is scored."""
    return Finding(
        "This scheme has no rule: nobody is charged or rewarded, and no score moves. It is there "
        "to compare others with.",
        f"n = {count(facts.residents)} residents",
        "scheme",
    )


def _wronged(facts: Facts) -> Finding | None:
    """Say how many stood before a closed door for something they had not done."""
    every = facts.total("sanction_months")
    if not every:
        return None
    people, false = facts.value("wronged_people"), facts.total("burden_false")
    who = plural(people, "person", "people") if people else "Nobody"
    return Finding(
        f"{who} stood before a closed door {burden.not_done(facts)}: {count(false)} of "
        f"{plural(every, 'sanction-month')} ({percent(false / every)}). The error rates behind "
        "this are assumptions.",
        f"n = {plural(every, 'sanction-month')} of {plural(facts.residents, 'resident')}",
        "burden",
    )


def _turned_away(facts: Facts) -> Finding | None:
    """Say how many were turned away at a door, and how many of them for something not done."""
    tried, blocked = facts.item_total("attempts"), facts.item_total("attempts_blocked")
    if not tried:
        return None
    wrongly = facts.item_total("attempts_blocked_wrongly")
    return Finding(
        f"People tried a door that was closed to them {count(tried)} times and were turned away "
        f"{count(blocked)} times, {count(wrongly)} of these {burden.not_done(facts)}.",
        f"n = {plural(tried, 'attempt')}",
        "attempts",
    )


def _standing(facts: Facts) -> Finding | None:
    """Say how many have fallen in grade, or in points where there are no grades."""
    if not facts.scheme.rules:
        return None
    if facts.grade_ids and facts.n(f"grade_share.{facts.first_grade}"):
        return _graded(facts)
    fewer, n = scores.below_start(facts)
    if not n:
        return None
    return Finding(
        f"In {facts.end}, {plural(fewer, 'person', 'people')} ({percent(fewer / n)} of those "
        "covered) have fewer points than they began with.",
        f"n = {count(n)} covered people",
        "scores",
    )


def _graded(facts: Facts) -> Finding:
    """Say how many are no longer in the grade in which everyone starts."""
    share, n = facts.moved()
    people = sum(facts.value(f"grade_count.{grade}") for grade in facts.other_grades)
    counted = f"n = {count(n)} covered people"
    if not people:
        return Finding(
            f"In {facts.end} nobody stands {grades.side(facts)} "
            f"{grades.label(facts, facts.first_grade)}, the grade in which everyone starts. "
            f"{grades.regrading(facts)}",
            counted,
            "grades",
        )
    stand = "stands" if round(people) == 1 else "stand"
    words = (
        f"In {facts.end}, {plural(people, 'person', 'people')} ({percent(share)} of those covered) "
        f"{stand} {grades.side(facts)} {grades.label(facts, facts.first_grade)}, the grade in "
        "which everyone starts"
    )
    if facts.can_fall:
        worst = facts.grade_ids[-1]
        lowest = facts.value(f"grade_count.{worst}")
        number = count(lowest) if lowest else "none"
        words += f"; {number} of them in the lowest, {grades.label(facts, worst)}"
    return Finding(f"{words}.", counted, "grades")


def _protected(facts: Facts) -> Finding | None:
    """Say what part of the points charged as losses was for protected conduct."""
    lost = facts.total("points_lost")
    if lost <= 0:
        return None
    by_level = points.lost_by_level(facts)
    protected = by_level["absolute"] + by_level["qualified"]
    if not protected:
        words = "for conduct that human-rights law protects"
        if unknowns.has_gaps(facts):
            words += (
                ", among the rules that could be written down; what else the scheme charged is "
                "not known (see “What is not known”)"
            )
        sentence = f"No loss was charged {words}."
    else:
        sentence = (
            f"{percent(protected / lost)} of all points charged as losses ({count(protected)} "
            f"of {count(lost)}) were for conduct that human-rights law protects: "
            f"{count(by_level['absolute'])} for conduct with no permitted limit, "
            f"{count(by_level['qualified'])} for conduct with limits under conditions."
        )
    return Finding(sentence, f"n = {plural(lost, 'point')} charged as losses", "points")


def _false_charges(facts: Facts) -> Finding | None:
    """Say how many charges rest on untrue records."""
    by_cause = charges.by_cause(facts)
    every = sum(by_cause.values())
    if not every:
        return None
    false = every - by_cause["true"]
    return Finding(
        f"{count(false)} of {plural(every, 'charge')} ({percent(false / every)}) rest on a record "
        f"of something the person did not do{_why(by_cause)}. The error rates behind this are "
        "assumptions.",
        f"n = {plural(every, 'charge')}, of losses and gains",
        "records",
    )


def _why(by_cause: Mapping[str, float]) -> str:
    """Say how many rest on each sort of error that there is, as the end of a sentence."""
    parts = enumeration(f"{count(n)} {WHY[c]}" for c, n in by_cause.items() if n and c in WHY)
    return f": {parts}" if parts else ""


def _errors(facts: Facts) -> Finding | None:
    """Say how many records are untrue."""
    entered = records.total(facts)
    if not entered:
        return None
    false = records.false_records(facts)
    by_cause = {cause: facts.total(f"records.{cause}") for cause in causes(facts)}
    return Finding(
        f"{percent(false / entered)} of {plural(entered, 'record')} that arrived are about "
        f"something the person did not do{_why(by_cause)}. The error rates behind this are "
        "assumptions.",
        f"n = {plural(entered, 'record')}",
        "records",
    )


def _charged(facts: Facts) -> Finding | None:
    """Say which group is charged most often, against everyone."""
    rates = {group: points.per_thousand(facts, group) for group in facts.class_groups}
    everyone = rates.get("all", (None, 0))[0]
    if not everyone:
        return None
    large = {
        group: rate
        for group, (rate, n) in rates.items()
        if rate is not None and n >= SMALLEST_GROUP_MONTHS and group != "all"
    }
    if not large:
        return None
    group = max(large, key=lambda name: large[name])
    return Finding(
        f"{sentence(people_name(group))} are charged most often: in a month "
        f"{decimal(large[group], 2)} of 1,000 of them are charged a loss, against "
        f"{decimal(everyone, 2)} of everyone covered.",
        f"n = {count(rates[group][1])} and {count(rates['all'][1])} covered person-months",
        "points",
    )


def _awareness(facts: Facts) -> Finding | None:
    """Say how many have not heard of the scheme, where there is one to hear of."""
    if not facts.scheme.rules or not facts.n("awareness_share.unaware"):
        return None
    people, share, n = beliefs.unaware(facts)
    return Finding(
        f"In {facts.end}, {percent(share)} of all residents, children and people without a score "
        f"included, have not heard of the scheme at all ({count(people)} of {count(n)}).",
        f"n = {count(n)} residents of every age",
        "beliefs",
    )


def _listed(facts: Facts) -> Finding | None:
    """Say how many names the first list to be filled holds, or takes where it stays open."""
    for item in facts.scheme.lists:
        first, every = lists.first_entries(facts, item.id), lists.entries(facts, item.id)
        if first is None:
            continue
        words = f"{plural(first[1], 'name')} in {facts.when_long(first[0])}"
        if not item.months:
            words = f"{plural(every, 'entry', 'entries')} in {plural(facts.last, 'month')}"
        return Finding(
            f"{item.label}: {words}.", f"n = {count(facts.residents)} residents", "lists"
        )
    return None


def _acts(facts: Facts) -> Finding | None:
    """Say how many acts that harm others were done."""
    harming, n = facts.total("acts_harming_others"), facts.total_n("acts_harming_others")
    if not n:
        return None
    return Finding(
        f"Synthetic people did {count(harming)} acts that harm others in "
        f"{plural(facts.last, 'month')}: {decimal(1000 * 12 * harming / n, 1)} per 1,000 people "
        "a year.",
        f"n = {count(n)} person-months",
        "acts",
    )


def _protected_acts(facts: Facts) -> Finding | None:
    """Say how many acts that the law protects were done."""
    absolute = facts.total("acts_of_protection.absolute")
    qualified = facts.total("acts_of_protection.qualified")
    n = facts.total_n("acts_of_protection.qualified")
    if not n:
        return None
    return Finding(
        f"Synthetic people did {count(absolute + qualified)} acts that human-rights law protects, "
        f"{count(absolute)} of them of kinds with no permitted limit.",
        f"n = {count(n)} person-months",
        "silence",
    )


def _people(facts: Facts) -> Finding | None:
    """Say how many people the scheme covers."""
    covered, residents = facts.value("covered"), facts.value("residents")
    if not residents or not facts.scheme.rules:
        return None
    return Finding(
        f"The scheme covers {count(covered)} of {count(residents)} residents "
        f"({percent(covered / residents)}) in {facts.end}.",
        f"n = {count(residents)} residents",
        "acts",
    )
