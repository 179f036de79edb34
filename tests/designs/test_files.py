"""Study files: every fault in one pass with its place, and what no study may ask for."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from sincerity import InputFileError, UsageError
from sincerity.cli.commands import sensitivity, study
from sincerity.cli.schemas import json_schema
from sincerity.designs.ask import asked_study
from sincerity.designs.bench import MOST_CELLS, Bench
from sincerity.designs.loader import bench_of, load_study, read_study
from sincerity.designs.seeking import SEEKING, may_be_ordered
from sincerity.errors import Diagnostic
from sincerity.library import study_names, study_path
from sincerity.measures.contrast import NEVER_RANKED
from sincerity.measures.headline import NAMES
from sincerity.scheme.resolved import resolved_yaml

STUDY = """\
schema: study/v1
id: trial
title: A trial
question: What hangs on it?
worlds: {schemes: suining-2010, society: teaching-town, months: 6}
vary:
  - {at: respond.caught, values: [26, 96, 205]}
design: {kind: grid}
measures: [burden_false_rate]
"""


def faults(text: str) -> list[Diagnostic]:
    """Return everything that is wrong with a study."""
    try:
        load_study(text)
    except InputFileError as error:
        return list(error.diagnostics)
    return []


def codes(text: str) -> list[str]:
    """Return the codes of everything that is wrong with a study, in the order of the file."""
    return [fault.code for fault in faults(text)]


def test_that_a_study_is_read_with_what_varies_in_each_arm() -> None:
    bench = load_study(STUDY.replace("kind: grid", "kind: hypercube"))
    assert ["suining-2010, office"] == [arm.label for arm in bench.arms]
    assert ["respond.caught"] == [knob.id for knob in bench.arms[0].knobs]
    assert 1 + 64 == bench.worlds


@pytest.mark.parametrize("name", study_names())
def test_that_shipped_studies_are_without_faults_and_say_what_they_cost(name: str) -> None:
    bench = load_study(study_path(name))
    assert bench.file.id == name
    assert 50 < bench.worlds < 500
    assert bench.file.model_copy() == load_study(resolved_yaml(bench.file)).file


def test_that_every_fault_is_told_at_once_with_its_place_and_a_way_out() -> None:
    text = """\
schema: study/v1
id: trial
title: A trial
question: What hangs on it?
maximise: harms_prevented
worlds:
  schemes: suining-2010
  set: {respond.fear_fades: 0.1, respond.unfair: 80}
vary:
  - {at: respond.cauht, values: [26, 96]}
  - {at: respond.unfair, values: [1, 2]}
  - {at: respond.chill, values: [frozen]}
  - {over: [behavior]}
  - {at: respond.caught, values: [1], over: [life]}
design: {kind: grid, points: 64, sort_by: reach}
measures: [burden_false_rate, burden]
"""
    found = faults(text)
    assert [
        (5, "E801"),
        (8, "E802"),
        (10, "E802"),
        (11, "E807"),
        (12, "E804"),
        (13, "E811"),
        (14, "E803"),
        (15, "E805"),
        (15, "E801"),
        (16, "E806"),
    ] == [(fault.line, fault.code) for fault in found]
    assert all(fault.column > 1 or fault.code == "E801" for fault in found)
    hints = " ".join(fault.hint for fault in found)
    for meant in ("respond.caught", "behaviour"):
        assert f"did you mean '{meant}'" in hints
    assert all(fault.hint or fault.help for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("values: [26, 96, 205]", "values: [300]", "E804"),
        ("values: [26, 96, 205]", "values: [often]", "E804"),
        ("values: [26, 96, 205]", "values: [26], range: [1, 2]", "E803"),
        ("values: [26, 96, 205]", "range: [205, 26], steps: 3", "E804"),
        ("values: [26, 96, 205]", "range: [26, 205]", "E810"),
        ("at: respond.caught, values: [26, 96, 205]", "over: [behaviour]", "E810"),
        ("at: respond.caught", "at: respond.chill", "E804"),
        ("at: respond.caught, values: [26, 96, 205]", "at: score.base", "E802"),
        ("schemes: suining-2010", "schemes: suining", "E808"),
        ("schemes: suining-2010", "schemes: ../../elsewhere.scheme.yaml", "E808"),
        ("teaching-town", "no-such-town", "E808"),
        ("months: 6", "months: 6, integration: everywhere", "E808"),
        ("months: 6", "months: 6, set: {respond.caught: 90}", "E807"),
        ("months: 6", "months: 6, set: {respond.caught: many}", "E804"),
        ("vary:\n", "vary:\n  - {at: respond.caught, values: [1]}\n", "E807"),
        ("kind: grid", "kind: morris, draws: 64", "E805"),
        ("kind: grid", "kind: morris, levels: 5", "E805"),
        ("[burden_false_rate]", "[burden_false_rate, burden_false_rate]", "E806"),
        ("kind: grid", "kind: search", "E104"),
        ("question:", "qestion:", "E103"),
        ("months: 6", "months: 0", "E106"),
    ],
)
def test_that_each_fault_has_its_code(old: str, new: str, code: str) -> None:
    text = STUDY.replace(old, new)
    assert text != STUDY
    assert code in codes(text)


def test_that_a_parameter_may_leave_its_range_and_other_values_may_not() -> None:
    assert [] == codes(STUDY.replace("values: [26, 96, 205]", "values: [0, 256]"))
    scheme = STUDY.replace("at: respond.caught", "at: scheme.rules.red_light.points")
    known = STUDY.replace("at: respond.caught", "at: scheme.lists.none.term")
    assert ["E802"] == codes(known)
    assert set(codes(scheme)) <= {"E802", "E804", "E810"}
    assert codes(scheme)


def test_that_a_study_of_too_many_worlds_is_refused() -> None:
    places = "\n".join(
        f"  - {{at: respond.{name}, range: [10, 69], steps: 30}}"
        for name in ("unfair", "household", "fear_own")
    )
    text = STUDY.replace("  - {at: respond.caught, values: [26, 96, 205]}", places)
    assert ["E809"] == codes(text)
    assert 30**3 > MOST_CELLS


def test_that_several_schemes_and_stages_make_arms_that_share_positions() -> None:
    text = (
        STUDY.replace("schemes: suining-2010", "schemes: [one-score, court-list-2017]")
        .replace("months: 6", "months: 6, integration: [one_store, islands]")
        .replace("kind: grid", "kind: hypercube")
        .replace("values: [26, 96, 205]", "range: [26, 205]")
    )
    bench = load_study(text)
    labels = [arm.label for arm in bench.arms]
    assert [
        "one-score, one store",
        "one-score, islands",
        "court-list-2017, one store",
        "court-list-2017, islands",
    ] == labels
    first, last = bench.plans[1], bench.plans[4]
    assert [first.at(number) for number in range(5)] == [last.at(number) for number in range(5)]


# --- the line: a study looks for nothing ---


@pytest.mark.parametrize(
    "key",
    [
        "objective", "optimise", "maximize", "minimise", "goal", "target", "sort", "sort_by",
        "order-by", "Rank By", "filter", "where", "best", "keep_if", "stop_when", "constraints",
    ],
)  # fmt: skip
@pytest.mark.parametrize("measure", sorted(NEVER_RANKED))
def test_that_no_study_may_optimise_sort_or_filter_by_control(key: str, measure: str) -> None:
    *_, found = read_study(STUDY + f'"{key}": {measure}\n')
    assert ["E801"] == [fault.code for fault in found]
    assert f"looks for none by '{measure}'" in found[0].message


@pytest.mark.parametrize("measure", ["burden_false_rate", "reach"])
def test_that_no_study_may_look_for_anything_at_all(measure: str) -> None:
    for text in (
        STUDY + f"sort_by: {measure}\n",
        STUDY.replace("{kind: grid}", f"{{kind: grid, minimise: {measure}}}"),
        STUDY.replace("values: [26", f"keep: {measure}, values: [26"),
    ):
        *_, found = read_study(text)
        assert ["E801"] == [fault.code for fault in found]
    assert ["E801"] == codes(STUDY + f"sort_by: {measure}\n")


def keys_of(schema: object) -> set[str]:
    """Return every key that a JSON Schema knows."""
    if isinstance(schema, dict):
        below = [keys_of(value) for value in schema.values()]
        return set(schema.get("properties", {})).union(*below)
    if isinstance(schema, list):
        return set().union(*(keys_of(item) for item in schema))
    return set()


def test_that_neither_file_nor_command_has_a_word_for_looking() -> None:
    keys = keys_of(json_schema("study"))
    assert {"vary", "design", "measures", "worlds"} <= keys
    assert set() == keys & SEEKING
    for command in (study, sensitivity):
        options = set(inspect.signature(command.execute).parameters)
        words = {part for option in options for part in re.split("_", option)}
        assert {"order"} >= (options | words) & SEEKING  # --second-order, of indices


def test_that_measures_of_control_and_silence_order_nothing() -> None:
    assert {"protected_acts_lost", "harms_prevented", "record_recall"} <= NEVER_RANKED
    assert set(NAMES) >= NEVER_RANKED
    assert not any(may_be_ordered(name) for name in NEVER_RANKED)
    assert may_be_ordered("burden_false_rate")


# --- the same by a call ---


def asked(**changes: object) -> Bench:
    """Return a study that was put together by a call."""
    words: dict[str, object] = {
        "scheme": "suining-2010",
        "design": {"kind": "morris"},
        "over": ["behaviour"],
        "each": False,
        "vary": (),
        "measures": ("burden_false_rate",),
        "worlds": {"months": 3},
        **changes,
    }
    return bench_of(asked_study(**words))  # type: ignore[arg-type]


def test_that_areas_stand_as_one_or_each_by_itself() -> None:
    together, apart = asked(), asked(each=True, vary=("respond.caught",))
    assert ["behaviour"] == [factor.id for factor in together.arms[0].factors]
    factors = apart.arms[0].factors
    assert "respond.caught" == factors[0].id
    assert len(factors) == len(apart.arms[0].knobs) == len(together.arms[0].knobs)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"over": ["behavior"]}, "did you mean 'behaviour'"),
        ({"vary": ("respond.cauht",)}, "did you mean 'respond.caught'"),
        ({"measures": ("burden",)}, "no measure 'burden'"),
        ({"scheme": "suining"}, "suining"),
        ({"design": {"kind": "morris", "trajectories": 1}}, "trajectories"),
    ],
)
def test_that_a_call_is_refused_in_a_sentence(changes: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        asked(**changes)


def test_that_files_beside_a_study_are_found_from_its_folder(tmp_path: Path) -> None:
    from sincerity.library import scheme_path

    own = scheme_path("suining-2010").read_text("utf-8")
    (tmp_path / "own.scheme.yaml").write_text(own, encoding="utf-8")
    path = tmp_path / "own.study.yaml"
    path.write_text(STUDY.replace("suining-2010", "own.scheme.yaml"), encoding="utf-8")
    assert "suining-2010" == load_study(path).arms[0].inputs.scheme.id


def test_that_the_study_of_the_handbook_is_without_faults() -> None:
    from tests.docs.blocks import blocks
    from tests.structure.source import ROOT

    found = [b for b in blocks(ROOT / "docs" / "studies.md") if "schema: study/v1" in b.text]
    assert 1 == len(found)
    bench = load_study(found[0].text)
    assert 3 * 2 * 3 == bench.worlds
    assert bench.is_grid
