"""What published surveys found people to answer: laid beside the model's survey, never fitted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published number on opinion.

    Parameters
    ----------
    id
        Short name.
    finding
        What was found, as a phrase.
    value
        The published share, or the change of one; 0 to 1.
    mark, source
        How well it is known, and who says so.
    beside
        What of the model's survey is laid beside it.
    """

    id: str
    finding: str
    value: float
    mark: str
    source: str
    beside: str


KOSTKA = "Kostka 2019: online survey of 2018"
PUBLISHED = (
    Published(
        id="approve",
        finding="Approve",
        value=0.80,
        mark="V",
        source=f"{KOSTKA}, about 80 %",
        beside="approve, of those who answer",
    ),
    Published(
        id="neutral",
        finding="Neither approve nor disapprove",
        value=0.19,
        mark="M+",
        source=KOSTKA,
        beside="neutral, of those who answer",
    ),
    Published(
        id="disapprove",
        finding="Disapprove",
        value=0.01,
        mark="M+",
        source=KOSTKA,
        beside="disapprove, of those who answer",
    ),
    Published(
        id="repression",
        finding="Change of mean support on learning of repressive use",
        value=-0.12,
        mark="V",
        source="Xu, Kostka, Cao 2022: experiment with 750 students",
        beside="expressed approval of those who know the rules, against those who heard",
    ),
    Published(
        id="pros_and_cons",
        finding="Change of the share who approve once good and bad sides were told",
        value=-0.24,
        mark="V",
        source="MERICS 2020: survey of students, from 53 to 29 %",
        beside="share who approve of those who know the rules, less that of those who heard",
    ),
)
"""The rows, in the order in which they are shown."""
