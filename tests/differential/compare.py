"""Run engine and twin side by side and name the first whole number in which they differ."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sincerity.reference import TwinWorld
from sincerity.reference.tally import MEASURES, SCORE_BINS, score_bins
from sincerity.society.recipe import Recipe
from tests.differential.recorded import ROWS, EngineRun, Row, State, Table, run_engine
from tests.differential.worlds import GeneratedWorld

TABLES = {
    "conduct": ("candidates", "undisturbed", "acts", "cannot_pay_acts"),
    "firms": (
        "firm_acts",
        "firm_undisturbed",
        "firm_victims",
        "firm_prevented",
        "firm_found",
        "firm_missed",
        "firm_tips",
        "firm_fate",
        "firm_grades",
        "firm_listed",
        "firm_listed_entries",
        "firms_open",
        "workers_laid_off",
    ),
    "observe": ("agency_records", "acts_watched", "records", "unmatched", "unscored"),
    "score": (
        "rule_charges",
        "rule_points",
        "charged_people",
        "returned_points",
        "clamped_points",
    ),
    "list": (
        "list_entries",
        "list_entry_taint",
        "list_exits",
        "list_exit_months",
        "list_reentries",
        "list_members",
        "reach",
    ),
    "sanction": (
        "class_grade",
        "door_months",
        "burden",
        "burden_doors",
        "burden_people",
        "spill_months",
        "spill_minor_months",
        "stale_months",
        "door_attempts",
        "blocked_wrong",
        "wronged_started",
        "wronged_ended",
        "wronged_months",
        "wronged_again",
        "sanctioned_months",
    ),
    "consequence": ("falls_caused", "idle_people"),
    "remedy": ("objections", "objection_delay", "performed", "repaired", "listed_by_means"),
    "govern": ("problems",),
    "approval": ("survey", "survey_aware", "survey_groups", "survey_counties"),
    "protest": ("voices", "county_voices"),
    "life": ("falls_applied",),
    "tally": ("class_score", "score_sum", "awareness", "certainty_sum", "fear_sum"),
}
"""Tallies with a month as their first axis, by the phase that counts them."""
OTHERS = {
    "life": ("class", "means"),
    "firms": ("firm rows", "firm due rows"),
    "observe": ("transit rows",),
    "score": ("score", "waiting", "ledger rows"),
    "list": ("pin", "pin_left", "grade", "listed", "entry rows"),
    "sanction": ("marks",),
    "consequence": ("idle_left",),
    "remedy": ("objection rows",),
    "respond": ("awareness", "certainty", "fear"),
    "tally": ("bulletin", "census", "census_score_sum", "score_bin_edges"),
}
"""Columns and the rest, by the phase that writes them."""
_MONTHLY = tuple(name for names in TABLES.values() for name in names)
PHASES = (
    "life",
    "firms",
    "conduct",
    "observe",
    "score",
    "list",
    "sanction",
    "consequence",
    "respond",
    "remedy",
    "govern",
    "approval",
    "protest",
    "tally",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One whole number that engine and twin do not share."""

    world: int
    month: int
    name: str
    where: Row
    twin: Any
    engine: Any

    @property
    def phase(self) -> str:
        """The phase that writes what differs."""
        return next(
            phase
            for phase in PHASES
            if self.name in (*TABLES.get(phase, ()), *OTHERS.get(phase, ()))
        )

    def __str__(self) -> str:
        return (
            f"world {self.world}, month {self.month}, phase {self.phase}: "
            f"{self.name} at {self.where} "
            f"is {self.twin} in the twin and {self.engine} in the engine\n"
            f"  replay: python -m tests.differential --world {self.world}"
        )


def differences(world: GeneratedWorld, engine: EngineRun | None = None) -> list[Difference]:
    """Return all differences up to the first month in which state differs, earliest first.

    Parameters
    ----------
    engine
        The engine's run of this very world, to be used instead of another run.
    """
    engine = engine or run_engine(world)
    twin = make_twin(world.with_society(engine.society))
    pair = _Pair(world, twin, engine)
    found = [*pair.score_bins(), *pair.columns()]
    for _ in range(world.months):
        if found:
            break
        twin.step()
        found = [*pair.columns(), *pair.waiting(), *pair.rows()]
    if twin.month == world.months:
        twin.run(0)
    found += [*pair.tallies(), *pair.censuses()]
    return sorted(found, key=_order)


def make_twin(world: GeneratedWorld) -> TwinWorld:
    """Return the twin of a generated world before its first month."""
    society = world.society
    return TwinWorld(
        society if isinstance(society, Recipe) else society.blueprint,
        world.scheme,
        world.conduct,
        world.parameters,
        world.seed,
        world.replicate,
        institutions=world.institutions,
        integration=world.integration,
    )


def _order(difference: Difference) -> tuple[int, int]:
    """Sort by month, then by the order of phases."""
    return difference.month, PHASES.index(difference.phase)


class _Pair:
    """A twin, and what the engine held at the end of the same month."""

    def __init__(self, world: GeneratedWorld, twin: TwinWorld, engine: EngineRun) -> None:
        self.number = world.number
        self.twin = twin
        self.engine = engine

    @property
    def state(self) -> State:
        """What the engine holds now."""
        return self.engine.states[self.twin.month]

    def _differ(self, name: str, where: Row, twin: Any, engine: Any) -> Difference:
        """Return a difference in what the month just finished left behind."""
        return Difference(self.number, self.twin.month - 1, name, where, twin, engine)

    def columns(self) -> Iterator[Difference]:
        """Compare every slot of every column; one that the engine lacks may not have moved."""
        columns = {name: array.tolist() for name, array in self.state.columns.items()}
        for name, column in self.twin.columns.items():
            ours = [column[slot] for slot in range(len(column))]
            theirs = columns.pop(name, [ours[0]] * len(ours))
            assert len(ours) == len(theirs), f"{name} has another number of slots"
            if ours != theirs:
                for slot, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
                    if mine != other:
                        yield self._differ(name, (slot,), mine, other)
        assert not columns, f"the twin has no columns {list(columns)}"

    def waiting(self) -> Iterator[Difference]:
        """Compare the points that wait to be given back."""
        yield from self._items("waiting", self.twin.due_items(), self.state.waiting)

    def rows(self) -> Iterator[Difference]:
        """Compare what is kept in rows."""
        for name in ROWS:
            ours = sorted(getattr(self.twin, f"{name}_rows")())
            if name == "ledger":
                # What falls due next month is no longer told apart in the engine.
                ours = [row for row in ours if row[2] > self.twin.month]
            yield from self._items(f"{name.replace('_', ' ')} rows", ours, self.state.rows[name])

    def _items(self, name: str, ours: list[Any], theirs: list[Any]) -> Iterator[Difference]:
        """Compare two sorted lists, and show what only one of them holds."""
        if ours != theirs:
            missing = [item for item in ours if item not in theirs]
            added = [item for item in theirs if item not in ours]
            yield self._differ(name, (), missing or ours[:3], added or theirs[:3])

    def score_bins(self) -> Iterator[Difference]:
        """Compare the bins of the score tables."""
        low, width = score_bins(self.twin)
        ours = [low + width * edge for edge in range(SCORE_BINS + 1)]
        theirs = self.engine.tallies.score_bin_edges.tolist()
        if ours != theirs:
            yield self._differ("score_bin_edges", (), ours, theirs)

    def tallies(self) -> Iterator[Difference]:
        """Compare bulletins and tallies of all months that the twin has seen."""
        bulletins: Table = {
            (month, town, measure): counts[name]
            for month, bulletin in enumerate(self.twin.bulletins)
            for town, counts in enumerate(bulletin)
            for measure, name in enumerate(MEASURES)
        }
        months = range(self.twin.month)
        yield from self._cells("bulletin", bulletins, months)
        for name in _MONTHLY:
            yield from self._cells(name, self.twin.table(name), months)

    def censuses(self) -> Iterator[Difference]:
        """Compare the censuses of all Decembers and of the last month."""
        all_months = self.engine.tallies.census_months.tolist()
        months = [month for month in all_months if month < self.twin.month]
        if months != list(self.twin.censuses):
            yield self._differ("census", (), list(self.twin.censuses), months)
            return
        for part, name in enumerate(("census", "census_score_sum")):
            ours: Table = {
                (index, *where): count
                for index, month in enumerate(months)
                for where, count in self.twin.censuses[month][part].items()
            }
            for found in self._cells(name, ours, range(len(months))):
                yield replace(found, month=months[found.month])

    def _cells(self, name: str, twin: Table, months: range) -> Iterator[Difference]:
        """Compare counts that are not zero; the first part of each place is the month."""
        engine = self.engine.cells[name]
        ours = {where: count for where, count in twin.items() if count}
        theirs = {where: count for where, count in engine.items() if where[0] in months}
        if ours != theirs:
            for where in sorted(ours.keys() | theirs.keys()):
                mine, other = ours.get(where, 0), theirs.get(where, 0)
                if mine != other:
                    yield Difference(self.number, where[0], name, where[1:], mine, other)
