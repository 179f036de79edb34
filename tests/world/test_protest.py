"""Who has a grievance, who says so, who is silent: counted by hand, by rival and by place."""

import math

import numpy as np
import pytest

from sincerity.phases.cells import cell_of_tiles, first_cells, first_tiles_of_cells
from sincerity.phases.classes import CLASSES
from sincerity.phases.tally_arrays import (
    AGGRIEVED,
    BULLETIN,
    GRIEVANCE_SUM,
    ONLINE_SILENCED,
    OPEN,
    OPEN_SILENCED,
    PROTESTERS,
    RESIDENTS,
    SPEAKERS,
    SPOKE_ONLINE,
    WITHDRAWN,
)
from sincerity.scheme import load_scheme
from sincerity.society import compile_society, load_society
from sincerity.world.council import AttentionTables, notice
from sincerity.world.world import World
from tests.world import door_worlds as doors

FIRST_ADULT = CLASSES // 3
BARRED = doors.scheme([doors.sanction("bar")])
ALL_REACH = {
    "protest.thresholds": "degenerate",
    "protest.threshold_mean": "0",
    "protest.others": "none",
    "outcry.speak": "1",
}
WRONG_IS_NOTHING = {"protest.fairness": "0"}


def everybody_barred(town, **values: str) -> World:
    """Return a world in which everyone is before a door from the first month."""
    named = {name.replace("_", ".", 1): value for name, value in values.items()}
    made = doors.world(town, BARRED, None, parameters=WRONG_IS_NOTHING | named)
    made.run(1)
    return made


def adults(made: World) -> np.ndarray:
    classes = made.columns["class"]
    return np.flatnonzero((classes >= FIRST_ADULT) & (classes < CLASSES))


def test_that_whoever_is_before_a_door_has_the_grievance_that_the_parameters_say(town):
    made = everybody_barred(town)
    voices = made.tallies.voices[0].sum(axis=0)
    society, of_others = made.society, 0
    for slot in adults(made):
        entry = (int(society.template[slot >> 6]) << 6) + (int(slot) & 63)
        of_others += int(society.tpl_size[entry]) > 1
    assert len(adults(made)) == voices[AGGRIEVED]
    assert 64 * len(adults(made)) + 32 * of_others == voices[GRIEVANCE_SUM]
    assert 0 == made.tallies.voices[:, :FIRST_ADULT].sum()


@pytest.mark.parametrize(
    ("public", "colour", "level"), [(True, "black", 32), (False, "black", 0), (True, "mixed", 0)]
)
def test_that_a_name_on_a_published_list_of_the_blamed_is_a_grievance(town, public, colour, level):
    named = doors.scheme([], [doors.people_list(public=public, colour=colour)])
    made = doors.world(town, named, None, parameters=WRONG_IS_NOTHING)
    made.run(1)
    voices = made.tallies.voices[0].sum(axis=0)
    assert len(adults(made)) * (level > 0) == voices[AGGRIEVED]
    assert len(adults(made)) * level == voices[GRIEVANCE_SUM]


def test_that_everyone_acts_whose_threshold_is_nought_and_nobody_is_silent_without_fear(town):
    made = everybody_barred(town, **{k.replace(".", "_", 1): v for k, v in ALL_REACH.items()})
    voices = made.tallies.voices[0].sum(axis=0)
    assert len(adults(made)) == voices[OPEN]
    assert 0 == voices[OPEN_SILENCED] == voices[ONLINE_SILENCED]
    assert voices[OPEN] == made.bulletins[0, :, PROTESTERS].sum()
    assert voices[SPOKE_ONLINE] == made.bulletins[0, :, SPEAKERS].sum()


@pytest.mark.parametrize("thresholds", ["normal", "uniform"])
def test_that_the_share_who_protest_is_that_of_thresholds_below_their_grievance(frozen, thresholds):
    made = everybody_barred(
        frozen(30_000),
        protest_thresholds=thresholds,
        protest_threshold_mean="0.4",
        protest_threshold_spread="0.2",
        protest_household="0",
        protest_others="none",
    )
    level = 64 / 256
    law = {
        "normal": (1 + math.erf((level - 0.4) / 0.2 / math.sqrt(2))) / 2,
        "uniform": (level - 0.2) / 0.4,
    }[thresholds]
    n = len(adults(made))
    found = int(made.tallies.voices[0, :, OPEN].sum())
    assert abs(found - n * law) <= 5 * math.sqrt(n * law * (1 - law))


def test_that_speaking_online_has_the_chance_that_grievance_gives(frozen):
    made = everybody_barred(frozen(30_000), outcry_speak="0.6", protest_household="0")
    online = int(made.tallies.census[-1][3, 1].sum())
    grown = len(adults(made))
    found = int(made.tallies.voices[0, :, SPOKE_ONLINE].sum())
    chance = 0.6 * 64 / 256
    # Hardly anyone under age is online in this society; those who are cannot speak.
    assert found <= online * chance + 5 * math.sqrt(online * chance)
    assert 0 < found < grown * chance


def afraid(town, **values: str) -> World:
    """Return a world of people before a door, in which fear has had a year to grow."""
    named = {
        "respond.beliefs": "on",
        "respond.fear_own": "128",
        "respond.informed_without_notice": "1",
        "respond.chill": "visible_punishment",
        "protest.threshold_mean": "0.4",
    } | {name.replace("_", ".", 1): value for name, value in values.items()}
    made = doors.world(town, BARRED, None, chance="0.02", parameters=named)
    made.run(12)
    return made


def total(made: World, column: int) -> int:
    return int(made.tallies.voices[:, :, column].sum())


def test_that_fear_silences_and_none_of_it_is_lost_from_the_count(frozen):
    society = frozen(20_000)
    with_fear = afraid(society, protest_others="none", protest_fear_weight="256")
    without = afraid(society, protest_others="none", protest_fear_weight="0")
    assert 0 < total(with_fear, OPEN) < total(without, OPEN)
    assert total(without, OPEN) == total(with_fear, OPEN) + total(with_fear, OPEN_SILENCED)
    assert 0 == total(without, OPEN_SILENCED)
    chilled, free = with_fear, afraid(society, respond_chill="none", protest_others="none")
    assert 0 == total(free, ONLINE_SILENCED)
    same = total(chilled, SPOKE_ONLINE) + total(chilled, ONLINE_SILENCED)
    assert total(free, SPOKE_ONLINE) == same


def test_that_others_encourage_or_are_left_to_it(frozen):
    society = frozen(20_000)
    counts = {
        rule: total(afraid(society, protest_others=rule, protest_others_weight="20"), OPEN)
        for rule in ("leave_to_others", "none", "encourage")
    }
    assert counts["leave_to_others"] < counts["none"] < counts["encourage"]


OFF = {"protest.thresholds": "none", "outcry.online": "off"}


@pytest.mark.parametrize("other", [OFF, {"protest.others": "leave_to_others"}, ALL_REACH])
def test_that_protest_moves_no_other_number(town, other):
    worlds = [
        doors.world(town, BARRED, None, chance="0.02", parameters={"respond.beliefs": "on"} | more)
        for more in ({}, other)
    ]
    for made in worlds:
        made.run(8)
    first, second = worlds
    for name, values in first.columns.items():
        assert np.array_equal(values, second.columns[name]), name
    for name in (f for f in first.tallies.__slots__ if f not in ("labels",)):
        if name not in ("voices", "county_voices"):
            one, two = getattr(first.tallies, name), getattr(second.tallies, name)
            assert np.array_equal(one, two), name
    kept = [n for n in range(len(BULLETIN)) if n not in (PROTESTERS, SPEAKERS)]
    assert np.array_equal(first.bulletins[:, :, kept], second.bulletins[:, :, kept])


def test_that_cells_are_runs_of_sixteen_tiles_within_townships():
    first_tiles = np.array([0, 40, 41, 57, 60])
    assert [0, 3, 4, 5, 6] == first_cells(first_tiles).tolist()
    assert [0, 16, 32, 40, 41, 57] == first_tiles_of_cells(first_tiles).tolist()
    cells = cell_of_tiles(first_tiles, np.arange(60))
    assert [16, 16, 8, 1, 16, 3] == np.bincount(cells).tolist()


def test_that_what_is_seen_in_cells_does_not_depend_on_blocks(frozen):
    society = frozen(20_000)
    made = []
    for block_size in (64, 448, 2**18):
        world = doors.world(
            society,
            BARRED,
            None,
            chance="0.02",
            parameters={
                "respond.beliefs": "on",
                "respond.visible_place": "cell",
                "protest.threshold_mean": "0.3",
                "protest.others_weight": "20",
            },
            block_size=block_size,
        )
        world.run(6)
        made.append(world)
    assert 0 < total(made[0], OPEN)
    assert 1 == len({world.digest() for world in made})
    for world in made[1:]:
        for name in ("voices", "survey", "county_voices", "fear_sum"):
            one, two = getattr(made[0].tallies, name), getattr(world.tallies, name)
            assert np.array_equal(one, two), name


def voices_of(*places: tuple[int, int, int]) -> np.ndarray:
    rows = np.full((len(places), len(BULLETIN)), 0, dtype=np.int64)
    for row, (residents, protesters, speakers) in zip(rows, places, strict=True):
        row[RESIDENTS], row[PROTESTERS], row[SPEAKERS] = residents, protesters, speakers
    return rows


def test_that_attention_needs_a_voice_and_comes_at_its_chance():
    tables = AttentionTables(speakers=2**30, protesters=2**29, withdraws=False)
    seat = np.arange(3)
    bulletin = voices_of((1000, 0, 0), (1000, 0, 1), (1000, 1, 0))
    months = 4_000
    found = sum(notice(tables, 5, month, bulletin, seat)[:, 2] for month in range(months))
    assert 0 == found[0]
    for county, chance in ((1, 1 / 4), (2, 1 / 8)):
        error = math.sqrt(months * chance * (1 - chance))
        assert abs(found[county] - months * chance) <= 5 * error
    loud = voices_of((1000, 9, 9), (10**6, 9, 9), (1, 0, 1))
    sure = notice(tables, 5, 0, loud, seat)
    assert [[9, 9, 1], [9, 9], [0, 1, 1]] == [
        sure[0].tolist(),
        sure[1, :2].tolist(),
        sure[2].tolist(),
    ]


GRADED = """
schema: scheme/v1
id: {id}
extends: suining-2010
set: {{grades.regrade: 1 month, sanctions.c_scrutiny.grades: [B, C]}}
{more}
"""
LOUD = {
    "outcry.attention": "on",
    "outcry.attention_speakers": "1",
    "outcry.speak": "1",
    "office.seen_factor": "1",
    "respond.fear_vague": "0",
}


@pytest.fixture(scope="module")
def county():
    return compile_society(load_society("teaching-town"), residents=20_000)


def graded(county, base, tmp_path, more: str, months: int) -> World:
    """Return a loud world under grades that are read each month."""
    from sincerity.parameters import load_parameters

    path = tmp_path / "loud.scheme.yaml"
    path.write_text(GRADED.format(id="loud", more=more), encoding="utf-8")
    made = World(county, load_scheme(path), base, load_parameters("base", LOUD), seed=4)
    made.run(months)
    return made


def test_that_grades_are_withdrawn_from_the_month_after_attention(county, base, tmp_path):
    made = graded(county, base, tmp_path, "", 10)
    noticed, withdrawn = made.tallies.county_voices[:, 0, 2], made.tallies.county_voices[:, 0, 3]
    first = int(np.argmax(noticed))
    assert noticed[first]
    assert [0] * (first + 1) + [1] * (9 - first) == withdrawn.tolist()
    assert np.array_equal(made.bulletins[:, 0, WITHDRAWN], withdrawn)
    grades = made.tallies.class_grade.sum(axis=1)
    assert "withdrawn" == made.tallies.labels.grades[-1]
    covered = int((made.columns["score"] != -32768).sum())
    assert 0 == grades[: first + 1, -2].sum()
    assert (grades[first + 1 :, :-2] == 0).all()
    assert covered == grades[-1, -2]
    assert (made.columns["grade"] == 255).all()
    # No door by grade, no burden by grade; scores go on and add up.
    assert 0 == made.tallies.door_months[first + 1 :].sum()
    assert covered == made.tallies.class_score[-1].sum()
    assert covered == made.tallies.census[-1][1, :, :-1].sum()


def test_that_a_scheme_without_withdrawal_keeps_its_grades_under_the_same_outcry(
    county, base, tmp_path
):
    made = graded(county, base, tmp_path, "remove: [withdrawal]", 10)
    assert made.tallies.county_voices[:, 0, 2].any()
    assert not made.tallies.county_voices[:, 0, 3].any()
    assert ("A", "B", "C", "D") == made.tallies.labels.grades
    assert made.tallies.class_grade[-1, :, :4].sum() > 0
