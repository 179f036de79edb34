"""Small stand-ins for inputs and result, so that run folders can be tested without a world."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from sincerity.runs.model import RunInputs, RunResult
from tests.measures.fake_tallies import fake_tallies

KINDS = (
    ("red_light", "traffic", "none", "harm", 1.5, True),
    ("worship", "belief", "absolute", "neutral", 2.0, False),
    ("good_deed", "honour", "none", "good", 2.0, False),
)


@dataclass(frozen=True)
class FakeInput:
    """An input that knows its id and writes itself."""

    id: str
    text: str
    rules: tuple[Any, ...] = ()
    kinds: tuple[Any, ...] = ()
    sanctions: tuple[Any, ...] = ()
    perks: tuple[Any, ...] = ()
    lists: tuple[Any, ...] = ()

    def to_resolved_yaml(self) -> str:
        return self.text


def fake_inputs(*, seed: int = 1, study: str = "suining-2010", **more: Any) -> RunInputs:
    """Return inputs of a small scheme with two rules that take points and one that gives."""
    kinds = tuple(
        SimpleNamespace(
            id=name,
            domain=domain,
            protection=SimpleNamespace(level=level),
            sign=sign,
            bound=bound,
            harms_others=harms,
            who=(),
        )
        for name, domain, level, sign, bound, harms in KINDS
    )
    rules = tuple(
        SimpleNamespace(
            id=k[0],
            on=SimpleNamespace(kind=k[0]),
            lowest_points=10 if k[3] == "good" else -10,
            highest_points=10 if k[3] == "good" else -10,
        )
        for k in KINDS
    )
    doors = (SimpleNamespace(id="no_licence"),), (SimpleNamespace(id="school_place"),)
    return RunInputs(
        study=study,
        scheme=FakeInput(
            "suining-2010", "id: suining-2010\n", rules=rules, sanctions=doors[0], perks=doors[1]
        ),
        society=FakeInput("county", "id: county\n"),
        conduct=FakeInput("base", "id: base\n", kinds=kinds),
        parameters=FakeInput("base", "id: base\n"),
        months=3,
        seed=seed,
        **more,
    )


def fake_result(months: int = 3) -> RunResult:
    """Return a result with made-up counts."""
    bulletins = np.arange(months * 4 * 2, dtype=np.int64).reshape(months, 4, 2)
    return RunResult(
        tallies=fake_tallies(months=months, people_per_class=8),
        digest="ab" * 16,
        residents=144 * 8,
        bulletins=bulletins,
        bulletin_measures=("visible", "charged"),
        seconds=0.25,
        threads=2,
        bytes_per_person=9.5,
        peak_rss_mb=120.0,
        notes=({"event": "started"},),
    )
