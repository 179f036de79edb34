"""Everything that can go wrong, as one tree of exceptions and one shape of diagnostic.

    SincerityError                what every error of this package is
    ├── UsageError                the command or the call asks for something that is not offered
    │   └── CapacityError         the world asked for does not fit in this machine's memory
    ├── InputFileError            a file cannot be accepted; carries every fault found in it
    ├── VerificationError         a stored result is not what its record says it is
    └── InternalError             a fault of this package, never of its user

A fault in a file is a `Diagnostic`: it has a stable code, a place, a sentence and a way out. The
catalogue of codes is `sincerity.scheme.codes`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

__all__ = [
    "CapacityError",
    "Diagnostic",
    "InputFileError",
    "InternalError",
    "Related",
    "Severity",
    "SincerityError",
    "UsageError",
    "VerificationError",
    "render_github",
    "render_json",
    "render_sarif",
    "render_text",
]

Severity = Literal["error", "warning", "note"]

_EXCERPT_WIDTH = 100  # columns of a source line shown around a fault
_SARIF_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}
_GITHUB_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that contributed to a fault, with the reason why it matters."""

    message: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in one file.

    Lines and columns count from 1; a column counts characters, not bytes. `end_column` is the
    first column after the marked text. `excerpt` holds (line number, text) pairs, the last being
    the marked line; `hint` is written beside the caret, `help` on a line of its own.
    """

    code: str
    message: str
    file: str
    line: int
    column: int
    end_column: int
    severity: Severity = "error"
    help: str = ""
    related: tuple[Related, ...] = ()
    hint: str = ""
    excerpt: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self) -> str:
        """Render place, sentence, source excerpt with a caret, related places and help."""
        kind = "" if self.severity == "error" else f"{self.severity}: "
        place = f"{printable(self.file)}:{self.line}:{self.column}"
        rows = [f"{place}: {self.code} {kind}{printable(self.message)}"]
        rows += self._excerpt_rows()
        for other in self.related:
            spot = f"{printable(other.file)}:{other.line}:{other.column}"
            rows.append(f"  see {spot}: {printable(other.message)}")
        docs = f"see docs/errors.md#{self.code.lower()}"
        rows.append(f"  help: {printable(self.help)}   {docs}" if self.help else f"  {docs}")
        return "\n".join(rows)

    def to_json(self) -> dict[str, Any]:
        """Return the diagnostic as plain values that `json.dumps` accepts."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_column": self.end_column,
            "hint": self.hint,
            "help": self.help,
            "related": [
                {"message": r.message, "file": r.file, "line": r.line, "column": r.column}
                for r in self.related
            ],
        }

    def to_sarif(self) -> dict[str, Any]:
        """Return the diagnostic as one SARIF 2.1.0 result."""
        text = f"{self.message} ({self.hint})" if self.hint else self.message
        result: dict[str, Any] = {
            "ruleId": self.code,
            "level": _SARIF_LEVEL[self.severity],
            "message": {"text": text},
            "locations": [_sarif_place(self.file, self.line, self.column, self.end_column)],
        }
        if self.related:
            result["relatedLocations"] = [
                {**_sarif_place(r.file, r.line, r.column, None), "message": {"text": r.message}}
                for r in self.related
            ]
        return result

    def to_github(self) -> str:
        """Return the diagnostic as a workflow annotation command."""
        text = f"{self.message} ({self.hint})" if self.hint else self.message
        return (
            f"::{_GITHUB_LEVEL[self.severity]} file={_github_property(self.file)},"
            f"line={self.line},col={self.column},endColumn={self.end_column},"
            f"title={self.code}::{_github_text(text)}"
        )

    def _excerpt_rows(self) -> list[str]:
        """Return the source rows with the caret below the marked text."""
        if not self.excerpt:
            return []
        start = max(0, self.column - 1 - _EXCERPT_WIDTH // 2)
        if self.column - 1 < _EXCERPT_WIDTH * 3 // 4:
            start = 0
        rows = []
        for number, text in self.excerpt:
            shown = printable(text[start : start + _EXCERPT_WIDTH], keep_width=True)
            rows.append(f"{number:>6} | {shown}".rstrip())
        marked = self.excerpt[-1][1]
        before = _display_width(marked[start : self.column - 1])
        length = _display_width(marked[self.column - 1 : self.end_column - 1])
        carets = "^" * max(1, min(length, _EXCERPT_WIDTH - before))
        rows.append(f"       | {' ' * before}{carets} {printable(self.hint)}".rstrip())
        return rows


class SincerityError(Exception):
    """What every error raised on purpose by this package is.

    `exit_code` is what the command line ends with when the error reaches it.
    """

    exit_code: int = 1


class UsageError(SincerityError):
    """The command or the call asks for something that is not offered."""

    exit_code = 2


class CapacityError(UsageError):
    """The world asked for does not fit in this machine's memory."""


class InputFileError(SincerityError):
    """A file cannot be accepted; `diagnostics` holds every fault found, in file order."""

    exit_code = 3

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return render_text(self.diagnostics)


class VerificationError(SincerityError):
    """A stored result is not what its record says it is."""

    exit_code = 4


class InternalError(SincerityError):
    """A fault of this package, never of its user."""

    exit_code = 70


def render_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics for a terminal, one after another."""
    return "\n".join(diagnostic.to_text() for diagnostic in diagnostics)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics as a JSON array."""
    return json.dumps([d.to_json() for d in diagnostics], ensure_ascii=False, indent=2)


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics as workflow annotation commands, one a line."""
    return "\n".join(d.to_github() for d in diagnostics)


def render_sarif(
    diagnostics: Sequence[Diagnostic], *, version: str, titles: dict[str, str] | None = None
) -> str:
    """Render diagnostics as a SARIF 2.1.0 log.

    Parameters
    ----------
    version
        Version of this package, written as the tool's version.
    titles
        Title of each code; codes without one are listed by their code alone.
    """
    names = titles or {}
    codes = sorted({d.code for d in diagnostics})
    rules = [{"id": c, "shortDescription": {"text": names.get(c, c)}} for c in codes]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "sincerity", "version": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [d.to_sarif() for d in diagnostics],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def printable(text: str, *, keep_width: bool = False) -> str:
    """Return `text` with every character that could steer a terminal made visible.

    Input files are strangers: control characters, bidirectional marks and lone surrogates
    must not reach a terminal or a log as themselves.

    Parameters
    ----------
    keep_width
        Replace by one visible character instead of an escape, so that carets stay aligned.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else ("\N{REPLACEMENT CHARACTER}" if keep_width else _escaped(c))
        for c in text
    )


def _escaped(character: str) -> str:
    """Return the escape of one character; line breaks become a space."""
    return " " if character in "\n\r\t" else f"\\u{{{ord(character):04x}}}"


def _display_width(text: str) -> int:
    """Return the terminal columns that `printable(text, keep_width=True)` takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _sarif_place(file: str, line: int, column: int, end_column: int | None) -> dict[str, Any]:
    """Return a SARIF location."""
    region = {"startLine": line, "startColumn": column}
    if end_column is not None:
        region["endColumn"] = end_column
    return {"physicalLocation": {"artifactLocation": {"uri": file}, "region": region}}


def _github_text(text: str) -> str:
    """Escape the text of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
