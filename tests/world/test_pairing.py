"""Two worlds share every accident of life: only what the difference touches may differ."""

import numpy as np
import pytest

from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.world.world import World
from tests.world.conftest import NO_RESPONSE

MONTHS = 24
REFORM = """
schema: scheme/v1
id: {id}
extends: suining-2010
{body}
"""


def _reform(tmp_path, name, body):
    path = tmp_path / f"{name}.scheme.yaml"
    path.write_text(REFORM.format(id=name, body=body), encoding="utf-8")
    return load_scheme(path)


def _assert_equal(first: World, second: World, where: np.ndarray | None = None) -> None:
    for name, values in first.columns.items():
        if name in second.columns:
            keep = slice(None) if where is None else where
            assert bool(np.array_equal(values[keep], second.columns[name][keep])), name


def test_that_a_reform_in_words_only_changes_no_column(town, suining, base, usual, tmp_path):
    reform = _reform(tmp_path, "same-again", "set: {title: The same rules under another title}")
    worlds = [World(town, scheme, base, usual, seed=3) for scheme in (suining, reform)]
    for _ in range(MONTHS):
        for world in worlds:
            world.step()
        _assert_equal(*worlds)
    assert worlds[0].digest() == worlds[1].digest()
    assert worlds[0].waiting() == worlds[1].waiting()


def test_that_a_rule_for_one_kind_touches_only_people_with_a_record_of_it(
    town, suining, base, tmp_path
):
    quiet = load_parameters("base", NO_RESPONSE)
    kind = "littering"
    assert all(rule.on.kind != kind for rule in suining.rules)
    rule = (
        "- {id: added_rule, label: Added for this test, on: {kind: littering}, points: -7,"
        " recovery: none, source: memory, mark: M}"
    )
    reform = _reform(tmp_path, "with-littering", f"add:\n  rules:\n    {rule}")
    before, after = (World(town, s, base, quiet, seed=3) for s in (suining, reform))
    before.run(MONTHS)
    after.run(MONTHS)
    changed = np.flatnonzero(before.columns["score"] != after.columns["score"])
    position = [rule.id for rule in reform.rules].index("added_rule")
    charged = int(after.tallies.rule_charges[:, position].sum())
    assert 0 < len(changed) <= charged
    # Whoever has no such record is untouched in everything, month for month the same life.
    untouched = np.ones(len(before.columns["score"]), dtype=bool)
    untouched[changed] = False
    _assert_equal(before, after, untouched)
    difference = before.columns["score"][changed].astype(int) - after.columns["score"][changed]
    assert charged * 7 == int(difference.sum())


def test_that_one_more_household_changes_only_its_own_slots(town, suining, base):
    quiet = load_parameters("base", NO_RESPONSE | {"office.wrong_person": "0.5"})
    tile = next(
        t
        for t in range(town.n_tiles)
        if (town.tpl_size[int(town.template[t]) * 64 : int(town.template[t]) * 64 + 64] == 0).sum()
        >= 2
    )
    larger = town.with_household(tile, [40, 38], [0, 1])
    assert town.n_residents + 2 == larger.n_residents
    without, with_them = (World(s, suining, base, quiet, seed=3) for s in (town, larger))
    newcomers = (without.columns["class"] == 255) & (with_them.columns["class"] != 255)
    assert 2 == int(newcomers.sum())
    for _ in range(MONTHS):
        without.step()
        with_them.step()
        _assert_equal(without, with_them, ~newcomers)


def test_that_no_scheme_at_all_leaves_beliefs_and_conduct_alone(town, base, usual):
    none = load_scheme("none")
    world = World(town, none, base, usual, seed=3)
    silent = World(town, none, base, load_parameters("base", NO_RESPONSE), seed=3)
    world.run(MONTHS)
    silent.run(MONTHS)
    assert bool(np.array_equal(world.tallies.acts, silent.tallies.acts))


@pytest.mark.parametrize("rule", ["certainty_first", "expected_loss"])
def test_that_deterrence_never_adds_a_scored_harm(town, suining, base, rule):
    free = load_parameters("base", {"respond.deterrence": "none"})
    bound = load_parameters(
        "base",
        {"respond.deterrence": rule, "respond.certainty_start": "200", "respond.hear_base": "0.5"},
    )
    without, with_it = (World(town, suining, base, p, seed=3) for p in (free, bound))
    without.run(MONTHS)
    with_it.run(MONTHS)
    scored = [
        number
        for number, kind in enumerate(base.kinds)
        if kind.sign == "harm" and any(r.on.kind == kind.id for r in suining.rules)
    ]
    acts = [w.tallies.acts[:, scored].sum(axis=(0, 2)) for w in (without, with_it)]
    assert bool(np.all(acts[1] <= acts[0]))
    assert int(acts[1].sum()) < int(acts[0].sum())
