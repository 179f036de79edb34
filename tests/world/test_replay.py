"""A township lived through again, alone, is the township itself."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from sincerity.columns.place_digest import add_place_sums
from sincerity.errors import UsageError, VerificationError
from sincerity.institutions import load_institutions
from sincerity.phases.buffers import Post
from sincerity.scheme import load_scheme
from sincerity.society import compile_society, load_society
from sincerity.world import kept
from sincerity.world.digest import waiting_points
from sincerity.world.recording import TICKET_BASE, Recording, first_tickets
from sincerity.world.replay import replay
from sincerity.world.township_digest import township_sums
from sincerity.world.world import World
from tests.differential.worlds import generate

MONTHS = 26  # two Januaries inside
SETTINGS = {
    "suining-2010": "office",
    "court-list-2017": "joint",
    "one-score": "one_store",
}
ROWS = ("entry_rows", "ledger_rows", "objection_rows", "transit_rows")
PLACE_FIRST = ("firm_rows", "firm_due_rows")
"""Rows that begin with a tile, not with a person."""
GENERATED = range(24)


@pytest.fixture(scope="module")
def county():
    """A small county of sixteen townships."""
    return compile_society(load_society("suining-county"), residents=30_000)


@pytest.fixture(scope="module", params=SETTINGS)
def world(request, county, base, usual) -> World:
    world = World(
        county,
        load_scheme(request.param),
        base,
        usual,
        institutions=load_institutions("base"),
        integration=SETTINGS[request.param],
        seed=7,
        recorded=True,
    )
    world.run(MONTHS)
    return world


def rows_within(rows, first: int, stop: int, at: int = 0) -> list[tuple[int, ...]]:
    return [row for row in rows if first <= row[at] < stop]


def require_equal(world: World, township: int) -> None:
    """Replay a township and compare all that is left of it with the world."""
    alone = replay(world.frame, world.recording, township)
    alone.run()
    first, stop = alone.first, alone.first + alone.size
    for name, values in alone.columns.items():
        np.testing.assert_array_equal(values, world.columns[name][first:stop], err_msg=name)
    for name in (*ROWS, *PLACE_FIRST):
        read = getattr(kept, name)
        edge = 64 if name in PLACE_FIRST else 1
        # a record on its way says first when it arrives, and then whose it is
        at = 1 if name == "transit_rows" else 0
        expected = rows_within(read(world), first // edge, stop // edge, at)
        assert expected == rows_within(read(alone), first // edge, stop // edge, at), name
    assert waiting_points(alone.blocks) == rows_within(waiting_points(world.blocks), first, stop)
    for name in ("marks", "idle"):
        everywhere = kept.values_of_few(world, name)
        assert everywhere[first:stop] == kept.values_of_few(alone, name)[first:stop]


def test_that_every_township_of_a_county_is_lived_through_again(world):
    for township in range(world.recording.townships):
        require_equal(world, township)


def test_that_there_is_something_to_bring_in_from_elsewhere(world):
    recording = world.recording
    if world.frame.labels.rules:
        assert sum(len(post.target) for post in recording.post) > 50
    assert recording.places["fear_target"].max() > 0
    if world.frame.ways_back:
        assert recording.places[TICKET_BASE].max() > 10
        assert recording.counties["served"].max() > 10


def test_that_neighbouring_townships_can_be_replayed_together(world):
    together = replay(world.frame, world.recording, range(3, 9))
    together.run()
    part = slice(together.first, together.first + together.size)
    for name, values in together.columns.items():
        np.testing.assert_array_equal(values, world.columns[name][part])


def without_post(recording: Recording) -> Recording:
    empty = [Post(*(column[:0] for column in post)) for post in recording.post]
    return replace(recording, post=tuple(empty))


def with_place(recording: Recording, name: str, value: int) -> Recording:
    table = np.full_like(recording.places[name], value)
    return replace(recording, places=recording.places | {name: table})


def with_one_bit(recording: Recording) -> Recording:
    digests = recording.digests.copy()
    digests[11] ^= np.uint64(1)
    return replace(recording, digests=digests)


@pytest.mark.parametrize(
    "change",
    [
        without_post,
        with_one_bit,
        lambda recording: with_place(recording, "fear_target", 99),
        lambda recording: with_place(recording, "hear_threshold", 9_999),
    ],
)
def test_that_a_changed_recording_is_refused(world, change):
    if change is without_post and not sum(len(post.target) for post in world.recording.post):
        pytest.skip("nothing was misdirected")
    changed = replay(world.frame, change(world.recording), range(16))
    with pytest.raises(VerificationError, match="parts from the run in month"):
        changed.run()
    with pytest.raises(UsageError, match="cut short"):
        changed.step()


def test_that_a_queue_in_another_order_is_refused(world):
    if not world.frame.ways_back:
        pytest.skip("nobody can object")
    recording = world.recording
    nobody = recording.counties | {"served": np.full_like(recording.counties["served"], 0)}
    with pytest.raises(VerificationError, match="parts from the run"):
        replay(world.frame, replace(recording, counties=nobody), range(16)).run()


def test_that_another_seed_is_refused(world, county, base, usual):
    other = World(county, load_scheme("suining-2010"), base, usual, seed=8)
    with pytest.raises(VerificationError, match="in month 1:"):
        replay(other.frame, world.recording, 5).step()


def test_that_a_recording_does_not_depend_on_blocks_and_threads(county, base, usual):
    recordings = []
    for block_size, threads in ((2**16, 1), (64, 2), (2**10, 3)):
        made = World(
            county,
            load_scheme("court-list-2017"),
            base,
            usual,
            institutions=load_institutions("base"),
            integration="joint",
            seed=7,
            recorded=True,
            block_size=block_size,
            threads=threads,
        )
        made.run(4)
        recordings.append(made.recording)
    first, *others = recordings
    for other in others:
        np.testing.assert_array_equal(first.digests, other.digests)
        for name, table in first.places.items():
            np.testing.assert_array_equal(table, other.places[name])
        for post, another in zip(first.post, other.post, strict=True):
            for column, twin in zip(post, another, strict=True):
                np.testing.assert_array_equal(column, twin)


def test_that_every_value_of_a_column_counts(world):
    """One value changed by one, anywhere, changes its township's sum and no other's."""
    dice = np.random.default_rng(5)
    alone = replay(world.frame, world.recording, range(6, 9))
    alone.run()
    block = alone.block
    before = township_sums(world.frame.columns, block)
    np.testing.assert_array_equal(before, world.recording.digests[-1, 6:9])
    for spec in world.frame.columns:
        for place in dice.integers(0, block.size, 20):
            block.columns[spec.name][place] ^= 1
            changed = np.flatnonzero(township_sums(world.frame.columns, block) != before) + 6
            township = block.local.township_of_tile[place // 64]
            assert ([] if spec.cached else [township]) == changed.tolist()
            block.columns[spec.name][place] ^= 1


def test_that_every_kind_of_row_counts(world):
    """One field of one row changed by one changes its township's sum."""
    alone = replay(world.frame, world.recording, range(16))
    alone.run()
    memory = alone.block.local
    before = township_sums(world.frame.columns, alone.block)
    found = set()
    for kind in ("entries", "objections", "tainted"):
        rows = getattr(memory, kind)
        for name in rows.dtype.names if len(rows) else ():
            if name in ("spare", "place", "item") or (kind, name) == ("tainted", "when"):
                continue
            found.add(kind)
            old = rows[name][-1].copy()
            rows[name][-1] = old ^ 1
            changed = township_sums(world.frame.columns, alone.block) != before
            assert 1 == changed.sum(), (kind, name)
            rows[name][-1] = old
    for kind in ("marks", "idle"):
        values = getattr(memory, kind)
        if len(values):
            values[0] ^= 1
            assert 1 == (township_sums(world.frame.columns, alone.block) != before).sum()
            values[0] ^= 1
    np.testing.assert_array_equal(before, township_sums(world.frame.columns, alone.block))


def test_that_two_changes_of_a_top_bit_do_not_cancel(world):
    """A sum of words times odd keys would not see them."""
    columns = {name: values.copy() for name, values in world.columns.items()}
    place = np.zeros(1, dtype=np.int32)

    def sums() -> int:
        total = np.zeros(1, dtype=np.uint64)
        tile = {name: values[:64] for name, values in columns.items()}
        add_place_sums(world.frame.columns, tile, 0, 0, place, total)
        return int(total[0])

    before = sums()
    columns["fear"][7] ^= 128
    columns["fear"][15] ^= 128
    assert before != sums()


def test_that_the_hook_sees_each_phase_of_each_block_once_a_month(county, base, usual):
    made = World(county, load_scheme("suining-2010"), base, usual, recorded=True, block_size=2**13)
    seen: Counter[tuple[str, int, int]] = Counter()
    made.watch(lambda name, block: seen.update([(name, block.index, block.month)]))
    made.run(2)
    made.watch(None)
    made.step()
    wanted = {(p.name, b.index, m) for p in made.plan for b in made.blocks for m in range(2)}
    assert wanted == set(seen)
    assert {1} == set(seen.values())
    order: list[str] = []
    alone = replay(
        made.frame, made.recording, 4, after_phase=lambda name, block: order.append(name)
    )
    alone.step()
    assert [phase.name for phase in made.plan] == order
    assert alone.first == alone.block.first == alone.block_of(alone.first).first
    with pytest.raises(UsageError, match="does not lie in township 4"):
        alone.block_of(0)


def test_what_cannot_be_replayed(world, town, base, usual):
    recording = world.recording
    with pytest.raises(UsageError, match="not some of 0 to 15"):
        replay(world.frame, recording, 16)
    with pytest.raises(UsageError, match="not some of 0 to 15"):
        replay(world.frame, recording, range(4, 4))
    short = World(town, load_scheme("suining-2010"), base, usual, recorded=True)
    with pytest.raises(VerificationError, match="do not belong together"):
        replay(short.frame, recording, 0)
    with pytest.raises(UsageError, match="keeps its rules"):
        short.change_rules(load_scheme("suining-2010"), usual)
    short.step()
    alone = replay(short.frame, short.recording, 1)
    alone.run()
    with pytest.raises(UsageError, match="ends after 1 months"):
        alone.step()
    with pytest.raises(UsageError, match="keeps no recording"):
        World(town, load_scheme("suining-2010"), base, usual).recording  # noqa: B018


def test_that_tickets_start_where_those_of_earlier_townships_end():
    county = np.array([0, 0, 0, 1, 1])
    tickets = first_tickets(np.array([100, 7]), np.array([3, 0, 5, 2, 1]), county)
    assert [100, 103, 103, 7, 9] == tickets.tolist()


@pytest.mark.parametrize("number", GENERATED)
def test_that_generated_worlds_are_replayed(number):
    """Worlds with inflated rates, in which every kind of event happens."""
    made = generate(number)
    world = World(
        made.society,
        made.scheme,
        made.conduct,
        made.parameters,
        institutions=made.institutions,
        integration=made.integration,
        seed=made.seed,
        replicate=made.replicate,
        threads=1,
        block_size=made.block_size,
        recorded=True,
    )
    world.run(made.months)
    for township in range(world.recording.townships):
        require_equal(world, township)
