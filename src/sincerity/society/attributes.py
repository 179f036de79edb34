"""One synthetic person in plain Python: the specification of the compiled attributes.

Streams (`sincerity.chance.streams`): a tile's words choose its page and whether it is urban, the
words of the household's first slot whether it is migrant and its means at the start, the person's
words work, party, online and driver, the trait words undeterrable, boldness and enrolment.
"""

from dataclasses import dataclass

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.society.blueprint import Blueprint, page_of_tile
from sincerity.society.codes import (
    EMPLOYED,
    FIRST_ADULT_BAND,
    OFFICIAL,
    PLACES,
    VACANT_CLASS,
    WORK,
    WORK_SHIFT,
    Flag,
    age_band,
    class_of,
)
from sincerity.society.composition import Role

_PARTY, _ONLINE, _DRIVER = (len(WORK) + i for i in range(3))


@dataclass(frozen=True, slots=True)
class Person:
    """Everything about a synthetic person that the society decides; codes as in `codes`.

    Attributes
    ----------
    slot, tile, township
        Numbers of the person, tile and township.
    household_start, household_size
        First slot of the household and its people.
    role
        Place in the household.
    age_years
        Age at the start of the run.
    sex, urban, migrant, means_start, work, party, online, driver
        Codes; yes is 1.
    undeterrable_word, boldness, enrolment_word
        Trait words in 0..2^32-1 and a byte: who is undeterrable or enrolled depends on shares that
        belong to the parameters and the scheme.
    """

    slot: int
    tile: int
    township: int
    household_start: int
    household_size: int
    role: Role
    age_years: int
    sex: int
    urban: int
    migrant: int
    means_start: int
    work: int
    party: int
    online: int
    driver: int
    undeterrable_word: int
    boldness: int
    enrolment_word: int

    def class_number(self, means: int, years: int = 0) -> int:
        """Return the class at given means, `years` completed years after the start."""
        band = age_band(self.age_years + years)
        return class_of(band, self.sex, self.urban, self.driver, means)

    def flags(self, years: int = 0, undeterrable_threshold: int = 0) -> int:
        """Return the attribute bits and, from bit 8 up, the work code."""
        bits = {
            Flag.DRIVER: self.driver == 1,
            Flag.PARTY: self.party == 1,
            Flag.ONLINE: self.online == 1,
            Flag.OFFICIAL: self.work == OFFICIAL,
            Flag.EMPLOYED: self.work in EMPLOYED,
            Flag.ADULT: age_band(self.age_years + years) >= FIRST_ADULT_BAND,
            Flag.MIGRANT: self.migrant == 1,
            Flag.UNDETERRABLE: self.undeterrable_word < undeterrable_threshold,
        }
        return sum(int(flag) for flag, is_set in bits.items() if is_set) | self.work << WORK_SHIFT


def describe(blueprint: Blueprint, slot: int) -> Person | None:
    """Return the synthetic person of a slot, or none where the slot is vacant.

    Raises
    ------
    IndexError
        If the society has no such slot.
    """
    if not 0 <= slot < blueprint.slots:
        raise IndexError(f"slot {slot} is not one of {blueprint.slots}")
    tile, place = divmod(slot, PLACES)
    page = blueprint.templates[page_of_tile(blueprint, tile)]
    if not page.size[place]:
        return None
    seed = blueprint.seed
    township = blueprint.places.township_of_tile(tile)
    urban_word = words(seed, Stream.TILE, 0, tile)[1]
    urban = int(urban_word < blueprint.places.urban_threshold_of_township[township])
    start = tile * PLACES + page.start[place]
    migrant_word, means_word, _, _ = words(seed, Stream.HOUSEHOLD, 0, start)
    migrant_threshold, *means_thresholds = blueprint.household_thresholds[urban]
    age, sex = page.age_years[place], page.sex[place]
    limits = blueprint.person_thresholds[age_band(age)][sex][urban]
    work_word, party_word, online_word, driver_word = words(seed, Stream.PERSON, 0, slot)
    undeterrable_word, boldness_word, enrolment_word, _ = words(seed, Stream.TRAIT, 0, slot)
    return Person(
        slot=slot,
        tile=tile,
        township=township,
        household_start=start,
        household_size=page.size[place],
        role=Role(page.role[place]),
        age_years=age,
        sex=sex,
        urban=urban,
        migrant=int(migrant_word < migrant_threshold),
        means_start=sum(limit <= means_word for limit in means_thresholds),
        work=sum(limit <= work_word for limit in limits[: len(WORK)]),
        party=int(party_word < limits[_PARTY]),
        online=int(online_word < limits[_ONLINE]),
        driver=int(driver_word < limits[_DRIVER]),
        undeterrable_word=undeterrable_word,
        boldness=boldness_word >> 24,
        enrolment_word=enrolment_word,
    )


def class_of_slot(blueprint: Blueprint, slot: int, means: int, years: int = 0) -> int:
    """Return the class of a slot at given means; 255 where it is vacant."""
    person = describe(blueprint, slot)
    return VACANT_CLASS if person is None else person.class_number(means, years)
