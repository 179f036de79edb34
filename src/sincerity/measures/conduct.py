"""What people did, and as plain counts what they did not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.codebook import PROTECTION_LEVELS, Codebook
from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="acts",
        item="kind",
        unit="acts",
        meaning="Acts of the kind done this month, seen or not.",
        formula="acts summed over the classes of the group",
        counted="residents of the group",
        caveat="Truth that no institution in the model can see.",
    ),
    Metric(
        name="acts_of_protection",
        item="level",
        unit="acts",
        meaning="Acts done this month of kinds that human-rights law protects absolutely, with "
        "permitted limits, or not at all.",
        formula="acts over the kinds of the level",
        counted="residents of the group",
        caveat="The level is that of the kind of conduct, not a judgement of any single act.",
    ),
    Metric(
        name="acts_harming_others",
        unit="acts",
        meaning="Acts done this month of kinds that harm someone else.",
        formula="acts over the kinds that harm others",
        counted="residents of the group",
    ),
    Metric(
        name="acts_undisturbed",
        item="kind",
        unit="acts",
        meaning="Acts of the kind that the same synthetic people would have done this month had "
        "nobody responded to the scheme.",
        formula="candidates open to the person whose acceptance word is below 1 / bound",
        counted="candidate acts of the kind",
        caveat="Under shared accidents: the same candidates with and without response, one coupling"
        " among many. It compares with law already in force, not with a world without law.",
    ),
    Metric(
        name="acts_not_done",
        item="kind",
        unit="acts",
        meaning="Acts of the kind that people would have done and did not; below zero when they "
        "did more.",
        formula="acts_undisturbed - acts",
        counted="candidate acts of the kind",
        caveat="A count under shared accidents: exactly zero where nothing responds.",
    ),
    Metric(
        name="cannot_pay_acts",
        item="kind",
        unit="acts",
        meaning="Acts of the kind by people who could not have paid, whatever they believed.",
        formula="cannot_pay_acts",
        counted="acts of the kind",
    ),
)


def measure(rows: MetricRows, tallies: Tallies, book: Codebook) -> None:
    """Add acts done by kind, protection and group, and the counts of acts not done."""
    residents = by_group(tallies.class_grade.sum(axis=2))
    acts = by_group(tallies.acts)  # month, kind, group
    for place, kind in enumerate(tallies.labels.kinds):
        rows.add("acts", acts[:, place], residents, item=kind)
        done = acts[:, place, 0]
        candidates = tallies.candidates[:, place]
        undisturbed = tallies.undisturbed[:, place]
        rows.add("acts_undisturbed", undisturbed, candidates, item=kind)
        rows.add("acts_not_done", undisturbed - done, candidates, item=kind)
        rows.add("cannot_pay_acts", tallies.cannot_pay_acts[:, place], done, item=kind)
    for level in PROTECTION_LEVELS:
        chosen = np.array(
            [book.kind_protection[kind] == level for kind in tallies.labels.kinds], dtype=np.bool_
        )
        rows.add("acts_of_protection", acts[:, chosen].sum(axis=1), residents, item=level)
    harming = np.array(
        [book.kind_harms_others[kind] for kind in tallies.labels.kinds], dtype=np.bool_
    )
    rows.add("acts_harming_others", acts[:, harming].sum(axis=1), residents)
