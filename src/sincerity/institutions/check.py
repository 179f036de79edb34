"""What institutions must satisfy beyond their form: references, chances, delays, attempts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from sincerity.conduct import Conduct
from sincerity.conduct.groups import GROUPS
from sincerity.errors import Diagnostic
from sincerity.institutions.attempts import yearly_attempts
from sincerity.institutions.inventions import candidates_for_inventions
from sincerity.institutions.model import STAGES, Agency, Institutions, LifeDoor, Link, Stage
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.number_checks import NumberChecks, NumberCodes
from sincerity.scheme.quantities import Quantity
from sincerity.scheme.suggest import did_you_mean

__all__ = ["MOST_ATTEMPTS", "check_institutions"]

MOST_ATTEMPTS = 12
"""Most attempts a year at one door, and at all doors together of one class: one a month."""

_MAX_FACTOR = 1_000
_CODES = NumberCodes(outside="E710", no_range="E711", reversed="E712", chance="E709")


def check_institutions(
    institutions: Institutions, conduct: Conduct, locations: Locations
) -> list[Diagnostic]:
    """Return every fault of institutions whose sources are filled in.

    Parameters
    ----------
    conduct
        Catalogue whose kinds the agencies see.
    locations
        Where the values stand, from `read_document`.
    """
    check = _Check(institutions, conduct, locations)
    faults = [*check.references(), *check.causes(), *check.stages()]
    for number, agency in enumerate(institutions.agencies):
        faults += check.agency(agency, ("agencies", number))
    for number, door in enumerate(institutions.doors):
        faults += check.door(door, ("doors", number))
    return faults if faults else [*check.all_attempts(), *check.all_inventions()]


class _Check(NumberChecks):
    """Checks of the parts of a file; each yields the faults it finds."""

    def __init__(self, institutions: Institutions, conduct: Conduct, locations: Locations) -> None:
        super().__init__(locations, _CODES)
        self.institutions = institutions
        self.conduct = conduct
        self.harm = {kind.id for kind in conduct.kinds if kind.sign == "harm"}
        self.unknown = {
            kind for agency in institutions.agencies for kind in agency.sees
        }.difference(conduct.kind_ids)

    def references(self) -> Iterator[Diagnostic]:
        """Check that ids are used once and that every agency named exists."""
        found = self.institutions
        yield from self.twice(found.agency_ids, "agencies", "agency")
        yield from self.twice(found.door_ids, "doors", "door")
        if found.reports_to is not None:
            yield from self.agency_exists(found.reports_to, ("reports_to",))
        for number, door in enumerate(found.doors):
            yield from self.agency_exists(door.agency, ("doors", number, "agency"))

    def twice(self, ids: Sequence[str], where: str, what: str) -> Iterator[Diagnostic]:
        """Check that no id of a list stands there twice."""
        for number, name in enumerate(ids):
            if name in ids[:number]:
                first: Path = (where, ids.index(name), "id")
                yield self.locations.diagnostic(
                    "E703",
                    (where, number, "id"),
                    f"the {what} '{name}' stands here twice",
                    related=(self.locations.related(first, "first used here"),),
                )

    def agency_exists(self, name: str, path: Path) -> Iterator[Diagnostic]:
        """Check that an agency is one of the file."""
        known = self.institutions.agency_ids
        if name not in known:
            yield self.locations.diagnostic(
                "E702",
                path,
                f"there is no agency '{name[:60]}'",
                hint=did_you_mean(name, known),
                help="name an entry of 'agencies', or add one",
            )

    def agency(self, agency: Agency, path: Path) -> Iterator[Diagnostic]:
        """Check one agency."""
        known = self.conduct.kind_ids
        for kind, chance in agency.sees.items():
            place = (*path, "sees", kind)
            yield from self.chance(chance, place)
            if kind not in known:
                yield self.locations.diagnostic(
                    "E701",
                    place,
                    f"'{kind[:60]}' is not a kind of conduct of '{self.conduct.id}'",
                    key=True,
                    hint=did_you_mean(kind, known),
                )
        for name in ("urban", "rural", "online"):
            yield from self.chance(getattr(agency.coverage, name), (*path, "coverage", name))
        for name in ("invents", "wrong_person", "complies"):
            yield from self.chance(getattr(agency, name), (*path, name))
        yield from self.delay(agency.enters, (*path, "enters"))
        if agency.invents.value > 0 and not (self.harm | self.unknown) & agency.sees.keys():
            yield self.locations.diagnostic(
                "E713",
                (*path, "invents"),
                f"'{agency.id}' invents records, but it sees no kind that harms",
                help="write 0, or add what its records are about to 'sees'",
            )

    def delay(self, quantity: Quantity[tuple[int, int]], path: Path) -> Iterator[Diagnostic]:
        """Check that a delay does not end before it begins."""
        yield from self.quantity(quantity, path)
        for low, high in (quantity.value, *(quantity.range or ())):
            if low > high:
                yield self.locations.diagnostic(
                    "E704",
                    path,
                    f"the delay runs from {low} months down to {high}",
                    help="write the fewer months first",
                )

    def causes(self) -> Iterator[Diagnostic]:
        """Check that shared causes are shares of people, whom errors hit some times as often."""
        causes = self.institutions.causes
        for number, cause in enumerate(causes):
            path: Path = ("shared_causes", number)
            yield from self.quantity(cause.share, (*path, "share"))
            yield from self.quantity(cause.times, (*path, "times"))
            if cause.share.value <= 0:
                sentence = f"a share of people is above 0, not {cause.share.value}"
                yield self.locations.diagnostic("E707", (*path, "share"), sentence)
            if cause.times.value < 0:
                sentence = f"errors cannot hit anyone {cause.times.value} times as often"
                yield self.locations.diagnostic("E707", (*path, "times"), sentence)
        if causes and all(cause.times.value == 0 for cause in causes):
            sentence = "errors hit nobody; at least one class has times above 0"
            yield self.locations.diagnostic("E707", ("shared_causes",), sentence, key=True)

    def stages(self) -> Iterator[Diagnostic]:
        """Check the four stages of integration."""
        for name in STAGES:
            stage = self.institutions.stages.get(name)
            if stage is None:
                yield self.locations.diagnostic(
                    "E705",
                    ("stages",),
                    f"the stage '{name}' is missing",
                    key=True,
                    help=f"give all of: {', '.join(STAGES)}",
                )
                continue
            for word, link in (("vertical", stage.vertical), ("horizontal", stage.horizontal)):
                yield from self.link(link, ("stages", name, word))
            yield from self.ends(stage, name)

    def link(self, link: Link, path: Path) -> Iterator[Diagnostic]:
        """Check one link."""
        yield from self.chance(link.chance, (*path, "chance"))
        yield from self.delay(link.months, (*path, "months"))

    def ends(self, stage: Stage, name: str) -> Iterator[Diagnostic]:
        """Check that islands share nothing, and that one store shares all at once."""
        wanted = {"islands": 0, "one_store": 1}.get(name)
        if wanted is None:
            return
        for word, link in (("vertical", stage.vertical), ("horizontal", stage.horizontal)):
            path: Path = ("stages", name, word)
            if link.chance.value != wanted:
                yield self.locations.diagnostic(
                    "E706",
                    (*path, "chance"),
                    f"the chance of '{name}' is {wanted}, not {link.chance.value}",
                    help="what lies between is 'vertical' or 'joint'",
                )
            if link.high > 0:
                yield self.locations.diagnostic(
                    "E706",
                    (*path, "months"),
                    f"'{name}' has no delays",
                    help="write [0, 0]",
                )

    def door(self, door: LifeDoor, path: Path) -> Iterator[Diagnostic]:
        """Check one door."""
        yield from self.quantity(door.attempts, (*path, "attempts"))
        yield from self.chance(door.falls, (*path, "falls"))
        yield from self.quantity(door.out_of_work, (*path, "out_of_work"))
        for number in (door.attempts.value, *(door.attempts.range or ())):
            if not 0 <= number <= MOST_ATTEMPTS:
                yield self.locations.diagnostic(
                    "E708",
                    (*path, "attempts"),
                    f"{number} attempts a year; they can be 0 to {MOST_ATTEMPTS}",
                )
                break
        for name in ("age", "sex", "urban", "means"):
            table = getattr(door.by, name)
            for field, spec in type(table).model_fields.items():
                factor: Decimal = getattr(table, field)
                if not 0 <= factor <= _MAX_FACTOR:
                    yield self.locations.diagnostic(
                        "E715",
                        (*path, "by", name, spec.alias or field),
                        f"the multiplier is {factor}; it can be 0 to {_MAX_FACTOR}",
                    )

    def all_attempts(self) -> Iterator[Diagnostic]:
        """Check that nobody attempts more than one door a month."""
        doors = self.institutions.doors
        totals = {
            group: sum((yearly_attempts(door, group) for door in doors), Fraction(0))
            for group in GROUPS
        }
        heaviest = max(GROUPS, key=lambda group: totals[group])
        if totals[heaviest] > MOST_ATTEMPTS:
            yield self.locations.diagnostic(
                "E708",
                ("doors",),
                f"attempts add up to {float(totals[heaviest]):.2f} a year in the class "
                f"'{heaviest}'; at most {MOST_ATTEMPTS} are possible",
                key=True,
                help="lower attempts or multipliers",
            )

    def all_inventions(self) -> Iterator[Diagnostic]:
        """Check that the catalogue of conduct has room for the records that agencies invent."""
        worst = candidates_for_inventions(self.institutions, self.conduct.arrivals)
        room = self.conduct.invented_bound.value
        if worst is None or worst > room:
            wanted = "a record every month" if worst is None else f"{float(worst):.3g} a month"
            yield self.locations.diagnostic(
                "E714",
                ("agencies",),
                f"agencies invent up to {wanted} a person; the catalogue '{self.conduct.id}' has "
                f"room for {room} (its invented_bound)",
                key=True,
                help="lower 'invents' or the times of 'shared_causes'",
            )
