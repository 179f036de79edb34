"""Well-formed files with the wrong things in the wrong places: accepted, or codes and places."""

import copy
import json
from typing import Any

import pytest

from sincerity.conduct import load_conduct
from sincerity.errors import InputFileError
from sincerity.institutions import load_institutions
from sincerity.scheme import check_scheme
from sincerity.scheme.cases import run_cases
from sincerity.scheme.lint import lint_scheme
from sincerity.scheme.prose import describe_scheme
from sincerity.scheme.reader import read_document
from tests.scheme.test_mutations import Dice, is_well_placed
from tests.scheme.test_suggestions import FULL
from tests.scheme.texts import EVERY_KEY

SETTINGS = """\
settings:
  cap:
    question: Is there a cap?
    default: capped
    options:
      uncapped: {set: {score.cap: none, grades.regrade: 2 years}, source: made-up}
      capped: {set: {score.cap: 1500, rules.red_light.points: {value: -3}}, source: made-up}
"""
SCHEME: Any = read_document(FULL + SETTINGS, kind="scheme")[0]
SHARED: Any = read_document(
    EVERY_KEY.replace("value: 2.5", "value: 2").replace("closure: 0.02", "closure: 0"),
    kind="scheme",
)[0]
REFORM: Any = {
    "schema": "scheme/v1",
    "id": "a-reform",
    "extends": "village-points",
    "source": "judgement",
    "set": {"rules.donation.points": 3, "score.floor": 0, "grades.regrade": "2 years"},
    "add": {"rules": [{"id": "q", "label": "q", "on": {"kind": "petition"}, "points": 3}]},
    "remove": ["perks"],
}
CASES: Any = {
    "schema": "cases/v1",
    "scheme": "village-points",
    "cases": [
        {
            "name": "a claim",
            "given": [{"month": 1, "kind": "donation"}],
            "expect": [{"month": 1, "points": 1030, "grade": "ordinary", "lists": []}],
        }
    ],
}
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 5, 10**9, 0.5, "", "none", "unknown", "B", "red_light", "0 months"),
    *("24 months", "made-up", "a.b.c", "permanent", [], {}, [[]], [{}], ["A", "A"], {"id": "x"}),
    *("debtors", "severe", "6 months", "court", "joint", ["household"], ["debtors"]),
    *({"value": 5}, {"value": "unknown"}, {"value": -5, "range": ["none", 4]}, {"a": {"b": 1}}),
)
KEYS = ("value", "source", "mark", "range", "id", "set", "cap", "settings", "extends", "x.y")


def mutated(data: Any, dice: Dice) -> Any:
    """Return a copy with one part replaced, removed, moved or added."""
    data = copy.deepcopy(data)
    holders = list(_holders(data))
    holder = holders[dice.below(len(holders))]
    steps = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    step = steps[dice.below(len(steps))]
    value = copy.deepcopy(VALUES[dice.below(len(VALUES))])
    match dice.below(4):
        case 0:
            holder[step] = value
        case 1:
            del holder[step]
        case 2:
            holder[step] = copy.deepcopy(holders[dice.below(len(holders))])
        case _ if isinstance(holder, dict):
            holder[KEYS[dice.below(len(KEYS))]] = value
        case _:
            holder.append(value)
    return data


def _holders(data: Any) -> Any:
    """Yield every mapping and list that holds something."""
    if isinstance(data, dict | list) and data:
        yield data
        for item in data.values() if isinstance(data, dict) else data:
            yield from _holders(item)


@pytest.mark.parametrize("shard", range(4))
def test_that_misplaced_values_are_accepted_or_met_with_codes_and_places(shard: int) -> None:
    conduct, institutions = load_conduct(), load_institutions("base")
    for number in range(shard, 360, 4):
        dice = Dice(number)
        data = mutated((SCHEME, REFORM, SHARED)[number % 3], dice)
        text = json.dumps(mutated(data, dice)) + "\n"
        loaded = check_scheme(text, conduct=conduct, institutions=institutions)
        assert (loaded.scheme is None) == bool(loaded.errors), number
        assert all(is_well_placed(diagnostic) for diagnostic in loaded.diagnostics)
        if loaded.scheme is not None:
            assert loaded.scheme == check_scheme(loaded.scheme.to_resolved_yaml()).scheme
            assert describe_scheme(loaded.scheme, conduct).to_text()
            assert all(str(finding) for finding in lint_scheme(loaded, conduct, institutions))


def test_that_misplaced_values_in_cases_are_accepted_or_met_with_codes_and_places() -> None:
    conduct = load_conduct()
    for number in range(100):
        text = json.dumps(mutated(CASES, Dice(number))) + "\n"
        try:
            results, faults = len(run_cases(text, conduct).results), 0
        except InputFileError as error:
            results, faults = 0, sum(is_well_placed(d) for d in error.diagnostics)
            if faults != len(error.diagnostics):
                faults = 0
        assert results or faults, number
