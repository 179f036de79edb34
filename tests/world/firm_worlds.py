"""Worlds in which only firms do anything: the society, catalogue and scheme are written here."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sincerity.conduct import Conduct, load_conduct
from sincerity.parameters import load_parameters
from sincerity.scheme import Scheme, load_scheme
from sincerity.society import CompiledSociety, compile_society, load_society
from sincerity.world.world import World

ALWAYS = 12_000
"""Acts per 1,000 firms a year of firms that act every month."""
NO_FIRM = 255
SMALL = 12_400
"""Fewest people with whom the town can be made."""

QUIET = {
    "respond.beliefs": "off",
    "office.invented": "0",
    "office.wrong_person": "0",
    "firms.deterred": "1",
    "firms.tip": "0.002",
    "firms.tip_fear": "0",
    "firms.judged_false": "0",
    "firms.favour": "0",
    "firms.nominee": "0",
    "firms.reopen": "0",
    "firms.buys": "0",
}
"""Firms that do nothing about a scheme."""

CONDUCT = """\
schema: conduct/v1
id: firms-alone
title: Firms act and nobody else does
sources: {{made: {{title: "Made for a test", mark: fictional}}}}
arrivals: single
invented_bound: {{value: 0, source: made}}
kinds:
  - id: lie
    label: A lie
    domain: expression
    sign: harm
    harms_others: true
    accuses: "false"
    protection: {{level: none}}
    rate: 0
    seen: 0
    source: made
firm_kinds:
{kinds}
"""
KIND = """\
  - id: {id}
    label: {id}
    domain: welfare
    rate: {rate}
    by: {by}
    victims: {victims}
    seen: {seen}
    source: made
"""
SCHEME = """\
schema: scheme/v1
id: for-firms
title: A scheme for firms
summary: Made for a test.
status: {{kind: fictional, note: "made for a test"}}
sources: {{made: {{title: "Made for a test", mark: fictional}}}}
coverage: {{who: residents, source: made}}
score: {{base: 1000, floor: none, cap: none, bounds: absorbing, source: made}}
rules:
  - {{id: lie, label: A lie, on: {{kind: lie}}, {lie}, recovery: none, source: made}}
ladder: each
grades: none
lists:
  - id: heads
    label: Heads of firms
    colour: black
    entry: {{points_at_most: -999}}
    term: permanent
    source: made
{firms}
"""


LISTED = """\
firms:
  base: 100
  source: made
  rules:
    - {id: spill, label: Spill, on: {kind: spill}, points: -20, recovery: none, source: made}
  list:
    {id: bad, label: Bad, colour: black, entry: {kinds: [spill]}, term: TERM, source: made}
  sanctions:
    - id: shut
      label: Shut
      listed: true
      domain: commerce
      severity: 5
      closure: CLOSURE
      source: made
  representative: heads
"""


def kind(
    name: str, rate: int = ALWAYS, *, seen: str = "1", victims: int = 3, by: str = "{}"
) -> str:
    """Return one kind of conduct of firms."""
    return KIND.format(id=name, rate=rate, by=by, victims=victims, seen=seen)


@cache
def conduct(*kinds: str) -> Conduct:
    """Return a catalogue in which people do nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.conduct.yaml"
        path.write_text(CONDUCT.format(kinds="".join(kinds)), encoding="utf-8")
        return load_conduct(path)


def scheme(firms: str = "", lie: str = "points: -1") -> Scheme:
    """Return a scheme with this section on firms."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.scheme.yaml"
        text = SCHEME.format(firms=firms, lie=lie)
        path.write_text(text, encoding="utf-8")
        return load_scheme(path)


@cache
def society(residents: int, connected: str = "0.1") -> CompiledSociety:
    """Return a town that stays as old as it is, with a firm in every tile."""
    recipe = load_society("teaching-town")
    assert recipe.firms is not None
    firms = recipe.firms.model_copy(
        update={
            name: getattr(recipe.firms, name).model_copy(
                update={"value": Decimal(value), "range": None}
            )
            for name, value in (("per_tile", "1"), ("connected", connected))
        }
    )
    changed = recipe.model_copy(update={"ageing": "frozen", "firms": firms})
    return compile_society(changed, residents=residents)


def world(
    catalogue: Conduct,
    firms: str = "",
    *,
    residents: int = 30_000,
    connected: str = "0.1",
    seed: int = 1,
    lie: str = "points: -1",
    block_size: int = 2**17,
    threads: int = 1,
    **parameters: str,
) -> World:
    """Return a world of quiet firms; other parameters have a double underscore for the dot."""
    settings = QUIET | {name.replace("__", "."): value for name, value in parameters.items()}
    return World(
        society(residents, connected),
        scheme(firms, lie),
        catalogue,
        load_parameters("base", settings),
        seed=seed,
        threads=threads,
        block_size=block_size,
    )


def column(of: World, name: str) -> np.ndarray:
    """Return what the firms of a world have of something, by tile."""
    states = [block.local.firms.firms for block in of.blocks]
    return np.concatenate([getattr(state, name) for state in states])


def there(of: World) -> np.ndarray:
    """Return whether each tile has a firm."""
    return column(of, "number") != NO_FIRM


def workers(of: World) -> np.ndarray:
    """Return whether each slot works for the firm of its tile."""
    masks = column(of, "workers")
    return (masks[:, None] >> np.arange(64, dtype=np.uint64) & np.uint64(1)).astype(bool).ravel()


def waiting(of: World) -> int:
    """Return the sum of points on their way back to firms."""
    states = [block.local.firms for block in of.blocks]
    return sum(int(state.due[: state.n_due]["points"].sum()) for state in states)


def listed(term: str = "permanent", closure: str = "0") -> str:
    """Return a section on firms that lists each firm that was found out."""
    return LISTED.replace("TERM", term).replace("CLOSURE", closure)


def private(of: World) -> np.ndarray:
    """Return whether each tile has a private firm."""
    return column(of, "number") % 4 == 0  # 255 is no multiple of four
