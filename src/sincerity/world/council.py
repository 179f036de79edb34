"""The council: between months, bulletin sums by township become what next month's phases read.

Plain integers by township or county, in plain Python terms. The visible punishments per thousand
residents of last month raise the chance to hear of the scheme and the level to which fear drifts.
A county's office gets through so many objections a month, and its government solves so many of the
problems that people report. Capacities are exact: over any number of months an office does the
whole part of what its rate comes to, so that small counties are served too.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import ONE
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.phases.tally_arrays import (
    CELL_PROTESTERS,
    CELL_VISIBLE,
    CELL_WRONGED,
    PROBLEMS,
    PROTESTERS,
    REPORTED,
    RESIDENTS,
    SPEAKERS,
    VISIBLE,
)
from sincerity.phases.thresholds import LEVEL_ONE

Array = npt.NDArray[Any]

CERTAIN_16 = 65536
TOP_BELIEF = 255


class CouncilTables(NamedTuple):
    """Integers of the council's two formulas.

    Attributes
    ----------
    hear_base, hear_visible
        16-bit chances a month: always, and for each visible punishment per thousand residents.
    fear_vague
        Fear target from open-ended and discretionary rules, 0..255.
    fear_visible
        Fear target for each visible punishment per thousand residents, 0..255.
    """

    hear_base: int
    hear_visible: int
    fear_vague: int
    fear_visible: int


def decide(tables: CouncilTables, bulletin: Array) -> tuple[Array, Array]:
    """Return the hearing threshold (0..65536) and the fear target (0..255) by township, int64."""
    return decide_places(tables, bulletin[:, VISIBLE], bulletin[:, RESIDENTS])


def decide_places(tables: CouncilTables, visible: Array, residents: Array) -> tuple[Array, Array]:
    """Return the two levels by township or cell, given who is visibly punished there."""
    thousandfold, residents = visible * 1000, np.maximum(residents, 1)
    heard = tables.hear_visible * thousandfold // residents
    feared = tables.fear_visible * thousandfold // residents
    hear = np.minimum(tables.hear_base + heard, CERTAIN_16)
    fear = np.minimum(tables.fear_vague + feared, TOP_BELIEF)
    return hear, fear


class CountyTables(NamedTuple):
    """What a county gets done.

    Attributes
    ----------
    decides
        Objections decided, for each resident and month.
    solves
        Reported problems solved, for each resident and month.
    hides
        16-bit share of reported problems that is not passed on.
    """

    decides: Fraction
    solves: Fraction
    hides: int


def _room(rate: Fraction, month: int, residents: Array) -> Array:
    """Return the whole numbers that a month adds to what a rate comes to, int64 by county."""
    up, down = rate.numerator, rate.denominator
    return np.array(
        [(month + 1) * up * n // down - month * up * n // down for n in residents.tolist()],
        dtype=np.int64,
    )


def serve(tables: CountyTables, month: int, residents: Array, filed: Array, served: Array) -> Array:
    """Return the tickets served through a month, int64 by county.

    Parameters
    ----------
    residents, filed, served
        int64 by county: people at the start, objections filed through last month, tickets served
        through last month.
    """
    through: Array = served + _room(tables.decides, month, residents)
    return np.minimum(filed, through, out=through)


def govern(
    tables: CountyTables, month: int, bulletin: Array, county_of_township: Array, unsolved: Array
) -> tuple[Array, Array]:
    """Return a month's problems (arisen, reported, solved, seen by the centre) and those unsolved.

    Parameters
    ----------
    bulletin
        The month's, int64 [townships, measures]; townships of a county follow one another.
    unsolved
        int64 by county: problems reported and not solved through last month.
    """
    first_townships = np.searchsorted(county_of_township, np.arange(len(unsolved)))
    of_county = np.add.reduceat(bulletin, first_townships, axis=0)
    reported = of_county[:, REPORTED]
    waiting = unsolved + reported
    solved = np.minimum(waiting, _room(tables.solves, month, of_county[:, RESIDENTS]))
    seen = reported - (reported * tables.hides >> 16)
    arisen = of_county[:, PROBLEMS]
    problems = np.array([part.sum() for part in (arisen, reported, solved, seen)], dtype=np.int64)
    return problems, waiting - solved


def seen_in_cells(near: int, cells: Array, residents: Array) -> tuple[Array, Array]:
    """Return what a cell's harms weigh (0..255) and its share of protesters (0..2^24), int64.

    Parameters
    ----------
    near
        Weight of each visibly punished or wronged resident in a thousand, 0..255.
    cells
        int64 [cells, 3], last month's bulletin by cell.
    """
    people = np.maximum(residents, 1)
    harmed = cells[:, CELL_VISIBLE] + cells[:, CELL_WRONGED]
    weighed = np.minimum(near * harmed * 1000 // people, TOP_BELIEF)
    return weighed, cells[:, CELL_PROTESTERS] * LEVEL_ONE // people


class AttentionTables(NamedTuple):
    """What draws attention from above, and what it leads to.

    Attributes
    ----------
    speakers, protesters
        Chance of attention a month, in 2^-32, for each in a thousand residents.
    withdraws
        Whether a county that gets attention withdraws its grades.
    """

    speakers: int
    protesters: int
    withdraws: bool


def notice(
    tables: AttentionTables, seed: int, month: int, bulletin: Array, county_of_township: Array
) -> Array:
    """Return a month's voices by county, int64 [counties, 3]: protesters, speakers, attention."""
    first_townships = np.searchsorted(county_of_township, np.arange(county_of_township[-1] + 1))
    of_county = np.add.reduceat(bulletin, first_townships, axis=0)
    voices = np.stack(
        [of_county[:, PROTESTERS], of_county[:, SPEAKERS], np.full(len(of_county), 0)], axis=1
    ).astype(np.int64)
    for county, (protesters, speakers, _) in enumerate(voices.tolist()):
        loud = tables.speakers * speakers + tables.protesters * protesters
        if loud:
            chance = min(loud * 1000 // max(int(of_county[county, RESIDENTS]), 1), ONE)
            word = words(seed, Stream.ATTENTION, month, county)[0]
            voices[county, 2] = word < chance
    return voices
