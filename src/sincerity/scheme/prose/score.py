"""What is said about a score and its bands, of people or of firms."""

from __future__ import annotations

from sincerity.scheme.model_score import Band, Bounded, Grades
from sincerity.scheme.prose.page import Section, Table
from sincerity.scheme.prose.words import mark_of, marked_words, notes_of, value_words

__all__ = ["grades_section", "score_table"]


def score_table(score: Bounded) -> Table:
    """Say where a score starts and what holds it."""
    rows = tuple(
        (name, value_words(quantity), quantity.source or "", mark_of(quantity), quantity.note or "")
        for name, quantity in (
            ("Starting score", score.base),
            ("Floor", score.floor),
            ("Cap", score.cap),
        )
    )
    return Table("Score, points", ("What", "Value", "Source", "Mark", "Note"), rows)


def grades_section(heading: str, grades: Grades | None) -> Section:
    """Say which scores make which grade."""
    if grades is None:
        return Section(heading, ("There are no grades.",))
    rows = tuple(_band_row(grades.bands, index) for index in range(len(grades.bands)))
    columns = ("Grade", "Name", "Scores", "Source", "Mark", "Note")
    sentence = f"Grades are set anew every {marked_words(grades.regrade, None)}."
    return Section(heading, (sentence, *notes_of(grades.note)), (Table("Bands", columns, rows),))


def _band_row(bands: tuple[Band, ...], index: int) -> tuple[str, ...]:
    """Return one row of the table of bands."""
    band = bands[index]
    above = bands[index - 1].from_points if index > 0 else None
    top = above.value - 1 if above is not None else None
    start = band.from_points
    if start is None:
        span = f"up to {top:,}" if top is not None else "all"
        source, mark, note = band.source, band.mark, band.note
    else:
        span = f"{start.value:,} and more" if top is None else f"{start.value:,} to {top:,}"
        span += f" (range {start.range[0]:,} to {start.range[1]:,})" if start.range else ""
        source, mark, note = start.source, start.mark, start.note or band.note
    return (band.id, band.label, span, source or "", mark or "", note or "")
