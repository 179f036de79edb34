"""Grievance, open protest and outcry: who has something to complain of, and who is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

FULL_BYTE = 255
_NO_AIM = "Protest is protected: less of it is no aim, and more of it no failure."

METRICS = (
    Metric(
        name="aggrieved",
        unit="people",
        meaning="Adults before a closed door, once wrongly before one, living with somebody who "
        "is before one, or named on a published list of the blamed.",
        formula="voices.aggrieved",
        counted="residents of the group",
        caveat="No grievance of the model is about anything but doors and names.",
    ),
    Metric(
        name="grievance_mean",
        unit="0 to 1",
        meaning="Mean grievance of those who have one.",
        formula="voices.grievance_sum / (255 * aggrieved)",
        counted="aggrieved adults",
        caveat="A scale of the model.",
    ),
    Metric(
        name="protesters",
        unit="people",
        meaning="Adults who protest in the open in this month.",
        formula="voices.open",
        counted="aggrieved adults",
        caveat=_NO_AIM + " No threshold of protest was measured anywhere.",
    ),
    Metric(
        name="protest_silenced",
        unit="people",
        meaning="Adults who would protest in the open this month and do not, for fear.",
        formula="voices.open_silenced",
        counted="adults who protest or would",
        caveat="Exact within the model: the same person without fear. " + _NO_AIM,
    ),
    Metric(
        name="protest_silenced_share",
        unit="share of those who would protest",
        meaning="Share of the adults who would protest in the open who do not, for fear.",
        formula="protest_silenced / (protesters + protest_silenced)",
        counted="adults who protest or would",
        caveat="Rests on guessed weights. A high share is silence, not content.",
    ),
    Metric(
        name="speakers",
        unit="people",
        meaning="Adults with a grievance who speak of it online in this month.",
        formula="voices.online",
        counted="aggrieved adults",
        caveat="Beside the posts that the conduct catalogue counts; never a record.",
    ),
    Metric(
        name="outcry_silenced",
        unit="people",
        meaning="Adults with a grievance who would speak online this month and do not, for fear.",
        formula="voices.online_silenced",
        counted="aggrieved adults",
        caveat="Where visible punishment is set to raise speech, there are none.",
    ),
    Metric(
        name="counties_noticed",
        unit="counties",
        meaning="Counties of which superiors take notice in this month.",
        formula="county_voices.attention",
        counted="counties",
        caveat="Off unless a run sets outcry.attention.",
    ),
    Metric(
        name="counties_withdrawn",
        unit="counties",
        meaning="Counties whose grades are withdrawn in this month.",
        formula="county_voices.withdrawn",
        counted="counties",
        caveat="Only where the scheme says that grades can be withdrawn.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add grievances by group, who acts on them, and what counties make of it."""
    if not tallies.voices.any() and not tallies.county_voices.any():
        return
    aggrieved, grievance, openly, held, online, unsaid = by_group(
        tallies.voices.swapaxes(1, 2)
    ).swapaxes(0, 1)
    residents = by_group(tallies.class_grade.sum(axis=2))
    rows.add("aggrieved", aggrieved, residents)
    rows.add("grievance_mean", share(grievance, FULL_BYTE * aggrieved), aggrieved)
    rows.add("protesters", openly, aggrieved)
    rows.add("protest_silenced", held, openly + held)
    rows.add("protest_silenced_share", share(held, openly + held), openly + held)
    rows.add("speakers", online, aggrieved)
    rows.add("outcry_silenced", unsaid, aggrieved)
    counties = tallies.county_voices.sum(axis=1)  # month, column
    number = 0 * counties[:, 0] + tallies.county_voices.shape[1]
    rows.add("counties_noticed", counties[:, 2], number)
    rows.add("counties_withdrawn", counties[:, 3], number)
