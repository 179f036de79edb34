"""Grades and scores by attributes that the class does not hold: work, migrant, party, online."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """
    Add the metrics of grades and scores for census groups.

    The census is taken each December and at the last month, so these groups have rows for those
    months only.
    """
    months = tuple(int(month) + 1 for month in tallies.census_months)
    if not months:
        return
    for attribute, (axis, values) in enumerate(tallies.labels.census.items()):
        groups = tuple(f"{axis}={value}" for value in values)
        people = tallies.census[:, attribute, : len(values)]  # year, category, grade
        residents, covered = people.sum(axis=2), people[:, :, :-1].sum(axis=2)
        score_sum = tallies.census_score_sum[:, attribute, : len(values)]
        for name, value, counted in (
            ("residents", residents, residents),
            ("covered", covered, covered),
            ("covered_share", share(covered, residents), residents),
            ("score_mean", share(score_sum, covered), covered),
        ):
            rows.add(name, value, counted, groups=groups, months=months)
        for place, grade in enumerate(tallies.labels.grades):
            standing = people[:, :, place]
            for name, value in (
                ("grade_count", standing.astype(np.float64)),
                ("grade_share", share(standing, covered)),
            ):
                rows.add(name, value, covered, item=grade, groups=groups, months=months)
