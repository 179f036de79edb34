"""Properties of what is charged, closed and shown: the answers that rules, terms and doors give."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sincerity.scheme.conduct_view import KindView
from sincerity.scheme.lint.doors import GRAVE_SEVERITY
from sincerity.scheme.lint.grounds import grounds_of
from sincerity.scheme.lint.properties_view import (
    SAYS,
    SILENT,
    Answer,
    SchemeView,
    number_of,
    part_of,
    share_of,
    words_of,
)

__all__ = ["RULE_ANSWERS"]

_TRIVIAL = 1
_INTIMATE = ("family", "belief")
_MOST_NAMED = 6


def _legal_basis(view: SchemeView) -> Answer:
    """Say what the text is, and how much of it was seen."""
    status = view.scheme.status
    place = f", {status.place}" if status.place is not None else ""
    seen = sum(ground.is_seen for ground in view.grounds)
    rules = 0 if view.scheme.firms is None else len(view.scheme.firms.rules)
    evidence = (
        f"seen in a source: {part_of(seen, len(view.grounds), 'ground')} of points or lists for "
        f"people; {number_of(rules, 'rule')} for firms",
        "no key of the language names the law behind an item",
    )
    if status.kind in ("enacted", "repealed"):
        return Answer(SAYS, f"status: {status.kind}{place}", evidence, status.kind)
    return Answer(SILENT, f"status: {status.kind}{place}; no law is named", evidence, status.kind)


def _purpose(view: SchemeView) -> Answer:
    """Count the pairs of ground and sanction that join two parts of life."""
    doors = view.scheme.sanctions
    pairs = [
        (view.kinds[lead.kind].domain, door.domain)
        for door in doors
        for lead in grounds_of(view.scheme, door).leads
        if lead.kind in view.kinds
    ]
    foreign = sum(about != closes for about, closes in pairs)
    asked = _named({ground.kind.domain for ground in view.burdens if ground.kind is not None})
    closed = _named({door.domain for door in doors})
    text = f"records about {asked or 'nothing'}; doors close in {closed or 'no part of life'}"
    evidence = (
        f"joining two parts of life: {part_of(foreign, len(pairs), 'pair')} of ground and sanction",
        f"integration: {view.scheme.integration}",
    )
    return Answer(SAYS, text, evidence, share_of(foreign, len(pairs)))


def _proportionality(view: SchemeView) -> Answer:
    """Count what follows from one act, from trivial acts, and from one act charged twice."""
    doors = view.scheme.sanctions
    grave = [door for door in doors if door.severity >= GRAVE_SEVERITY]
    single = [door for door in grave if grounds_of(view.scheme, door).single]
    trivial = [g for g in view.burdens if g.kind is not None and g.kind.gravity == _TRIVIAL]
    kinds = [rule.on.kind for rule in view.taking_rules]
    twice = {kind for kind in kinds if kinds.count(kind) > 1}
    severities = sorted({door.severity for door in doors})
    text = number_of(len(doors), "sanction")
    if doors:
        span = " to ".join(dict.fromkeys((str(severities[0]), str(severities[-1]))))
        text += f" of severity {span}, as the author judges"
    evidence = [
        f"reached by one act: {part_of(len(single), len(grave), 'sanction')} of severity "
        f"{GRAVE_SEVERITY} or 5",
        f"{number_of(len(trivial), 'ground')} about acts that the catalogue calls trivial",
    ]
    if twice:
        how = "each stage is charged" if view.scheme.ladder == "each" else "the gravest stage only"
        evidence.append(f"{number_of(len(twice), 'kind')} charged at several stages: {how}")
    return Answer(SAYS, text, tuple(evidence), share_of(len(single), len(grave)))


def _foreseeability(view: SchemeView) -> Answer:
    """Count the grounds that name no definite conduct or no definite points."""
    rules = view.scheme.rules
    named = len(view.grounds) - sum(ground.is_open for ground in view.grounds)
    evidence = (
        _list_of(f"{number_of(n, 'rule')} {what}", [rule.id for rule in found])
        for n, what, found in (
            (len(found), what, found)
            for what, found in (
                ("without definite conduct", [r for r in rules if r.open_ended]),
                ("whose points an official chooses", [r for r in rules if r.leaves_a_choice]),
                ("whose points are unknown", [r for r in rules if r.is_inert]),
            )
        )
        if n
    )
    text = f"with definite conduct and points: {part_of(named, len(view.grounds), 'ground')}"
    return Answer(SAYS, text, tuple(evidence), share_of(named, len(view.grounds)))


def _expiry(view: SchemeView) -> Answer:
    """Say how long points and names stay."""
    taking, lists = view.taking_rules, view.burdening_lists
    if not taking and not lists:
        return Answer(SAYS, "nothing is taken and nobody is on a list that burdens", (), "none")
    waits = sorted(rule.recovery.used for rule in taking if not isinstance(rule.recovery.used, str))
    parts = [f"list '{one.id}': {words_of(one.term)}" for one in lists]
    if waits:
        ends = f"{waits[0]}" if waits[0] == waits[-1] else f"{waits[0]} to {waits[-1]}"
        guessed = all(rule.recovery.value == "unknown" for rule in taking)
        parts.append(f"points come back after {ends}{', as is assumed' if guessed else ''}")
    known = sum(rule.recovery.value != "unknown" for rule in taking)
    never = len(taking) - len(waits)
    evidence = []
    if taking:
        evidence.append(f"with a wait that is known: {part_of(known, len(taking), 'rule')}")
        evidence.append(f"{number_of(never, 'rule')} whose points never come back")
    endless = [one for one in lists if one.term_months is None]
    for one in endless:
        ways = "there are other ways off" if one.has_exit else "there is no way off"
        evidence.append(f"list '{one.id}' has no term; {ways}")
    if not lists and not known:
        return Answer(SILENT, "no wait is written", tuple(evidence))
    longest = max([*waits, *(one.term_months or 0 for one in lists)], default=0)
    figure = "open end" if endless else f"{int(longest)} months"
    if never or not all(one.has_exit for one in endless):
        figure = "for ever"
    return Answer(SAYS, "; ".join(parts) or "points never come back", tuple(evidence), figure)


def _protected_conduct(view: SchemeView) -> Answer:
    """Name the grounds that are protected conduct, and the shows of loyalty."""
    protected = {
        ground.name: ground.kind
        for ground in view.grounds
        if ground.kind is not None and ground.kind.protection.level != "none"
    }
    shows = [g.name for g in view.grounds if g.kind is not None and g.kind.sign == "conform"]
    evidence = [
        f"'{name}': {kind.protection.article or 'article not named'} "
        f"({kind.protection.level} protection)"
        for name, kind in protected.items()
    ]
    if shows:
        evidence.append(_list_of(f"{number_of(len(shows), 'ground')} that reward loyalty", shows))
    found = sum(ground.name in protected for ground in view.grounds)
    count = part_of(found, len(view.grounds), "ground")
    figure = share_of(found, len(view.grounds))
    return Answer(SAYS, f"about protected conduct: {count}", tuple(evidence), figure)


def _movement(view: SchemeView) -> Answer:
    """Name the sanctions that limit where people go."""
    doors = [door for door in view.scheme.sanctions if door.domain == "movement"]
    if not doors:
        return Answer(SAYS, "no sanction limits movement", (), "none")
    evidence = tuple(f"'{door.id}', severity {door.severity}: {door.label}" for door in doors)
    text = f"{number_of(len(doors), 'sanction')} on movement"
    return Answer(SAYS, text, evidence, str(len(doors)))


def _privacy(view: SchemeView) -> Answer:
    """Name the public lists and the grounds in private and family life."""
    public = [one.id for one in view.burdening_lists if one.public]
    intimate = [g.name for g in view.grounds if g.kind is not None and _is_intimate(g.kind)]
    text = f"shown to everyone: {part_of(len(public), len(view.burdening_lists), 'burdening list')}"
    evidence = []
    if public:
        evidence.append(_list_of("public", public))
    evidence.append(
        _list_of(f"{number_of(len(intimate), 'ground')} in private and family life", intimate)
    )
    return Answer(SAYS, text, tuple(evidence), share_of(len(public), len(view.burdening_lists)))


def _is_intimate(kind: KindView) -> bool:
    """Tell whether a kind lies in private life: its part of life, or the article on it."""
    return kind.domain in _INTIMATE or "ICCPR 17" in (kind.protection.article or "")


def _named(names: Iterable[str]) -> str:
    """Return names in order, in words."""
    return ", ".join(sorted(names))


def _list_of(what: str, names: list[str]) -> str:
    """Return a count with the first few of what it counts."""
    if not names:
        return what
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{what}: {', '.join(names[:_MOST_NAMED])}{more}"


RULE_ANSWERS: dict[str, Callable[[SchemeView], Answer]] = {
    "legal_basis": _legal_basis,
    "purpose": _purpose,
    "proportionality": _proportionality,
    "foreseeability": _foreseeability,
    "expiry": _expiry,
    "protected_conduct": _protected_conduct,
    "movement": _movement,
    "privacy": _privacy,
}
"""The answer to each of these properties by its id."""
