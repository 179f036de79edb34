"""Faults in the phase tally: who is counted, and what a township learns of itself."""

from typing import Any

from sincerity.reference.tally import MEASURES
from tests.differential.faults.planting import Faults, always
from tests.differential.patching import Change


def _bulletin_counts_nobody(measure: str) -> Change:
    def wrapped(original: Any) -> Any:
        def tally(world: Any, *events: Any) -> None:
            original(world, *events)
            for town in world.bulletins[-1]:
                town[measure] = 0

        return tally

    return wrapped


FAULTS: Faults = {
    "nobody has the worst grade": {"tally.in_worst_band": always(False)},
    "nobody is visible": {"tally.is_visible": always(False)},
} | {
    f"the bulletin counts nobody {measure}": {"world.tally": _bulletin_counts_nobody(measure)}
    for measure in MEASURES
}
