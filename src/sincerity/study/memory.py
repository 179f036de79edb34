"""How much memory the process has taken at most, as the operating system counted it."""

from __future__ import annotations

import sys

_BYTES_PER_MB = 1_000_000


def peak_rss_mb() -> float:
    """Return the largest resident memory of this process so far, MB (10^6 bytes)."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    in_bytes = peak if sys.platform == "darwin" else peak * 1024  # Linux counts in KiB
    return in_bytes / _BYTES_PER_MB
