"""A panel: some synthetic people of a finished run, month by month, chosen after the run.

Nothing about single people is kept while a run runs. The townships in which the chosen live are
lived through again and watched; what is written is what happened in the run, checked by digests.
People are chosen by lot, each resident with the same chance, or household by household; never by
what they did or how they obey.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.phases.tally_arrays import BURDENS
from sincerity.study.verify_replay import in_drawn_order

if TYPE_CHECKING:
    import pyarrow as pa

    from sincerity.lives.person import Watched
    from sincerity.society.attributes import Person
    from sincerity.study.replaying import Replayable

PICKS = ("random", "households")
"""Ways of choosing people: by lot, or whole households by lot."""
SUFFIXES = (".parquet", ".csv")
"""How the name of a panel may end, which says how it is written."""

MEANINGS: dict[str, str] = {
    "person": "number of the synthetic person",
    "month": "month of the run, from 1",
    "township": "number of the township, from 0",
    "household": "number of the first person of the household",
    "household_size": "people of the household",
    "age_years": "age in the month, years",
    "sex": "0 male, 1 female",
    "urban": "1 in a town, 0 in the country",
    "work": "0 none, 1 student, 2 farm, 3 wage, 4 self-employed, 5 official, 6 retired",
    "migrant": "1 if not registered where the person lives",
    "party": "1 if a Party member",
    "online": "1 if online",
    "driver": "1 if the person drives",
    "score": "stored points at the end of the month; empty without a score",
    "grade": "grade in force, by its position, best first; empty without one",
    "listed": "lists on which the name stands in effect: bit l for the l-th",
    "means": "0 secure, 1 strained, 2 insolvent",
    "awareness": "0 unaware, 1 heard, 2 knows the rules, 3 knows the own score",
    "certainty": "believed certainty of being charged, in 255ths",
    "fear": "fear of speaking out, in 255ths",
    "idle_months": "months out of work that are left",
    "acts": "acts of the person in the month, known to anybody or not",
    "records": "records about the person that reached whoever charges and lists",
    "false_records": "of these, records of something that the person did not do",
    "charges": "rules that took or gave points in the month",
    "charged": "points that charges took (below 0) or gave",
    "returned": "points that came back in the month, or went again",
    "attempts": "doors of life that the person tried and found closed",
    "closed_own": "doors closed by the person's own grade and lists",
    "closed_household": "doors closed for a relative's sake",
    "closed_late": "doors still closed after the end of an entry",
    **{f"wrongful_{name}": "" for name in BURDENS},
    "perks": "perks that are open",
    "objections": "objections that the person filed in the month",
}
"""Every column of a panel and what it means."""
MEANINGS |= {
    "wrongful_false": "closed doors that would be open but for what was not done",
    "wrongful_protected": "closed doors that would be open but for something protected by rights",
    "wrongful_disproportionate": "severe doors closed for trifles alone",
    "wrongful_cannot_pay": "closed doors that would be open but for what could not be helped",
    "wrongful_another": "closed doors that would be open but for what somebody else did",
}

_WIDE = ("person", "household", "score", "charged", "returned", "township")
_NULLABLE = ("score", "grade")
_COUNTED = {
    "act": "acts",
    "record": "records",
    "charge": "charges",
    "attempt": "attempts",
    "objection": "objections",
}
"""Events that are counted, and the column in which."""


@dataclass(frozen=True, slots=True)
class CohortProgress:
    """How far a panel has come: townships done, of how many, and people in them."""

    done: int
    townships: int
    people: int


def pick_people(run: Replayable, people: int, pick: str = "random", seed: int = 1) -> list[int]:
    """Return the numbers of people of a run's society, ascending.

    Parameters
    ----------
    people
        How many; with `households`, at least as many, so that the last household is whole.
    pick
        `random` or `households`.
    seed
        Of the lot, 0 to 2^64 - 1.

    Raises
    ------
    UsageError
        If there are not so many people, or no such way of choosing.
    """
    society = run.compiled_society
    if pick not in PICKS:
        raise UsageError(f"people are picked by {' or '.join(PICKS)}, not by '{pick[:40]}'")
    if not 1 <= people <= society.n_residents:
        raise UsageError(f"choose 1 to {society.n_residents:,} people, not {people}")
    chosen: set[int] = set()
    for slot in _lots(run, people, seed):
        at = int(society.template[slot >> 6]) * 64 + (slot & 63)
        size = int(society.tpl_size[at])
        if size == 0:
            continue
        if pick == "households":
            first = (slot & ~63) + int(society.tpl_start[at])
            chosen.update(range(first, first + size))
        else:
            chosen.add(slot)
        if len(chosen) >= people:
            break
    return sorted(chosen)


def _lots(run: Replayable, people: int, seed: int) -> Iterator[int]:
    """Yield numbers of places in an order of chance, some of them twice or vacant."""
    slots = run.compiled_society.n_slots
    if 4 * people > slots:
        yield from in_drawn_order(slots, f"cohort {seed}")
        return
    for number in count():
        lot = hashlib.sha256(f"cohort {seed} {number}".encode()).digest()
        yield int.from_bytes(lot[:8], "little") * slots >> 64


def panel(
    run: Replayable,
    people: Sequence[int],
    progress: Callable[[CohortProgress], None] = lambda _: None,
) -> pa.Table:
    """Return the panel of some people of a run: a row for each person and month.

    Parameters
    ----------
    people
        Their numbers.
    progress
        Called before the first township and after each.

    Raises
    ------
    UsageError
        If somebody does not exist.
    VerificationError
        If a replay does not come to the state of the run.
    """
    from sincerity.society.attributes import describe

    by_township: dict[int, list[int]] = defaultdict(list)
    for person in sorted(set(people)):
        by_township[run.township_of(person)].append(person)
    columns: dict[str, list[Any]] = {name: [] for name in MEANINGS}
    progress(CohortProgress(0, len(by_township), 0))
    done = 0
    for finished, (township, numbers) in enumerate(sorted(by_township.items()), start=1):
        for watched in _watched(run, township, numbers):
            who = describe(run.compiled_society.blueprint, watched.slot)
            assert who is not None, "township_of has refused vacant places"
            _add_rows(columns, run, who, watched)
        done += len(numbers)
        progress(CohortProgress(finished, len(by_township), done))
    return _table(columns)


def _watched(run: Replayable, township: int, numbers: list[int]) -> list[Watched]:
    """Return people of one township who have been watched through all months."""
    from sincerity.lives.setting import Setting
    from sincerity.lives.tracer import Tracer

    setting = Setting(
        run.scheme, run.conduct, run.institutions, run.integration, str(run.asked["start"])
    )
    world = run.window(township)
    tracers = []
    for block in world.blocks:
        here = [n for n in numbers if block.first <= n < block.first + block.size]
        tracers.append(Tracer(setting, block, here))
    world.watch(lambda phase, block: tracers[block.index].after_phase(phase, block))
    world.run()
    return [person for tracer in tracers for person in tracer.people.values()]


def _add_rows(
    columns: dict[str, list[Any]], run: Replayable, person: Person, watched: Watched
) -> None:
    """Add a person's months to the columns."""
    blueprint = run.compiled_society.blueprint
    grades = {grade: n for n, grade in enumerate(run.frame.labels.grades)}
    lists = {listing: n for n, listing in enumerate(run.frame.labels.lists)}
    counts: Counter[tuple[int, str]] = Counter()
    for event in watched.events:
        if event.what in _COUNTED:
            counts[event.month, _COUNTED[event.what]] += 1
        if event.what == "record" and event.is_true is False:
            counts[event.month, "false_records"] += 1
    for month in watched.months:
        januaries = (blueprint.start_month - 1 + month.month - 1) // 12
        row: dict[str, Any] = {
            "person": person.slot,
            "month": month.month,
            "township": person.township,
            "household": person.household_start,
            "household_size": person.household_size,
            "age_years": person.age_years + (januaries if blueprint.ageing == "yearly" else 0),
            **{
                name: int(getattr(person, name))
                for name in ("sex", "urban", "work", "migrant", "party", "online", "driver")
            },
            "score": month.score,
            "grade": None if month.grade is None else grades[month.grade],
            "listed": sum(1 << lists[listing] for listing in month.lists),
            **{
                name: getattr(month, name)
                for name in ("means", "awareness", "certainty", "fear", "idle_months")
            },
            "charged": month.charged,
            "returned": month.returned,
            "closed_own": month.own.bit_count(),
            "closed_household": month.household.bit_count(),
            "closed_late": month.late.bit_count(),
            "perks": month.perks.bit_count(),
            **{
                f"wrongful_{n}": d.bit_count() for n, d in zip(BURDENS, month.wrongful, strict=True)
            },
            "false_records": counts[month.month, "false_records"],
            **{name: counts[month.month, name] for name in _COUNTED.values()},
        }
        for name, values in columns.items():
            values.append(row[name])


def _table(columns: dict[str, list[Any]]) -> pa.Table:
    """Return the columns as a table that says what each means."""
    import pyarrow as pa

    fields = [
        pa.field(
            name,
            pa.int64() if name in _WIDE else pa.int16(),
            nullable=name in _NULLABLE,
            metadata={"meaning": meaning},
        )
        for name, meaning in MEANINGS.items()
    ]
    schema = pa.schema(fields, metadata={"people": "all people are synthetic"})
    return pa.table(columns, schema=schema)


def require_panel_name(path: Path) -> None:
    """Refuse a name that no panel is written under; to be asked before anything is replayed.

    Raises
    ------
    UsageError
        The name does not end in .parquet or .csv.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError(f"a panel is written as {' or '.join(SUFFIXES)}, not '{path.suffix}'")


def write_panel(path: Path, table: pa.Table) -> None:
    """Write a panel durably: as its name ends, Parquet with a checksum on every page, or CSV.

    Only Parquet says in itself what its columns mean; see `MEANINGS`.

    Raises
    ------
    UsageError
        The name does not end in .parquet or .csv.
    """
    import polars as pl

    from sincerity.runs.parquet import write_table
    from sincerity.study.contrast_tables import write_csv

    require_panel_name(path)
    if path.suffix == ".csv":
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        write_csv(path, frame)
    else:
        write_table(path, table)
