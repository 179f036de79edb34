"""Which closed doors are wrongful, on people whose entries and points are written by hand.

Two lists, three grades, five sanctions; each case says what an adult stands on and which sanctions
are then wrongful in which column.
"""

from collections.abc import Callable

import numpy as np
import pytest

from sincerity.engine.block import Block
from sincerity.phases import sanction
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import (
    ANOTHER,
    CANNOT_PAY,
    CAUSE_GRADE,
    CAUSE_TRUE,
    ENTRY,
    FALSE,
    NEVER,
    NO_KIND,
    NOT_DUE,
    PROTECTED,
    TAINTED,
    TRIVIAL,
    WHEN_SHIFT,
)
from sincerity.phases.tally_arrays import (
    SANCTIONED_MONTHS,
    SINGLES,
    WRONGED_AGAIN,
    WRONGED_ENDED,
    WRONGED_MONTHS,
    WRONGED_STARTED,
)
from tests.world import door_worlds as doors

MONTH = 5
ACT, TRIFLE = 0, 1
COURT, BY_GRADE = 0, 1
MILD, GRAVE, OF_GRADE, MILD_OF_GRADE, EITHER = range(5)
SANCTIONS = [
    doors.sanction("mild", 2, lists=["court"]),
    doors.sanction("grave", 5, lists=["court"]),
    doors.sanction("of_grade", 4, grades=["C"]),
    doors.sanction("mild_of_grade", 2, grades=["C"], lists=["by_grade"]),
    doors.sanction("either", 3, lists=["court", "by_grade"]),
]
BANDS = [("A", 80), ("B", 40), ("C", None)]
FALSE_COLUMN, PROTECTED_COLUMN, SIZE_COLUMN, MEANS_COLUMN, ANOTHER_COLUMN = range(5)
Entry = dict[str, int]


def entry(number: int, flags: int = 0, cause: int = CAUSE_TRUE, **more: int) -> Entry:
    """Return an entry in effect."""
    kind = NO_KIND if cause == CAUSE_GRADE else ACT
    return {"list": number, "flags": flags, "cause": cause, "kind": kind, "ends": NEVER} | more


@pytest.fixture(scope="module")
def block(town) -> Block:
    """Return the block of a world in which nobody stands before a door yet."""
    grades = doors.SOURCED | {
        "regrade": "1 month",
        "bands": [
            doors.SOURCED | {"id": band, "label": band} | ({} if low is None else {"from": low})
            for band, low in BANDS
        ],
    }
    pinned = doors.SOURCED | {
        "id": "pinned",
        "label": "Trifle",
        "on": {"kind": "trifle"},
        "points": -1,
        "recovery": "none",
        "override": {"grade": "C", "for": "1 year"},
    }
    scheme = doors.scheme(
        SANCTIONS,
        [
            doors.people_list("court"),
            doors.people_list("by_grade", entry={"grades": ["C"]}),
        ],
        grades=grades,
        rules=[pinned],
    )
    made = doors.world(town, scheme, None)
    made.blocks[0].month = MONTH
    return made.blocks[0]


@pytest.fixture
def stand(block) -> Callable[..., tuple[list[set[int]], dict[str, int]]]:
    """Return a function that puts one adult before doors and says what is wrongful."""
    columns, memory = block.columns, block.local
    adult = int(np.flatnonzero((columns["class"] >= 48) & (columns["class"] < 144))[0])
    counters = block.scratch.counters

    def stand(
        entries: list[Entry] | None = None,
        points: list[tuple[int, int]] | None = None,
        score: int = 100,
        grade: str = "A",
        pin: str | None = None,
    ) -> tuple[list[set[int]], dict[str, int]]:
        for array in (*counters.doors, counters.base.singles):
            array.fill(0)
        rows = np.zeros(len(entries or []), dtype=ENTRY)
        for row, fields in zip(rows, entries or [], strict=True):
            row["place"] = adult
            for name, value in fields.items():
                row[name] = value
        memory.entries = rows
        memory.tainted = np.array(
            [
                (adult << AMOUNT_BITS | taken + AMOUNT_ZERO, NOT_DUE << WHEN_SHIFT | bits)
                for bits, taken in points or []
            ],
            dtype=TAINTED,
        )
        in_effect = sum(1 << int(row["list"]) for row in rows if row["starts"] <= MONTH)
        columns["listed"][adult] = in_effect
        columns["score"][adult] = score
        columns["grade"][adult] = "ABC".index(grade)
        columns["pin"][adult] = 0 if pin is None else 1 + "ABC".index(pin)
        sanction.run(block)
        wrongful = counters.doors.burden_doors
        assert counters.doors.burden.sum(axis=1).tolist() == wrongful.sum(axis=0).tolist()
        assert counters.doors.burden_people.tolist() == wrongful.any(axis=0).astype(int).tolist()
        singles = dict(zip(SINGLES, counters.base.singles.tolist(), strict=True))
        return [set(np.flatnonzero(wrongful[:, column]).tolist()) for column in range(5)], singles

    yield stand
    stand()
    memory.marks = memory.marks[:0]


def only(**wrongful: set[int]) -> list[set[int]]:
    """Return the wrongful sanctions of each column."""
    names = ("false", "protected", "size", "means", "another")
    return [wrongful.get(name, set()) for name in names]


OF_COURT = {MILD, GRAVE, EITHER}
CASES = {
    "a true entry of some gravity": ([entry(COURT)], [], 100, "A", only(size={GRAVE})),
    "a trifle": (
        [entry(COURT, TRIVIAL, kind=TRIFLE)],
        [],
        100,
        "A",
        only(size={GRAVE, EITHER}),
    ),
    "nothing that was done": (
        [entry(COURT, FALSE)],
        [],
        100,
        "A",
        only(false=OF_COURT, size={GRAVE}),
    ),
    "a protected act of somebody else, who could not pay": (
        [entry(COURT, PROTECTED | CANNOT_PAY | ANOTHER)],
        [],
        100,
        "A",
        only(protected=OF_COURT, means=OF_COURT, another=OF_COURT, size={GRAVE}),
    ),
    "what another entry closes all the same": (
        [entry(COURT, FALSE), entry(BY_GRADE, cause=CAUSE_GRADE)],
        [],
        30,
        "C",
        only(false={MILD, GRAVE}, size={GRAVE}),
    ),
    "an entry in its grace": ([entry(COURT, FALSE, starts=MONTH + 1)], [], 100, "A", only()),
    "a grade that would be better": (
        [],
        [(FALSE, 50), (PROTECTED, 10)],
        30,
        "C",
        only(false={OF_GRADE, MILD_OF_GRADE}, protected={OF_GRADE, MILD_OF_GRADE}),
    ),
    "a grade that would be the same": ([], [(FALSE, 9)], 30, "C", only()),
    "a grade whose taints only together lift it": (
        [],
        [(FALSE, 5), (FALSE | ANOTHER, 5)],
        30,
        "C",
        only(false={OF_GRADE, MILD_OF_GRADE}),
    ),
    "a grade for trifles": ([], [(TRIVIAL, 50)], 30, "C", only(size={OF_GRADE})),
    "an entry that such a grade led to": (
        [entry(BY_GRADE, cause=CAUSE_GRADE)],
        [(FALSE, 50)],
        30,
        "C",
        only(false={OF_GRADE, MILD_OF_GRADE, EITHER}),
    ),
    "an entry that a grade rightly led to": (
        [entry(BY_GRADE, cause=CAUSE_GRADE)],
        [],
        30,
        "C",
        only(),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_that_doors_are_wrongful_that_would_be_open_but_for_it(stand, case):
    entries, points, score, grade, expected = CASES[case]
    wrongful, singles = stand(entries, points, score, grade)
    assert expected == wrongful
    standing = grade == "C" or any(row.get("starts", 0) <= MONTH for row in entries)
    assert singles[SINGLES[SANCTIONED_MONTHS]] == standing


def test_that_an_override_holds_the_grade_whatever_the_points(stand):
    wrongful, _ = stand([], [(FALSE, 50)], 30, "C", pin="C")
    assert only() == wrongful
    wrongful, _ = stand([], [(FALSE, 50)], 30, "C", pin="B")
    assert only(false={OF_GRADE, MILD_OF_GRADE}) == wrongful


def test_that_being_wronged_starts_ends_and_starts_again(stand):
    steps = [
        ([entry(COURT, FALSE)], [1, 0, 0, 1]),
        ([entry(COURT, FALSE)], [0, 0, 0, 1]),
        ([entry(COURT)], [0, 1, 0, 0]),
        ([], [0, 0, 0, 0]),
        ([entry(COURT, FALSE)], [1, 0, 1, 1]),
        ([], [0, 1, 0, 0]),
    ]
    names = [SINGLES[n] for n in (WRONGED_STARTED, WRONGED_ENDED, WRONGED_AGAIN, WRONGED_MONTHS)]
    for entries, expected in steps:
        _, singles = stand(entries)
        assert expected == [singles[name] for name in names]
