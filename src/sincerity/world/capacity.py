"""Whether a world fits in memory, asked before anything is allocated."""

import os

from sincerity.errors import CapacityError

WAITING_BYTES_PER_SLOT = 4
"""Room planned for points waiting to be given back, beside the columns."""
SOCIETY_BYTES_PER_SLOT = 0.1
FIXED_BYTES = 200 * 2**20
"""Compiled kernels, tables and threads' working memory."""


def available_bytes() -> int:
    """Return the memory that can be had without swapping, in bytes."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def needed_bytes(slots: int, column_bytes_per_slot: int) -> int:
    """Return the memory a world is expected to take, in bytes."""
    per_slot = column_bytes_per_slot + WAITING_BYTES_PER_SLOT + SOCIETY_BYTES_PER_SLOT
    return round(slots * per_slot) + FIXED_BYTES


def refuse_what_does_not_fit(slots: int, column_bytes_per_slot: int) -> None:
    """Raise CapacityError with the two figures if a world needs more than there is."""
    needed, available = needed_bytes(slots, column_bytes_per_slot), available_bytes()
    if needed > available:
        raise CapacityError(
            f"this world needs about {needed / 2**30:.1f} GiB for {slots:,} places and"
            f" {available / 2**30:.1f} GiB are free; run a smaller society, or give it more memory"
        )
