"""Worlds that answer at once, by arithmetic on their inputs, so that the right result is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sincerity.measures.headline import NAMES
from sincerity.runs.model import RunInputs
from sincerity.society import CompiledSociety
from sincerity.study.cells import Outcome

SLOPE, ZERO = 2.0, 120
"""The difference in `burden_false` is SLOPE * (respond.caught - ZERO): it changes sign at ZERO."""


def answer(inputs: RunInputs) -> dict[str, float | int | None]:
    """Return outcome measures that depend on few inputs in ways that are easy to follow."""
    caught = int(inputs.parameters["respond.caught"])
    shared = inputs.integration == "one_store"
    found: dict[str, float | int | None] = dict.fromkeys(NAMES, 0)
    found["burden_false"] = 1000 + inputs.replicate + shared * SLOPE * (caught - ZERO)
    found["burden_false_rate"] = found["burden_false"] / 10
    found["burden_another_rate"] = 50 + caught if shared else 50
    found["burden_protected"] = 7 * caught
    found["people_wronged"] = 500 if shared else 100
    found["months_to_recover"] = None if inputs.replicate == 1 else 12.0
    found["blocked_attempts"] = int(inputs.parameters["respond.deterrence"] == "none")
    found["protected_acts_lost"] = caught if shared else 0
    return found


@dataclass
class FakeWorlds:
    """A stand-in for `run_world` that keeps what it was asked."""

    fails: Callable[[RunInputs], bool] = lambda inputs: False
    asked: list[RunInputs] = field(default_factory=list)

    def __call__(self, inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
        self.asked.append(inputs)
        if self.fails(inputs):
            raise ZeroDivisionError("a world that cannot be")
        return Outcome(answer(inputs), f"{len(self.asked):032x}", 0.5, {})
