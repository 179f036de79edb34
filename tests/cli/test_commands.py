"""The other commands, each on its ordinary way and its wrong ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sincerity.library import scheme_names, society_names
from tests.cli.conftest import Call


def test_that_schemes_lists_everything_that_ships(call: Call) -> None:
    done = call("schemes", "--json")
    assert list(scheme_names()) == [scheme["id"] for scheme in done.json()]
    assert all(scheme["status"] for scheme in done.json())


def test_that_show_names_rules_sources_and_status(call: Call) -> None:
    done = call("show", "suining-2010")
    assert 0 == done.code
    for words in ("Suining", "Suining County", "xinhua-2014", "Piloted"):
        assert words in done.out


def test_that_a_resolved_scheme_loads_again_as_the_same(call: Call, tmp_path: Path) -> None:
    from sincerity import load_scheme

    path = tmp_path / "again.scheme.yaml"
    path.write_text(call("show", "suining-2010", "--to", "yaml").out, encoding="utf-8")
    assert load_scheme("suining-2010") == load_scheme(path)


def test_that_validate_finds_all_faults_of_a_file_at_once(call: Call, bad_scheme: Path) -> None:
    done = call("validate", str(bad_scheme))
    assert 3 == done.code
    assert "E103" in done.out
    assert "E104" in done.out
    assert "2 errors" in done.err


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_that_validate_writes_for_machines(call: Call, bad_scheme: Path, form: str) -> None:
    done = call("validate", str(bad_scheme), "--format", form)
    assert 3 == done.code
    if form == "github":
        assert f"::error file={bad_scheme},line=11," in done.out
        return
    found = json.loads(done.out)
    results = found if form == "json" else found["runs"][0]["results"]
    assert 2 <= len(results)


def test_that_strict_makes_warnings_a_problem(call: Call) -> None:
    assert 0 == call("validate", "suining-2010").code
    assert 1 == call("validate", "suining-2010", "--strict").code
    assert 0 == call("validate", "none", "--strict").code


def test_that_validate_takes_every_kind_of_shipped_file(call: Call) -> None:
    from sincerity import library

    folder = library.scheme_path("none").parents[1]
    done = call("validate", str(folder))
    assert 0 == done.code, done.out
    assert "error" not in done.err


def test_that_validate_knows_a_file_by_its_header(call: Call, finished: Path) -> None:
    files = sorted((finished / "resolved").glob("*.yaml"))
    assert 5 == len(files)
    done = call("validate", *map(str, files))
    assert 0 == done.code, done.out


def test_that_validate_of_a_missing_file_is_a_sentence(call: Call, tmp_path: Path) -> None:
    done = call("validate", str(tmp_path / "nothing.scheme.yaml"))
    assert 3 == done.code
    assert "nothing.scheme.yaml" in done.out
    assert "Traceback" not in done.out + done.err


@pytest.mark.parametrize(
    "kind", ["scheme", "cases", "conduct", "institutions", "parameters", "society"]
)
def test_that_schema_prints_a_valid_json_schema(call: Call, kind: str) -> None:
    import jsonschema

    schema = call("schema", "--kind", kind).json()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "properties" in json.dumps(schema)


def test_that_test_runs_the_shipped_cases(call: Call) -> None:
    done = call("test", "--json")
    assert 0 == done.code
    assert 0 == done.json()["failed"]
    assert 50 <= done.json()["passed"]


def test_that_a_failing_case_ends_with_1_and_its_place(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "wrong.cases.yaml"
    path.write_text(
        "schema: cases/v1\nscheme: suining-2010\ncases:\n"
        "  - name: a red light costs nothing\n"
        "    given: [{month: 1, kind: red_light}]\n"
        "    expect: [{month: 1, points: 1000}]\n",
        encoding="utf-8",
    )
    done = call("test", str(path))
    assert 1 == done.code
    assert "a red light costs nothing" in done.out
    assert f"{path}:4" in done.out


def test_that_verify_finds_a_changed_byte(call: Call, finished: Path, tmp_path: Path) -> None:
    assert 0 == call("verify", str(finished)).code
    copy = tmp_path / "copy"
    shutil.copytree(finished, copy)
    table = copy / "metrics.parquet"
    data = bytearray(table.read_bytes())
    data[len(data) // 2] ^= 1
    table.write_bytes(data)
    done = call("verify", str(copy), "--json")
    assert 4 == done.code
    assert ["metrics.parquet"] == [problem["file"] for problem in done.json()["problems"]]


def test_that_verify_of_no_run_ends_with_4(call: Call, tmp_path: Path) -> None:
    done = call("verify", str(tmp_path))
    assert 4 == done.code
    assert "not a finished run" in done.out


def test_that_export_writes_tables_for_other_programs(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    done = call("export", str(finished), "--to", "csv", "-o", str(tmp_path / "csv"), "--json")
    assert 0 == done.code
    names = {Path(name).name for name in done.json()["files"]}
    assert {"metrics.csv", "columns.json"} <= names


def test_that_export_to_an_unknown_format_is_wrong_use(call: Call, finished: Path) -> None:
    done = call("export", str(finished), "--to", "xls")
    assert 2 == done.code


def test_that_report_writes_one_page_that_says_synthetic(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    done = call("report", str(finished), "-o", str(page))
    assert 0 == done.code, done.err
    assert "synthetic" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["metrics.parquet", "resolved/scheme.yaml", "record.json"])
@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_that_report_of_a_damaged_run_ends_with_4_and_writes_nothing(
    call: Call, finished: Path, tmp_path: Path, name: str, damage: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(finished, copy)
    if damage == "missing":
        (copy / name).unlink()
    else:
        (copy / name).write_bytes(b"x" + (copy / name).read_bytes())
    page = tmp_path / "page.html"
    done = call("report", str(copy), "-o", str(page), "--json")
    assert 4 == done.code
    assert name in [problem["file"] for problem in done.json()["problems"]]
    assert not page.exists()


def test_that_report_of_no_folder_ends_with_4(call: Call, tmp_path: Path) -> None:
    assert 4 == call("report", str(tmp_path / "nowhere")).code


def test_that_society_prints_what_was_asked_and_what_was_made(call: Call) -> None:
    done = call("society", "teaching-town", "--json")
    found = done.json()
    assert 20_000 == pytest.approx(found["residents"], rel=0.01)
    assert {"name", "cells", "n", "chi2", "p"} <= set(found["tables"][0])


def test_that_society_without_a_name_lists_what_ships(call: Call) -> None:
    found = call("society", "--json").json()
    assert sorted(society_names()) == sorted(society["id"] for society in found)


def test_that_plan_prints_the_month_in_order(call: Call) -> None:
    from sincerity.world.month import ORDER

    phases = call("plan", "--json").json()["phases"]
    names = [phase["name"] for phase in phases]
    assert [name for name in ORDER if name in names] == names
    needed = {"life", "conduct", "observe", "score", "list", "sanction", "respond", "tally"}
    assert needed <= set(names)
    assert list(range(1, len(names) + 1)) == [phase["order"] for phase in phases]
    assert all(phase["purpose"] for phase in phases)


def test_that_a_timed_plan_gives_each_phase_its_cost(call: Call) -> None:
    phases = call("plan", "--time", "2", "--json").json()["phases"]
    assert all(phase["ns_per_person_month"] >= 0 for phase in phases)
    assert 0 < sum(phase["ns_per_person_month"] for phase in phases)


def test_that_doctor_names_versions_and_no_address(call: Call) -> None:
    done = call("doctor", "--json")
    found = done.json()
    assert {"python", "cores", "memory_gb", "kernel_cache", "libraries", "browser"} <= set(found)
    assert "://" not in done.out


def test_that_doctor_warns_of_a_cache_others_may_write() -> None:
    from sincerity.cli.commands.doctor import examine, find_problems

    found = examine()
    found["kernel_cache"] |= {"mode": "0o777", "writable_by_others": True, "owner_is_you": True}
    assert any("others may write" in problem for problem in find_problems(found))


@pytest.mark.parametrize("name", ["suining-2011", "suning-2010"])
def test_that_a_misspelt_scheme_gets_a_suggestion(call: Call, name: str) -> None:
    done = call("show", name)
    assert 2 == done.code
    assert "did you mean 'suining-2010'" in done.err
