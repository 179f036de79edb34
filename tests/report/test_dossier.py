"""A dossier holds a place of a scheme to its lines, and gives no verdict."""

import re

import pytest

from sincerity.errors import UsageError
from sincerity.report.dossier import dossier_markdown, dossier_pdf
from sincerity.study import Study
from sincerity.study.dossier import dossier_of, places_of


def test_that_places_of_every_part_have_dossiers_whose_lines_name_them():
    from sincerity.scheme import load_scheme

    for place in places_of(load_scheme("one-score"))[::14]:
        dossier = dossier_of("one-score", place)
        assert f"id: {place.partition('.')[2]}" in dossier.text[0][1]
        numbers = {number for number, _ in dossier.text}
        stand = [int(element.place.rpartition(":")[2]) for element in dossier.elements]
        assert stand
        assert set(stand) <= numbers
        assert all(element.mark for element in dossier.elements)


def test_that_a_dossier_asks_what_the_yardsticks_ask_and_gives_no_verdict():
    dossier = dossier_of("one-score", "online_criticism")
    assert any("ICCPR 19" in yardstick for yardstick, *_ in dossier.questions)
    text = dossier_markdown(dossier)
    assert not re.search(r"\b(prohibited|lawful|unlawful|illegal|guilty|violates)\b", text)
    assert "no verdict" in text.lower() or "nothing here is a verdict" in text.lower()


def test_that_counts_of_a_run_are_the_evidence(tmp_path):
    run = Study("suining-2010", "teaching-town", months=6).run(tmp_path / "run", report=False)
    dossier = dossier_of("suining-2010", "rules.red_light", run)
    counted = dict(dossier.evidence)
    number = list(run.tallies.labels.rules).index("red_light")
    assert sum(n for what, n in counted.items() if what.startswith("charges")) == (
        run.tallies.rule_charges[:, number].sum()
    )
    assert run.digest[:12] in dossier.counted_in
    with pytest.raises(UsageError, match="run of 'suining-2010'"):
        dossier_of("rongcheng", "loan_breach", run)


def test_that_a_dossier_is_a_tagged_pdf_and_the_same_every_time():
    dossier = dossier_of("one-score", "online")
    pdf = dossier_pdf(dossier)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert pdf == dossier_pdf(dossier)


def test_that_a_place_that_is_not_there_is_met_with_the_nearest_one():
    with pytest.raises(UsageError, match="red_light"):
        dossier_of("suining-2010", "red_ligth")
