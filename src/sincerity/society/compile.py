"""A society as arrays: what the kernels index.

Memory: a template number (2 B) and an urban flag (1 B) a tile of 64 slots, under 0.05 B a person;
the tile library and the place tree are small and do not grow with the number of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sincerity.society.blueprint import Blueprint, make_blueprint, with_household
from sincerity.society.codes import PLACES
from sincerity.society.firm_tables import FirmTables
from sincerity.society.kernels import fill_tiles
from sincerity.society.recipe import Recipe
from sincerity.society.templates import Template

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CompiledSociety:
    """A society ready to run; all arrays are read-only.

    Attributes
    ----------
    blueprint
        The same society as plain numbers.
    seed
        Key of the society's draws as uint64.
    n_tiles, n_slots, n_residents
        Tiles, slots (64 a tile, vacant ones included) and synthetic people.
    first_tile_of_township
        By township, with the number of tiles as last entry.
    county_of_township, prefecture_of_county, province_of_prefecture
        Number of the next higher place.
    county_first_slot
        By county, with the number of slots as last entry.
    template, tile_urban
        By tile: page of the library; 1 where urban.
    tpl_age, tpl_sex, tpl_start, tpl_size, tpl_role
        By template * 64 + place: age at the start (255: vacant), sex, place where the household
        begins, people in the household (0: vacant), role.
    person_thresholds
        uint64[6 age bands, 2 sexes, 2 urban, 10]: work cumulated over 7, party, online, driver.
    household_thresholds
        uint64[2 urban, 4]: migrant, means at the start cumulated over 3.
    firms
        Chances of firms as plain numbers; none where the recipe has no firms.
    """

    blueprint: Blueprint
    seed: np.uint64
    n_tiles: int
    n_slots: int
    n_residents: int
    first_tile_of_township: I64
    county_of_township: I32
    prefecture_of_county: I32
    province_of_prefecture: I32
    county_first_slot: I64
    template: U16
    tile_urban: U8
    tpl_age: U8
    tpl_sex: U8
    tpl_start: U8
    tpl_size: U8
    tpl_role: U8
    person_thresholds: U64
    household_thresholds: U64
    firms: FirmTables | None

    @property
    def bytes_per_resident(self) -> float:
        """Return the memory of the arrays that grow with the number of tiles, per resident."""
        return (self.template.nbytes + self.tile_urban.nbytes) / self.n_residents

    def with_household(
        self, tile: int, ages_years: Sequence[int], sexes: Sequence[int]
    ) -> "CompiledSociety":
        """Return a copy with one more household in the vacant places of a tile.

        See `sincerity.society.blueprint.with_household` for the rules and errors.
        """
        return compile_blueprint(with_household(self.blueprint, tile, ages_years, sexes))


def compile_society(
    recipe: Recipe,
    seed: int | None = None,
    residents: int | None = None,
    library: tuple[Template, ...] | None = None,
) -> CompiledSociety:
    """Compile a recipe, with another seed or another number of residents if given.

    Complexity: about 2 ns a tile of 64 slots, after a tile library of a quarter of a second, unless
    the library was kept (`blueprint.library_of`) and is handed over.

    Raises
    ------
    UsageError
        If the seed or the number of residents is out of bounds.
    CompositionError
        If the tables ask for households that cannot be put together.
    """
    blueprint = make_blueprint(recipe, seed=seed, residents=residents, library=library)
    return compile_blueprint(blueprint)


def compile_blueprint(blueprint: Blueprint) -> CompiledSociety:
    """Turn a blueprint into arrays."""
    places = blueprint.places
    first_tile = np.array(places.first_tile_of_township, dtype=np.int64)
    county_of_township = np.array(places.county_of_township, dtype=np.int32)
    seat_of_county = np.flatnonzero(np.diff(county_of_township, prepend=-1))
    seed = np.uint64(blueprint.seed)
    template = np.full(blueprint.tiles, 0, dtype=np.uint16)
    tile_urban = np.full(blueprint.tiles, 0, dtype=np.uint8)
    urban_threshold = np.array(places.urban_threshold_of_township, dtype=np.uint64)
    fill_tiles(seed, first_tile, urban_threshold, template, tile_urban)
    for tile, page in blueprint.added_pages.items():
        template[tile] = page
    residents = np.array([page.residents for page in blueprint.templates], dtype=np.int64)
    pages_shown = np.bincount(template, minlength=len(residents))
    compiled = CompiledSociety(
        blueprint=blueprint,
        seed=seed,
        n_tiles=blueprint.tiles,
        n_slots=blueprint.slots,
        n_residents=int(pages_shown @ residents),
        first_tile_of_township=first_tile,
        county_of_township=county_of_township,
        prefecture_of_county=np.array(places.prefecture_of_county, dtype=np.int32),
        province_of_prefecture=np.array(places.province_of_prefecture, dtype=np.int32),
        county_first_slot=np.append(first_tile[seat_of_county], blueprint.tiles) * PLACES,
        template=template,
        tile_urban=tile_urban,
        tpl_age=_flat(blueprint.templates, "age_years"),
        tpl_sex=_flat(blueprint.templates, "sex"),
        tpl_start=_flat(blueprint.templates, "start"),
        tpl_size=_flat(blueprint.templates, "size"),
        tpl_role=_flat(blueprint.templates, "role"),
        person_thresholds=np.array(blueprint.person_thresholds, dtype=np.uint64),
        household_thresholds=np.array(blueprint.household_thresholds, dtype=np.uint64),
        firms=blueprint.firms,
    )
    for name in CompiledSociety.__slots__:
        value = getattr(compiled, name)
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return compiled


def _flat(templates: Sequence[Template], name: str) -> U8:
    """Return one attribute of all templates, by template * 64 + place."""
    return np.array([getattr(page, name) for page in templates], dtype=np.uint8).ravel()
