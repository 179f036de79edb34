"""The state of a twin world: its files, its people, its columns, and what waits.

A column is a dictionary from slot to whole number over every slot of the society; names, units and
nulls are those of the engine's columns. Vacant slots hold the null value.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from sincerity.chance.fixed import cumulative_thresholds, poisson_thresholds, threshold
from sincerity.chance.philox import event_seed
from sincerity.conduct import Conduct
from sincerity.conduct.groups import GROUPS
from sincerity.institutions import Institutions, checked
from sincerity.parameters import Parameters
from sincerity.reference import agencies, firm_rules, kinds, reading
from sincerity.reference.events import Entry, LedgerRow, Objection, Record
from sincerity.scheme import Scheme
from sincerity.society.attributes import describe
from sincerity.society.blueprint import Blueprint, make_blueprint
from sincerity.society.recipe import Recipe

PLACES = 64
"""Slots of a tile."""
ADULT_AGE_YEARS = 18
AGE_BAND_STARTS = (14, 18, 30, 45, 60)
"""First age in years of every band but the first."""
SECURE, STRAINED, INSOLVENT = 0, 1, 2
EMPLOYED = (2, 3, 4, 5)
"""Work categories farm, wage, self-employed and official."""
STUDENT, OFFICIAL = 1, 5
UNAWARE, HEARD, KNOWS_RULES, KNOWS_OWN_SCORE = 0, 1, 2, 3
TOP = 255
"""Highest value of a belief."""
NOT_COVERED = -32768
"""Score of someone whom the scheme does not cover, and of a vacant slot."""
NULL = 255
"""What a byte column holds for nobody."""

Column = dict[int, int]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Points that come back to a person in a later month, or leave again."""

    slot: int
    points: int


class TwinState:
    """Everything a phase may look at; each phase's page says what it reads and writes."""

    def __init__(
        self,
        society: Recipe | Blueprint,
        scheme: Scheme,
        conduct: Conduct,
        parameters: Parameters,
        seed: int = 1,
        replicate: int = 0,
        institutions: Institutions | None = None,
        integration: str = agencies.OFFICE,
    ) -> None:
        institutions, parameters = checked(scheme, institutions, parameters, integration)
        self.society = make_blueprint(society) if isinstance(society, Recipe) else society
        self.scheme = reading.read_scheme(scheme, conduct)
        self.kinds = kinds.read_kinds(conduct, self.scheme, parameters)
        self.conduct = conduct
        self.parameters = dict(parameters.items())
        self.event_seed = event_seed(seed, replicate)
        self.mean_loss = kinds.mean_loss(self.kinds)
        self.vague_fear = kinds.vague_fear(self.scheme, int(parameters["respond.fear_vague"]))
        self.invented_kinds = kinds.invented_kinds(conduct)
        self.network = agencies.read_network(institutions, integration, scheme, conduct)
        self.life_doors = agencies.read_life_doors(institutions)
        self.life_door_of = self._life_doors_of_sanctions(institutions)
        if self.network is None:
            self.invented_below = [kinds.invented_accepted(conduct, parameters)]
        else:
            self.invented_below = agencies.invented_accepted(self.network, conduct)
        self.firm_scheme = firm_rules.read_firm_scheme(scheme, conduct)
        self.firm_kinds = firm_rules.read_firm_kinds(conduct)
        self.month = 0
        self.years = 0
        found = {slot: describe(self.society, slot) for slot in range(self.society.slots)}
        self.people = {slot: person for slot, person in found.items() if person is not None}
        self.bulletins: list[list[dict[str, int]]] = []
        self.tallies: defaultdict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
        self.transit: dict[int, list[Record]] = {}
        self.due: dict[int, list[DueItem]] = {}
        self.falls: dict[int, set[int]] = {}
        self.layoffs: dict[int, list[tuple[int, int]]] = {}
        self.representatives: dict[int, set[int]] = {}
        self.entries: dict[int, list[Entry]] = {slot: [] for slot in self.people}
        self.ledger: list[LedgerRow] = []
        self.objections: list[Objection] = []
        self.firms = firm_rules.found(self.society, self.people, self.firm_scheme)
        self.filed: Counter[int] = Counter()
        self.served: Counter[int] = Counter()
        self.problems: list[int] = []
        self.open_problems: Counter[int] = Counter()
        self.residents = Counter(self.county_of(slot) for slot in self.people)
        self.newly_covered: list[int] = []
        self.own_doors: dict[int, set[int]] = {slot: set() for slot in self.people}
        self.protesters: list[int] = []
        self.speakers: list[int] = []
        self.protest_table: list[int] | None = None
        self.withdrawn_from: dict[int, int] = {}
        self.cell_bulletins: list[Counter[tuple[int, int, str]]] = []
        self.censuses: dict[int, tuple[Counter[tuple[int, ...]], Counter[tuple[int, ...]]]] = {}
        self._tables: dict[tuple[str, int], list[int]] = {}
        self._start()

    def _start(self) -> None:
        """Set every column to its value before the first month."""
        slots = range(self.society.slots)
        self.score: Column = dict.fromkeys(slots, NOT_COVERED)
        self.grade: Column = dict.fromkeys(slots, NULL)
        self.pin: Column = dict.fromkeys(slots, 0)
        self.pin_left: Column = dict.fromkeys(slots, 0)
        self.listed: Column = dict.fromkeys(slots, 0)
        self.marks: Column = dict.fromkeys(slots, 0)
        self.idle_left: Column = dict.fromkeys(slots, 0)
        self.means: Column = dict.fromkeys(slots, NULL)
        self.classes: Column = dict.fromkeys(slots, NULL)
        self.awareness: Column = dict.fromkeys(slots, 0)
        self.certainty: Column = dict.fromkeys(slots, 0)
        self.fear: Column = dict.fromkeys(slots, 0)
        for slot, person in self.people.items():
            self.means[slot] = person.means_start
            self.classes[slot] = self.class_of(slot)
            self.certainty[slot] = self.whole("respond.certainty_start")
            if self.is_eligible(slot):
                self.score[slot] = self.scheme.base
                if self.scheme.grades:
                    self.grade[slot] = self.scheme.band_of(self.scheme.base)

    def _life_doors_of_sanctions(self, institutions: Institutions | None) -> dict[int, int]:
        """Return which door of life each sanction closes; without a file, none does."""
        if institutions is None:
            return {}
        named = {n: door.life_door for n, door in enumerate(self.scheme.sanctions)}
        return {n: institutions.door_number(door) for n, door in named.items() if door is not None}

    # What the files say

    def whole(self, name: str) -> int:
        """Return a parameter that is a whole number."""
        return int(self.parameters[name])

    def word(self, name: str) -> str:
        """Return a parameter that is a word."""
        return str(self.parameters[name])

    def chance(self, name: str) -> int:
        """Return the threshold 0..2^32 of a parameter that is a chance."""
        key = (name, 0)
        if key not in self._tables:
            self._tables[key] = [threshold(self.parameters[name])]
        return self._tables[key][0]

    def chance_16(self, name: str) -> int:
        """Return a parameter that is a chance in units of 2^-16."""
        return threshold(self.parameters[name], 2**16)

    def rates(self, group: int) -> list[Fraction]:
        """Return bound rates of candidates a person-month of a class, by kind, then invented."""
        rates = []
        for kind in self.conduct.kinds:
            rate = Fraction(kind.rate.used) / 12000 * Fraction(kind.bound)
            for factor in kind.by.factors(GROUPS[group]):
                rate *= Fraction(factor)
            cannot_drive = "driver" in kind.who and not GROUPS[group].is_driver
            is_too_young = "adult" in kind.who and not GROUPS[group].is_adult
            rates.append(Fraction(0) if cannot_drive or is_too_young else rate)
        return [*rates, Fraction(self.conduct.invented_bound.used)]

    def count_thresholds(self, group: int) -> list[int]:
        """Return thresholds of at least 1, 2, ... candidates a month for a class."""
        key = ("count", group)
        if key not in self._tables:
            total = sum(self.rates(group))
            single = self.conduct.arrivals == "single"
            self._tables[key] = [threshold(total)] if single else poisson_thresholds(total)
        return self._tables[key]

    def kind_thresholds(self, group: int) -> list[int]:
        """Return cumulative thresholds of a candidate's kind for a class; the last is invented."""
        key = ("kind", group)
        if key not in self._tables:
            self._tables[key] = cumulative_thresholds(self.rates(group))
        return self._tables[key]

    def attempt_rates(self, group: int) -> list[Fraction]:
        """Return the attempts a person-month of a class at each door of life."""
        rates = []
        for door in self.life_doors:
            rate = Fraction(door.entry.attempts.used) / 12
            for factor in door.entry.by.factors(GROUPS[group]):
                rate *= Fraction(factor)
            rates.append(rate)
        return rates

    def attempt_thresholds(self, group: int) -> list[int]:
        """Return thresholds of at least 1, 2, ... attempts a month for a class."""
        key = ("attempt", group)
        if key not in self._tables:
            self._tables[key] = poisson_thresholds(sum(self.attempt_rates(group)))
        return self._tables[key]

    def door_thresholds(self, group: int) -> list[int]:
        """Return cumulative thresholds of the door that an attempt is at for a class."""
        key = ("door", group)
        if key not in self._tables:
            self._tables[key] = cumulative_thresholds(self.attempt_rates(group))
        return self._tables[key]

    # Who somebody is

    def is_birthday_month(self) -> bool:
        """Return whether everyone is a year older from this month on."""
        calendar_month = (self.society.start_month - 1 + self.month) % 12
        return self.society.ageing == "yearly" and self.month > 0 and calendar_month == 0

    def age_years(self, slot: int) -> int:
        """Return a person's age now."""
        return self.people[slot].age_years + self.years

    def class_of(self, slot: int) -> int:
        """Return the class of a person now: age band, sex, urban, driver, means in one number."""
        person = self.people[slot]
        band = sum(self.age_years(slot) >= start for start in AGE_BAND_STARTS)
        return (((band * 2 + person.sex) * 2 + person.urban) * 2 + person.driver) * 3 + self.means[
            slot
        ]

    def is_eligible(self, slot: int) -> bool:
        """Return whether the scheme covers a person of this age, registration and enrolment."""
        person = self.people[slot]
        return (
            self.age_years(slot) >= self.scheme.min_age_years
            and (self.scheme.covers_migrants or not person.migrant)
            and person.enrolment_word < self.scheme.enrolled_below
        )

    def is_covered(self, slot: int) -> bool:
        """Return whether a person has a score."""
        return self.score[slot] != NOT_COVERED

    def meets(self, slot: int, condition: str) -> bool:
        """Return whether a person meets one condition of who can do an act."""
        person = self.people[slot]
        return {
            "driver": person.driver == 1,
            "party": person.party == 1,
            "online": person.online == 1,
            "official": person.work == OFFICIAL,
            "employed": person.work in EMPLOYED,
            "adult": self.is_adult(slot),
            "migrant": person.migrant == 1,
        }[condition]

    def is_undeterrable(self, slot: int) -> bool:
        """Return whether deterrence never moves a person."""
        return self.people[slot].undeterrable_word < self.chance("trait.undeterrable")

    def is_adult(self, slot: int) -> bool:
        """Return whether a person is of age now."""
        return self.age_years(slot) >= ADULT_AGE_YEARS

    def is_supervised(self, slot: int) -> bool:
        """Return whether a person's acts are watched more, by last month's grades and lists."""
        rule = self.scheme.supervision
        if rule is None:
            return False
        by_list = any(self.listed[slot] >> number & 1 for number in rule.lists)
        return by_list or (self.is_covered(slot) and self.grade[slot] in rule.grades)

    def are_withdrawn(self, county: int) -> bool:
        """Return whether a county's grades are withdrawn in this month."""
        return self.withdrawn_from.get(county, self.month + 1) <= self.month

    def grade_column(self, slot: int) -> int:
        """Return where a person counts in tables by grade.

        After the grades come those whose grade is withdrawn, where that can be, and last those whom
        the scheme does not cover.
        """
        graded = max(self.scheme.grades, 1)
        if not self.is_covered(slot):
            return graded + self.scheme.can_withdraw_grades
        if not self.scheme.grades:
            return 0
        return graded if self.grade[slot] == NULL else self.grade[slot]

    def in_effect(self, slot: int) -> list[Entry]:
        """Return the entries of a person that are in effect now, in the order of lists."""
        rows = [entry for entry in self.entries[slot] if entry.is_in_effect(self.month)]
        return sorted(rows, key=lambda entry: entry.listing)

    def entry_on(self, slot: int, number: int) -> Entry | None:
        """Return a person's entry on a list that has not ended, or none."""
        rows = [entry for entry in self.entries[slot] if entry.listing == number]
        return next((entry for entry in rows if entry.is_active), None)

    def household_of(self, slot: int) -> range:
        """Return the slots of a person's household."""
        person = self.people[slot]
        return range(person.household_start, person.household_start + person.household_size)

    def county_of(self, slot: int) -> int:
        """Return the county in which a person lives."""
        return self.society.places.county_of_township[self.people[slot].township]

    def slots_of_county(self, slot: int) -> range:
        """Return the slots of the county in which a person lives."""
        counties = self.society.places.county_of_township
        home = self.county_of(slot)
        return self._slots([town for town, county in enumerate(counties) if county == home])

    def slots_of_township(self, slot: int) -> range:
        """Return the slots of the township in which a person lives."""
        return self._slots([self.people[slot].township])

    def _slots(self, townships: list[int]) -> range:
        """Return the slots of neighbouring townships."""
        first = self.society.places.first_tile_of_township
        return range(first[townships[0]] * PLACES, first[townships[-1] + 1] * PLACES)

    # What is counted

    def count(self, table: str, *index: int, by: int = 1) -> None:
        """Add to one cell of this month's page of a table."""
        self.tallies[table][self.month, *index] += by
