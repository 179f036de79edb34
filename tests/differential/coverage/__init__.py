"""What generated worlds make happen: a test of the test.

Functions of the twin are wrapped so that every event of the model that matters is counted while
worlds are compared. `EVENTS` names them all; a world generator that stops reaching one of them
would let a fault there pass unseen. There is a module for each part of the month.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from tests.differential.coverage import (
    beliefs,
    doors,
    entries,
    firms,
    life,
    points,
    records,
    remedies,
    voices,
)
from tests.differential.patching import patched

_PARTS = (life, firms, records, points, entries, doors, beliefs, remedies, voices)
EVENTS = tuple(event for part in _PARTS for event in part.EVENTS)
"""Everything that generated worlds have to reach."""


@contextmanager
def watching() -> Iterator[Counter[str]]:
    """Count events of all twins that run inside the block."""
    seen: Counter[str] = Counter()
    with ExitStack() as stack:
        for part in _PARTS:
            # One part after the other: two may watch the same function.
            changes = {target: partial(watcher, seen) for target, watcher in part.WATCHERS}
            stack.enter_context(patched(changes))
        yield seen
