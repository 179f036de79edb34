"""What a study must not do: look for settings. No key of a study file orders or picks worlds.

A study that could be told to find the setting with most compliance, most detection or fewest
protests would be a tool for building a regime. So there is nothing to tell: every world that is
run is shown, in the order of the file. Words that ask for more are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sincerity.designs.faults import Fault
from sincerity.measures.contrast import NEVER_RANKED
from sincerity.measures.headline import NAMES
from sincerity.scheme.nodes import Path

__all__ = ["SEEKING", "faults_of_seeking", "may_be_ordered"]

SEEKING = frozenset({
    "objective", "objectives", "optimise", "optimize", "optimiser", "optimizer", "maximise",
    "maximize", "minimise", "minimize", "goal", "goals", "target", "targets", "reward", "loss",
    "cost_function", "fitness", "utility", "best", "worst", "search", "tune", "fit", "sort",
    "order", "rank", "ranking", "top", "bottom", "filter", "where", "keep", "drop", "select",
    "only_if", "keep_if", "drop_if", "stop_when", "until", "constraint", "constraints",
    "subject_to", "threshold",
})  # fmt: skip
"""Words, alone or with `_by` behind them, that would ask a study to look for something."""

_FREE = frozenset({"settings", "set"})
"""Mappings whose keys are names of other files."""


def may_be_ordered(measure: str) -> bool:
    """Say whether assumptions may stand in the order of their effect on a measure."""
    return measure not in NEVER_RANKED


def faults_of_seeking(data: Any, path: Path = ()) -> Iterator[Fault]:
    """Yield every key of a study file that asks it to look for something, and take it out.

    Parameters
    ----------
    data
        Plain values of the file; what is refused here is removed, so that no second fault is told
        of it.
    """
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from faults_of_seeking(item, (*path, number))
        return
    if not isinstance(data, dict):
        return
    for key in list(data):
        if _asks(key):
            yield _fault(key, data.pop(key), (*path, key))
        elif key not in _FREE:
            yield from faults_of_seeking(data[key], (*path, key))


def _asks(key: str) -> bool:
    """Say whether a key asks a study to look for something."""
    word = re.sub(r"[-\s]", "_", key.strip().lower())
    return word in SEEKING or word.removesuffix("_by") in SEEKING


def _fault(key: str, value: Any, path: Path) -> Fault:
    """Return the refusal of a key, with the measure that it would have gone by."""
    words = set(re.findall(r"[a-z_]+", str(value).lower()))
    named = next((name for name in NAMES if name in words), None)
    message = f"a study has no '{key[:40]}': it shows every world that it runs, in their order"
    if named in NEVER_RANKED:
        message += f", and looks for none by '{named}'"
    return Fault("E801", path, message, help="remove it; name what to show under 'measures'")
