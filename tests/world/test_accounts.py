"""Books that must balance in every month."""

import numpy as np
import pytest

from sincerity.errors import CapacityError, UsageError
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society import compile_society, load_society
from sincerity.world import capacity
from sincerity.world.month import ORDER
from sincerity.world.world import World

MONTHS = 40


@pytest.fixture(scope="module", params=["suining-2010", "rongcheng", "village-points"])
def world(request, town, base, usual) -> World:
    made = World(town, load_scheme(request.param), base, usual, seed=4)
    made.run(MONTHS)
    return made


def test_that_scores_are_base_plus_charges_plus_returns_minus_what_was_clamped(world):
    tallies = world.tallies
    covered = tallies.class_score.sum(axis=(1, 2))
    scheme = world.tables.scheme
    sums = tallies.score_sum.sum(axis=1)
    moves = tallies.rule_points.sum(axis=(1, 2)) + tallies.returned_points
    base_points = scheme.base * covered
    off = sums - base_points - np.cumsum(moves)
    if scheme.absorbing:
        # Clamps take either way, so the books are open by at most what was clamped; exact books
        # for a floor alone are in test_conservation.py.
        assert bool(np.all(np.abs(off) <= np.cumsum(tallies.clamped_points)))
    if int(tallies.clamped_points.sum()) == 0:
        assert bool(np.all(off == 0))


def test_that_points_taken_and_not_returned_are_waiting_or_gone_for_good(world):
    waiting = sum(amount for _, _, amount in world.waiting())
    tallies, scheme = world.tallies, world.tables.scheme
    returning = [n for n, rule in enumerate(scheme.rules) if rule.recovery_months]
    taken = -int(tallies.rule_points[:, returning].sum())
    assert abs(taken - int(tallies.returned_points.sum()) - waiting) <= int(
        tallies.clamped_points.sum()
    )


def test_that_every_resident_is_counted_once_every_month(world):
    tallies = world.tallies
    residents = world.society.n_residents
    assert bool(np.all(tallies.class_grade.sum(axis=(1, 2)) == residents))
    assert bool(np.all(tallies.awareness.sum(axis=(1, 2)) == residents))
    assert bool(np.all(world.bulletins[:, :, 0].sum(axis=1) == residents))
    assert bool(np.all(tallies.census.sum(axis=(2, 3)) == residents))


def test_that_every_sighting_becomes_a_record_or_matches_nobody_at_once_or_by_post(world):
    tallies = world.tallies
    written = int(tallies.records.sum()) + int(tallies.unmatched.sum())
    seen = int(tallies.records[:, :, [0, 2, 4]].sum()) + sum(world.post_counts)
    late = world.post_counts[-1]  # what was written in the last month is still on its way
    assert written + late == seen


def test_that_the_state_stays_within_twelve_bytes_a_person(world):
    assert world.state_bytes_per_person() < 12


def test_that_a_world_too_large_for_memory_is_refused_with_both_figures(
    town, suining, base, usual, monkeypatch
):
    monkeypatch.setattr(capacity, "available_bytes", lambda: 100 * 2**20)
    with pytest.raises(CapacityError, match=r"needs about .* GiB .* GiB are free"):
        World(town, suining, base, usual)


def test_that_a_society_that_ages_is_not_run_past_sixty_months(town, suining, base, usual):
    world = World(town, suining, base, usual)
    world.run(60)
    with pytest.raises(UsageError, match="60 months"):
        world.step()


@pytest.mark.parametrize("options", [{"seed": -1}, {"seed": 2**64}, {"block_size": 32}])
def test_that_settings_out_of_range_are_refused(town, suining, base, usual, options):
    with pytest.raises(UsageError):
        World(town, suining, base, usual, **options)


def test_that_a_plan_keeps_the_one_order_and_leaves_absent_phases_out(town, suining, base):
    names = [phase.name for phase in World(town, suining, base, load_parameters("base")).plan]
    assert names == [name for name in ORDER if name in names]
    assert 16 == len(ORDER)
    silent = World(town, suining, base, load_parameters("base", {"respond.beliefs": "off"}))
    assert "respond" not in [phase.name for phase in silent.plan]


def test_that_the_digest_covers_every_part_of_the_state(town, suining, base, usual):
    def fresh() -> World:
        made = World(town, suining, base, usual, seed=4, threads=1)
        made.run(3)
        return made

    known = fresh().digest()
    assert known == fresh().digest()
    for change in ("column", "waiting", "post"):
        world = fresh()
        block = world._simulation.blocks[0]
        if change == "column":
            block.columns["fear"][7] ^= 1
        elif change == "waiting":
            month = next(iter(block.local.due))
            block.local.due[month][0] = block.local.due[month][0][:-1]
        else:
            assert len(block.local.inbox.target) > 0
            block.local.inbox.kind[0] ^= 1
        assert known != world.digest(), change


def test_that_the_census_does_not_depend_on_how_a_run_is_cut(town, suining, base, usual):
    whole, cut = (World(town, suining, base, usual, seed=4) for _ in range(2))
    assert [] == whole.tallies.census_months.tolist()
    whole.run(14)
    for months in (2, 5, 7):
        cut.run(months)
    assert [11, 13] == whole.tallies.census_months.tolist()
    assert bool(np.array_equal(whole.tallies.census, cut.tallies.census))


def test_that_more_room_for_inventions_than_the_catalogue_has_is_refused(town, suining, base):
    with pytest.raises(UsageError, match="E509"):
        World(town, suining, base, load_parameters("base", {"office.invented": "0.5"}))


def test_that_long_terms_and_high_rates_are_counted_before_a_world_is_made(suining, base, usual):
    ordinary = World(compile_society(load_society("teaching-town")), suining, base, usual)
    scheme = ordinary.tables.scheme
    planned = capacity.waiting_bytes_per_slot(scheme, base, usual)
    ordinary.run(36)
    waiting = sum(block.local.waiting_bytes for block in ordinary._simulation.blocks)
    assert waiting / ordinary.society.n_slots < planned
    often = load_parameters("base", {"office.seen_factor": "5"})
    assert capacity.waiting_bytes_per_slot(scheme, base, often) > 3 * planned
