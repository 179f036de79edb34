"""Targets made for tests, and worlds that answer by a formula: nothing here builds a world."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import numpy as np

from sincerity.calibrate.model import Targets
from sincerity.calibrate.readings import Seen
from sincerity.study.cells import Outcome

JUDGEMENT = {"source": "made-up", "mark": "M-"}


def row(name: str, value: float | None, **more: Any) -> dict[str, Any]:
    """Return a fitted row as a file has it."""
    plain: dict[str, Any] = {
        "id": name,
        "label": f"Row {name}",
        "role": "fitted",
        "reading": "listed",
        "until": "2014-12",
        "unit": "entries",
        "rounding": Decimal("0.5"),
        "discrepancy": {"value": Decimal(1), **JUDGEMENT},
        "source": "made-up",
        "mark": "V",
    }
    if value is not None:
        plain["value"] = Decimal(str(value))
    return plain | more


def free(name: str, low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return a free parameter as a file has it."""
    plain = {
        "id": name,
        "label": f"Parameter {name}",
        "meaning": "Something that moves a row.",
        "unit": "factor",
        "range": [Decimal(str(low)), Decimal(str(high))],
        "sets": [{"at": "parameters.office.seen_factor"}],
        **JUDGEMENT,
    }
    return plain | more


def targets(rows: list[dict[str, Any]], free_: list[dict[str, Any]], **more: Any) -> Targets:
    """Return targets of a run of two years."""
    plain: dict[str, Any] = {
        "schema": "targets/v1",
        "id": "made-up",
        "title": "Made up",
        "summary": "Made up for tests.",
        "sources": {"made-up": {"title": "Made up", "mark": "fictional"}},
        "run": {
            "society": "teaching-town",
            "from": "2014-01",
            "until": "2015-12",
            "rules": [{"from": "2014-01", "scheme": "court-list-2017"}],
        },
        "free": free_,
        "rows": rows,
        "lacks": ["Everything else."],
    }
    return Targets.model_validate(plain | more)


class Formula:
    """Stands in for `Bench.run`: every number is a formula of the values; counts its calls.

    Accidents move a number up and down by a known amount.
    """

    def __init__(self, formulas: Mapping[str, Any], accident: float = 0.0) -> None:
        self.formulas = formulas
        self.accident = accident
        self.calls: list[tuple[dict[str, Decimal], int]] = []

    def __call__(self, values: Mapping[str, Decimal], replicate: int) -> Outcome:
        self.calls.append((dict(values), replicate))
        numbers = {name: float(value) for name, value in values.items()}
        moved = self.accident if replicate % 2 else -self.accident
        found = {name: formula(**numbers) + moved for name, formula in self.formulas.items()}
        texts = {name: format(value, "f") for name, value in values.items()}
        return Outcome(found, f"{len(self.calls):032x}", 0.0, texts)


def seen(months: int = 24, start: str = "2014-01", **tables: Any) -> Seen:
    """Return what a world of so many months is read by; tables that are not given are zero."""
    from sincerity.calibrate.readings import month_number
    from sincerity.phases.rows import ENTRY_CAUSES, EXIT_REASONS

    labels = SimpleNamespace(
        lists=("refusing", "representatives"),
        doors=("no_flight", "no_high_speed_train", "no_soft_sleeper", "no_executive_post"),
        firm_grades=("A", "B", "C", "D"),
    )
    plain = {
        "labels": labels,
        "list_entries": np.zeros((months, 2, len(ENTRY_CAUSES)), dtype=np.int64),
        "list_exits": np.zeros((months, 2, len(EXIT_REASONS)), dtype=np.int64),
        "firm_listed_entries": np.zeros(months, dtype=np.int64),
        "door_attempts": np.zeros((months, 4, 3), dtype=np.int64),
        "list_members": np.zeros((months, 2, 144), dtype=np.int64),
        "listed_by_means": np.zeros((months, 3), dtype=np.int64),
        "firm_grades": np.zeros((months, 5), dtype=np.int64),
        "objections": np.zeros((months, 2, 3), dtype=np.int64),
    }
    tallies: Any = SimpleNamespace(**(plain | tables))
    return Seen(tallies, month_number(start))
