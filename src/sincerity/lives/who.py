"""Who a synthetic person is, in words: what the society computes from the person's number."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.society.attributes import Person, describe
from sincerity.society.codes import FEMALE, MEANS, WORK

if TYPE_CHECKING:
    from sincerity.society.blueprint import Blueprint

__all__ = ["Who", "household_shape", "who_is"]

_ADULT = 18
_WORK = {
    "none": "without work",
    "student": "at school or studying",
    "farm": "farm work",
    "wage": "wage work",
    "self_employed": "self-employed",
    "official": "an official",
    "retired": "retired",
}
_MEANS = {
    "secure": "secure means",
    "strained": "strained means",
    "insolvent": "debts that cannot be paid",
}


@dataclass(frozen=True, slots=True)
class Who:
    """One synthetic person at the start of the run.

    Attributes
    ----------
    person
        The person's number: the slot in the society.
    age_years, sex, home, household_size, work, means, migrant, party_member, online, drives
        Attributes; `home` is urban or rural.
    household
        Numbers of those who live in the same household, the person included.
    township, county
        Numbers of the places.
    """

    person: int
    age_years: int
    sex: str
    home: str
    household_size: int
    household: tuple[int, ...]
    work: str
    means: str
    migrant: bool
    party_member: bool
    online: bool
    drives: bool
    township: int
    county: int

    @property
    def title(self) -> str:
        """What a page calls the person."""
        return f"Synthetic person {self.person:,}"

    @property
    def noun(self) -> str:
        """A word for sex and age."""
        female = self.sex == "female"
        if self.age_years < _ADULT:
            return "girl" if female else "boy"
        return "woman" if female else "man"

    def sentence(self) -> str:
        """Return the person in one sentence."""
        place = "in a town" if self.home == "urban" else "in the country"
        alone = "alone" if self.household_size == 1 else f"in a household of {self.household_size}"
        traits = [
            _WORK[self.work],
            _MEANS[self.means],
            "moved here without being registered" if self.migrant else "registered here",
            "a Party member" if self.party_member else "",
            "online" if self.online else "not online",
            "drives" if self.drives else "does not drive",
        ]
        article = "An" if str(self.age_years)[0] == "8" or self.age_years in (11, 18) else "A"
        return (
            f"{article} {self.age_years}-year-old {self.noun} at "
            f"the start, living {alone} {place}: {', '.join(t for t in traits if t)}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self) | {"household": list(self.household)}


def who_is(blueprint: Blueprint, number: int) -> Who:
    """Return the synthetic person of a number.

    Raises
    ------
    UsageError
        If there is no such number in the society, or nobody lives there.
    """
    if isinstance(number, bool) or not 0 <= number < blueprint.slots:
        raise UsageError(
            f"there is no synthetic person {number}: this society numbers its people from 0 to"
            f" {blueprint.slots - 1:,}"
        )
    person = describe(blueprint, number)
    if person is None:
        raise UsageError(
            f"number {number} is a vacant place of this society: nobody lives there; take another"
            " number, or --pick random"
        )
    return _who(blueprint, person)


def _who(blueprint: Blueprint, person: Person) -> Who:
    first = person.household_start
    return Who(
        person=person.slot,
        age_years=person.age_years,
        sex="female" if person.sex == FEMALE else "male",
        home="urban" if person.urban else "rural",
        household_size=person.household_size,
        household=tuple(range(first, first + person.household_size)),
        work=WORK[person.work],
        means=MEANS[person.means_start],
        migrant=bool(person.migrant),
        party_member=bool(person.party),
        online=bool(person.online),
        drives=bool(person.driver),
        township=person.township,
        county=blueprint.places.county_of_township[person.township],
    )


def household_shape(blueprint: Blueprint, number: int) -> tuple[int, ...]:
    """Return the roles of everybody in a person's household, sorted: who lives with whom."""
    who = who_is(blueprint, number)
    members = (describe(blueprint, other) for other in who.household)
    return tuple(sorted(int(member.role) for member in members if member is not None))
