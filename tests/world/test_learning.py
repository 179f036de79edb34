"""What a listing teaches: the same as a charge if the list is black, nothing if it is not."""

import numpy as np
import pytest

from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.world.world import World
from tests.world.conftest import DATA, NO_ERROR, NO_RESPONSE

CONDUCT = (DATA / "queue.conduct.yaml").read_text(encoding="utf-8")
SCHEME = (DATA / "queue.scheme.yaml").read_text(encoding="utf-8")
LIST = """\
lists:
  - id: listed
    label: Listed
    colour: COLOUR
    entry: {kinds: [{kind: late_payment}]}
    term: permanent
    source: closed-form
"""
START = 51
ALONE = {
    "respond.beliefs": "on",
    "respond.hear_base": "0",
    "respond.hear_visible": "0",
    "respond.certainty_start": str(START),
    "respond.certainty_decay": "0",
    "respond.fear_decay": "0",
    "respond.caught": "256",
    "respond.unfair": "256",
    "respond.household": "256",
    "respond.fear_own": "256",
    "respond.fear_household": "128",
}


def world_of(frozen, colour: str, notice: str = "after", **values: str) -> World:
    rules = SCHEME.index("rules:")
    ladder = SCHEME.index("ladder:")
    scheme = f"{SCHEME[:rules]}rules: []\n{SCHEME[ladder:]}{LIST.replace('COLOUR', colour)}"
    scheme = scheme.replace("notice: {value: after", f"notice: {{value: {notice}")
    parameters = NO_RESPONSE | NO_ERROR | ALONE
    parameters |= {name.replace("__", "."): value for name, value in values.items()}
    return World(
        frozen(20_000),
        load_scheme(scheme),
        load_conduct(CONDUCT.replace("rate: 36\n", "rate: 240\n")),
        load_parameters("base", parameters),
        seed=61,
    )


def listed_now(world: World) -> np.ndarray:
    return world.columns["listed"] & 1 == 1


def test_that_an_earned_entry_on_a_black_list_teaches_its_subject_and_the_household(frozen):
    world = world_of(frozen, "black")
    world.step()
    listed, columns = listed_now(world), world.columns
    assert listed.sum() > 200
    assert (columns["awareness"][listed] == 3).all()
    # An entry of one's own moves beliefs to the top, and a relative's no further.
    assert (columns["certainty"][listed] >= 254).all()
    assert (columns["fear"][listed] >= 254).all()
    others = ~listed
    touched = others & (columns["awareness"] > 0)
    assert touched.sum() > 200
    assert (columns["awareness"][touched] == 1).all()
    assert (columns["certainty"][touched] >= 254).all()
    assert (columns["fear"][touched] >= 127).all()
    rest = others & ~touched & (columns["class"] < 255)
    assert (columns["certainty"][rest] == START).all()
    assert (columns["fear"][rest] == 0).all()
    # Standing there goes on, but teaches once.
    before = columns["fear"].copy()
    ever = listed.copy()
    world.step()
    untouched = ever & (world.columns["fear"] == before)
    assert untouched.sum() > 0.9 * ever.sum()


def test_that_an_entry_for_nothing_teaches_that_conduct_does_not_matter(frozen):
    world = world_of(frozen, "black", office__wrong_person="1")
    world.run(2)  # a misfiled record arrives a month later
    listed = listed_now(world)
    assert listed.sum() > 200
    assert (world.columns["certainty"][listed] == 0).mean() > 0.95
    touched = ~listed & (world.columns["awareness"] == 1)
    assert (world.columns["certainty"][touched] == START).all()
    assert (world.columns["fear"][touched] >= 127).all()


@pytest.mark.parametrize("colour", ["red", "mixed"])
def test_that_a_list_that_is_no_punishment_teaches_nothing(frozen, colour):
    world = world_of(frozen, colour)
    world.run(3)
    assert listed_now(world).sum() > 200
    assert not world.columns["awareness"].any()
    assert not world.columns["fear"].any()


def test_that_only_some_learn_of_an_entry_without_notice(frozen):
    world = world_of(frozen, "black", "none", respond__informed_without_notice="0.4")
    world.step()
    listed = listed_now(world)
    n, aware = int(listed.sum()), int((world.columns["awareness"][listed] == 3).sum())
    assert abs(aware - 0.4 * n) < 5 * (n * 0.24) ** 0.5
