"""What a survey hears and who speaks up, read off the counts; and no praise of silence."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest

from sincerity.measures import approval, protest
from sincerity.measures.published_opinion import PUBLISHED
from sincerity.world.tallies import Tallies
from tests.measures.tables import everything, frame_of, pick

MONTH = 7


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return everything()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


def test_that_answers_are_shares_of_those_who_answer_and_refusals_of_those_asked(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    heard = tallies.survey[MONTH - 1].sum(axis=0)
    answered, asked = heard[:5].sum(), heard[:6].sum()
    assert (asked, asked) == pick(metrics, "survey_asked", MONTH)
    refused = (pytest.approx(heard[5] / asked), asked)
    assert refused == pick(metrics, "survey_refused_share", MONTH)
    for name, boxes in (
        ("approve", heard[3:5]),
        ("neutral", heard[2:3]),
        ("disapprove", heard[:2]),
    ):
        share = (pytest.approx(boxes.sum() / answered), answered)
        assert share == pick(metrics, f"survey_share.{name}", MONTH)
    levels = {"approval_private": 6, "approval_expressed": 7, "fairness_sense": 8}
    for name, column in levels.items():
        assert (pytest.approx(heard[column] / 255 / asked), asked) == pick(metrics, name, MONTH)
    unsaid = (heard[7] - heard[6]) / 255 / asked
    assert (pytest.approx(unsaid), asked) == pick(metrics, "approval_unsaid", MONTH)


def test_that_the_census_of_opinion_takes_the_months_of_the_calendar_year(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    for months, last in ((slice(0, 12), 12), (slice(12, 14), 14)):
        heard = tallies.survey[months].sum(axis=(0, 1))
        answered = heard[:5].sum()
        share = (pytest.approx(heard[3:5].sum() / answered), answered)
        assert share == pick(metrics, "opinion_year.approve", last)
        party = tallies.survey_groups[months, 0, 1].sum(axis=0)
        share = (pytest.approx(party[3:5].sum() / party[:5].sum()), party[:5].sum())
        assert share == pick(metrics, "opinion_year.approve", last, "party=yes")


def test_that_those_silenced_are_counted_beside_those_who_speak(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    voices = tallies.voices[MONTH - 1].sum(axis=0)
    aggrieved, grievance, openly, held, online, unsaid = voices
    assert aggrieved == pick(metrics, "aggrieved", MONTH)[0]
    mean = (pytest.approx(grievance / 255 / aggrieved), aggrieved)
    assert mean == pick(metrics, "grievance_mean", MONTH)
    assert (openly, aggrieved) == pick(metrics, "protesters", MONTH)
    assert (held, openly + held) == pick(metrics, "protest_silenced", MONTH)
    share = (pytest.approx(held / (openly + held)), openly + held)
    assert share == pick(metrics, "protest_silenced_share", MONTH)
    assert (online, aggrieved) == pick(metrics, "speakers", MONTH)
    assert (unsaid, aggrieved) == pick(metrics, "outcry_silenced", MONTH)
    months = range(1, tallies.months + 1)
    assert 1 == sum(pick(metrics, "counties_noticed", month)[0] for month in months)


def test_that_a_world_without_survey_or_grievance_has_no_rows_of_them(tallies: Tallies) -> None:
    silent = {
        name: np.zeros_like(getattr(tallies, name))
        for name in (
            "survey",
            "survey_aware",
            "survey_groups",
            "survey_counties",
            "voices",
            "county_voices",
        )
    }
    frame = frame_of(dataclasses.replace(tallies, **silent))
    named = {metric.name for metric in (*approval.METRICS, *protest.METRICS)}
    assert not named & {name.partition(".")[0] for name in frame["metric"].unique()}


def test_that_no_measure_of_voices_praises_silence() -> None:
    text = " ".join(m.meaning + m.caveat for m in (*approval.METRICS, *protest.METRICS)).lower()
    for word in ("stability", "order is", "success rate", "effective", "improve"):
        assert word not in text


def test_that_published_rows_have_a_mark_and_a_source_and_are_shares() -> None:
    assert {"approve", "neutral", "disapprove"} <= {row.id for row in PUBLISHED}
    for row in PUBLISHED:
        assert row.mark in {"V", "V*", "M+"}
        assert row.source
        assert -1 <= row.value <= 1
