"""Firms: their acts, points, grades, ways around and closures against exact numbers.

Tolerance: five standard errors. In most worlds here every firm acts every month, so that what
follows from an act can be counted; seeds are fixed.
"""

from __future__ import annotations

import math

import numpy as np

from sincerity.conduct.firms import FIRM_GROUPS
from sincerity.society.attributes import describe
from sincerity.society.firms import firm_of_tile, works_for_firm
from tests.world.firm_worlds import (
    ALWAYS,
    NO_FIRM,
    SMALL,
    column,
    conduct,
    kind,
    listed,
    private,
    society,
    there,
    waiting,
    workers,
    world,
)


def within(count: int, trials: float, chance: float) -> bool:
    """Say whether a count of independent events lies within five standard errors."""
    return abs(count - trials * chance) < 5 * math.sqrt(trials * chance * (1 - chance))


def test_that_firms_stand_as_the_society_has_them():
    made = world(conduct(kind("spill")), listed(), residents=SMALL)
    blueprint = made.society.blueprint
    employed = workers(made)
    for tile in range(blueprint.tiles):
        firm = firm_of_tile(blueprint, tile)
        if firm is None:
            assert column(made, "number")[tile] == NO_FIRM
            assert not employed[tile * 64 : tile * 64 + 64].any()
            continue
        assert column(made, "number")[tile] == firm.firm_class
        assert tile * 64 + int(column(made, "representative")[tile]) == firm.representative
        assert tile * 64 + int(column(made, "stand_in")[tile]) == firm.nominee
        assert column(made, "connected")[tile] == firm.is_connected
        people = [describe(blueprint, slot) for slot in range(tile * 64, tile * 64 + 64)]
        works = [p is not None and works_for_firm(blueprint, p, firm) for p in people]
        assert employed[tile * 64 : tile * 64 + 64].tolist() == works
    assert employed.any()
    assert set(column(made, "score")[there(made)]) == {100}


def test_that_acts_of_each_class_come_once_a_month_at_most_at_their_rate():
    by = "{sector: {food: 0, trade: 2}, size: {small: 0.5}, ownership: {state: 1.5}}"
    other = "{sector: {trade: 0, food: 3}}"
    kinds = (kind("spill", 1_500, by=by), kind("fraud", 900, by=other))
    made = world(conduct(*kinds), residents=60_000, seed=3)
    months = 24
    made.run(months)
    numbers = column(made, "number")[there(made)]
    rates = np.array(
        [
            [float(item.monthly_rate(group)) for item in conduct(*kinds).firm_kinds]
            for group in FIRM_GROUPS
        ]
    )
    done = made.tallies.firm_acts.sum(axis=0)
    assert rates.sum(axis=1).max() < 1
    for number in range(2):
        chances = rates[numbers, number]
        variance = months * float((chances * (1 - chances)).sum())
        assert abs(done[number] - months * chances.sum()) < 5 * math.sqrt(variance)
    # Independent months: the counts of months vary as sums of single chances do.
    all_acts = made.tallies.firm_acts.sum(axis=1)
    chances = rates[numbers].sum(axis=1)
    spread = float((chances * (1 - chances)).sum())
    chi_square = float(((all_acts - chances.sum()) ** 2).sum() / spread)
    assert abs(chi_square - months) < 5 * math.sqrt(2 * months)
    assert made.tallies.firm_victims.sum() == 3 * done.sum()


def test_that_a_class_with_no_rate_never_acts_and_others_every_month():
    only_food = "{sector: {manufacturing: 0, construction: 0, trade: 0, services: 0, finance: 0}}"
    made = world(conduct(kind("spill", by=only_food)), residents=SMALL)
    made.run(3)
    food = int((column(made, "number") // 16 == 0).sum())
    assert food > 0
    assert made.tallies.firm_acts[:, 0].tolist() == [food] * 3


def test_that_the_found_share_follows_from_the_office_and_every_worker():
    tip, false, seen = 0.04, 0.25, 0.3
    made = world(
        conduct(kind("spill", seen=str(seen))),
        seed=4,
        firms__tip=str(tip),
        firms__judged_false=str(false),
    )
    months = 24
    made.run(months)
    staff = workers(made).reshape(-1, 64).sum(axis=1)[there(made)]
    chance = 1 - (1 - seen) * (1 - tip * (1 - false)) ** staff
    variance = months * float((chance * (1 - chance)).sum())
    found = int(made.tallies.firm_found.sum())
    assert abs(found - months * chance.sum()) < 5 * math.sqrt(variance)
    assert found > months * len(staff) * (seen + 0.01)  # workers do add
    tips, judged, without_fear = made.tallies.firm_tips.sum(axis=0).tolist()
    assert within(tips, months * int(staff.sum()), tip)
    assert within(judged, tips, false)
    assert without_fear == tips  # tip_fear is 0
    assert found + int(made.tallies.firm_missed.sum()) == months * len(staff)


def test_that_firms_hold_back_where_they_are_charged_and_only_there():
    catalogue = conduct(kind("spill", 6_000, victims=7), kind("fraud", 6_000))
    free = world(catalogue, seed=5, firms__deterred="0.7")
    charged = world(catalogue, listed().replace("TERM", "permanent"), seed=5, firms__deterred="0.7")
    for made in (free, charged):
        made.run(12)
    undisturbed = free.tallies.firm_undisturbed
    assert np.array_equal(undisturbed, charged.tallies.firm_undisturbed)  # accidents are shared
    assert np.array_equal(free.tallies.firm_acts, undisturbed)
    assert np.array_equal(charged.tallies.firm_acts[:, 1], undisturbed[:, 1])
    spared = (undisturbed - charged.tallies.firm_acts)[:, 0]
    assert within(int(spared.sum()), int(undisturbed[:, 0].sum()), 0.3)
    assert np.array_equal(charged.tallies.firm_prevented[:, 0], 7 * spared)
    assert charged.tallies.firm_prevented[:, 1].sum() == 0


def test_that_connected_firms_alone_are_let_off_and_keep_their_points():
    favour = 0.3
    made = world(
        conduct(kind("spill")), listed(), connected="0.5", seed=6, firms__favour=str(favour)
    )
    made.run(10)
    connected = column(made, "connected")[there(made)] == 1
    lost = (100 - column(made, "score")[there(made)]) // 20
    assert set(lost[~connected]) == {10}
    favoured = int(made.tallies.firm_fate[:, 0].sum())
    assert favoured == int((10 - lost).sum())
    assert within(favoured, 10 * int(connected.sum()), favour)
    assert made.tallies.firm_found.sum() == 10 * len(lost)


LEDGER = """\
firms:
  base: 100
  source: made
  rules:
    - {id: spill, label: Spill, on: {kind: spill}, points: -20, recovery: none, source: made}
    - {id: fraud, label: Fraud, on: {kind: fraud}, points: -7, recovery: 5 months, source: made}
    - {id: gift, label: Gift, on: {kind: gift}, points: 3, recovery: 2 months, source: made}
"""


def test_that_the_ledger_of_firms_sums_to_their_scores():
    catalogue = conduct(kind("spill", 1_000), kind("fraud", 5_000, seen="0.8"), kind("gift", 4_000))
    made = world(catalogue, LEDGER, seed=7, firms__buys="0.2", firms__bought_points="1")
    firms = int(there(made).sum())
    for month in range(1, 19):
        made.step()
        tallies = made.tallies
        spills, frauds, gifts = tallies.firm_found.sum(axis=0).tolist()
        bought = int(tallies.firm_fate[:, 3].sum())
        out = 7 * int(tallies.firm_found[max(0, month - 5) :, 1].sum())
        lent = 3 * int(tallies.firm_found[max(0, month - 2) :, 2].sum())
        assert waiting(made) == out - lent
        total = int(column(made, "score")[there(made)].sum())
        assert total == 100 * firms - 20 * spills - out + lent + bought
    assert min(spills, frauds, gifts, bought) > 100


def test_that_taken_points_come_back_when_due_and_only_what_was_taken():
    section = """\
firms:
  base: 30
  floor: 0
  cap: 30
  source: made
  rules:
    - {id: spill, label: Spill, on: {kind: spill}, points: -20, recovery: 3 months, source: made}
"""
    made = world(conduct(kind("spill")), section, residents=SMALL)
    scores, waits = [], []
    for _ in range(7):
        made.step()
        now = column(made, "score")[there(made)]
        assert len(set(now.tolist())) == 1
        scores.append(int(now[0]))
        waits.append(waiting(made) // int(there(made).sum()))
    # 20, then the 10 that are left, then nothing; month 3 gives 20 back and takes 20 ...
    assert scores == [10, 0, 0, 0, 0, 0, 0]
    assert waits == [20, 30, 30, 30, 30, 30, 30]


RATED = """\
firms:
  base: 90
  source: made
  rules:
    - {id: late, label: Late, on: {kind: late}, points: -9, recovery: 12 months, source: made}
  grades:
    regrade: 12 months
    source: made
    bands:
      - {id: A, label: A, from: 90}
      - {id: B, label: B, from: 70}
      - {id: C, label: C, from: 40}
      - {id: D, label: D}
"""


def test_that_yearly_grades_are_those_of_the_chain_of_the_last_twelve_months():
    # A month takes nine points with chance q and gives back those of a year ago, so the number of
    # charges that count is a chain on twelve bits whose stationary law is binomial(12, q). A: none;
    # B: one or two; C: three to five; D: more. Years do not overlap: they are independent.
    seen, deterred, rate = 0.9, 0.5, 7_200
    q = rate / ALWAYS * deterred * seen
    made = world(
        conduct(kind("late", rate, seen=str(seen))),
        RATED,
        seed=8,
        firms__tip="0.002",
        firms__deterred=str(deterred),
    )
    # The tips of workers are part of being found: q differs from firm to firm by their number.
    staff = workers(made).reshape(-1, 64).sum(axis=1)[there(made)]
    found = 1 - (1 - seen) * (1 - 0.002) ** staff
    chances = q / seen * found
    years = 8
    made.run(12 * years)
    grades = made.tallies.firm_grades
    law = np.array(
        [[math.comb(12, n) * p**n * (1 - p) ** (12 - n) for n in range(13)] for p in chances]
    )
    shares = np.stack(
        [law[:, 0], law[:, 1:3].sum(axis=1), law[:, 3:6].sum(axis=1), law[:, 6:].sum(axis=1)],
        axis=1,
    )
    counts = grades[11::12, :4].sum(axis=0)
    assert grades[:11, 0].min() == len(staff)  # the grade of the base until the first December
    assert np.array_equal(grades[11:23, :], np.repeat(grades[11:12, :], 12, axis=0))
    for grade in range(4):
        p = shares[:, grade]
        assert abs(counts[grade] - years * p.sum()) < 5 * math.sqrt(years * (p * (1 - p)).sum())
    assert counts.min() > 50


BOUGHT = """\
firms:
  base: 20
  floor: 0
  source: made
  rules:
    - {id: late, label: Late, on: {kind: late}, points: -5, recovery: none, source: made}
  grades:
    regrade: 1 month
    source: made
    bands:
      - {id: g0, label: g0, from: 20}
      - {id: g1, label: g1, from: 15}
      - {id: g2, label: g2, from: 10}
      - {id: g3, label: g3, from: 5}
      - {id: g4, label: g4}
"""


def test_that_bought_points_and_a_floor_give_the_known_stationary_grades():
    # Steps down from the base 0..4. A month charges (+1, stays at 4) with chance q, is graded, and
    # then buys back (-1) with chance b if below the base. Up from i < 4: q(1-b); down from 1..3:
    # (1-q)b; down from 4: b. So p(i+1) = p(i) up/down; grades are read between the two steps.
    q, b = 0.3, 0.4
    up, down, last = q * (1 - b), (1 - q) * b, b
    weights = [1.0]
    for step in range(4):
        weights.append(weights[-1] * up / (last if step == 3 else down))
    after = np.array(weights) / sum(weights)
    read = after * (1 - q)
    read[1:] += after[:-1] * q
    read[4] += after[4] * q
    assert abs(read.sum() - 1) < 1e-12
    made = world(
        conduct(kind("late", round(q * ALWAYS), seen="1")),
        BOUGHT,
        residents=60_000,
        seed=9,
        firms__buys=str(b),
        firms__bought_points="5",
    )
    made.run(100)
    numbers, grades = column(made, "number"), column(made, "grade")
    counts = np.bincount(grades[private(made)], minlength=5)
    for step in range(5):
        assert within(int(counts[step]), int(counts.sum()), float(read[step]))
    public = there(made) & ~private(made)
    assert set(column(made, "score")[public]) == {0}  # only private firms buy
    assert numbers[public].size > 50


def test_that_nobody_buys_more_than_the_base():
    made = world(
        conduct(kind("late")), BOUGHT, residents=SMALL, firms__buys="1", firms__bought_points="50"
    )
    made.run(3)
    assert set(column(made, "score")[private(made)].tolist()) == {20}
    assert made.tallies.firm_fate[:, 3].tolist() == [int(private(made).sum())] * 3


def test_that_private_firms_take_nominees_and_reopen_at_their_chances():
    nominee, reopen = 0.05, 0.04
    made = world(
        conduct(kind("spill")),
        listed(),
        seed=10,
        firms__nominee=str(nominee),
        firms__reopen=str(reopen),
    )
    owned = private(made)
    named_trials = named = anew_trials = anew = 0
    for _ in range(24):
        before = column(made, "nominee").copy()
        made.step()
        after, left = column(made, "nominee"), column(made, "left")
        newly = (after == 1) & (before == 0)
        started = there(made) & (left == 0)  # every firm is listed for this month's act
        named_trials += int((owned & (before == 0)).sum())
        named += int(newly.sum())
        anew_trials += int((owned & ~newly).sum())
        anew += int(started.sum())
        assert not (newly | started)[~owned].any()
        assert set(column(made, "score")[started].tolist()) <= {100}
        assert not (before & ~after).any()
    fate = made.tallies.firm_fate.sum(axis=0)
    assert fate[1:3].tolist() == [named, anew]
    assert within(named, named_trials, nominee)
    assert within(anew, anew_trials, reopen)


def test_that_firms_close_at_the_joint_chance_of_the_sanctions_that_hold():
    section = listed(closure="0.05") + "  # both fall on listed firms in the lower grade\n"
    section = section.replace(
        "  representative",
        "    - {id: fined, label: Fined, grades: [low], domain: commerce, severity: 3,"
        " closure: 0.03, source: made}\n  grades: {regrade: 1 month, source: made, bands:"
        " [{id: high, label: High, from: 100}, {id: low, label: Low}]}\n  representative",
    )
    made = world(conduct(kind("spill")), section, seed=11, firms__closed_months="36")
    made.run(20)
    closed = made.tallies.firm_fate[:, 4]
    chance = 1 - (1 - 0.05) * (1 - 0.03)
    assert within(int(closed.sum()), float((made.tallies.firms_open + closed).sum()), chance)
    assert int(made.tallies.firms_open[-1] + closed.sum()) == int(there(made).sum())


def test_that_a_closed_firm_opens_again_clean_after_its_months():
    made = world(conduct(kind("spill")), listed(closure="1"), firms__closed_months="3")
    firms = int(there(made).sum())
    made.run(9)
    assert made.tallies.firms_open.tolist() == [0, 0, 0, firms, 0, 0, 0, firms, 0]
    assert made.tallies.firm_acts[:, 0].tolist() == [firms, 0, 0, 0, firms, 0, 0, 0, firms]
    assert made.tallies.firm_listed.sum() == 0
    again = world(
        conduct(kind("spill")), listed(closure="1"), firms__closed_months="3", firms__nominee="1"
    )
    again.step()
    assert np.array_equal(column(again, "nominee") == 1, private(again))
    again.run(3)
    assert set(column(again, "score")[there(again)]) == {100}
    assert not column(again, "nominee").any()


def test_that_a_firm_that_starts_again_is_owed_nothing():
    owed = listed(closure="1").replace("recovery: none", "recovery: 4 months")
    closing = world(conduct(kind("spill")), owed, residents=SMALL, firms__closed_months="2")
    scores = []
    for _ in range(12):
        closing.step()
        assert waiting(closing) == 0
        scores.append(set(column(closing, "score")[there(closing)].tolist()))
    assert scores == [{80}, {80}, {100}] * 4

    owed = listed().replace("recovery: none", "recovery: 4 months")
    renamed = world(conduct(kind("spill")), owed, residents=SMALL, firms__reopen="1")
    public = int((there(renamed) & ~private(renamed)).sum())
    for month in range(1, 9):
        renamed.step()
        assert set(column(renamed, "score")[private(renamed)].tolist()) == {100}
        assert waiting(renamed) == public * 20 * min(month, 4)


def test_that_firms_do_not_depend_on_blocks_or_threads():
    def digest(block_size: int, threads: int) -> tuple[str, list[int]]:
        made = world(
            conduct(kind("spill", 4_000, seen="0.5")),
            listed("3 months", closure="0.05"),
            residents=SMALL,
            seed=17,
            block_size=block_size,
            threads=threads,
            firms__nominee="0.2",
            firms__reopen="0.1",
            firms__buys="0.1",
            firms__favour="0.3",
            firms__judged_false="0.5",
            firms__tip="0.1",
        )
        made.run(9)
        return made.digest(), made.tallies.firm_fate.sum(axis=0).tolist()

    whole = digest(2**17, 1)
    assert whole == digest(64 * 7, 2)
    assert min(whole[1]) > 0


def test_that_the_digest_sees_what_firms_remember():
    made = world(conduct(kind("spill")), LEDGER.split("  rules")[0], residents=SMALL)
    before = made.digest()
    made.blocks[0].local.firms.firms.score[np.flatnonzero(there(made))[0]] -= 1
    assert made.digest() != before


def test_that_without_a_section_on_firms_nothing_happens_to_them():
    made = world(
        conduct(kind("spill")), residents=SMALL, connected="1", firms__favour="1", firms__buys="1"
    )
    made.run(3)
    assert made.tallies.firm_found.sum() == 3 * int(there(made).sum())
    assert made.tallies.firm_fate.sum() == 0
    assert made.tallies.firm_grades.tolist() == [[int(there(made).sum())]] * 3


def test_that_the_town_of_these_tests_has_a_firm_in_every_tile_with_adults():
    blueprint = society(SMALL).blueprint
    without = [t for t in range(blueprint.tiles) if firm_of_tile(blueprint, t) is None]
    people = [describe(blueprint, t * 64 + place) for t in without for place in range(64)]
    assert not any(person is not None and person.age_years >= 18 for person in people)
