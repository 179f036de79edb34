"""Closed doors: who stands before them, who tries them, and what of it is wrongful.

Tolerance: five standard errors, with what one person's attempts have in common counted in. Seeds
are fixed.
"""

import math
from decimal import Decimal

import numpy as np
import pytest

from sincerity.chance.fixed import threshold
from sincerity.chance.philox import event_seed, words
from sincerity.chance.streams import Stream
from sincerity.conduct.groups import GROUPS
from sincerity.institutions.attempts import yearly_attempts
from sincerity.phases.rows import ENDED
from sincerity.phases.tally_arrays import BLOCKED, LET_THROUGH, UNKNOWN
from sincerity.society import CompiledSociety
from sincerity.world.kept import entry_rows, values_of_few
from sincerity.world.world import World
from tests.world import door_worlds as doors

PEOPLE = 20_000
FIRST_ADULT_CLASS, VACANT_CLASS = 48, 255
CHILDREN_STAY = {"by": {"age": {"under_14": 0, "14_17": 0}}}
TRAIN = doors.life_door("train", "railway", "6", **CHILDREN_STAY)
SCHOOL = doors.life_door("school", "school", "1.5", by={"urban": {"rural": Decimal("0.5")}})


@pytest.fixture(scope="module")
def people(frozen) -> CompiledSociety:
    return frozen(PEOPLE)


def _households(society: CompiledSociety) -> np.ndarray:
    """Return the first slot of every slot's household; -1 where nobody lives."""
    slots = np.arange(society.n_slots)
    at = society.template[slots >> 6].astype(np.int64) * 64 + (slots & 63)
    first = (slots >> 6) * 64 + society.tpl_start.ravel()[at]
    return np.where(society.tpl_size.ravel()[at] > 0, first, -1)


def _others_of_household(society: CompiledSociety, marked: np.ndarray) -> np.ndarray:
    """Return who lives with somebody else who is marked."""
    household = _households(society)
    lived = household >= 0
    count = np.zeros(society.n_slots, dtype=np.int64)
    np.add.at(count, household[lived], marked[lived])
    return lived & (np.where(lived, count[household], 0) - marked > 0)


def test_that_attempts_at_closed_doors_are_poisson_with_the_files_rates(people):
    institutions = doors.institutions([TRAIN, SCHOOL])
    sanctions = [
        doors.sanction("no_train", door="train"),
        doors.sanction("no_school", door="school"),
    ]
    made = doors.world(people, doors.scheme(sanctions), institutions, seed=31)
    made.run(24)
    tallies = made.tallies
    chi_square, cells = 0.0, 0
    for number, door in enumerate(institutions.doors):
        rates = np.array([float(yearly_attempts(door, group)) / 12 for group in GROUPS])
        expected = tallies.door_months[:, number] @ rates  # by month; everybody is listed
        observed = tallies.door_attempts[:, number].sum(axis=1)
        assert expected.min() > 100
        spread = math.sqrt(expected.sum())
        assert 5 * spread < 0.05 * expected.sum()
        assert abs(observed.sum() - expected.sum()) < 5 * spread
        chi_square += float(((observed - expected) ** 2 / expected).sum())
        cells += len(expected)
    assert abs(chi_square - cells) < 5 * math.sqrt(2 * cells)


def test_that_an_attempt_is_blocked_if_the_agency_has_heard_and_complies(people):
    heard, complies = 0.6, 0.8
    institutions = doors.institutions([TRAIN], hears=str(heard), complies=str(complies))
    scheme = doors.scheme([doors.sanction("no_train", door="train")])
    made = doors.world(people, scheme, institutions, seed=32)
    made.run(1)
    ends = made.tallies.door_attempts[0, 0]
    n = ends.sum()
    # A person's attempts share whether the agency has heard: for Poisson counts of mean m the
    # variance of a share grows by 1 + m.
    mean = 6 / 12
    for end, chance in (
        (BLOCKED, heard * complies),
        (UNKNOWN, 1 - heard),
        (LET_THROUGH, heard * (1 - complies)),
    ):
        spread = math.sqrt((1 + mean) * chance * (1 - chance) / n)
        assert 5 * spread < 0.05
        assert abs(ends[end] / n - chance) < 5 * spread


def test_that_agencies_hear_late_islands_never_and_one_store_at_once(people):
    institutions = doors.institutions([TRAIN], months=(2, 2))
    scheme = doors.scheme([doors.sanction("no_train", door="train")])

    def ends(integration: str) -> np.ndarray:
        made = doors.world(people, scheme, institutions, integration=integration)
        made.run(4)
        assert made.tallies.door_attempts.sum() > 1000
        return made.tallies.door_attempts[:, 0]

    joint = ends("joint")
    assert np.all(joint[:2, BLOCKED] == 0)
    assert np.all(joint[:2, UNKNOWN] > 0)
    assert np.all(joint[2:, UNKNOWN] == 0)
    assert np.all(joint[2:, BLOCKED] > 0)
    assert ends("islands")[:, BLOCKED].sum() == 0
    assert ends("one_store")[:, UNKNOWN].sum() == 0


def test_that_the_keeper_who_is_the_operator_knows_its_own_list(people):
    door = doors.life_door("court_desk", "court", "6", **CHILDREN_STAY)
    scheme = doors.scheme([doors.sanction("no_desk", door="court_desk")])
    made = doors.world(people, scheme, doors.institutions([door]), integration="islands")
    made.run(2)
    blocked, unknown, let_through = made.tallies.door_attempts[:, 0].sum(axis=0)
    assert blocked > 1000
    assert unknown == 0
    assert let_through == 0


def test_that_nobody_tries_a_door_that_no_sanction_names(people):
    made = doors.world(
        people, doors.scheme([doors.sanction("no_flag")]), doors.institutions([TRAIN])
    )
    made.run(2)
    assert made.tallies.door_months.sum() > 0
    assert made.tallies.door_attempts.sum() == 0


def test_that_agencies_act_on_an_ended_entry_until_they_hear_of_its_end(people):
    institutions = doors.institutions([TRAIN], months=(2, 2))
    listing = doors.people_list(term="3 months", months=[1])
    sanctions = [doors.sanction("no_train", door="train"), doors.sanction("no_name")]
    made = doors.world(people, doors.scheme(sanctions, [listing]), institutions)
    made.run(7)
    tallies, n = made.tallies, people.n_residents
    assert tallies.door_months[:, 0].sum(axis=1).tolist() == [n] * 3 + [0] * 4
    assert tallies.stale_months.tolist() == [[0, 0]] * 3 + [[n, 0]] * 2 + [[0, 0]] * 2
    assert tallies.sanctioned_months.tolist() == [n] * 5 + [0] * 2
    # An entry that is over is something not done: it counts as false, and being blocked by it too.
    assert tallies.burden[:, 0].sum(axis=1).tolist() == [0] * 3 + [n] * 2 + [0] * 2
    assert tallies.wronged_started.tolist() == [0, 0, 0, n, 0, 0, 0]
    assert tallies.wronged_ended.tolist() == [0, 0, 0, 0, 0, n, 0]
    blocked = tallies.door_attempts[:, 0, BLOCKED]
    assert np.all(blocked[2:5] > 1000)
    assert blocked[[0, 1, 5, 6]].sum() == 0
    assert np.array_equal(tallies.blocked_wrong[3:5, 0], blocked[3:5])


def test_that_a_shared_door_counts_each_other_member_of_a_household_once(people):
    sanctions = [
        doors.sanction("no_private_school", reach=["household"], door="school"),
        doors.sanction("no_train"),
    ]
    school = doors.life_door("school", "school", "6")
    made = doors.world(
        people, doors.scheme(sanctions), doors.institutions([school]), chance="0.05", seed=33
    )
    made.run(6)
    listed = made.columns["listed"] & 15 != 0
    spilled = _others_of_household(people, listed) & ~listed
    minors = made.columns["class"] < FIRST_ADULT_CLASS
    tallies = made.tallies
    household = _households(people)
    lists = np.bincount(household[listed], minlength=people.n_slots)
    assert (lists > 1).sum() > 50  # or the test would not tell once from twice
    assert (spilled & minors).sum() > 100
    assert tallies.spill_months[-1].tolist() == [spilled.sum(), 0]
    assert tallies.spill_minor_months[-1].tolist() == [(spilled & minors).sum(), 0]
    assert tallies.burden[-1, 4].sum() == spilled.sum()
    assert tallies.burden_people[-1, 4] == spilled.sum()
    assert tallies.door_months[-1].sum(axis=1).tolist() == [listed.sum()] * 2
    assert tallies.sanctioned_months[-1] == (listed | spilled).sum()


def _late(made: World, months: tuple[int, int], hears: str, agency: int) -> np.ndarray:
    """Return, slot by slot, whether an agency would still act on an entry that has ended."""
    found = np.zeros(made.society.n_slots, dtype=bool)
    low, high = months
    for person, listing, entered, _, ends, *_, flags, _ in entry_rows(made):
        if flags & ENDED:
            w0, w1, _, _ = words(
                event_seed(34, 0), Stream.SHARE, entered, person, listing | (agency + 1) << 16
            )
            wait = low + ((w1 >> 16) * (high - low + 1) >> 16)
            last = made.month - 1
            found[person] |= w0 < threshold(hears) and entered + wait <= last < ends + wait
    return found


def test_that_nobody_is_sanctioned_without_a_list_a_grade_a_relative_or_an_ended_entry(people):
    months, hears = (0, 4), "0.7"
    institutions = doors.institutions([TRAIN, SCHOOL], hears=hears, months=months)
    sanctions = [
        doors.sanction("no_train", door="train"),
        doors.sanction("no_loan", grades=["C"], reach=["household"]),
    ]
    scheme = doors.scheme(
        sanctions,
        [doors.people_list(term="2 months", grace="1 month")],
        rules=[
            doors.SOURCED
            | {"id": "rule", "label": "Act", "on": {"kind": "act"}, "points": -30}
            | {"recovery": "3 months"}
        ],
        grades=doors.SOURCED
        | {
            "regrade": "1 month",
            "bands": [
                doors.SOURCED | {"id": "A", "label": "A", "from": 80},
                doors.SOURCED | {"id": "C", "label": "C"},
            ],
        },
    )
    made = doors.world(people, scheme, institutions, chance="0.03", seed=34)
    for _ in range(8):
        made.step()
        listed, low = made.columns["listed"] & 15 != 0, made.columns["grade"] == 1
        relatives = _others_of_household(people, low) & ~low
        late = _late(made, months, hears, 1) & ~listed
        tallies = made.tallies
        assert tallies.sanctioned_months[-1] == (listed | low | relatives | late).sum()
        assert tallies.stale_months[-1].tolist() == [late.sum(), 0]
        assert tallies.spill_months[-1].tolist() == [0, relatives.sum()]
    assert late.sum() > 50
    assert relatives.sum() > 50


def test_that_work_is_lost_for_exactly_the_months_of_the_door(people):
    door = TRAIN | {"out_of_work": 3, "falls": 1}
    listing = doors.people_list(term="1 month", months=[1])
    scheme = doors.scheme([doors.sanction("no_train", door="train")], [listing])
    made = doors.world(people, scheme, doors.institutions([door]))
    made.step()
    idle = np.array(values_of_few(made, "idle"))
    made.run(4)
    tallies = made.tallies
    n = int((idle == 3).sum())
    assert n > 3000
    assert n == int((idle > 0).sum())
    assert tallies.idle_people.tolist() == [n, n, n, 0, 0]
    # Each falls once, in the month after, however often turned away; the insolvent cannot fall.
    assert tallies.falls_caused.tolist() == [n, 0, 0, 0, 0]
    means = np.bincount(made.columns["means"][idle > 0], minlength=3)
    assert means[0] == 0
    assert tallies.falls_applied[1] + tallies.falls_applied[[0, 2, 3, 4]].sum() <= n
    assert 0 < n - tallies.falls_applied[1] <= means[2]


def test_that_nobody_out_of_work_rises(people):
    door = TRAIN | {"out_of_work": 12}
    rises = {f"life.means.{place}.strained_to_secure": "1" for place in ("urban", "rural")}
    rises |= {f"life.means.{place}.insolvent_to_strained": "1" for place in ("urban", "rural")}
    scheme = doors.scheme([doors.sanction("no_train", door="train")])
    made = doors.world(people, scheme, doors.institutions([door]), parameters=rises)
    made.step()
    idle, before = np.array(values_of_few(made, "idle")) > 0, made.columns["means"].copy()
    assert (idle & (before == 1)).sum() > 50
    made.step()
    adults = (made.columns["class"] >= FIRST_ADULT_CLASS) & (made.columns["class"] < VACANT_CLASS)
    after = made.columns["means"]
    assert np.array_equal(after[idle], before[idle])
    assert np.array_equal(
        after[adults & ~idle], np.maximum(before[adults & ~idle].astype(int) - 1, 0)
    )


def test_that_an_office_without_agencies_turns_everybody_away(people):
    scheme = doors.scheme([doors.sanction("no_train", door="train")])
    institutions = doors.institutions([TRAIN], complies="0")
    made = doors.world(people, scheme, institutions, integration="office")
    made.run(1)
    blocked, unknown, let_through = made.tallies.door_attempts[0, 0]
    assert blocked > 1000
    assert unknown == 0
    assert let_through == 0
