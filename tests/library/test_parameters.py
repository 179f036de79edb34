"""Parameters: types by unit, replacing values for a run, and every fault a file can have."""

from decimal import Decimal

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.errors import InputFileError, UsageError
from sincerity.parameters import load_parameters, require_room_for_invented
from sincerity.parameters.codes import PARAMETER_CODES
from sincerity.parameters.required import REQUIRED

BASE = library.parameters_path().read_text(encoding="utf-8")


def with_entry(parameter_id: str, old: str, new: str) -> tuple[str, int]:
    """Return the base file with one line of one entry changed, and the number of that line."""
    rows = BASE.splitlines()
    start = rows.index(f"  - id: {parameter_id}")
    line = next(n for n in range(start, len(rows)) if old in rows[n])
    rows[line] = rows[line].replace(old, new)
    return "\n".join(rows) + "\n", line + 1


def faults_of(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputFileError) as caught:
        load_parameters(text)
    return [(fault.code, fault.line) for fault in caught.value.diagnostics]


def test_that_the_base_file_gives_exactly_what_the_model_reads() -> None:
    assert set(REQUIRED) == set(load_parameters().ids())
    assert len(REQUIRED) == len(load_parameters().ids())


def test_that_a_value_has_the_type_of_its_unit() -> None:
    found = load_parameters()
    assert Decimal("0.01") == found["office.wrong_person"]
    assert isinstance(found["office.seen_factor"], Decimal)
    assert isinstance(found["respond.caught"], int)
    assert "certainty_first" == found["respond.deterrence"]
    assert "on" == found["respond.beliefs"]


def test_that_hearing_of_the_scheme_is_derived_from_the_published_share() -> None:
    chance = load_parameters()["respond.hear_base"]
    assert isinstance(chance, Decimal)
    assert Decimal("0.11") == round(1 - (1 - chance) ** 36, 2)


def test_that_means_do_not_drift_from_the_shares_with_which_societies_start() -> None:
    found = load_parameters()

    def shares(place: str) -> list[int]:
        a, b, c, d = (
            Decimal(str(found[f"life.means.{place}.{step}"]))
            for step in (
                "secure_to_strained",
                "strained_to_secure",
                "strained_to_insolvent",
                "insolvent_to_strained",
            )
        )
        weights = (b * d, a * d, a * c)
        return [round(100 * weight / sum(weights)) for weight in weights]

    assert [86, 12, 2] == shares("urban")
    assert [80, 17, 3] == shares("rural")


def test_that_replaced_values_are_taken_and_named() -> None:
    found = load_parameters("base", {"respond.chill": "none", "office.wrong_person": "0.02"})
    assert "none" == found["respond.chill"]
    assert Decimal("0.02") == found["office.wrong_person"]
    assert ("office.wrong_person", "respond.chill") == found.changed
    assert () == load_parameters().changed


def test_that_a_value_may_leave_its_range_so_that_a_mechanism_can_be_switched_off() -> None:
    found = load_parameters("base", {"office.wrong_person": "0", "respond.chill_fear": 0})
    assert 0 == found["office.wrong_person"] == found["respond.chill_fear"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"respond.cauht": "1"}, "E507 .* did you mean 'respond.caught'"),
        ({"caught": "1"}, "E507 unknown parameter 'caught'"),
        ({"respond.caught": "257"}, "E504 respond.caught: 257 is outside 0 to 256"),
        ({"respond.caught": "-1"}, "E504"),
        ({"respond.caught": "1.5"}, "E504 .* whole number"),
        ({"respond.certainty_start": 256}, "E504 .* outside 0 to 255"),
        ({"office.wrong_person": "1.01"}, "E504 .* outside 0 to 1"),
        ({"office.wrong_person": "1e999"}, "E504"),
        ({"office.wrong_person": "nan"}, "E504"),
        ({"office.wrong_person": "1_000"}, "E504"),
        ({"office.wrong_person": "true"}, "E504"),
        ({"office.wrong_person": ""}, "E504"),
        ({"respond.chill": "bcklash"}, "E505 .* did you mean 'backlash'"),
        ({"respond.chill": "1"}, "E505 .* one of: none, visible_punishment, backlash"),
    ],
)
def test_that_a_value_that_cannot_be_taken_is_refused(
    values: dict[str, str | int | Decimal], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        load_parameters("base", values)


def test_that_an_unknown_parameter_cannot_be_read() -> None:
    with pytest.raises(UsageError, match=r"did you mean 'trait\.undeterrable'"):
        load_parameters()["trait.undeterable"]


def test_that_parameters_written_out_load_to_equal_ones() -> None:
    found = load_parameters("base", {"respond.caught": "1", "respond.beliefs": "off"})
    assert found == load_parameters(found.to_resolved_yaml())


def test_that_an_office_cannot_invent_more_than_the_catalogue_has_room_for() -> None:
    bound = load_conduct().invented_bound.value
    require_room_for_invented(load_parameters(), bound)
    with pytest.raises(UsageError, match="E509"):
        require_room_for_invented(load_parameters("base", {"office.invented": "0.01"}), bound)
    with pytest.raises(UsageError, match="E509"):
        require_room_for_invented(load_parameters("base", {"office.invented": 1}), bound)


def test_that_the_whole_range_of_invented_records_fits_the_catalogue() -> None:
    top = load_parameters().parameter("office.invented").range
    assert top is not None
    assert top[1] <= load_conduct().invented_bound.value


BAD = [
    ("E501", "office.wrong_person", "value: 0.01", "value: 0.06"),
    ("E502", "office.wrong_person", "range: [0.001, 0.05]", "choices: []"),
    ("E503", "office.wrong_person", "range: [0.001, 0.05]", "range: [0.05, 0.001]"),
    ("E504", "office.wrong_person", "value: 0.01", "value: 1.01"),
    ("E504", "office.wrong_person", "range: [0.001, 0.05]", "range: [0.001, 5]"),
    ("E504", "office.wrong_person", "value: 0.01", "value: often"),
    ("E504", "respond.caught", "value: 96", "value: 96.5"),
    ("E504", "respond.caught", "range: [26, 205]", "range: [26, 257]"),
    ("E505", "respond.chill", "value: visible_punishment", "value: backlsh"),
    ("E507", "respond.caught", "respond.caught", "respond.cauht"),
    ("E508", "respond.caught", "respond.caught", "respond.unfair"),
    ("E104", "respond.caught", "unit: weight out of 256", "unit: weigth out of 256"),
    ("E107", "respond.caught", "respond.caught", "Caught"),
    ("E103", "respond.caught", "meaning:", "means:"),
]


@pytest.mark.parametrize(("code", "parameter", "old", "new"), BAD)
def test_that_a_fault_has_its_code_and_its_line(
    code: str, parameter: str, old: str, new: str
) -> None:
    text, line = with_entry(parameter, old, new)
    found = faults_of(text)
    if code == "E508":
        rows = text.splitlines()
        line = max(n for n, row in enumerate(rows, start=1) if row == "  - id: respond.unfair")
    if code == "E502":
        line = text.splitlines().index(f"  - id: {parameter}") + 1
    assert code in [c for c, _ in found]
    assert (code, line) in found


def test_that_a_missing_parameter_is_named() -> None:
    start = BASE.index("  - id: outcry.attention_protesters\n")
    missing = r"'outcry\.attention_protesters' is missing"
    with pytest.raises(InputFileError, match=missing) as caught:
        load_parameters(BASE[:start])
    assert ["E506"] == [fault.code for fault in caught.value.diagnostics]


def test_that_each_code_of_a_parameter_file_is_tried_here() -> None:
    tried = {code for code, _, _, _ in BAD} | {"E506", "E509"}
    assert {code.code for code in PARAMETER_CODES} <= tried
