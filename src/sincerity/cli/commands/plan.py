"""`sincerity plan`: the phases of a month, what each reads and writes, and what each costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.console import Console, table

if TYPE_CHECKING:
    from sincerity.study import Study
    from sincerity.world.world import World

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Society = Annotated[
    str, typer.Option("--society", "-s", help="Name of a shipped society, or a society file.")
]
Time = Annotated[
    int, typer.Option("--time", metavar="MONTHS", help="Run so many months and show the cost.")
]
Threads = Annotated[int, typer.Option("--threads", help="Worker threads while timing.")]


def execute(
    scheme: Scheme = "suining-2010",
    society: Society = "teaching-town",
    time: Time = 0,
    threads: Threads = 1,
    *,
    console: Console,
) -> None:
    """Print the phases of a month in order: purpose, columns read and written, cost if timed."""
    from sincerity.errors import UsageError
    from sincerity.study import Study
    from sincerity.world.month import ORDER

    if time < 0:
        raise UsageError("--time takes a number of months from 0")
    study = Study(scheme, society, threads=threads)
    world = study.world(timed=time > 0)
    rows: list[dict[str, Any]] = [
        {"order": order, **phase} for order, phase in enumerate(world.plan.describe(), start=1)
    ]
    if time:
        cost = nanoseconds_a_person_month(study, world, time)
        for row in rows:
            row["ns_per_person_month"] = cost[row["name"]]
    absent = [name for name in ORDER if name not in {row["name"] for row in rows}]
    console.result(
        {"scheme": scheme, "society": society, "phases": rows, "absent": absent},
        f"{_text(rows)}\n\nnot in this world: {', '.join(absent)}",
    )


def nanoseconds_a_person_month(study: Study, world: World, months: int) -> dict[str, float]:
    """Return the thread time of each phase for one resident and month, nanoseconds.

    Another world runs the same months first, so that no time of loading or compiling kernels is
    counted, not even of those that only one month of the year needs.
    """
    study.world().run(months)
    world.run(months)
    person_months = world.society.n_residents * months
    return {
        name: round(seconds * 1e9 / person_months, 3)
        for name, seconds in world.timing.phase_seconds.items()
    }


def _text(rows: list[dict[str, Any]]) -> str:
    """Return the plan as a table followed by what each phase reads and writes."""
    timed = "ns_per_person_month" in rows[0]
    headings = ["", "phase", *(["ns/person-month"] if timed else []), "purpose"]
    keys = ["order", "name", *(["ns_per_person_month"] if timed else []), "purpose"]
    lines = [table(headings, [[row[key] for key in keys] for row in rows]), ""]
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        lines.append(
            f"{row['name']:<{width}}  reads {row['reads'] or 'nothing'}; "
            f"writes {row['writes'] or 'nothing'}"
        )
    return "\n".join(lines)
