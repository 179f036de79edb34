"""Approval of the scheme: what people think, what they say, and what a survey would hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group, group_names
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

Counts = npt.NDArray[np.int64]

ANSWERS = ("strongly_disapprove", "disapprove", "neutral", "approve", "strongly_approve")
"""The boxes of the survey, lowest first."""
REFUSED, PRIVATE, EXPRESSED, FAIRNESS = range(len(ANSWERS), len(ANSWERS) + 4)
APPROVES, DISAPPROVES = slice(3, 5), slice(0, 2)
FULL_BYTE = 255
RUNGS = ("unaware", "heard", "knows_rules", "knows_own_score")
AWARENESS_GROUPS = tuple(f"awareness={rung}" for rung in RUNGS)
_CAVEAT = "A scale of the model. Laid beside published surveys, never fitted to them."
_ASKED = "adults asked"

METRICS = (
    Metric(
        name="survey_asked",
        unit="people",
        meaning="Adults whom the survey of the month asks what they think of the scheme.",
        formula="survey summed over answers and refusals",
        counted=_ASKED,
        caveat="A sample that the laboratory draws; nobody in the model acts on it.",
    ),
    Metric(
        name="survey_refused_share",
        unit="share of those asked",
        meaning="Share of those asked who do not answer.",
        formula="survey.refused / survey_asked",
        counted=_ASKED,
        caveat="More refuse where people are afraid; a published share of answers leaves them out.",
    ),
    Metric(
        name="survey_share",
        item="answer",
        unit="share of those who answer",
        meaning="Share of those who answer who approve (the two upper boxes), are neutral, or "
        "disapprove (the two lower boxes).",
        formula="survey of the boxes / survey over all five boxes",
        counted="adults who answer",
        caveat="What is ticked, not what is thought: fear bends it. " + _CAVEAT,
    ),
    Metric(
        name="approval_private",
        unit="0 to 1",
        meaning="Mean private approval of those asked: what they think of the scheme.",
        formula="survey.private_sum / (255 * survey_asked)",
        counted=_ASKED,
        caveat="A scale of the model; no survey can see it.",
    ),
    Metric(
        name="approval_expressed",
        unit="0 to 1",
        meaning="Mean expressed approval of those asked: what they would say aloud.",
        formula="survey.expressed_sum / (255 * survey_asked)",
        counted=_ASKED,
        caveat="Higher than private approval where people are afraid.",
    ),
    Metric(
        name="approval_unsaid",
        unit="0 to 1",
        meaning="Expressed less private approval, on average: what is said and not thought.",
        formula="approval_expressed - approval_private",
        counted=_ASKED,
        caveat="Approval that fear makes is a cost, not a success.",
    ),
    Metric(
        name="fairness_sense",
        unit="0 to 1",
        meaning="Mean sense of fairness of those asked: whether what happens to people seems "
        "deserved.",
        formula="survey.fairness_sum / (255 * survey_asked)",
        counted=_ASKED,
        caveat="A scale of the model.",
    ),
    Metric(
        name="opinion_year",
        item="answer",
        unit="share of those who answer",
        meaning="The year's census of opinion: share of those who answered in any month of the "
        "year so far who approve, are neutral, or disapprove.",
        formula="survey_share over the months of the calendar year to date",
        counted="answers in the year so far",
        caveat="The same person may be asked more than once in a year. " + _CAVEAT,
    ),
)

_BOXES = {"approve": APPROVES, "neutral": slice(2, 3), "disapprove": DISAPPROVES}
_EXTRA = ("party", "migrant", "online")


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add what the survey hears by group, month by month and for each year."""
    if not tallies.survey.any():
        return
    by_class = by_group(tallies.survey.swapaxes(1, 2))  # month, column, group
    _add_levels(rows, by_class, group_names())
    _add_levels(rows, tallies.survey_aware.swapaxes(1, 2), AWARENESS_GROUPS)
    more = tallies.survey_groups.reshape(tallies.months, -1, by_class.shape[1]).swapaxes(1, 2)
    names = tuple(f"{name}={value}" for name in _EXTRA for value in ("no", "yes"))
    year = np.concatenate([by_class, more], axis=2)
    months = tallies.census_months.tolist()
    to_date = np.stack([_year_to_date(year, month, months) for month in months])
    for answer, boxes in _BOXES.items():
        answered = to_date[:, : len(ANSWERS)].sum(axis=1)
        rows.add(
            "opinion_year",
            share(to_date[:, boxes].sum(axis=1), answered),
            answered,
            item=answer,
            groups=(*group_names(), *names),
            months=[month + 1 for month in months],
        )


def _year_to_date(survey: Counts, month: int, decembers: list[int]) -> Counts:
    """Return the sum of the months after the census before, up to a month."""
    before = [other for other in decembers if other < month]
    total: Counts = survey[before[-1] + 1 if before else 0 : month + 1].sum(axis=0)
    return total


def _add_levels(rows: MetricRows, survey: Counts, groups: tuple[str, ...]) -> None:
    """Add answers and means of a table of [month, column, group]."""
    answered = survey[:, : len(ANSWERS)].sum(axis=1)
    asked = answered + survey[:, REFUSED]
    rows.add("survey_asked", asked, asked, groups=groups)
    rows.add("survey_refused_share", share(survey[:, REFUSED], asked), asked, groups=groups)
    for answer, boxes in _BOXES.items():
        part = share(survey[:, boxes].sum(axis=1), answered)
        rows.add("survey_share", part, answered, item=answer, groups=groups)
    for name, column in (
        ("approval_private", PRIVATE),
        ("approval_expressed", EXPRESSED),
        ("fairness_sense", FAIRNESS),
    ):
        rows.add(name, share(survey[:, column], FULL_BYTE * asked), asked, groups=groups)
    unsaid = survey[:, EXPRESSED] - survey[:, PRIVATE]
    rows.add("approval_unsaid", share(unsaid, FULL_BYTE * asked), asked, groups=groups)
