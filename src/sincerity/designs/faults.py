"""What is wrong with a study, before it has a line and a column."""

from __future__ import annotations

from dataclasses import dataclass

from sincerity.scheme.nodes import Path

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, the path of the value, a sentence, a suggestion and a way out."""

    code: str
    path: Path
    message: str
    hint: str = ""
    help: str = ""

    def __str__(self) -> str:
        more = "; ".join(text for text in (self.hint, self.help) if text)
        return f"{self.code} {self.message}" + (f"; {more}" if more else "")
