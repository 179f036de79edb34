"""`run --against`, `parameters` and `ablate`: what they print, write and refuse."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from sincerity.measures.headline import NAMES
from tests.cli.conftest import Call
from tests.study.conftest import DATA, LISTED
from tests.study.fake_worlds import FakeWorlds

SMALL = (
    "--society", "teaching-town", "--months", "2",
    "--conduct", str(DATA / "small.conduct.yaml"),
    "--institutions", str(DATA / "small.institutions.yaml"),
)  # fmt: skip
FEW = ("--replicates", "3", "--draws", "0")


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the file of a made-up list of debtors."""
    path = tmp_path_factory.mktemp("schemes") / "list.scheme.yaml"
    path.write_text(LISTED, encoding="utf-8")
    return str(path)


@pytest.fixture
def worlds(monkeypatch: pytest.MonkeyPatch) -> FakeWorlds:
    """Put worlds that answer at once in place of real ones."""
    fake = FakeWorlds()
    monkeypatch.setattr("sincerity.study.ensemble.run_world", fake)
    return fake


def test_that_two_real_settings_are_compared_under_the_same_accidents(
    call: Call, scheme: str, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    done = call(
        "run", scheme, *SMALL, "--integration", "one-store", "--against", "islands",
        "--draws", "0", "--replicates", "1", "-o", str(folder), "--json", "-q",
    )  # fmt: skip
    assert 0 == done.code
    found = done.json()
    assert ["one_store", "islands"] == found["settings"]
    measures = {row["measure"]: row for row in found["measures"]}
    assert list(NAMES) == list(measures)
    assert measures["reach"]["first"] > measures["reach"]["second"] > 0
    assert measures["harms_prevented"]["first"] is not None
    assert 0 == call("verify", str(folder)).code


def test_that_the_table_has_both_intervals(
    call: Call, scheme: str, tmp_path: Path, worlds: FakeWorlds
) -> None:
    done = call(
        "run", scheme, *SMALL, "--integration", "one_store", "--against", "islands",
        "--replicates", "3", "-o", str(tmp_path / "run"),
    )  # fmt: skip
    assert 0 == done.code
    assert 2 * (3 + 64) == len(worlds.asked)
    head = done.out.splitlines()[0]
    for word in ("one_store", "islands", "difference", "assumptions 5 to 95 %", "chance 95 %"):
        assert word in head
    assert "3 pairs of replicates and 64 pairs of draws" in done.out
    assert "All people are synthetic." in done.out
    assert "world 134 of 134" in done.err
    assert (tmp_path / "run" / "report.html").is_file()


def test_that_another_scheme_can_be_the_other_setting(
    call: Call, scheme: str, tmp_path: Path, worlds: FakeWorlds
) -> None:
    other = tmp_path / "other.scheme.yaml"
    other.write_text(LISTED.replace("id: small-list", "id: long-list"), encoding="utf-8")
    done = call(
        "run", scheme, *SMALL, "--against", str(other), *FEW, "--json", "-q",
        "-o", str(tmp_path / "run"), "--no-report",
    )  # fmt: skip
    assert ["small-list", "long-list"] == done.json()["settings"]
    assert {"islands"} == {inputs.integration for inputs in worlds.asked}
    assert not (tmp_path / "run" / "report.html").exists()


def test_that_a_dry_run_counts_worlds_and_assumptions(
    call: Call, scheme: str, worlds: FakeWorlds
) -> None:
    done = call("run", scheme, *SMALL, "--against", "joint", "--dry-run", "--json")
    found = done.json()
    assert (8, 64, 144) == (found["replicates"], found["draws"], found["worlds"])
    assert 100 < found["assumptions_varied"] < 200
    assert ("islands", "joint") == (found["integration"], found["against"])
    assert [] == worlds.asked


def test_that_an_interrupt_says_where_the_worlds_are_kept(
    call: Call, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*asked: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sincerity.study.ensemble.run_world", interrupted)
    folder = tmp_path / "run"
    done = call("run", scheme, *SMALL, "--against", "joint", *FEW, "-o", str(folder))
    assert 130 == done.code
    assert f"kept in {folder}" in done.err
    assert folder.is_dir()


def test_that_missing_worlds_are_named_and_change_the_exit_code(
    call: Call, scheme: str, tmp_path: Path, worlds: FakeWorlds
) -> None:
    worlds.fails = lambda inputs: inputs.replicate == 2
    done = call(
        "run", scheme, *SMALL, "--against", "joint", *FEW, "-o", str(tmp_path / "run"),
    )  # fmt: skip
    assert 1 == done.code
    assert "missing: a-replicate-0002: ZeroDivisionError" in done.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--draws", "64"), "--draws belongs to --against"),
        (("--replicates", "2"), "--replicates belongs to --against"),
        (("--design-seed", "2"), "--design-seed belongs to --against"),
        (("--against", "islands"), "both settings are the same"),
        (("--against", "joint", "--draws", "8"), "draws must be 0"),
        (("--against", "joint", "--replicates", "0"), "replicates must be 1"),
        (("--against", "joint", "--replicate", "3"), "begins with replicate 0"),
        (("--against", "archipelago"), "archipelago"),
        (("--integration", "jointly"), "did you mean 'joint'"),
    ],
)
def test_that_wrong_use_is_said_in_a_sentence(
    call: Call, scheme: str, worlds: FakeWorlds, words: tuple[str, ...], says: str
) -> None:
    done = call("run", scheme, *SMALL, *words)
    assert 2 == done.code
    assert says in done.err
    assert [] == worlds.asked


def test_that_agencies_need_an_operator(call: Call) -> None:
    done = call("run", "suining-2010", "--integration", "joint", "--dry-run")
    assert 2 == done.code
    assert "names no 'operator'" in done.err


def test_that_a_single_run_says_its_institutions_and_stage(call: Call, scheme: str) -> None:
    found = call("run", scheme, *SMALL, "--dry-run", "--json").json()
    assert ("small", "islands") == (found["institutions"], found["integration"])
    found = call("run", scheme, *SMALL, "--integration", "one-store", "--dry-run", "--json").json()
    assert "one_store" == found["integration"]


def test_that_parameters_are_one_table_with_marks_and_ranges(call: Call) -> None:
    found = call("parameters", "suining-2010", "--json").json()
    rows = {row["id"]: row for row in found["values"]}
    assert found["count"] == len(rows)
    wanted = {"value": "96", "unit": "weight out of 256", "range": "26 to 205", "mark": "M-"}
    assert wanted.items() <= rows["respond.caught"].items()
    assert "V" == rows["scheme.rules.red_light.points"]["mark"]
    assert {"conduct.kinds.red_light.seen", "institutions.agencies.court.complies"} <= set(rows)


def test_that_parameters_are_chosen_by_mark_phase_and_reading(call: Call) -> None:
    guessed = call("parameters", "--mark", "GAP", "--json").json()["values"]
    assert {"GAP"} == {row["mark"] for row in guessed}
    read = call("parameters", "--used-in", "life", "--json").json()["values"]
    assert {"life"} == {row["used_in"] for row in read}
    varied = call("parameters", "--varied", "--json").json()["values"]
    assert all(row["varied"] for row in varied)
    assert not [row for row in varied if row["id"].startswith("institutions.agencies")]
    done = call("parameters", "--used-in", "weather")
    assert 2 == done.code
    assert "there are:" in done.err


def test_that_parameters_can_be_had_as_csv(call: Call) -> None:
    done = call("parameters", "--mark", "D", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert rows
    assert {"D"} == {row["mark"] for row in rows}


def test_that_the_influence_of_a_finished_comparison_stands_beside_its_parameters(
    call: Call, scheme: str, tmp_path: Path, worlds: FakeWorlds
) -> None:
    folder = str(tmp_path / "run")
    call(
        "run", scheme, *SMALL, "--integration", "one-store", "--against", "islands",
        "--replicates", "1", "-o", folder, "-q",
    )  # fmt: skip
    asked = ("parameters", scheme, *SMALL[:2], *SMALL[4:])
    same = (*asked, "--influence", folder)
    rows = {row["id"]: row for row in call(*same, "--json").json()["values"]}
    assert 1.0 == pytest.approx(rows["respond.caught"]["influence"])
    assert rows["respond.caught"]["stands_out"]
    plain = call(*asked, "--json").json()["values"]
    assert [row["id"] for row in plain] == list(rows)
    text = call(*same, "--used-in", "respond")
    assert "+1.00*" in text.out
    done = call(*same, "--measure", "burden")
    assert 2 == done.code
    assert "no measure 'burden'" in done.err


def test_that_mechanisms_are_listed_with_what_they_change(call: Call) -> None:
    found = {row["mechanism"] for row in call("ablate", "--list", "--json").json()}
    assert {"beliefs", "sharing", "firms", "favour", "shared_causes"} <= found


def test_that_the_matrix_is_printed_and_written(
    call: Call, scheme: str, tmp_path: Path, worlds: FakeWorlds
) -> None:
    path = tmp_path / "matrix.csv"
    words = ("ablate", scheme, *SMALL, "--integration", "one-store", "--replicates", "2")
    done = call(*words, "--only", "sharing", "--only", "chill", "-o", str(path))
    assert 0 == done.code
    assert 6 == len(worlds.asked)
    assert "100 (-400)" in done.out
    assert "Mean of 2 replicates" in done.out
    assert "do not add up" in done.out
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert 3 * len(NAMES) == len(rows)
    assert {"nothing", "sharing", "chill"} == {row["mechanism_off"] for row in rows}
    assert 2 == call(*words, "-o", str(path)).code


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--only", "gravity"), "no mechanism 'gravity'"),
        (("--measure", "happiness"), "no measure 'happiness'"),
        (("--replicates", "0"), "replicates must be 1"),
    ],
)
def test_that_wrong_use_of_ablate_is_said_in_a_sentence(
    call: Call, scheme: str, worlds: FakeWorlds, words: tuple[str, ...], says: str
) -> None:
    done = call("ablate", scheme, *SMALL, *words)
    assert 2 == done.code
    assert says in done.err
    assert [] == worlds.asked


@pytest.mark.parametrize("command", ["run", "parameters", "ablate"])
def test_that_nothing_sorts_or_filters_by_a_measure_of_silence(call: Call, command: str) -> None:
    words = call(command, "--help").out.lower()
    for option in ("--sort", "--rank", "--best", "--order-by", "--optimi"):
        assert option not in words
