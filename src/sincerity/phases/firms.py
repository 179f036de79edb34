"""firms: firms harm people or do not, workers tip off, and what the scheme does to firms.

Idea
    A tile has one firm or none. A firm may harm people, and the harm may be found: by an office, or
    because a worker speaks. A scheme can score, grade, list and close firms. What it does to firms
    reaches people: a listed firm's representative is listed, a closed firm's workers lose work, and
    a worker who told the truth may be entered as one who lied.
Formula
    One act a month at most, with the class's chance; where it is scored, it is done with chance
    `firms.deterred`. Found = 1 - (1 - seen) * product over workers of (1 - tip * fear's factor *
    (1 - judged false)). Points are clamped at once; grades are read at the regrading month.
    Closure = 1 - product over the sanctions in force of (1 - closure).
Sees
    Truth about firms, workers' fear; writes firms' own state.
Draws
    FIRM_ACT and FIRM_FATE, four words a firm; FIRM_TIP, four words a worker of a firm that acts.
Assumptions
    Workers know what their firm does. A firm believes in the scheme at once and forgets nothing.
    Who is well connected is let off with a fixed chance; only private firms dodge.
Parameters
    Kinds of conduct of firms; firms.*; the scheme's section on firms.
Known limits
    One firm a tile, no births of firms, no markets: who is harmed is a number, not somebody.
Check
    Found share, closures, nominees and reopenings against their chances; the ledger of points;
    grades against the stationary law of their chain; the twin.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.engine.plan import Phase
from sincerity.errors import InternalError
from sincerity.phases.firm_acts import N_DUE, N_ENTERED, N_LAID_OFF, Outcomes, act
from sincerity.phases.firm_fate import is_let_off, meet_fate, start_clean
from sincerity.phases.firm_state import (
    FIRM_DUE,
    NO_FIRM,
    NO_GRADE,
    PERMANENT,
    Firms,
    FirmState,
    allocate_firms,
    settle_firms,
)
from sincerity.phases.firm_tables import FirmTables
from sincerity.phases.rows import CAUSE_MISJUDGED, NO_AGENCY
from sincerity.phases.tally_arrays import (
    FIRM_LISTED,
    FIRM_LISTED_ENTRIES,
    FIRMS_OPEN,
    WORKERS_LAID_OFF,
    FirmCounters,
)
from sincerity.phases.transit import origin_word, subject_word
from sincerity.society.firm_kernels import firm_limits

if TYPE_CHECKING:
    from sincerity.society.compile import CompiledSociety

Array = npt.NDArray[Any]

TIP_SLOT = 254
"""Slot of the origin of a record that a tip judged false left behind."""


@inlined
def _bounded(t: FirmTables, points: int) -> Any:
    return min(max(points, int64(t.floor)), int64(t.cap))


@inlined
def _take_returns(month: int, due: Array, marks: Array, counts: Array) -> None:
    """Add up by tile what comes back this month, and forget those rows."""
    kept = 0
    for k in range(counts[N_DUE]):
        if due[k]["due"] == month:
            marks[due[k]["tile"]] += due[k]["points"]
        else:
            due[kept] = due[k]
            kept += 1
    counts[N_DUE] = kept


@inlined
def _drop_marked(due: Array, marks: Array, counts: Array) -> None:
    """Forget what waits for firms that have started again."""
    kept = 0
    for k in range(counts[N_DUE]):
        if marks[due[k]["tile"]] == 0:
            due[kept] = due[k]
            kept += 1
    counts[N_DUE] = kept
    marks.fill(0)


@inlined
def _charge(
    t: FirmTables, month: int, tile: int, kind: int, firms: Firms, due: Array, counts: Array
) -> None:
    """Add the points of a kind; what was really taken may come back."""
    score = int64(firms.score[tile])
    new = _bounded(t, score + t.points[kind])
    if new != score and t.recovery[kind] > 0:
        row = counts[N_DUE]
        due[row]["tile"] = tile
        due[row]["points"] = score - new
        due[row]["due"] = month + t.recovery[kind]
        counts[N_DUE] = row + 1
    firms.score[tile] = new


@inlined
def _regrade(t: FirmTables, firms: Firms, tile: int) -> None:
    grade = 0
    for limit in t.limits:
        grade += int64(firms.score[tile] < limit)
    firms.grade[tile] = grade


@inlined
def _enter(
    t: FirmTables, tile: int, found: int, firms: Firms, out: Outcomes, singles: Array
) -> None:
    """List the firm for what was found or for its grade; note whom that reaches."""
    grade = int64(firms.grade[tile])
    ground = grade != NO_GRADE and (t.list_grades >> grade) & 1 == 1
    if found >= 0 and t.list_kinds[found] == 1:
        ground = True
    if ground:
        firms.left[tile] = t.term
        singles[FIRM_LISTED_ENTRIES] += 1
        if t.reaches_people:
            named = firms.stand_in[tile] if firms.nominee[tile] else firms.representative[tile]
            out.entered[out.counts[N_ENTERED]] = tile * SLOTS_PER_TILE + int64(named)
            out.counts[N_ENTERED] += 1


@kernel
def _move_firms(
    t: FirmTables,
    seed: int,
    month: int,
    first: int,
    regrades: bool,
    firms: Firms,
    due: Array,
    fear: Array,
    out: Outcomes,
    counters: FirmCounters,
    singles: Array,
) -> Any:
    """Take every firm of the block through the month, tile by tile."""
    without = counters.firm_grades.shape[0] - 1
    started_again = False
    _take_returns(month, due, out.marks, out.counts)
    for tile in range(firms.number.shape[0]):
        if firms.number[tile] == NO_FIRM:
            continue
        if firms.closed_left[tile] > 0:
            firms.closed_left[tile] -= 1
            if firms.closed_left[tile] > 0:
                continue
            start_clean(t, firms, tile)
            firms.nominee[tile] = 0
        else:
            if out.marks[tile] != 0:
                returned = int64(out.marks[tile])
                firms.score[tile] = _bounded(t, int64(firms.score[tile]) + returned)
                out.marks[tile] = 0
            if 0 < firms.left[tile] < PERMANENT:
                firms.left[tile] -= 1
            found = act(t, seed, month, first, tile, firms, fear, out, counters)
            if t.has_section:
                fate = counters.firm_fate
                if found >= 0 and is_let_off(t, seed, month, first, tile, firms, fate):
                    found = int64(-1)
                if found >= 0:
                    _charge(t, month, tile, found, firms, due, out.counts)
                if t.graded and regrades:
                    _regrade(t, firms, tile)
                if t.term > 0 and firms.left[tile] == 0:
                    _enter(t, tile, found, firms, out, singles)
                if meet_fate(t, seed, month, first, tile, firms, out, fate):
                    out.marks[tile] = 1
                    started_again = True
            if firms.closed_left[tile] > 0:
                continue
        singles[FIRMS_OPEN] += 1
        singles[FIRM_LISTED] += int64(firms.left[tile] > 0)
        counters.firm_grades[min(int64(firms.grade[tile]), without)] += 1
    singles[WORKERS_LAID_OFF] += out.counts[N_LAID_OFF]
    if started_again:
        _drop_marked(due, out.marks[: firms.number.shape[0]], out.counts)


def _with_room(due: Array, size: int) -> Array:
    """Return the rows themselves if there is room for `size`, else a larger copy."""
    if len(due) >= size:
        return due
    larger = np.empty(size, dtype=FIRM_DUE)
    larger[: len(due)] = due
    return larger


@kernel
def _write_words(
    month: int, first: int, places: Array, agency: int, kind: int, rows: Array
) -> None:
    for k in range(places.shape[0]):
        place = int64(places[k])
        rows[k, 0] = origin_word(month, first + place, TIP_SLOT, agency)
        rows[k, 1] = subject_word(place, CAUSE_MISJUDGED, kind, 0)


def _write_records(block: Block, places: Array, kind: int) -> None:
    """Send records of workers whose true tip was judged false on their way to them."""
    agency = block.model.agencies.report_agency
    rows = np.empty((len(places), 2), dtype=np.uint64)
    _write_words(
        block.month,
        block.first,
        places,
        NO_AGENCY if agency < 0 else agency,
        kind,
        rows,
    )
    block.local.transit.setdefault(block.month + 1, []).append(rows)


def start(tables: FirmTables, society: "CompiledSociety", block: Block) -> FirmState:
    """Return the firms of a block as they stand before the first month.

    Raises
    ------
    InternalError
        If the society has no firms.
    """
    if society.firms is None:
        raise InternalError("a society without firms has none to start with")
    firms = allocate_firms(block.size // SLOTS_PER_TILE)
    settle_firms(
        block.model.people,
        firm_limits(society.firms),
        block.first // SLOTS_PER_TILE,
        tables.base,
        tables.base_grade,
        firms,
    )
    return FirmState(firms)


def heads(state: FirmState) -> Array:
    """Return by tile the place in the block of its firm's representative, -1 without a firm."""
    firms = state.firms
    first = np.arange(len(firms.number), dtype=np.int32) * SLOTS_PER_TILE
    return np.where(firms.number == NO_FIRM, np.int32(-1), first + firms.representative)


def run(block: Block) -> None:
    """Hand over what last month's firms left for this one, and take the firms through the month."""
    model, buffers, counters = block.model, block.scratch.buffers, block.scratch.counters
    tables: FirmTables = model.firms
    state: FirmState = block.local.firms
    block.local.representatives, block.local.layoffs = state.entered, state.laid_off
    if tables.has_section:
        state.due = _with_room(state.due, state.n_due + len(state.firms.number))
    counts = np.array([state.n_due, 0, 0, 0], dtype=np.int64)
    # Nothing else is in these working arrays while firms have their turn.
    out = Outcomes(buffers.hits, buffers.enrolled, buffers.touched, buffers.delta, counts)
    block.call(
        _move_firms,
        tables,
        block.seed,
        block.month,
        block.first,
        (block.month + 1) % model.firm_regrade_months == 0,
        state.firms,
        state.due,
        block.columns["fear"],
        out,
        counters.firms,
        counters.base.singles,
    )
    state.n_due, n_misjudged, n_entered, n_laid_off = counts.tolist()
    state.entered = out.entered[:n_entered].copy()
    state.laid_off = np.full((n_laid_off, 2), tables.layoff_months, dtype=np.int32)
    state.laid_off[:, 0] = out.laid_off[:n_laid_off]
    if n_misjudged and tables.accusation >= 0:
        _write_records(block, out.misjudged[:n_misjudged], tables.accusation)


PHASE = Phase(
    name="firms",
    purpose="Firms act, are found out or not, and are scored, listed and closed.",
    run=run,
    reads=("fear",),
)
