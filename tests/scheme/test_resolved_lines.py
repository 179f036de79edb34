"""Lines of resolved files against the reader's own places."""

from __future__ import annotations

import pytest

from sincerity.library import scheme_names
from sincerity.scheme.load import check_scheme, load_scheme
from sincerity.scheme.resolved_lines import lines_of

SECTIONS = ("rules", "lists", "sanctions", "perks")


@pytest.mark.parametrize("name", scheme_names())
def test_that_parts_stand_on_the_lines_where_the_reader_finds_them(name: str) -> None:
    scheme = load_scheme(name)
    text = scheme.to_resolved_yaml()
    found, locations = lines_of(text), check_scheme(text).locations
    assert locations is not None
    counted = 0
    for section in SECTIONS:
        for place, part in enumerate(getattr(scheme, section)):
            line = found[section, place]
            assert line == locations.span((section, place)).line
            assert part.id in text.splitlines()[line - 1]
            counted += 1
    bands = scheme.grades.bands if scheme.grades is not None else ()
    for place in range(len(bands)):
        assert found["grades", "bands", place] == locations.span(("grades", "bands", place)).line
    assert found["score", "base"] == locations.span(("score", "base")).line
    assert counted or scheme.firms is not None or name == "none"


def test_that_a_key_in_quotes_is_read() -> None:
    assert {("a b",): 1, ("a b", "c"): 2} == lines_of('"a b":\n  c: 1\n')


def test_that_lists_of_lists_are_counted() -> None:
    text = "a:\n  - b: 1\n    c:\n      - d: 1\n      - d: 2\n  - b: 2\n"
    found = lines_of(text)
    assert (2, 3, 5, 6) == (
        found["a", 0],
        found["a", 0, "c"],
        found["a", 0, "c", 1],
        found["a", 1],
    )
