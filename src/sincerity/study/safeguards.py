"""Safeguards: reforms that change one thing of a scheme, each written as a reform file.

A safeguard takes nothing for granted about the scheme: what a scheme has already, or does not have
at all, is not changed, and a safeguard that would change nothing is left out. Each says in one
sentence what it does; its file says exactly what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.scheme.conduct_view import kinds_by_id
from sincerity.scheme.lint.grounds import grounds_of
from sincerity.scheme.suggest import did_you_mean

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.scheme.model import Listing, Rule, Scheme
    from sincerity.scheme.quantities import Quantity

__all__ = ["SAFEGUARDS", "Edits", "Safeguard", "chosen_safeguards", "reform_id", "reform_text"]

EXPIRY_MONTHS = 24
"""Nothing counts for longer: the term that the rules of a court list give its ordinary entries."""
JOINING = Decimal("0.2")
"""Share of those covered who join where joining is free; nobody has measured it for a scheme whose
doors stay open to all others."""
TOGETHER = "all-safeguards"

_SOURCE = "safeguard"
_SOURCE_TITLE = "A change made for this study; no law and no plan was found that is worded so"


@dataclass
class Edits:
    """What a reform file says: places to take away, and places with the values they get."""

    remove: list[str] = field(default_factory=list)
    set: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.remove or self.set)

    def add(self, other: Edits) -> None:
        """Take in other edits, which come later: what they take away is set no more."""
        self.remove += [place for place in other.remove if place not in self.remove]
        self.set |= other.set
        for place in list(self.set):
            if any(place.startswith(f"{gone}.") for gone in self.remove):
                del self.set[place]


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One safeguard.

    Attributes
    ----------
    name
        Kebab-case name.
    changes
        What it changes, in a phrase.
    edits
        Returns the edits that bring it into a scheme, empty where it is there already.
    """

    name: str
    changes: str
    edits: Callable[[Scheme, Conduct], Edits]


def chosen_safeguards(names: Iterable[str]) -> tuple[Safeguard, ...]:
    """Return safeguards by name, all of them when none is named, in the order of `SAFEGUARDS`.

    Raises
    ------
    UsageError
        There is no safeguard of that name.
    """
    wanted = list(names)
    known = [safeguard.name for safeguard in SAFEGUARDS]
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"there is no safeguard '{name[:40]}'; {hint}")
    return tuple(s for s in SAFEGUARDS if not wanted or s.name in wanted)


def reform_id(scheme_id: str, name: str) -> str:
    """Return the id of a scheme with a safeguard."""
    return f"{scheme_id}-with-{name}"


def reform_text(base: str, scheme: Scheme, name: str, changes: str, edits: Edits) -> str:
    """Return a reform file.

    Parameters
    ----------
    base
        What it extends: a shipped scheme by name, or a file beside it.
    scheme
        The scheme that it changes, for its id and title.
    name, changes
        Of the safeguard.
    """
    from sincerity.scheme.resolved import mapping_yaml

    return mapping_yaml(
        {
            "schema": "scheme/v1",
            "extends": base,
            "id": reform_id(scheme.id, name),
            "title": f"{scheme.title}: {changes}"[:200],
            "sources": {_SOURCE: {"title": _SOURCE_TITLE, "mark": "fictional"}},
            "source": _SOURCE,
            **({"remove": edits.remove} if edits.remove else {}),
            **({"set": dict(sorted(edits.set.items()))} if edits.set else {}),
        }
    )


def _notice(scheme: Scheme, conduct: Conduct) -> Edits:
    found = Edits()
    if scheme.process.notice.used != "before":
        found.set["process.notice"] = "before"
    for listing in scheme.lists:
        if listing.notice is not None and listing.notice.used != "before":
            found.set[f"lists.{listing.id}.notice"] = "before"
    return found


def _objection(scheme: Scheme, conduct: Conduct) -> Edits:
    if scheme.process.objection.used == "available":
        return Edits()
    return Edits(set={"process.objection": "available"})


def _correction(scheme: Scheme, conduct: Conduct) -> Edits:
    if scheme.process.restitution.used == "available":
        return Edits()
    found = _objection(scheme, conduct)
    found.set["process.restitution"] = "available"
    return found


def _human_check(scheme: Scheme, conduct: Conduct) -> Edits:
    if scheme.process.human_check.used == "available":
        return Edits()
    return Edits(set={"process.human_check": "available"})


def _expiry(scheme: Scheme, conduct: Conduct) -> Edits:
    found = Edits()

    def shorten(place: str, term: Quantity[Any] | None) -> None:
        shorter = None if term is None else _shortened(term)
        if shorter is not None:
            found.set[place] = shorter

    for rule in scheme.rules:
        if _takes(rule):
            shorten(f"rules.{rule.id}.recovery", rule.recovery)
        if rule.override is not None:
            shorten(f"rules.{rule.id}.override.for", rule.override.term)
    for listing in scheme.lists:
        if listing.colour != "red":
            shorten(f"lists.{listing.id}.term", listing.term)
            if listing.extension == "restart":
                found.set[f"lists.{listing.id}.extension"] = "none"
    return found


def _shortened(term: Quantity[Any]) -> str | dict[str, Any] | None:
    """Return a term that draws cannot make longer than `EXPIRY_MONTHS` either; None if it is."""
    longest = f"{EXPIRY_MONTHS} months"
    if _is_longer(term.used):
        return longest
    if term.range is None or not _is_longer(term.range[1]):
        return None
    shortest = f"{term.range[0].months} months"
    told = {"source": term.source, "mark": term.mark}
    return {"value": f"{term.used.months} months", "range": [shortest, longest]} | {
        key: word for key, word in told.items() if word is not None
    }


def _takes(rule: Rule) -> bool:
    """Say whether a rule takes points."""
    return (rule.lowest_points or 0) < 0


def _is_longer(term: Any) -> bool:
    """Say whether a term in words or in months lasts longer than `EXPIRY_MONTHS`."""
    if isinstance(term, str):
        return True
    return bool(term.months > EXPIRY_MONTHS)


def _no_spillover(scheme: Scheme, conduct: Conduct) -> Edits:
    found = Edits()
    for door in scheme.sanctions:
        if door.reach:
            found.set[f"sanctions.{door.id}.reach"] = []
    found.remove += [f"rules.{rule.id}" for rule in scheme.rules if rule.collective]
    by_firms = None if scheme.firms is None else scheme.firms.representative
    for listing in scheme.lists:
        if listing.id == by_firms and "representatives" not in listing.exempt:
            exempt = [*listing.exempt, "representatives"]
            found.set[f"lists.{listing.id}.exempt"] = exempt
    return found


def _related_doors(scheme: Scheme, conduct: Conduct) -> Edits:
    domains = {kind.id: kind.domain for kind in kinds_by_id(conduct).values()}
    found = Edits()
    for door in scheme.sanctions:
        of_leads = [domains.get(lead.kind) for lead in grounds_of(scheme, door).leads]
        if 2 * sum(domain == door.domain for domain in of_leads) < max(len(of_leads), 1):
            found.remove.append(f"sanctions.{door.id}")
    return found


def _protected(scheme: Scheme, conduct: Conduct) -> Edits:
    is_protected = {k.id: k.protection.level != "none" for k in conduct.kinds}
    found = Edits()
    found.remove += [f"rules.{r.id}" for r in scheme.rules if is_protected.get(r.on.kind)]
    by_firms = None if scheme.firms is None else scheme.firms.representative
    emptied = []
    for listing in scheme.lists:
        kinds = listing.entry.kinds
        kept = [trigger for trigger in kinds if not is_protected.get(trigger.kind)]
        if len(kept) == len(kinds):
            continue
        if kept or _has_other_grounds(listing) or listing.id == by_firms:
            found.set[f"lists.{listing.id}.entry.kinds"] = [
                {"kind": t.kind} | ({"stage": t.stage} if t.stage else {}) for t in kept
            ]
        else:
            emptied.append(listing.id)
    found.add(_without_lists(scheme, emptied))
    return found


def _has_other_grounds(listing: Listing) -> bool:
    """Say whether a list takes names otherwise than by record."""
    entry = listing.entry
    by_points = entry.points_at_most is not None or entry.points_at_least is not None
    return bool(by_points or entry.grades or entry.lists)


def _without_lists(scheme: Scheme, gone: list[str]) -> Edits:
    """Return the edits that take lists away, and with them what they alone lead to."""
    found = Edits()
    if not gone:
        return found
    found.remove += [f"lists.{name}" for name in gone]
    for side in ("sanctions", "perks"):
        for door in getattr(scheme, side):
            left = [name for name in door.lists if name not in gone]
            if len(left) == len(door.lists):
                continue
            if left or door.grades:
                found.set[f"{side}.{door.id}.lists"] = left
            else:
                found.remove.append(f"{side}.{door.id}")
    for listing in scheme.lists:
        left = [name for name in listing.entry.lists if name not in gone]
        if listing.id not in gone and len(left) != len(listing.entry.lists):
            found.set[f"lists.{listing.id}.entry.lists"] = left
    watched = scheme.supervision
    if watched is not None and set(watched.lists) & set(gone):
        left = [name for name in watched.lists if name not in gone]
        if left or watched.grades:
            found.set["supervision.lists"] = left
        else:
            found.remove.append("supervision")
    return found


def _opt_in(scheme: Scheme, conduct: Conduct) -> Edits:
    share = scheme.coverage.share.used * JOINING
    low, high = share / 10, min(share * 3, scheme.coverage.share.used)
    quantity = {
        "value": share,
        "range": [low, high],
        "source": _SOURCE,
        "mark": "GAP",
    }
    return Edits(set={"coverage.share": quantity})


SAFEGUARDS: tuple[Safeguard, ...] = (
    Safeguard("notice", "people are told before a charge or an entry takes effect", _notice),
    Safeguard("objection", "people can object", _objection),
    Safeguard(
        "correction", "people can object, and an objection upheld gives points back", _correction
    ),
    Safeguard("human-check", "a person looks at each record before it counts", _human_check),
    Safeguard("expiry", f"no charge and no entry outlasts {EXPIRY_MONTHS} months", _expiry),
    Safeguard(
        "no-spillover", "doors close to nobody for what a relative or a firm did", _no_spillover
    ),
    Safeguard(
        "related-doors",
        "only doors stay of which most grounds lie in the same part of life",
        _related_doors,
    ),
    Safeguard(
        "protected-conduct", "what a human right protects is neither scored nor listed", _protected
    ),
    Safeguard("opt-in", "only those who join are covered, one in five", _opt_in),
)
"""Every safeguard that ships, in the order of tables."""
