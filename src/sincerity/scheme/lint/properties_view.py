"""What the answers about a scheme's properties are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.institutions_view import AgencyView, InstitutionsView
from sincerity.scheme.model import Door, Listing, Rule, Scheme
from sincerity.scheme.quantities import Quantity

__all__ = [
    "RUN",
    "SAYS",
    "SILENT",
    "Answer",
    "SchemeView",
    "number_of",
    "part_of",
    "share_of",
    "words_of",
]

SAYS = "the file says"
SILENT = "the file is silent"
RUN = "asks for a run"

_SEEN = ("V", "V*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file has on one property; `figure` is the one number or word that a table shows."""

    state: str
    text: str
    evidence: tuple[str, ...] = ()
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a file charges, rewards or lists for.

    Attributes
    ----------
    name
        Id of the rule, or the kind that a list names.
    kind
        The kind of conduct, or None where the catalogue has no such kind.
    is_burden
        Whether it takes points or puts a name on a list that is not red.
    is_seen
        Whether the number or the list was seen in a source.
    is_open
        Whether no definite conduct is named, an official chooses, or the points are unknown.
    """

    name: str
    kind: KindView | None
    is_burden: bool
    is_seen: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A scheme with what is asked of it again and again."""

    scheme: Scheme
    kinds: Mapping[str, KindView]
    keepers: Mapping[str, AgencyView] | None
    grounds: tuple[Ground, ...]

    @classmethod
    def of(
        cls, scheme: Scheme, conduct: ConductView, institutions: InstitutionsView | None
    ) -> SchemeView:
        """Return the view of a scheme."""
        kinds = kinds_by_id(conduct)
        grounds = [_of_rule(rule, kinds) for rule in scheme.rules]
        for listing in scheme.lists:
            grounds += _of_list(listing, kinds)
        return cls(scheme, kinds, _keepers(institutions), tuple(grounds))

    @property
    def does_nothing(self) -> bool:
        """Whether nobody is scored or listed and nothing closes or opens."""
        scheme = self.scheme
        parts: tuple[Sequence[Any], ...] = (
            scheme.rules,
            scheme.lists,
            scheme.sanctions,
            scheme.perks,
        )
        return not any(parts) and scheme.firms is None

    @property
    def is_about_firms_alone(self) -> bool:
        """Whether firms are scored or listed, and people neither that nor turned away."""
        scheme = self.scheme
        return not (scheme.rules or scheme.lists or scheme.sanctions or scheme.perks)

    @property
    def burdens(self) -> tuple[Ground, ...]:
        """The grounds that take points or put a name on a list that is not red."""
        return tuple(ground for ground in self.grounds if ground.is_burden)

    @property
    def burdening_lists(self) -> tuple[Listing, ...]:
        """The lists that are not red."""
        return tuple(listing for listing in self.scheme.lists if listing.colour != "red")

    @property
    def taking_rules(self) -> tuple[Rule, ...]:
        """The rules that take points."""
        return tuple(rule for rule in self.scheme.rules if (rule.lowest_points or 0) < 0)

    @property
    def giving_rules(self) -> tuple[Rule, ...]:
        """The rules that add points."""
        return tuple(rule for rule in self.scheme.rules if (rule.highest_points or 0) > 0)

    def keeper(self, door: Door) -> AgencyView | None:
        """Return the agency that turns people away at a sanction, if one is known."""
        if self.keepers is None or door.door is None:
            return None
        return self.keepers.get(door.door)


def _of_rule(rule: Rule, kinds: Mapping[str, KindView]) -> Ground:
    """Return the ground of a rule."""
    number = rule.discretion.low if rule.discretion is not None else rule.points
    return Ground(
        rule.id,
        kinds.get(rule.on.kind),
        (rule.lowest_points or 0) < 0,
        number is not None and number.mark in _SEEN,
        rule.open_ended or rule.leaves_a_choice or rule.is_inert,
    )


def _of_list(listing: Listing, kinds: Mapping[str, KindView]) -> list[Ground]:
    """Return the grounds of a list that are records."""
    seen, burden = listing.mark in _SEEN, listing.colour != "red"
    return [
        Ground(trigger.kind, kinds.get(trigger.kind), burden, seen, False)
        for trigger in listing.entry.kinds
    ]


def _keepers(institutions: InstitutionsView | None) -> Mapping[str, AgencyView] | None:
    """Return the agency behind each door of life."""
    if institutions is None:
        return None
    agencies = {agency.id: agency for agency in institutions.agencies}
    return {door.id: agencies[door.agency] for door in institutions.doors}


def number_of(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> number_of(1, "sanction"), number_of(0, "sanction"), number_of(2, "body", "bodies")
    ('1 sanction', 'no sanctions', '2 bodies')
    """
    many = plural or f"{noun}s"
    return f"{count or 'no'} {noun if count == 1 else many}"


def part_of(count: int, total: int, noun: str) -> str:
    """Return how many of how many.

    Examples
    --------
    >>> part_of(2, 5, "ground"), part_of(0, 5, "ground"), part_of(0, 0, "ground")
    ('2 of 5 grounds', 'none of 5 grounds', 'no grounds')
    """
    if total == 0:
        return f"no {noun}s"
    return f"{count or 'none'} of {number_of(total, noun)}"


def share_of(count: int, total: int) -> str:
    """Return how many of how many, for a cell of a table.

    Examples
    --------
    >>> share_of(2, 5), share_of(0, 5), share_of(0, 0)
    ('2 of 5', '0 of 5', 'none')
    """
    return f"{count} of {total}" if total else "none"


def words_of(value: Quantity[Any]) -> str:
    """Return a value with its mark.

    Examples
    --------
    >>> words_of(Quantity[str](value="before", mark="M+"))
    'before (M+)'
    """
    return f"{value.value} ({value.mark})" if value.mark is not None else str(value.value)
