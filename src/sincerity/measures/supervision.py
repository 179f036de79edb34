"""Closer watching: how many acts are seen of the watched, and how many of everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

WATCHED = ("others", "watched")
"""People who are not, and who are, watched more closely; positions in the tally."""

METRICS = (
    Metric(
        name="acts_watched",
        item="whom",
        unit="acts",
        meaning="Acts done this month by people who are watched more closely, or by all others.",
        formula="acts_watched, done",
        counted="the same acts",
        caveat="Acts of every kind, good deeds and protected acts among them.",
    ),
    Metric(
        name="acts_seen",
        item="whom",
        unit="acts",
        meaning="Acts of this month that at least one agency saw, whether or not a record of them "
        "arrives.",
        formula="acts_watched, seen",
        counted="acts done by the same people",
    ),
    Metric(
        name="seen_share",
        item="whom",
        unit="share of acts",
        meaning="Share of the acts of the watched, or of all others, that at least one agency saw.",
        formula="acts_seen / acts_watched",
        counted="acts done by the same people",
        caveat="The two do different things: a higher share shows closer watching and other acts "
        "together.",
    ),
    Metric(
        name="seen_ratio",
        unit="ratio",
        meaning="How many times as large the share of acts seen is among the watched as among all "
        "others.",
        formula="seen_share.watched / seen_share.others",
        counted="acts done by the watched",
        caveat="Below the factor of the scheme where a chance would pass one, or where the watched "
        "do other things.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add acts done and seen, of the watched and of others, where anybody is watched."""
    if not tallies.acts_watched[:, 1].any():
        return
    shares = {}
    for place, whom in enumerate(WATCHED):
        done, seen = tallies.acts_watched[:, place, 0], tallies.acts_watched[:, place, 1]
        shares[whom] = share(seen, done)
        rows.add("acts_watched", done, done, item=whom)
        rows.add("acts_seen", seen, done, item=whom)
        rows.add("seen_share", shares[whom], done, item=whom)
    rows.add(
        "seen_ratio", share(shares["watched"], shares["others"]), tallies.acts_watched[:, 1, 0]
    )
