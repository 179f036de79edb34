"""Objections and what they give back, to the last one; who files and what is upheld, by chances.

One kind of act, always seen, charged one point, told to everybody. Tolerance of chances: five
standard errors between independent records. Seeds are fixed.
"""

import math

import numpy as np
import pytest

from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.phases.rows import EXIT_UPHELD, KNOWN
from sincerity.scheme import load_scheme
from sincerity.world.world import World
from tests.world.conftest import DATA, NO_ERROR, NO_RESPONSE

CONDUCT = (DATA / "queue.conduct.yaml").read_text(encoding="utf-8")
SCHEME = (DATA / "queue.scheme.yaml").read_text(encoding="utf-8")
EVERYBODY_OBJECTS = {
    "remedy.can_secure": "1",
    "remedy.can_strained": "1",
    "remedy.can_insolvent": "1",
    "remedy.fear": "0",
    "remedy.capacity": "1000",
}
LIST = """\
lists:
  - id: listed
    label: Listed
    colour: black
    entry: {kinds: [{kind: late_payment}]}
    term: permanent
    source: closed-form
"""
FIRST_ADULT_CLASS = 48


def world_of(
    frozen,
    values: dict[str, str],
    scheme: str = SCHEME,
    rate: int = 600,
    residents: int = 20_000,
    **options: int,
) -> World:
    """Return a world in which an adult does the act with chance rate / 12,000 a month."""
    return World(
        frozen(residents),
        load_scheme(scheme),
        load_conduct(CONDUCT.replace("rate: 36\n", f"rate: {rate}\n")),
        load_parameters("base", NO_RESPONSE | NO_ERROR | EVERYBODY_OBJECTS | values),
        seed=51,
        **options,
    )


def charges(world: World) -> list[int]:
    return world.tallies.rule_charges[:, 0].sum(axis=1).tolist()


def lacking(world: World) -> int:
    score = world.columns["score"]
    return -int(score[score != -32768].sum(dtype=np.int64))


@pytest.mark.parametrize("recovery", ["none", "7 months", "2 months"])
def test_that_whatever_was_taken_comes_back_once_an_objection_is_upheld(frozen, recovery):
    # Filed in the month of the charge, upheld in the next, given back in the one after: what people
    # lack is what was charged in the last two months, whenever it would have come back otherwise.
    scheme = SCHEME.replace("restitution: {value: none", "restitution: {value: available")
    scheme = scheme.replace("recovery: none", f"recovery: {recovery}")
    world = world_of(frozen, {"remedy.upheld_right": "1"}, scheme)
    for month in range(15):
        world.step()
        charged = charges(world)
        assert sum(charged[max(month - 1, 0) :]) == lacking(world)
        # What waits makes up for what is lacking, objections apart that are not decided yet.
        undecided = sum(len(block.local.objections) for block in world.blocks)
        assert undecided == charged[month]
        waits = sum(amount for _, _, amount in world.waiting())
        assert waits == lacking(world) - (undecided if recovery == "none" else 0)
    filed, upheld, rejected = world.tallies.objections.sum(axis=(0, 1)).tolist()
    assert (filed, upheld, rejected) == (sum(charged), sum(charged[:-1]), 0)
    assert world.tallies.objection_delay.sum() == upheld


def test_that_without_restitution_an_upheld_objection_gives_nothing_back(frozen):
    world = world_of(frozen, {"remedy.upheld_right": "1"})
    world.run(6)
    assert sum(charges(world)) == lacking(world) > 0
    assert [] == world.waiting()


def test_that_an_upheld_objection_ends_the_entry_and_nothing_else_does(frozen):
    world = world_of(frozen, {"remedy.upheld_right": "1"}, SCHEME + LIST)
    world.run(8)
    tallies = world.tallies
    entries, exits = tallies.list_entries[:, 0, 0], tallies.list_exits[:, 0]
    assert exits[:, EXIT_UPHELD].tolist() == [0, 0, *entries[:-2].tolist()]
    assert exits.sum() == exits[:, EXIT_UPHELD].sum()
    assert 2 * exits.sum() == tallies.list_exit_months.sum()


def test_that_only_adults_file_and_as_often_as_their_means_allow(frozen):
    chance = [0.8, 0.5, 0.2]
    values = {
        f"remedy.can_{means}": str(can)
        for means, can in zip(("secure", "strained", "insolvent"), chance, strict=True)
    }
    world = World(
        frozen(100_000),
        load_scheme(SCHEME),
        load_conduct(
            CONDUCT.replace("rate: 36\n", "rate: 3600\n").replace("    who: [adult]\n", "")
        ),
        load_parameters("base", NO_RESPONSE | NO_ERROR | EVERYBODY_OBJECTS | values),
        seed=52,
    )
    world.step()
    number, means = world.columns["class"], world.columns["means"]
    slots = np.concatenate(
        [block.local.objections["place"] + block.first for block in world.blocks]
    )
    assert len(slots) == len(set(slots.tolist()))
    charged = np.flatnonzero(world.columns["score"] == -1)
    assert set(slots.tolist()) <= set(charged.tolist())
    assert (number[slots] >= FIRST_ADULT_CLASS).all()
    assert (number[charged] < FIRST_ADULT_CLASS).sum() > 1000
    could = charged[number[charged] >= FIRST_ADULT_CLASS]
    for code, can in enumerate(chance):
        n, filed = int((means[could] == code).sum()), int((means[slots] == code).sum())
        assert n > 100
        assert abs(filed - n * can) < 5 * math.sqrt(n * can * (1 - can))


@pytest.mark.parametrize(("weight", "fear"), [(16, 128), (32, 255), (64, 255), (16, 0)])
def test_that_fear_keeps_people_from_filing(frozen, weight, fear):
    world = world_of(frozen, {"remedy.fear": str(weight)}, rate=6000, residents=50_000)
    for block in world.blocks:
        block.columns["fear"][:] = fear
    world.step()
    n, filed = charges(world)[0], int(world.tallies.objections[0, 0, 0])
    share = math.exp(-weight * fear / 4096)
    error = math.sqrt(n * share * (1 - share)) + n / 1024  # the exponent is cut to 1/1024
    assert abs(filed - n * share) < 5 * error


def test_that_right_and_wrong_records_are_upheld_with_their_own_chances(frozen):
    chances = {"remedy.upheld_right": "0.1", "remedy.upheld_wrong": "0.7"}
    world = world_of(frozen, chances | {"office.wrong_person": "0.4"}, rate=3000)
    world.run(12)
    tallies = world.tallies
    for wrong, upheld in enumerate((0.1, 0.7)):
        _, won, lost = tallies.objections[:, wrong].sum(axis=0).tolist()
        n = won + lost
        assert n > 5000
        assert abs(won - n * upheld) < 5 * math.sqrt(n * upheld * (1 - upheld))
    # Everybody who was charged filed, but for minors whom a misfiled record hit.
    by_cause = tallies.rule_charges[:, 0].sum(axis=0)
    filed = tallies.objections[:, :, 0].sum(axis=0)
    assert by_cause[0] == filed[0]
    assert by_cause[1] > filed[1] > 0.7 * by_cause[1]


@pytest.mark.parametrize(
    ("process", "of_list", "told"),
    [("none", "after", 1.0), ("after", "none", 1.0), ("none", "none", 0.3), ("none", None, 0.3)],
)
def test_that_process_or_list_tell_and_else_some_learn_by_chance(frozen, process, of_list, told):
    scheme = SCHEME.replace("notice: {value: after", f"notice: {{value: {process}") + LIST
    if of_list is not None:
        scheme += f"    notice: {{value: {of_list}, source: closed-form}}\n"
    world = world_of(frozen, {"respond.informed_without_notice": "0.3"}, scheme, rate=3000)
    world.step()
    rows = np.concatenate([block.local.entries["flags"] for block in world.blocks])
    n, known = len(rows), int((rows & KNOWN > 0).sum())
    assert n == charges(world)[0]
    assert abs(known - n * told) <= 5 * math.sqrt(n * told * (1 - told))
    assert known == world.tallies.objections[0, 0, 0]


def test_that_a_scheme_without_ways_back_has_no_phase_for_them(frozen):
    closed = SCHEME.replace("objection: {value: available", "objection: {value: none")
    assert "remedy" not in [phase.name for phase in world_of(frozen, {}, closed).plan]
    assert "remedy" in [phase.name for phase in world_of(frozen, {}).plan]


def test_that_turns_do_not_depend_on_how_the_people_are_cut_into_blocks(frozen):
    values = {"remedy.capacity": "20", "remedy.upheld_right": "0.5"}
    digests, waiting = set(), set()
    for block_size, threads in ((2**17, 1), (4096, 2), (64, 1)):
        world = world_of(
            frozen, values, SCHEME + LIST, residents=12_400, block_size=block_size, threads=threads
        )
        world.run(4)
        digests.add(world.digest())
        waiting.add(sum(len(block.local.objections) for block in world.blocks))
    assert 1 == len(digests)
    assert 100 < min(waiting) == max(waiting)
