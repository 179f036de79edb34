"""Outcome measures of a run against counts that were written by hand."""

from __future__ import annotations

import pytest

from sincerity.measures.headline import HEADLINES, NAMES, headline, headline_named
from sincerity.phases.rows import ENTRY_CAUSES
from sincerity.phases.tally_arrays import BURDENS, Counters
from tests.study.counted import CODEBOOK, counted


def january(c: Counters, singles: dict[str, int]) -> None:
    """Fill a month of 2,000 residents in which things go wrong."""
    c.base.standing[5, 0, 0] = 1_500
    c.base.standing[90, 1, 2] = 500
    c.base.acts[0, 5] = 30
    c.base.acts[1, 5], c.base.acts[1, 7] = 4, 2
    c.base.undisturbed[:] = [40, 10, 3, 1]
    c.base.records[0] = [12, 3, 2, 1, 0]
    c.base.records[1] = [4, 0, 0, 0, 2]
    c.base.records[2] = [9, 1, 0, 0, 0]
    c.lists.list_entries[0] = [5, 2, 1, 1, 0, 3, 0, 4]
    c.lists.list_exits[0] = [1, 0, 0, 2, 0]
    c.lists.list_members[0, 5] = 20
    c.lists.reach[0] = [9, 36, 200]
    c.doors.burden[0, 5], c.doors.burden[0, 6], c.doors.burden[3, 5] = 7, 1, 10
    c.doors.spill_months[:] = [6, 4]
    c.doors.door_months[0, 5], c.doors.door_months[1, 6], c.doors.stale_months[0] = 30, 10, 2
    c.doors.door_attempts[:] = [[5, 1, 1], [2, 0, 0]]
    c.doors.blocked_wrong[:] = [1, 2]
    c.remedy.objections[:] = [[3, 2, 0], [5, 1, 2]]
    c.firms.firm_victims[0], c.firms.firm_prevented[0], c.firms.firm_missed[0] = 80, 20, 4
    singles |= {"wronged_started": 6, "wronged_months": 6, "objection_delay": 20}


def february(c: Counters, singles: dict[str, int]) -> None:
    """Fill a month in which some recover and one is wronged again."""
    c.base.standing[5, 0, 0] = 2_000
    c.lists.list_members[0, 5] = 30
    c.doors.burden[0, 5] = 4
    singles |= {"wronged_started": 2, "wronged_again": 1, "wronged_ended": 4, "wronged_months": 4}


def test_that_each_measure_is_what_the_counts_say() -> None:
    found = headline(counted(january, february), CODEBOOK)
    assert (12, 0, 0, 10, 0) == tuple(found[f"burden_{name}"] for name in BURDENS)
    assert 12 * 12_000 / 4_000 == found["burden_false_rate"]
    assert 10 * 12_000 / 4_000 == found["burden_cannot_pay_rate"]
    assert 8 - 1 == found["people_wronged"]
    assert 10 / 4 == found["months_to_recover"]
    assert 10 / 50 == found["spillover"]
    assert 10 / 40 == found["spillover_per_own"]
    assert 30 + 10 + 10 + 2 == found["sanction_months"]
    assert 36 / 9 == found["reach"]
    entries = tuple(found[f"entries_by_{cause}"] for cause in ENTRY_CAUSES)
    assert (5, 2, 1, 1, 0, 3, 0, 4) == entries
    assert 13 / 16 == found["never_returned_share"]
    assert 9 / 34 == found["false_record_share"]
    assert 12 / 24 == found["record_precision"]  # of theft and petition; donations are no offence
    assert 12 / 30 == found["record_recall"]
    assert (5 - 4) / 9 == found["entry_precision_at_least"]  # four of the true ones are petitions
    assert (7, 3) == (found["blocked_attempts"], found["blocked_wrong"])
    assert (8, 3, 20 / 5) == (
        found["objections_filed"],
        found["objections_upheld"],
        found["objection_delay"],
    )
    assert 10 - 6 == found["protected_acts_lost"]
    assert 40 - 30 == found["harms_prevented"]
    assert (20, 80, 4) == (
        found["victims_prevented"],
        found["victims_of_firms"],
        found["firm_acts_missed"],
    )


def test_that_a_share_of_nothing_is_no_number_and_counts_are_zero() -> None:
    found = headline(counted(lambda c, singles: None), CODEBOOK)
    shares = [m.name for m in HEADLINES if m.form != "count"]
    assert {None} == {found[name] for name in shares}
    assert {0} == {found[m.name] for m in HEADLINES if m.form == "count"}


def test_that_finding_more_protected_acts_improves_nothing() -> None:
    """More records of petitions lower precision and leave the rest of the finding as it is."""

    def watched(c: Counters, singles: dict[str, int]) -> None:
        january(c, singles)
        c.base.records[1, 0] += 1

    before, after = (headline(counted(fill), CODEBOOK) for fill in (january, watched))
    assert after["record_precision"] < before["record_precision"]  # type: ignore[operator]
    for name in ("record_recall", "harms_prevented", "protected_acts_lost"):
        assert before[name] == after[name]


def test_that_every_measure_is_explained_and_comes_in_its_order() -> None:
    assert NAMES == tuple(headline(counted(january), CODEBOOK))
    assert len(NAMES) == len(set(NAMES))
    for measure in HEADLINES:
        assert measure.label, measure.name
        assert measure.unit, measure.name
        assert measure.formula, measure.name
        assert measure.meaning.endswith("."), measure.name
    assert "people" == headline_named("people_wronged").unit
    with pytest.raises(KeyError, match="burden_false"):
        headline_named("score_of_the_scheme")


def test_that_the_five_columns_of_burden_are_never_added_up() -> None:
    assert not [name for name in NAMES if name in ("burden", "burden_all", "burden_total")]
    assert 2 * len(BURDENS) == len([name for name in NAMES if name.startswith("burden_")])
