"""Properties of people: whom it reaches, what they are told and can do, who carries it out."""

from __future__ import annotations

from collections.abc import Callable

from sincerity.scheme.lint.people import ADULT_AGE_YEARS
from sincerity.scheme.lint.properties_view import (
    RUN,
    SAYS,
    SILENT,
    Answer,
    SchemeView,
    number_of,
    part_of,
    share_of,
    words_of,
)
from sincerity.scheme.model import Listing
from sincerity.scheme.model_words import Notice
from sincerity.scheme.prose.words import percent
from sincerity.scheme.quantities import Quantity

__all__ = ["PEOPLE_ANSWERS"]


def _notice(view: SchemeView) -> Answer:
    """Say when a person is told, and how long nothing happens after that."""
    general = view.scheme.process.notice
    parts = [f"process: {words_of(general)}"] if general.value != "unknown" else []
    for one in view.burdening_lists:
        if one.notice is not None and one.notice.value != "unknown":
            parts.append(f"list '{one.id}': {words_of(one.notice)}")
    public = sum(one.public for one in view.burdening_lists)
    evidence = [
        f"{number_of(len(view.scheme.sanctions), 'sanction')} and "
        f"{number_of(public, 'public list')} take effect"
    ]
    evidence += [
        f"list '{one.id}' takes effect after {words_of(one.grace)} of grace"
        for one in view.burdening_lists
        if one.grace is not None and one.grace_months
    ]
    if not parts:
        return Answer(SILENT, "nothing is written on notice", tuple(evidence))
    told = [notice.value for notice in _notices(view) if notice.value != "unknown"]
    return Answer(SAYS, "; ".join(parts), tuple(evidence), ", ".join(dict.fromkeys(told)))


def _notices(view: SchemeView) -> list[Quantity[Notice]]:
    """Return what is written on notice, of the scheme and of each list."""
    own = [one.notice for one in view.burdening_lists if one.notice is not None]
    return [view.scheme.process.notice, *own]


def _accuracy(view: SchemeView) -> Answer:
    """Say that errors are not the file's to give, and what in it makes them count."""
    scheme = view.scheme
    evidence = [
        f"records come from others: integration {scheme.integration}"
        if scheme.integration not in ("office", "islands")
        else f"integration: {scheme.integration}",
        f"objection: {words_of(scheme.process.objection)}",
    ]
    if scheme.supervision is not None:
        factor = scheme.supervision.factor
        evidence.append(f"some are seen {factor.value} times as often as others ({factor.mark})")
    return Answer(RUN, "a scheme does not say how often records are wrong", tuple(evidence))


def _repair(view: SchemeView) -> Answer:
    """Say which ways back there are, and which of them are open to those who cannot pay."""
    parts, evidence = [], []
    for one in view.burdening_lists:
        ways = _ways_off(one)
        if ways:
            parts.append(f"list '{one.id}': {', '.join(ways)}")
        repair = one.repair
        if repair is not None and "insolvent" not in repair.open_to:
            evidence.append(f"repair of list '{one.id}' is not open to the insolvent")
        if one.exit is not None and one.exit.performance.value == "unknown":
            evidence.append(f"whether performance ends list '{one.id}' is not known")
        if one.ends_by_performance and repair is None:
            evidence.append(f"list '{one.id}' is left early by payment alone")
    if view.taking_rules and view.giving_rules:
        parts.append(f"{number_of(len(view.giving_rules), 'rule')} by which points are won back")
        evidence.append("what a point costs, in time or money, is not written")
    lists = view.burdening_lists
    if parts:
        figure = share_of(sum(map(_open_to_all, lists)), len(lists)) if lists else "points"
        return Answer(SAYS, "; ".join(parts), tuple(evidence), figure)
    if not view.burdens and not lists:
        return Answer(SAYS, "nothing is taken and nobody is on a list that burdens", (), "none")
    return Answer(SILENT, "no way back but time is written", tuple(evidence))


def _open_to_all(listing: Listing) -> bool:
    """Tell whether people without means have a way off a list before its term ends."""
    repair = listing.repair
    return listing.ends_only_by_grade or (repair is not None and "insolvent" in repair.open_to)


def _ways_off(listing: Listing) -> list[str]:
    """Return the ways off a list before its term ends, in words."""
    ways = []
    if listing.exit is not None and listing.ends_by_performance:
        ways.append(f"performance ({listing.exit.performance.mark})")
    if listing.repair is not None:
        after = words_of(listing.repair.after)
        ways.append(f"repair after {after}, open to the {' and '.join(listing.repair.open_to)}")
    if listing.ends_by_grade:
        ways.append("with the grade")
    return ways


def _remedy(view: SchemeView) -> Answer:
    """Say whether a person can object, and what that gives back."""
    process = view.scheme.process
    known = {
        "objection": process.objection,
        "review": process.review,
        "restitution": process.restitution,
    }
    parts = [f"{name}: {words_of(what)}" for name, what in known.items() if what.value != "unknown"]
    notes = tuple(f"{name}: {what.note}" for name, what in known.items() if what.note is not None)
    if not parts:
        return Answer(SILENT, "nothing is known of objection, review or restitution", notes)
    figure = process.objection.value if process.objection.value != "unknown" else "not known"
    return Answer(SAYS, "; ".join(parts), notes, figure)


def _human_review(view: SchemeView) -> Answer:
    """Say whether anybody outside looks; who decides inside is not in the language."""
    review = view.scheme.process.review
    choices = sum(rule.leaves_a_choice for rule in view.scheme.rules)
    evidence = (
        f"{number_of(choices, 'rule')} whose points an official chooses",
        "no key of the language says whether a person or a computer decides",
    )
    if review.value == "unknown":
        return Answer(SILENT, "nothing is written on review by a person", evidence)
    note = f"; {review.note}" if review.note is not None else ""
    return Answer(SAYS, f"review: {words_of(review)}{note}", evidence, review.value)


def _explanation(view: SchemeView) -> Answer:
    """Say that reasons are not in the language, and where none could be retraced."""
    unclear = sum(ground.is_open for ground in view.grounds)
    evidence = (
        "without definite conduct or points, so that nobody could retrace the reason: "
        f"{part_of(unclear, len(view.grounds), 'ground')}",
        f"notice: {words_of(view.scheme.process.notice)}",
    )
    return Answer(SILENT, "whether a person is told the reason is not written", evidence)


def _collective(view: SchemeView) -> Answer:
    """Name everybody who is reached without an act."""
    scheme, firms = view.scheme, view.scheme.firms
    rules = sum(rule.collective for rule in scheme.rules)
    doors = [door for door in scheme.sanctions if "household" in door.reach]
    fed = sum(bool(one.entry.lists) for one in scheme.lists)
    leads = firms is not None and firms.representative is not None
    closing = firms is not None and any(one.closure.used > 0 for one in firms.sanctions)
    reached = {
        "kin": (rules, f"relatives and neighbours through {number_of(rules, 'rule')}"),
        "household": (len(doors), f"households through {number_of(len(doors), 'sanction')}"),
        "listed": (fed, f"people on one list through {number_of(fed, 'list')} fed by it"),
        "firm's head": (leads, "those who represent a listed firm"),
        "workers": (closing, "those who work for a firm that closes"),
    }
    words = [words for count, words in reached.values() if count]
    if not words:
        return Answer(SAYS, "nobody but the person is reached", (), "nobody")
    evidence = tuple(f"'{door.id}' in the domain {door.domain}: {door.label}" for door in doors)
    figure = ", ".join(who for who, (count, _) in reached.items() if count)
    return Answer(SAYS, f"reaches {'; '.join(words)}", evidence, figure)


def _equality(view: SchemeView) -> Answer:
    """Say who is covered; who is hit harder is a question for a run."""
    coverage = view.scheme.coverage
    share = coverage.share.used
    covered = f"covered: {coverage.who}, {percent(share)} of them"
    paying = sum(one.ends_by_performance for one in view.burdening_lists)
    evidence = (
        covered,
        f"{number_of(paying, 'list')} that those leave early who can pay",
        f"{number_of(len(view.scheme.perks), 'perk')} that others stand behind",
    )
    return Answer(
        RUN, "no rule names a group; what the rules do to groups is not in them", evidence
    )


def _children(view: SchemeView) -> Answer:
    """Say from which age people are covered, and what reaches children."""
    scheme = view.scheme
    age = scheme.coverage.min_age
    spared = [one.id for one in view.burdening_lists if "minors" in one.exempt]
    schools = [
        door.id
        for door in scheme.sanctions
        if "household" in door.reach and door.domain == "education"
    ]
    evidence = []
    if age.value < ADULT_AGE_YEARS:
        evidence.append(
            f"sparing minors: {part_of(len(spared), len(view.burdening_lists), 'burdening list')}"
        )
    if schools:
        evidence.append(f"closed to children because of a parent: {', '.join(schools)}")
    text = f"covered from {age.value} years ({age.mark})"
    return Answer(SAYS, text, tuple(evidence), f"from {age.value}")


def _security(view: SchemeView) -> Answer:
    """Say what could be attacked or bought."""
    evidence = [f"integration: {view.scheme.integration}"]
    if view.giving_rules:
        evidence.append(f"{number_of(len(view.giving_rules), 'rule')} by which points can be won")
    choices = sum(rule.leaves_a_choice for rule in view.scheme.rules)
    if choices:
        evidence.append(f"{number_of(choices, 'rule')} whose points an official chooses")
    return Answer(RUN, "a scheme does not say how its records are kept", tuple(evidence))


def _private_enforcement(view: SchemeView) -> Answer:
    """Name the private bodies that turn people away."""
    doors = view.scheme.sanctions
    if not doors:
        return Answer(SAYS, "no sanction has to be carried out on people", (), "none")
    named = [door for door in doors if view.keeper(door) is not None]
    if not named:
        return Answer(SILENT, "no sanction names the body that turns people away")
    keepers = [(door, keeper) for door in named if (keeper := view.keeper(door)) and keeper.private]
    evidence = [f"'{door.id}': {keeper.label}" for door, keeper in keepers]
    if len(named) < len(doors):
        evidence.append(f"{number_of(len(doors) - len(named), 'sanction')} whose body is not named")
    text = f"carried out by private bodies: {part_of(len(keepers), len(named), 'sanction')}"
    return Answer(SAYS, text, tuple(evidence), share_of(len(keepers), len(named)))


def _voluntariness(view: SchemeView) -> Answer:
    """Say who is covered; whether they may stay out is not in the language."""
    coverage = view.scheme.coverage
    evidence = (
        f"covers {coverage.who} from {coverage.min_age.value} years, "
        f"{percent(coverage.share.used)} of them",
        f"{number_of(len(view.scheme.sanctions), 'sanction')} and "
        f"{number_of(len(view.scheme.perks), 'perk')}",
    )
    return Answer(SILENT, "whether one may stay out or leave is not written", evidence)


def _oversight(view: SchemeView) -> Answer:
    """Say that a stop rule is not in the language, and how much the file leaves open."""
    evidence = (
        f"review by an outside body: {words_of(view.scheme.process.review)}",
        f"the file lists {number_of(len(view.scheme.unknowns), 'point')} that nobody knows",
    )
    return Answer(
        SILENT, "no assessment, no overseer and no number to stop at is written", evidence
    )


PEOPLE_ANSWERS: dict[str, Callable[[SchemeView], Answer]] = {
    "notice": _notice,
    "accuracy": _accuracy,
    "repair": _repair,
    "remedy": _remedy,
    "human_review": _human_review,
    "explanation": _explanation,
    "collective": _collective,
    "equality": _equality,
    "children": _children,
    "security": _security,
    "private_enforcement": _private_enforcement,
    "voluntariness": _voluntariness,
    "oversight": _oversight,
}
"""The answer to each of these properties by its id."""
