"""The place tree: country, provinces, prefectures, counties, townships, tiles.

Every level is numbered from 0 across the country, and the children of a place have consecutive
numbers, so that a place is a range of tiles and a slot's township follows from its number.

Rule of sizes: counties are equal within a tile. Inside a county the townships are in order of size,
with weights that fall evenly from 1 + spread to 1 - spread; township 0 is the county seat. A seat
may be more urban than the rest, whose share then keeps the county's total.
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from sincerity.chance.fixed import threshold
from sincerity.society.quotas import largest_remainder


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """How many places of each level the next higher place has (all at least 1)."""

    provinces: int
    prefectures_per_province: int
    counties_per_prefecture: int
    townships_per_county: int

    @property
    def prefectures(self) -> int:
        """Return the number of prefectures of the country."""
        return self.provinces * self.prefectures_per_province

    @property
    def counties(self) -> int:
        """Return the number of counties of the country."""
        return self.prefectures * self.counties_per_prefecture

    @property
    def townships(self) -> int:
        """Return the number of townships of the country."""
        return self.counties * self.townships_per_county


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """Which tiles and places belong to which place.

    Attributes
    ----------
    first_tile_of_township
        First tile of each township, and one entry more: the number of tiles.
    county_of_township, prefecture_of_county, province_of_prefecture
        Number of the next higher place.
    urban_threshold_of_township
        A tile is urban when its word is below this, 0..2^32.
    """

    first_tile_of_township: tuple[int, ...]
    county_of_township: tuple[int, ...]
    prefecture_of_county: tuple[int, ...]
    province_of_prefecture: tuple[int, ...]
    urban_threshold_of_township: tuple[int, ...]

    @property
    def tiles(self) -> int:
        """Return the number of tiles of the country."""
        return self.first_tile_of_township[-1]

    def township_of_tile(self, tile: int) -> int:
        """Return the township that holds a tile."""
        return bisect_right(self.first_tile_of_township, tile) - 1


def township_tiles(tiles: int, townships: int, spread: Fraction) -> list[int]:
    """Split a county's tiles over its townships, the seat first; each has at least one tile."""
    weights = [
        1 + spread * Fraction(townships - 1 - 2 * i, max(1, townships - 1))
        for i in range(townships)
    ]
    return [1 + part for part in largest_remainder(weights, tiles - townships)]


def rest_urban(urban: Fraction, seat_urban: Fraction, tiles: list[int]) -> Fraction:
    """Return the urban share of the townships other than the seat.

    It lies outside 0..1 when the seat's share cannot be made up for by the others.
    """
    if len(tiles) == 1:
        return urban
    return (urban * sum(tiles) - seat_urban * tiles[0]) / sum(tiles[1:])


def build_places(
    shape: PlaceShape,
    tiles: int,
    spread: Fraction,
    urban: Fraction,
    seat_urban: Fraction | None,
) -> PlaceTree:
    """Lay out a country's places over its tiles.

    Parameters
    ----------
    tiles
        Number of tiles; at least one a township.
    spread
        How far township sizes differ from their mean, 0..<1.
    urban, seat_urban
        Share of urban tiles in each county, and in its seat (none: like everywhere).

    Raises
    ------
    ValueError
        If there are fewer tiles than townships, or the seats alone hold more urban people than the
        share allows.
    """
    if tiles < shape.townships:
        raise ValueError(f"{tiles} tiles do not reach for {shape.townships} townships")
    sizes: list[int] = []
    thresholds: list[int] = []
    of_county: dict[int, tuple[list[int], list[int]]] = {}
    for county_tiles in largest_remainder([Fraction(1)] * shape.counties, tiles):
        if county_tiles not in of_county:
            parts = township_tiles(county_tiles, shape.townships_per_county, spread)
            seat = urban if seat_urban is None or len(parts) == 1 else seat_urban
            rest = threshold(rest_urban(urban, seat, parts))
            of_county[county_tiles] = parts, [threshold(seat), *[rest] * (len(parts) - 1)]
        sizes += of_county[county_tiles][0]
        thresholds += of_county[county_tiles][1]
    return PlaceTree(
        first_tile_of_township=tuple(accumulate(sizes, initial=0)),
        county_of_township=_parents(shape.counties, shape.townships_per_county),
        prefecture_of_county=_parents(shape.prefectures, shape.counties_per_prefecture),
        province_of_prefecture=_parents(shape.provinces, shape.prefectures_per_province),
        urban_threshold_of_township=tuple(thresholds),
    )


def _parents(parents: int, children: int) -> tuple[int, ...]:
    """Return the parent of each child when every parent has the same number of children."""
    return tuple(parent for parent in range(parents) for _ in range(children))
