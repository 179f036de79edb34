"""What a rights lint says, and in which order: yardstick, text, evidence, open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sincerity.errors import Diagnostic, printable
from sincerity.scheme.nodes import Span

__all__ = ["Finding", "points_in_words"]

AI_ACT = "EU AI Act art. 5(1)(c), if automated as an AI system"


@dataclass(frozen=True, slots=True)
class Finding:
    """One question that a yardstick asks of one place in a file.

    `text` is what the file says there, in its own words.
    """

    code: str
    title: str
    yardstick: str
    text: str
    evidence: str
    question: str
    span: Span

    def __str__(self) -> str:
        place = f"{printable(self.span.source.file)}:{self.span.line}:{self.span.column}"
        return "\n".join(
            (
                f"{place}: {self.code} {self.title}",
                f"  yardstick: {self.yardstick}",
                f"  text:      {printable(self.text)}",
                f"  evidence:  {printable(self.evidence)}",
                f"  question:  {self.question}",
            )
        )

    def to_diagnostic(self) -> Diagnostic:
        """Return the finding as a warning, for output that mixes it with other diagnostics."""
        return self.span.diagnostic(
            self.code,
            f"{self.title}: {self.evidence}",
            severity="warning",
            help=f"{self.question} (yardstick: {self.yardstick})",
        )

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain values."""
        return {
            "code": self.code,
            "title": self.title,
            "yardstick": self.yardstick,
            "text": self.text,
            "evidence": self.evidence,
            "question": self.question,
            "file": self.span.source.file,
            "line": self.span.line,
            "column": self.span.column,
        }


def points_in_words(low: int | None, high: int | None) -> str:
    """Say what a charge moves: takes 50 points, adds 1 to 30 points, an unknown number.

    Examples
    --------
    >>> points_in_words(-50, -50), points_in_words(-50, -5), points_in_words(None, None)
    ('takes 50 points', 'takes 5 to 50 points', 'moves an unknown number of points')
    """
    if low is None or high is None:
        return "moves an unknown number of points"
    if low == high:
        verb = "takes" if low < 0 else "adds"
        return f"{verb} {abs(low)} point{'s' if abs(low) != 1 else ''}"
    if low >= 0:
        return f"adds {low} to {high} points"
    if high <= 0:
        return f"takes {-high} to {-low} points"
    return f"takes up to {-low} or adds up to {high} points"
