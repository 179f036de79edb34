"""`sincerity lint`: findings and the table of 21 properties, of one scheme or of all."""

from __future__ import annotations

from pathlib import Path

from sincerity.library import scheme_names
from tests.cli.conftest import Call


def test_that_one_scheme_gets_its_findings_and_then_its_21_rows_in_full(call: Call) -> None:
    done = call("lint", "court-list-2017")
    assert 0 == done.code
    findings, rows = done.out.split("court-list-2017 (enacted, China): 21 properties")
    assert "R119 representative listed for a firm" in findings
    assert 21 == rows.count("yardstick:") == rows.count("question:") == rows.count("a run:")
    assert " 2 Notice before effect: the file is silent" in rows


def test_that_properties_alone_leave_the_findings_out(call: Call) -> None:
    done = call("lint", "court-list-2017", "--properties")
    assert "R119" not in done.out
    assert 21 == done.out.count("question:")


def test_that_several_schemes_stand_beside_each_other(call: Call) -> None:
    done = call("lint", "none", "midas", "robodebt", "--properties")
    head = next(row for row in done.out.splitlines() if row.startswith("property"))
    assert ["property", "none", "midas", "robodebt"] == head.split()
    notice = next(row for row in done.out.splitlines() if row.startswith(" 2 Notice"))
    assert ["none", "after", "before"] == notice.split()[-3:]
    assert all(len(row) <= 100 for row in done.out.splitlines())
    assert "No cell says that a scheme has a property or lacks it." in done.out


def test_that_without_a_name_all_that_ship_are_asked(call: Call) -> None:
    found = call("lint", "--json", "--properties").json()
    assert list(scheme_names()) == [one["scheme"] for one in found]
    for one in found:
        assert list(range(1, 22)) == [row["number"] for row in one["properties"]]
        assert "findings" not in one
        assert one["status"]["kind"]
    fear = next(one for one in found if one["scheme"] == "one-score")
    assert "feared" == fear["status"]["kind"]
    assert "never enacted nationally" in fear["status"]["note"]


def test_that_json_has_findings_with_places_and_rows_with_states(call: Call) -> None:
    (found,) = call("lint", "suining-2010", "--json").json()
    assert {"R101", "R106", "R107"} <= {finding["code"] for finding in found["findings"]}
    assert all(finding["line"] > 0 for finding in found["findings"])
    states = {row["state"] for row in found["properties"]}
    assert {"the file says", "the file is silent", "asks for a run"} == states


def test_that_a_file_of_ones_own_is_asked_by_its_path(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "milder.scheme.yaml"
    path.write_text(
        "schema: scheme/v1\nextends: midas\nid: milder\nset: {title: Milder}\n"
        "remove: [sanctions.no_refund]\n",
        encoding="utf-8",
    )
    (found,) = call("lint", str(path), "--json").json()
    assert "milder" == found["scheme"]
    assert "0 of 1" == found["properties"][2]["figure"]


def test_that_a_scheme_with_faults_is_not_asked_but_told(call: Call, bad_scheme: Path) -> None:
    done = call("lint", str(bad_scheme))
    assert 3 == done.code
    assert "E103" in done.err
    assert "" == done.out


def test_that_an_unknown_name_is_wrong_use(call: Call) -> None:
    assert 2 == call("lint", "suining").code
