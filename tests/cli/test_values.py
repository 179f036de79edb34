"""Values of settings and parameters: numbers as well as text, and what is not offered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sincerity import Study, UsageError, load_scheme
from tests.cli.conftest import Call

TOWN = "teaching-town"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.02, "0.02"), (1e-05, "0.00001"), (Decimal("0.10"), "0.10"), (1, "1"), ("0.5", "0.5")],
)
def test_that_a_number_is_kept_as_the_text_python_prints(value: Any, text: str) -> None:
    study = Study("suining-2010", TOWN, set={"office.wrong_person": value})
    assert {"office.wrong_person": text} == study.inputs.overrides
    assert Decimal(text) == study.inputs.parameters["office.wrong_person"]


@pytest.mark.parametrize("value", [True, None, ["0.1"], float("nan")])
def test_that_another_value_of_a_parameter_is_wrong_use(value: Any) -> None:
    with pytest.raises(UsageError, match=r"office\.wrong_person"):
        _ = Study("suining-2010", TOWN, set={"office.wrong_person": value}).inputs


def test_that_set_and_settings_are_mappings_with_names() -> None:
    with pytest.raises(UsageError, match="set must be a mapping"):
        Study("none", TOWN, set="respond.chill=none")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="names as its keys"):
        Study("none", TOWN, settings={1: "capped"})  # type: ignore[dict-item]


def test_that_a_number_for_a_setting_names_the_options() -> None:
    with pytest.raises(UsageError, match=r"no option '1'.*capped"):
        _ = Study("suining-2010", TOWN, settings={"cap": 1}).inputs


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("cap=foo", "setting 'cap' has no option 'foo' (options: "),
        ("cap=caped", "did you mean 'capped'?"),
        ("cup=capped", "there is no setting 'cup'; did you mean 'cap'? (settings: "),
    ],
)
@pytest.mark.parametrize("command", ["show", "run"])
def test_that_a_setting_not_offered_is_wrong_use(
    call: Call, command: str, word: str, says: str
) -> None:
    done = call(command, "suining-2010", "--setting", word)
    assert 2 == done.code
    assert says in done.err
    assert ".scheme.yaml" not in done.err


def test_that_a_scheme_without_settings_says_so() -> None:
    with pytest.raises(UsageError, match="this scheme has no settings"):
        load_scheme("none", {"cap": "capped"})


def test_that_faults_come_before_any_word_of_a_world(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sincerity.cli.progress as progress

    def shown(console: object) -> None:
        raise AssertionError("progress was shown")

    monkeypatch.setattr(progress, "shown_progress", shown)
    done = call("run", "suining-2011", "-o", str(tmp_path / "run"))
    assert 2 == done.code
    assert "did you mean 'suining-2010'" in done.err


def test_that_help_and_refusal_name_the_same_months(call: Call) -> None:
    from sincerity.study.study import MONTHS_RANGE

    assert "1 to 60, or to 600 for a society frozen in age" == MONTHS_RANGE
    assert MONTHS_RANGE in call("run", "none", "-m", "0").err
    words = " ".join(call("run", "--help").out.replace("│", " ").split())
    assert MONTHS_RANGE in words
