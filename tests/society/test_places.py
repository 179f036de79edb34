"""The place tree and its rule of sizes."""

from fractions import Fraction

import pytest

from sincerity.chance.fixed import ONE
from sincerity.society.places import PlaceShape, build_places, township_tiles

SHAPE = PlaceShape(2, 1, 3, 4)


def places(tiles=600, spread="0.4", urban="0.5", seat="0.8"):
    """Return places of two provinces of one prefecture of three counties of four townships."""
    seat_urban = None if seat is None else Fraction(seat)
    return build_places(SHAPE, tiles, Fraction(spread), Fraction(urban), seat_urban)


def test_that_every_township_has_a_county_and_so_on_up():
    tree = places()
    assert (0, 0, 0, 0, 1, 1, 1, 1) == tree.county_of_township[:8]
    assert (0, 0, 0, 1, 1, 1) == tree.prefecture_of_county
    assert (0, 1) == tree.province_of_prefecture
    assert 600 == tree.tiles


def test_that_township_sizes_fall_evenly_from_seat_to_smallest():
    sizes = township_tiles(4004, 4, Fraction("0.3"))
    assert [1301, 1101, 901, 701] == sizes


def test_that_without_spread_townships_are_equal_within_a_tile():
    sizes = township_tiles(402, 4, Fraction(0))
    assert max(sizes) - min(sizes) <= 1


def test_that_the_smallest_township_keeps_a_tile():
    assert [1, 1, 1, 1] == township_tiles(4, 4, Fraction("0.9"))


def test_that_every_county_is_as_urban_as_asked():
    tree = places()
    starts = tree.first_tile_of_township
    for county in range(6):
        urban = sum(
            tree.urban_threshold_of_township[t] * (starts[t + 1] - starts[t])
            for t in range(4 * county, 4 * county + 4)
        )
        assert urban / ONE == pytest.approx(50, abs=1e-6)


def test_that_the_seat_is_as_urban_as_asked():
    tree = places()
    assert round(Fraction("0.8") * ONE) == tree.urban_threshold_of_township[0]
    assert tree.urban_threshold_of_township[1] < ONE // 2


def test_that_without_a_seat_all_townships_are_alike():
    assert {ONE // 2} == set(places(seat=None).urban_threshold_of_township)


def test_that_a_tile_finds_its_township():
    tree = places()
    for township, first in enumerate(tree.first_tile_of_township[:-1]):
        assert township == tree.township_of_tile(first)
        assert township == tree.township_of_tile(tree.first_tile_of_township[township + 1] - 1)


def test_that_too_few_tiles_are_refused():
    with pytest.raises(ValueError, match="do not reach"):
        places(tiles=23)


def test_that_a_seat_more_urban_than_the_county_allows_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        places(urban="0.1", seat="1")
