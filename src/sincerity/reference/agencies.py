"""The institutions file as the twin reads it: who sees, who tells, who closes doors.

Only what the operator of the scheme has to do with is kept: what each agency tells it, and what
each agency hears from it. Chances become thresholds 0..2^32, delays whole months.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod

from sincerity.chance.fixed import cumulative_thresholds, threshold
from sincerity.conduct import Conduct
from sincerity.errors import UsageError
from sincerity.institutions import STAGES, Institutions, share_link
from sincerity.institutions.model import Agency as AgencyEntry
from sincerity.institutions.model import LifeDoor as LifeDoorEntry
from sincerity.scheme import Scheme

OFFICE = "office"
"""The word for a world with one county office and no agencies."""
_DIGITS = 50


@dataclass(frozen=True, slots=True)
class Link:
    """How something passes from one agency to another: with what chance, after how many months."""

    passes_below: int
    low: int
    high: int

    def months(self, half_word: int) -> int:
        """Return the delay that a word of 16 bits decides."""
        return delay(half_word, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    Attributes
    ----------
    sees
        Chance of seeing an act of a kind, by its position.
    coverage
        Share of acts it could see, by the words urban, rural and online.
    harms
        The kinds of harm it sees, as positions.
    invents
        Chance a person-month of a record of nothing; 0 for one that sees no harm.
    enters_low, enters_high
        Fewest and most months from act to entry.
    to_operator, from_operator
        How the operator hears of its entries, and it of the operator's.
    """

    number: int
    sees: dict[int, Fraction]
    coverage: dict[str, Fraction]
    harms: tuple[int, ...]
    invents: Fraction
    wrong_person_below: int
    complies_below: int
    enters_low: int
    enters_high: int
    to_operator: Link
    from_operator: Link

    @property
    def byte(self) -> int:
        """Its part of an address."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class LifeDoor:
    """A door of life: who keeps it, and what being turned away there does."""

    entry: LifeDoorEntry
    agency: int
    falls_below: int
    idle_months: int


@dataclass(frozen=True, slots=True)
class Network:
    """The agencies of a world and their operator.

    Attributes
    ----------
    operator
        Position of the agency that charges and lists.
    reports_to
        Position of the agency that takes reports, or none.
    cause_below
        Cumulative thresholds of the classes of shared causes.
    cause_times
        How much more often errors hit each class.
    """

    agencies: tuple[Agency, ...]
    operator: int
    reports_to: int | None
    cause_below: list[int]
    cause_times: tuple[Fraction, ...]

    @property
    def stale_months(self) -> int:
        """Return the longest time for which an agency may act on an entry that has ended."""
        return max(agency.from_operator.high for agency in self.agencies)

    def inventors(self, cause_class: int) -> list[tuple[Agency, Fraction]]:
        """Return the agencies that may invent a record of such a person, with their chances."""
        times = self.cause_times[cause_class]
        chances = [(a, min(Fraction(1), a.invents * times)) for a in self.agencies]
        return [(agency, chance) for agency, chance in chances if chance > 0]


def delay(half_word: int, low: int, high: int) -> int:
    """Return a number of months low..high that a word of 16 bits decides evenly."""
    return low + ((half_word * (high - low + 1)) >> 16)


def read_network(
    institutions: Institutions | None, integration: str, scheme: Scheme, conduct: Conduct
) -> Network | None:
    """Read the agencies at a stage of integration, or none for a world with one office.

    Raises
    ------
    UsageError
        If the stage is not one, the file is missing, or the operator is not one of its agencies.
    """
    if integration == OFFICE:
        return None
    stage = next((stage for stage in STAGES if stage == integration), None)
    if stage is None:
        raise UsageError(f"no stage of integration '{integration[:40]}'")
    if institutions is None or scheme.operator is None:
        raise UsageError(f"integration '{stage}' takes institutions and a scheme with an operator")
    operator = institutions.agency(scheme.operator)

    def link(a: AgencyEntry, b: AgencyEntry) -> Link:
        chance, low, high = share_link(institutions, stage, a, b)
        return Link(threshold(chance), low, high)

    def read(number: int, entry: AgencyEntry) -> Agency:
        sees = {
            position: Fraction(entry.sees[kind.id].used)
            for position, kind in enumerate(conduct.kinds)
            if kind.id in entry.sees
        }
        harms = tuple(position for position in sees if conduct.kinds[position].sign == "harm")
        places = {name: getattr(entry.coverage, name) for name in ("urban", "rural", "online")}
        return Agency(
            number=number,
            sees=sees,
            coverage={name: Fraction(share.used) for name, share in places.items()},
            harms=harms,
            invents=Fraction(entry.invents.used) if harms else Fraction(0),
            wrong_person_below=threshold(entry.wrong_person.used),
            complies_below=threshold(entry.complies.used),
            enters_low=entry.enters.used[0],
            enters_high=entry.enters.used[1],
            to_operator=link(entry, operator),
            from_operator=link(operator, entry),
        )

    reports_to = institutions.reports_to
    return Network(
        agencies=tuple(read(number, entry) for number, entry in enumerate(institutions.agencies)),
        operator=institutions.agency_number(operator.id),
        reports_to=institutions.agency_number(reports_to) if reports_to else None,
        cause_below=cumulative_thresholds(share for share, _ in institutions.shared_causes),
        cause_times=tuple(times for _, times in institutions.shared_causes),
    )


def read_life_doors(institutions: Institutions | None) -> tuple[LifeDoor, ...]:
    """Read the doors of life, none without a file."""
    if institutions is None:
        return ()
    return tuple(
        LifeDoor(
            entry=entry,
            agency=institutions.agency_number(entry.agency),
            falls_below=threshold(entry.falls.used),
            idle_months=entry.out_of_work.used,
        )
        for entry in institutions.doors
    )


def invented_accepted(network: Network, conduct: Conduct) -> list[int]:
    """Return the threshold, by class of shared causes, of a candidate invention to be one.

    Raises
    ------
    UsageError
        If agencies invent more than the catalogue's `invented_bound` leaves room for.
    """
    bound = Fraction(conduct.invented_bound.used)
    found = []
    for cause_class in range(len(network.cause_times)):
        nothing = prod((1 - p for _, p in network.inventors(cause_class)), start=Fraction(1))
        if conduct.arrivals == "single":
            rate = 1 - nothing
        else:
            rate = minus_log(nothing) if nothing else bound + 1
        if rate > bound:
            raise UsageError("the agencies invent more records than 'invented_bound' leaves room")
        found.append(threshold(rate / bound) if bound else 0)
    return found


def minus_log(chance: Fraction) -> Fraction:
    """Return -ln(chance) of a chance above 0, to 50 digits."""
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(-(Decimal(chance.numerator) / Decimal(chance.denominator)).ln())
