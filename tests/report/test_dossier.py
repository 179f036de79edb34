"""A dossier holds a place of a scheme to its lines, and gives no verdict."""

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sincerity import Run
from sincerity.errors import UsageError, VerificationError
from sincerity.library import scheme_path
from sincerity.report.dossier import dossier_markdown, dossier_pdf
from sincerity.study import Study
from sincerity.study.dossier import dossier_of, places_of


def test_that_places_of_every_part_have_dossiers_whose_lines_name_them():
    from sincerity.scheme import load_scheme

    for place in places_of(load_scheme("one-score"))[::14]:
        dossier = dossier_of("one-score", place)
        assert f"id: {place.partition('.')[2]}" in dossier.text[0][1]
        numbers = {number for number, _ in dossier.text}
        said = [element for element in dossier.elements if element.place]
        assert said
        assert {int(element.place.rpartition(":")[2]) for element in said} <= numbers
        assert all(element.mark or element.name == "severity" for element in said)


def test_that_a_dossier_asks_what_the_yardsticks_ask_and_gives_no_verdict():
    dossier = dossier_of("one-score", "online_criticism")
    assert any("ICCPR 19" in asked.yardstick for asked in dossier.questions)
    text = dossier_markdown(dossier)
    assert not re.search(r"\b(prohibited|lawful|unlawful|illegal|guilty|violates)\b", text)
    assert "no verdict" in text.lower() or "nothing here is a verdict" in text.lower()


def _elements(scheme, place):
    return {element.name: element for element in dossier_of(scheme, place).elements}


@pytest.mark.parametrize(
    ("scheme", "place", "unsaid"),
    [
        ("one-score", "lists.untrusted", {"extension", "exit.performance"}),
        ("one-score", "rules.false_accusation", set()),
        ("suining-2010", "rules.red_light", set()),
    ],
)
def test_that_what_the_file_does_not_say_cites_no_source_and_no_line(scheme, place, unsaid):
    elements = _elements(scheme, place)
    found = {name for name, element in elements.items() if not element.place}
    assert unsaid == found
    for name in found:
        element = elements[name]
        assert element.value == "not said in the file (the program takes: none)"
        assert ("", "") == (element.mark, element.source)


def test_that_no_shipped_place_cites_a_line_that_does_not_hold_the_value():
    from sincerity.scheme import load_scheme

    for place in places_of(load_scheme("suining-2010")):
        dossier = dossier_of("suining-2010", place)
        lines = dict(dossier.text)
        for element in dossier.elements:
            if element.place:
                key = element.name.rpartition(".")[2]
                assert f"{key}:" in lines[int(element.place.rpartition(":")[2])], (place, key)


def test_that_a_value_of_a_reform_is_not_put_into_the_mouth_of_the_text_it_changes(tmp_path):
    reform = tmp_path / "r.scheme.yaml"
    reform.write_text(
        "schema: scheme/v1\nid: r\nextends: one-score\nset:\n  title: A reform\n"
        "  lists.untrusted.extension: restart\n  lists.untrusted.term: 12 months\n",
        encoding="utf-8",
    )
    elements = _elements(reform, "lists.untrusted")
    extension, term, public = (elements[name] for name in ("extension", "term", "public"))
    assert ("restart", "", "", "r.scheme.yaml:6") == (
        extension.value,
        extension.mark,
        extension.source,
        extension.place,
    )
    assert ("12 months", "fictional") == (term.value, term.mark)
    assert ("V", "washington-post-2016") == (public.mark, public.source)


def test_that_a_severity_is_the_judgement_of_the_author_and_no_source_says_it():
    severity = _elements("one-score", "sanctions.no_loan")["severity"]
    assert ("", "the author's judgement") == (severity.mark, severity.source)


def test_that_a_question_is_asked_once_with_all_its_places_by_their_labels():
    dossier = dossier_of("one-score", "rules.false_accusation")
    asked = [(question.yardstick, question.question) for question in dossier.questions]
    assert len(set(asked)) == len(asked) == 3
    assert 25 == sum(len(row.places) for row in dossier.questions[1].asked)
    evidence = [row.evidence for row in dossier.questions[1].asked]
    assert len(set(evidence)) == len(evidence)
    text = dossier_markdown(dossier)
    assert 1 == text.count("What does this conduct say about")
    assert re.search(r"Loans refused \(one-score\.scheme\.yaml:\d+\), No entry into public", text)
    assert dossier.questions[0].asked[0].places == [f"{dossier.file}:{dossier.text[0][0]}"]
    assert dossier_pdf(dossier).startswith(b"%PDF-")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "run"
    return Study("suining-2010", "teaching-town", months=6).run(folder, report=False)


def test_that_counts_of_a_run_are_the_evidence(run):
    dossier = dossier_of("suining-2010", "rules.red_light", run)
    counted = dict(dossier.evidence)
    number = list(run.tallies.labels.rules).index("red_light")
    assert sum(n for what, n in counted.items() if what.startswith("charges")) == (
        run.tallies.rule_charges[:, number].sum()
    )
    asked = run.record["run"]
    for part in (
        f"{asked['residents']:,} synthetic people of teaching-town",
        f"6 months, seed {asked['seed']}, digest {run.digest[:12]}",
        "One run, no interval",
    ):
        assert part in dossier.counted_in
    assert "another text" not in dossier.counted_in
    with pytest.raises(UsageError, match="run of 'suining-2010'"):
        dossier_of("rongcheng", "loan_breach", run)


def test_that_nothing_is_counted_from_a_run_that_is_not_as_recorded(run, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(run.folder, copy)
    tallies = copy / "tallies.parquet"
    table = pq.read_table(tallies)
    pq.write_table(table.slice(0, table.num_rows - 1), tallies)
    with pytest.raises(VerificationError, match=r"tallies\.parquet"):
        dossier_of("suining-2010", "rules.red_light", Run(copy))


def test_that_counts_are_those_of_the_place_and_not_of_its_position(run, tmp_path):
    """The text at hand has fewer rules than the run had, and another number for this one."""
    text = Path(scheme_path("suining-2010")).read_text(encoding="utf-8")
    shorter = tmp_path / "shorter.scheme.yaml"
    shorter.write_text(
        "schema: scheme/v1\nid: suining-2010\nextends: suining-2010\n"
        "remove: [rules.national_honour]\nset:\n  rules.red_light.points: -60\n",
        encoding="utf-8",
    )
    assert text.index("id: national_honour") < text.index("id: red_light")
    here = dossier_of(shorter, "rules.red_light", run)
    whole = dossier_of("suining-2010", "rules.red_light", run)
    assert whole.evidence == here.evidence
    assert "another text of this place" in here.counted_in


def test_that_a_dossier_is_a_tagged_pdf_and_the_same_every_time():
    dossier = dossier_of("one-score", "online")
    pdf = dossier_pdf(dossier)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert pdf == dossier_pdf(dossier)


def test_that_a_place_that_is_not_there_is_met_with_the_nearest_one():
    with pytest.raises(UsageError, match="red_light"):
        dossier_of("suining-2010", "red_ligth")
