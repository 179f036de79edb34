"""Constants that several modules keep, because layers may not import each other, are one number."""

from typing import Any

import pytest

from sincerity.conduct import firms as conduct_firms
from sincerity.conduct import model as conduct_model
from sincerity.phases import (
    buffers,
    conduct,
    firm_state,
    grades,
    lists,
    memory,
    rows,
    score,
    tally_arrays,
)
from sincerity.reference import events, firm_rules, state
from sincerity.reference import tally as twin_tally
from sincerity.scheme import _ledger, arithmetic, compile, model, quantities
from sincerity.society import codes
from sincerity.study import study
from sincerity.world import state as columns
from sincerity.world import world

SAME: dict[str, tuple[Any, list[Any]]] = {
    "points a stored score reaches upwards": (
        30_000,
        [arithmetic.HARD_CAP, compile.HARD_CAP, model.SCORE_LIMIT, score.HARD_LIMIT],
    ),
    "points a stored score reaches downwards": (
        -30_000,
        [arithmetic.HARD_FLOOR, compile.HARD_FLOOR, -model.SCORE_LIMIT, -score.HARD_LIMIT],
    ),
    "months left of a listing without end": (
        255,
        [
            lists.PERMANENT,
            compile.PERMANENT_MONTHS,
            firm_state.PERMANENT,
            firm_rules.PERMANENT,
        ],
    ),
    "stages of a kind": (3, [buffers.MAX_STAGES, compile.MAX_STAGES, conduct_model.MAX_STAGES]),
    "sectors of firms": (codes.FIRM_SECTORS, [conduct_firms.SECTORS]),
    "sizes of firms": (codes.FIRM_SIZES, [conduct_firms.SIZES]),
    "ownership of firms": (codes.OWNERSHIPS, [conduct_firms.OWNERSHIPS]),
    "months of a society that ages": (60, [world.MAX_MONTHS_AGEING, study.MAX_MONTHS_AGEING]),
    "score of nobody": (-(2**15), [conduct.NOT_COVERED, state.NOT_COVERED]),
    "byte of nobody": (255, [grades.NO_GRADE, columns.NO_MEANS, codes.VACANT_CLASS, state.NULL]),
    "grade of a firm without grades": (255, [firm_state.NO_GRADE, firm_rules.NO_GRADE]),
    "causes of a record": (
        tuple(range(len(rows.CAUSES))),
        [
            (
                rows.CAUSE_TRUE,
                rows.CAUSE_WRONG_PERSON,
                rows.CAUSE_INVENTED,
                rows.CAUSE_FALSE_REPORT,
                rows.CAUSE_MISJUDGED,
            ),
            (
                events.TRUE,
                events.WRONG_PERSON,
                events.INVENTED,
                events.FALSE_REPORT,
                events.MISJUDGED,
            ),
        ],
    ),
    "causes of an entry without a record": (
        (5, 6, 7),
        [
            (rows.CAUSE_GRADE, rows.CAUSE_LIST, rows.CAUSE_REPRESENTATIVE),
            (events.BY_GRADE, events.BY_LIST, events.BY_FIRM),
        ],
    ),
    "reasons of an exit": (
        tuple(range(len(rows.EXIT_REASONS))),
        [
            (
                rows.EXIT_TERM,
                rows.EXIT_PERFORMED,
                rows.EXIT_REPAIRED,
                rows.EXIT_UPHELD,
                rows.EXIT_GRADE,
            ),
            (events.TERM, events.PERFORMED, events.REPAIRED, events.UPHELD, events.GRADE),
        ],
    ),
    "taints and flags of an entry": (
        (1, 2, 4, 8, 16, 32, 64, 128),
        [
            (
                *(rows.FALSE, rows.PROTECTED, rows.TRIVIAL, rows.CANNOT_PAY, rows.ANOTHER),
                *(rows.KNOWN, rows.PAYABLE, rows.ENDED),
            ),
            (*events.TAINTS, events.KNOWN, events.PAYABLE, events.ENDED),
        ],
    ),
    "month that does not come": (65_535, [rows.NEVER, events.NEVER]),
    "number that stands for no agency, kind or slot": (
        (255, 255, 255),
        [
            (rows.NO_AGENCY, rows.NO_KIND, rows.NO_SLOT),
            (events.NO_AGENCY, events.NO_KIND, events.NO_RECORD),
        ],
    ),
    "measures of the bulletin": (twin_tally.MEASURES, [tally_arrays.BULLETIN]),
}
"""What each constant is, and its copies."""


@pytest.mark.parametrize("name", SAME)
def test_that_copies_of_a_constant_are_equal(name: str) -> None:
    expected, copies = SAME[name]
    assert [expected] * len(copies) == copies


def test_that_no_term_a_scheme_may_write_is_mistaken_for_one_without_end() -> None:
    assert 240 == quantities.MAX_MONTHS
    assert lists.PERMANENT > quantities.MAX_MONTHS
    assert _ledger.PERMANENT > max(study.MAX_MONTHS, quantities.MAX_MONTHS)


def test_that_a_waiting_item_holds_the_points_of_any_charge() -> None:
    assert memory.AMOUNT_ZERO > model.POINTS_LIMIT


def test_that_no_charge_meets_the_test_that_stands_for_none() -> None:
    assert compile.NO_POINTS > model.POINTS_LIMIT
