"""A slip of one letter gets the right suggestion."""

import pytest

from sincerity.scheme import check_scheme
from sincerity.scheme.suggest import closest, edit_distance
from tests.scheme.test_mutations import Dice
from tests.scheme.texts import BASE

FULL = BASE.replace(
    "    recovery: 24 months\n",
    "    recovery: 24 months\n    override: {grade: B, for: 3 months}\n    cap: {times: 2}\n"
    "    dimension: traffic\n    collective: false\n    open_ended: false\n",
).replace(
    "cap: 2000,", "cap: 2000, dimensions: [{id: traffic, label: Traffic}], bounds: ledger,"
) + (
    "lists:\n  - {id: names, label: Names, colour: black, entry: {points_at_most: -50, "
    "kinds: [{kind: loan_breach}]}, term: 2 months, extension: none, public: true, grace: 1 month, "
    "exempt: [minors], exit: {performance: available, repair: {after: 1 month, "
    "open_to: [secure]}}, source: made-up}\n"
    "sanctions:\n  - {id: door, label: Door, grades: [B], lists: [names], domain: traffic, "
    "severity: 2, reach: [household], source: made-up}\nladder: each\nunknowns: [much]\n"
    "operator: court\nintegration: joint\ninstitutions: base\n"
    "supervision: {factor: 2, grades: [B], source: made-up}\n"
    "firms:\n  base: 9\n  list: {id: bad, label: Bad, colour: black, entry: {kinds: [fraud]}, "
    "term: 1 year}\n  sanctions: [{id: shut, label: Shut, listed: true, domain: commerce, "
    "severity: 2, closure: 1}]\n  representative: names\n  source: made-up\n"
)
PLANTED = 200
_WORDS = """
points label recovery override domain severity regrade bands grades rules coverage score source
sources status term colour entry extension public cap floor base from kind dimension collective
open_ended lists ladder unknowns summary title process notice objection value mark times who
min_age kinds grace exempt exit performance repair after open_to reach operator integration
institutions supervision factor firms listed closure representative
"""
KEYS = tuple(_WORDS.split())


def slipped(word: str, dice: Dice) -> str:
    """Return a word with one letter lost, doubled, swapped with the next, or replaced."""
    at = dice.below(len(word) - 1)
    match dice.below(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + "etaoinsh"[dice.below(8)] + word[at + 1 :]


def test_that_nine_of_ten_planted_slips_of_a_key_get_the_right_suggestion() -> None:
    assert () == check_scheme(FULL).errors
    dice = Dice(2010)
    keys = [
        (number, column, key)
        for number, line in enumerate(FULL.split("\n"))
        for key in KEYS
        for column in range(len(line))
        if line.startswith(f"{key}:", column) and (column == 0 or line[column - 1] in " {-")
    ]
    right = planted = 0
    while planted < PLANTED:
        number, column, key = keys[dice.below(len(keys))]
        slip = slipped(key, dice)
        if slip == key or not slip:
            continue
        planted += 1
        lines = FULL.split("\n")
        lines[number] = lines[number][:column] + slip + lines[number][column + len(key) :]
        found = check_scheme("\n".join(lines)).diagnostics
        right += any(
            d.line == number + 1 and d.column == column + 1 and f"'{key}'" in d.hint for d in found
        )
    assert 0.9 * PLANTED <= right


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("suinning-2010", "suining-2010"),
        ("wen", "when"),
        ("POINTS", "points"),
        ("recvoery", "recovery"),
        ("zebra", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_that_the_closest_word_is_offered_only_when_it_is_close(
    slip: str, meant: str | None
) -> None:
    known = ["suining-2010", "when", "points", "recovery"]
    assert meant == closest(slip, known)


def test_that_the_distance_counts_a_swap_of_neighbours_once() -> None:
    assert 1 == edit_distance("red_lihgt", "red_light")
    assert 0 == edit_distance("", "")
    assert 3 == edit_distance("abc", "")


@pytest.mark.parametrize(
    ("key", "place"),
    [("regrade: 1 month", "'grades'"), ("severity: 2", "'sanctions'"), ("base: 5", "'score'")],
)
def test_that_a_right_key_in_the_wrong_place_is_told_where_it_belongs(key: str, place: str) -> None:
    text = BASE.replace("    points: -50\n", f"    points: -50\n    {key}\n")
    found = [d for d in check_scheme(text).diagnostics if d.code == "E103"]
    assert ["belongs on"] == [d.hint[:10] for d in found]
    assert place in found[0].hint
