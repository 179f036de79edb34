"""Good, bad and hostile files: each its code, its place, and never a traceback."""

import time

import pytest

from sincerity.scheme.codes import all_codes, errors_markdown, titles
from tests.scheme.corpus import CorpusFile, as_expected, corpus, diagnostics_of

FILES = corpus()
LIMIT_SECONDS = 1.0


def _id(file: CorpusFile) -> str:
    return file.name


def test_that_the_corpus_holds_the_promised_number_of_files() -> None:
    assert 70 <= sum(file.family in {"bad", "hostile"} for file in FILES)


@pytest.mark.parametrize("file", [f for f in FILES if f.family == "bad"], ids=_id)
def test_that_a_bad_file_is_met_with_exactly_its_errors(file: CorpusFile) -> None:
    errors = [d for d in diagnostics_of(file.path) if d.severity == "error"]
    assert _matches(file, [as_expected(d, file.path) for d in errors])


@pytest.mark.parametrize("file", [f for f in FILES if f.family == "good"], ids=_id)
def test_that_a_good_file_is_accepted_with_exactly_its_remarks(file: CorpusFile) -> None:
    found = diagnostics_of(file.path)
    assert [] == [d for d in found if d.severity == "error"]
    assert _matches(file, [as_expected(d, file.path) for d in found])


@pytest.mark.parametrize("file", [f for f in FILES if f.family == "hostile"], ids=_id)
def test_that_a_hostile_file_is_refused_in_time_with_its_code(file: CorpusFile) -> None:
    diagnostics_of.cache_clear()
    started = time.process_time()
    found = diagnostics_of(file.path)
    seconds = time.process_time() - started
    shown = [as_expected(d, file.path) for d in found]
    assert any(text.startswith(file.expected[0]) for text in shown), shown
    assert seconds < LIMIT_SECONDS


@pytest.mark.parametrize("file", FILES, ids=_id)
def test_that_every_diagnostic_can_be_shown_and_has_a_handbook_entry(file: CorpusFile) -> None:
    known = titles()
    for diagnostic in diagnostics_of(file.path):
        text = diagnostic.to_text()
        assert text.startswith(f"{file.path.parent}") or "scheme.yaml" in text.split(":")[0]
        assert diagnostic.code in text
        assert all(c.isprintable() or c == "\n" for c in text)
        assert diagnostic.code in known


def test_that_every_code_has_a_file_in_the_corpus() -> None:
    shown = {expected.split(" ")[0] for file in FILES for expected in file.expected}
    assert set() == {code.code for code in all_codes()} - shown


def test_that_the_handbook_page_has_an_entry_for_every_code() -> None:
    page = errors_markdown()
    assert all(f"### {code.code}\n" in page for code in all_codes())
    assert len(titles()) == len(all_codes())


def _matches(file: CorpusFile, shown: list[str]) -> bool:
    """Tell whether each expectation has its diagnostic and none is left over."""
    missing = [e for e in file.expected if not any(s.startswith(e) for s in shown)]
    assert missing == [], f"{missing} not among {shown}"
    assert len(shown) == len(file.expected), f"{shown} for {file.expected}"
    return True
