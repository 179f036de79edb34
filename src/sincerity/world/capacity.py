"""Whether a world fits in memory, asked before anything is allocated."""

import os
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.conduct.groups import GROUPS
from sincerity.conduct.rates import monthly_bound
from sincerity.errors import CapacityError
from sincerity.scheme.compile import NO_RULE, CompiledScheme

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.parameters.model import Parameters

ITEM_BYTES = 4
"""One waiting return of points."""
SOCIETY_BYTES_PER_SLOT = 0.15
SCRATCH_BYTES_PER_SLOT = 80
"""Working memory of a thread for each slot of its block."""
FIXED_BYTES = 200 * 2**20
"""Compiled kernels and tables."""
_GROUP_LIMITS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (
        Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ),
)


def _group_room() -> int | None:
    """Return what a control group leaves this process, in bytes; None without a limit."""
    for limit, used in _GROUP_LIMITS:
        try:
            return int(limit.read_text()) - int(used.read_text())
        except (OSError, ValueError):  # no such group, or the word for "no limit"
            continue
    return None


def available_bytes() -> int:
    """Return the memory that can be had without swapping, in bytes."""
    free = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    free = int(line.split()[1]) * 1024
    except OSError:
        pass
    room = _group_room()
    return free if room is None else min(free, room)


def waiting_bytes_per_slot(
    scheme: CompiledScheme, conduct: "Conduct", parameters: "Parameters"
) -> float:
    """Return an upper estimate of the bytes of points waiting to return, for one slot.

    Everybody is taken to be of the class with the most, at bound rates, and every term to be full.
    """
    factor = Fraction(parameters["office.seen_factor"])
    months_by_kind = [
        sum(scheme.rules[rule].recovery_months for rule in rules if rule != NO_RULE)
        for rules in scheme.rule_at
    ]
    returning = [
        (kind, min(Fraction(1), Fraction(kind.seen.used) * factor) * months)
        for kind, months in zip(conduct.kinds, months_by_kind, strict=True)
        if months
    ]
    busiest = max(
        sum((monthly_bound(kind, group) * months for kind, months in returning), Fraction(0))
        for group in GROUPS
    )
    return float(ITEM_BYTES * busiest)


def needed_bytes(slots: int, column_bytes_per_slot: int, waiting: float, scratch_slots: int) -> int:
    """Return the memory a world is expected to take, in bytes."""
    per_slot = column_bytes_per_slot + waiting + SOCIETY_BYTES_PER_SLOT
    return round(slots * per_slot) + scratch_slots * SCRATCH_BYTES_PER_SLOT + FIXED_BYTES


def refuse_what_does_not_fit(
    slots: int, column_bytes_per_slot: int, waiting: float, scratch_slots: int
) -> None:
    """Refuse a world that needs more memory than there is.

    Parameters
    ----------
    slots
        Slots of the society.
    column_bytes_per_slot
        Bytes of all state columns.
    waiting
        Bytes of points waiting to return, for each slot.
    scratch_slots
        Slots of all threads' blocks together.

    Raises
    ------
    CapacityError
        With both figures in one sentence.
    """
    needed = needed_bytes(slots, column_bytes_per_slot, waiting, scratch_slots)
    available = available_bytes()
    if needed > available:
        raise CapacityError(
            f"this world needs about {needed / 2**30:.1f} GiB for {slots:,} places and"
            f" {available / 2**30:.1f} GiB are free; run a smaller society, or give it more memory"
        )
