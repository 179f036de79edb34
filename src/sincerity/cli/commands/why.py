"""`sincerity why`: one month of a synthetic person's life, with everything that led to it."""

from __future__ import annotations

from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.people import Against, RunFolder, month_number, opened

Person = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the synthetic person.")]
Month = Annotated[
    str, typer.Option("--month", help="Month of the run from 1, or of the calendar: 2011-03.")
]


def execute(
    run: RunFolder, number: Person, month: Month, against: Against = None, *, console: Console
) -> None:
    """Explain one month of a synthetic person's life, step by step, back to the first cause."""
    from sincerity.lives.text import require_month
    from sincerity.study.lives import require_same_people

    lives = opened(run, console)
    both = [lives] if against is None else [lives, opened(against, console)]
    asked = month_number(month, lives.setting.start)
    if against is not None:
        require_same_people(*both)
    found = [one.life(number) for one in both]
    for life in found:
        require_month(life, asked)
    data = [
        {
            "run": life.run,
            "who": life.who.to_json(),
            "month": life.months[asked - 1].to_json(),
            "steps": [told.to_json() for told in life.chain(life.of_month(asked))],
        }
        for life in found
    ]
    text = "\n\n".join(life.why(asked) for life in found)
    console.result({"kind": "why", "people": "all people are synthetic", "lives": data}, text)
