"""Where scores lie: mean, histogram, and quantiles as far as the histogram can bound them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import Counts, by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

PER_CENT = (5, 25, 50, 75, 95)
"""The quantiles reported, per cent."""

METRICS = (
    Metric(
        name="score_mean",
        unit="points",
        meaning="Mean score of covered people, as the scheme reads it.",
        formula="score_sum / covered",
        counted="covered people of the group",
        caveat="Most people stand at the starting value, so a small change of the mean can be a "
        "large change for a few.",
    ),
    Metric(
        name="score_count",
        item="lowest score of the bin",
        unit="people",
        meaning="Covered people whose score lies in the bin that begins at the score named.",
        formula="class_score of the bin",
        counted="covered people of the group",
        caveat="The first and the last bin also hold all scores beyond them.",
    ),
    Metric(
        name="score_quantile_low",
        item="quantile",
        unit="points",
        meaning="The quantile of the score is at least this.",
        formula="lower edge of the first bin whose cumulated count reaches the quantile",
        counted="covered people of the group",
        caveat="A bound from a histogram, not the quantile itself; the first and the last bin also "
        "hold all scores beyond them.",
    ),
    Metric(
        name="score_quantile_high",
        item="quantile",
        unit="points",
        meaning="The quantile of the score is below this.",
        formula="upper edge of the first bin whose cumulated count reaches the quantile",
        counted="covered people of the group",
        caveat="A bound from a histogram, not the quantile itself; the first and the last bin also "
        "hold all scores beyond them.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add mean, histogram and bin-bound quantiles of the score, by month and group."""
    histogram = by_group(tallies.class_score.swapaxes(1, 2))  # month, bin, group
    edges = np.asarray(tallies.score_bin_edges, dtype=np.int64)
    covered = histogram.sum(axis=1)
    rows.add("score_mean", share(by_group(tallies.score_sum), covered), covered)
    for place in range(histogram.shape[1]):
        rows.add("score_count", histogram[:, place], covered, item=str(edges[place]))
    for per_cent in PER_CENT:
        low, high = quantile_bounds(histogram, edges, per_cent)
        rows.add("score_quantile_low", low, covered, item=f"p{per_cent:02d}")
        rows.add("score_quantile_high", high, covered, item=f"p{per_cent:02d}")


def quantile_bounds(
    histogram: Counts, edges: Counts, per_cent: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """
    Return the edges of the bin that holds the quantile.

    The quantile is the smallest score that at least `per_cent` of 100 people do not exceed. The
    histogram says in which bin it lies and nothing finer.

    Parameters
    ----------
    histogram
        Counts, [month, bin, group].
    edges
        Edges of the bins, points, one more than there are bins, rising.
    per_cent
        Quantile, 1 to 100.

    Returns
    -------
    tuple
        Lowest and first higher score of the bin, [month, group]; NaN where nobody is counted.
    """
    cumulated = histogram.cumsum(axis=1)
    people = cumulated[:, -1]
    # integers on both sides: 100 * count against per_cent * people, so no rounding can decide
    reached = 100 * cumulated >= per_cent * people[:, None]
    place = reached.argmax(axis=1)
    low = np.where(people > 0, edges[place].astype(np.float64), np.nan)
    high = np.where(people > 0, edges[place + 1].astype(np.float64), np.nan)
    return low, high
