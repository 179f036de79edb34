"""What a world has counted: integer tables whose first axis is the month."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.phases.rows import CAUSES, ENTRY_CAUSES, EXIT_REASONS, TAINTS
from sincerity.phases.tally_arrays import (
    ATTEMPT_ENDS,
    AWARENESS_LEVELS,
    BULLETIN,
    BURDENS,
    FIRM_FATES,
    FIRM_TIPS,
    OBJECTION_STEPS,
    SINGLES,
    SURVEY,
    SURVEY_GROUPS,
    VOICES,
)

Array = npt.NDArray[Any]

CENSUS_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "work": ("none", "student", "farm", "wage", "self_employed", "official", "retired"),
    "migrant": ("no", "yes"),
    "party": ("no", "yes"),
    "online": ("no", "yes"),
    "undeterrable": ("no", "yes"),
}
"""Attributes that only the census counts, with their categories in order."""
CENSUS_CATEGORIES = max(len(labels) for labels in CENSUS_ATTRIBUTES.values())


PROBLEM_STEPS = ("arisen", "reported", "solved", "seen_by_centre")
"""What becomes of public problems: there are so many, people speak of so many, so many are solved,
and of so many the centre hears."""

COUNTY_VOICES = ("protesters", "speakers", "attention", "withdrawn")
"""A county's month: people who protested and who spoke online, whether superiors took notice, and
whether its grades were withdrawn."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the positions on the axes of `Tallies`."""

    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    grades: tuple[str, ...]
    """empty for a scheme without grades: then column 0 holds all covered people"""
    lists: tuple[str, ...]
    doors: tuple[str, ...]
    """sanctions, then perks"""
    sanctions: int = 0
    """how many of the doors are sanctions"""
    agencies: tuple[str, ...] = ()
    firm_kinds: tuple[str, ...] = ()
    firm_grades: tuple[str, ...] = ()
    causes: tuple[str, ...] = CAUSES
    entry_causes: tuple[str, ...] = ENTRY_CAUSES
    exit_reasons: tuple[str, ...] = EXIT_REASONS
    taints: tuple[str, ...] = TAINTS
    burdens: tuple[str, ...] = BURDENS
    attempt_ends: tuple[str, ...] = ATTEMPT_ENDS
    objection_steps: tuple[str, ...] = OBJECTION_STEPS
    firm_fates: tuple[str, ...] = FIRM_FATES
    firm_tips: tuple[str, ...] = FIRM_TIPS
    problems: tuple[str, ...] = PROBLEM_STEPS
    survey: tuple[str, ...] = SURVEY
    survey_groups: tuple[str, ...] = SURVEY_GROUPS
    voices: tuple[str, ...] = VOICES
    county_voices: tuple[str, ...] = COUNTY_VOICES
    awareness: tuple[str, ...] = AWARENESS_LEVELS
    bulletin: tuple[str, ...] = BULLETIN
    census: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(CENSUS_ATTRIBUTES))


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts by month (axis 0) and what `Counters` documents for the axes after it; all int64.

    Attributes
    ----------
    score_bin_edges
        [65] points: bin b holds scores from edge b up to, but not including, edge b + 1; scores
        outside fall into the end bins.
    unmatched, unscored, returned_points, clamped_points, certainty_sum, fear_sum
        [month] records at vacant slots; records of people not covered; points that fell due; points
        a floor or cap swallowed; sums of beliefs over residents.
    census_months
        [n] months (from 0) at whose end the census was taken.
    census
        [n, attribute, category, G + 1] residents; the last column counts those not covered.
    census_score_sum
        [n, attribute, category] points of covered people.
    """

    labels: Labels
    score_bin_edges: Array
    class_grade: Array
    class_score: Array
    score_sum: Array
    acts: Array
    undisturbed: Array
    candidates: Array
    cannot_pay_acts: Array
    records: Array
    rule_charges: Array
    rule_points: Array
    charged_people: Array
    agency_records: Array
    acts_watched: Array
    list_members: Array
    list_entries: Array
    list_entry_taint: Array
    list_exits: Array
    list_exit_months: Array
    list_reentries: Array
    reach: Array
    door_months: Array
    burden: Array
    burden_doors: Array
    burden_people: Array
    spill_months: Array
    spill_minor_months: Array
    stale_months: Array
    door_attempts: Array
    blocked_wrong: Array
    objections: Array
    performed: Array
    repaired: Array
    listed_by_means: Array
    firm_acts: Array
    firm_undisturbed: Array
    firm_victims: Array
    firm_prevented: Array
    firm_found: Array
    firm_missed: Array
    firm_tips: Array
    firm_fate: Array
    firm_grades: Array
    problems: Array
    survey: Array
    survey_aware: Array
    survey_groups: Array
    survey_counties: Array
    voices: Array
    county_voices: Array
    awareness: Array
    unmatched: Array
    unscored: Array
    returned_points: Array
    clamped_points: Array
    certainty_sum: Array
    fear_sum: Array
    falls_applied: Array
    falls_caused: Array
    idle_people: Array
    wronged_started: Array
    wronged_ended: Array
    wronged_months: Array
    wronged_again: Array
    sanctioned_months: Array
    objection_delay: Array
    workers_laid_off: Array
    firm_listed: Array
    firm_listed_entries: Array
    firms_open: Array
    census_months: Array
    census: Array
    census_score_sum: Array

    @property
    def months(self) -> int:
        """Number of months counted."""
        return len(self.class_grade)


@dataclass(slots=True)
class Census:
    """One count of the attributes that are too dear to count every month."""

    month: int
    residents: Array
    score_sum: Array


def gather(
    labels: Labels,
    edges: Array,
    months: list[dict[str, Array]],
    censuses: list[Census],
    blank: dict[str, Array],
) -> Tallies:
    """Return the tallies of the months counted so far; `blank` gives the shapes before any."""

    def stack(name: str) -> Array:
        return np.stack([month[name] for month in months or [blank]])[: len(months)]

    tables = {name: stack(name) for name in blank if name not in ("off_base", "bulletin", "cells")}
    singles, standing = tables.pop("singles"), tables.pop("standing")
    tables |= {name: singles[:, position] for position, name in enumerate(SINGLES)}
    tables["class_grade"] = standing.sum(axis=-1)
    tables["awareness"] = standing.sum(axis=2).swapaxes(1, 2)
    grades = max(len(labels.grades), 1) + 1
    shape = (len(censuses), len(CENSUS_ATTRIBUTES), CENSUS_CATEGORIES)
    residents = [census.residents for census in censuses]
    points = [census.score_sum for census in censuses]
    return Tallies(
        labels=labels,
        score_bin_edges=edges,
        census_months=np.array([census.month for census in censuses], dtype=np.int64),
        census=np.array(residents, dtype=np.int64).reshape(*shape, grades),
        census_score_sum=np.array(points, dtype=np.int64).reshape(shape),
        **tables,
    )
