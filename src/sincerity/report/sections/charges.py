"""Charges by why the record behind them exists."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Table
from sincerity.report.sections.tables import causes
from sincerity.report.wording import CAUSES


def by_cause(facts: Facts) -> dict[str, float]:
    """Return the charges over the run by the cause of their record: losses and gains."""
    return {cause: facts.total(f"charges_by_cause.{cause}") for cause in causes(facts)}


def table(facts: Facts) -> Table | None:
    """Return charges by cause, or None where nobody was charged."""
    counts = by_cause(facts)
    every = sum(counts.values())
    if not every:
        return None
    rows: list[list[Cell]] = [
        [CAUSES[cause], number, number / every] for cause, number in counts.items()
    ]
    rows.append(["All charges", every, 1.0])
    return Table(
        "Charges over the run, of losses and gains, by the cause of their record",
        [Col("Cause"), Col("Charges", "count"), Col("Share of all", "share")],
        rows,
        is_open=True,
    )
