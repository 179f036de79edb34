"""What a file must be before it is parsed: small, UTF-8, and free of characters that mislead.

A parser is only given text that passed here, so its cost is bounded by the limits below.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.nodes import Source, Span

__all__ = ["MAX_BYTES", "decode", "read_bytes", "scan_text", "smuggled", "split_lines"]

MAX_BYTES = 256 * 1024
MAX_OPEN_BRACKETS = 500  # far past the depth limit of the tree, which is exact
MAX_INDENT = 500
MAX_REPORTED = 20  # faults of one kind in one file

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)")
_INVISIBLE = re.compile(
    r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_TAB = re.compile(r"\t")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, shown: str) -> bytes:
    """Read a regular file of at most `MAX_BYTES`.

    Devices, pipes and folders are refused before they are opened.

    Raises
    ------
    InputFileError
        E111 when the file cannot be read, E112 when it is too large.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise InputFileError([_whole_file("E111", shown, "this is not a regular file")])
        if status.st_size > MAX_BYTES:
            raise InputFileError([_too_large(shown, status.st_size)])
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        sentence = f"the file cannot be read: {reason.lower()}"
        raise InputFileError([_whole_file("E111", shown, sentence)]) from None
    if len(data) > MAX_BYTES:
        raise InputFileError([_too_large(shown, len(data))])
    return data


def decode(data: bytes, shown: str) -> Source:
    """Decode UTF-8 and split into lines.

    Raises
    ------
    InputFileError
        E115 with the place of the first byte that is not UTF-8.
    """
    save = "save the file as UTF-8 without a byte order mark"
    if data.startswith(_UTF16_MARKS):
        raise InputFileError([_whole_file("E115", shown, "the file is UTF-16, not UTF-8", save)])
    if data.startswith(b"\xef\xbb\xbf"):
        raise InputFileError(
            [_whole_file("E115", shown, "the file starts with a byte order mark", save)]
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        source = split_lines(good + "\N{REPLACEMENT CHARACTER}", shown)
        line, column = len(source.lines), len(source.lines[-1])
        sentence = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise InputFileError(
            [Span(source, line, column, column + 1).diagnostic("E115", sentence, help=save)]
        ) from None
    return split_lines(text, shown)


def split_lines(text: str, shown: str) -> Source:
    """Split text at line feeds only, so that line numbers agree with every editor."""
    return Source(shown, tuple(line.removesuffix("\r") for line in text.split("\n")))


def scan_text(text: str, source: Source, *, is_json: bool) -> list[Diagnostic]:
    """Return the faults that can be seen without parsing.

    Parameters
    ----------
    text
        The whole text, as decoded.
    is_json
        JSON may be indented with tabs; YAML may not.
    """
    if len(text) > MAX_BYTES:
        return [_too_large(source.file, len(text))]
    if not text.strip():
        return [_whole_file("E126", source.file, "the file is empty")]
    faults: list[Diagnostic] = []
    faults += _characters("E116", _CONTROL, text, source, "control character")
    faults += _characters("E116", _SURROGATE, text, source, "lone surrogate")
    faults += _characters("E117", _INVISIBLE, text, source, "invisible character")
    if not is_json:
        faults += _characters("E118", _TAB, text, source, "tab", "use spaces")
        faults += _directives(source)
    faults += _nesting(text, source)
    return faults


def smuggled(text: str) -> str | None:
    """Return the code of the first character of a value that a text may not hold, or None."""
    if _CONTROL.search(text):
        return "E116"
    return "E117" if _INVISIBLE.search(text) else None


def _characters(
    code: str, pattern: re.Pattern[str], text: str, source: Source, what: str, help: str = ""
) -> list[Diagnostic]:
    """Report each character that `pattern` finds, up to a limit."""
    found = []
    for match in pattern.finditer(text):
        start = match.start()
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        character = match.group()
        name = unicodedata.name(character, "") or f"U+{ord(character):04X}"
        name = {"\r": "carriage return without a line feed", "\t": ""}.get(character, name)
        message = f"{what} ({name})" if name else what
        found.append(
            Span(source, line, column, column + 1).diagnostic(
                code, message, help=help or "remove it"
            )
        )
        if len(found) == MAX_REPORTED:
            break
    return found


def _directives(source: Source) -> list[Diagnostic]:
    """Report lines that start with a percent sign: nothing else can stand there."""
    return [
        Span(source, n, 1, len(text) + 1).diagnostic(
            "E121",
            "YAML directives are not accepted",
            help="remove the line; files are YAML 1.2",
        )
        for n, text in enumerate(source.lines, start=1)
        if text.startswith("%")
    ][:MAX_REPORTED]


def _nesting(text: str, source: Source) -> list[Diagnostic]:
    """Report brackets and indentation too deep to parse cheaply.

    Brackets inside quotes are counted too: the limit is so high that it does not matter.
    """
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match.group() in "[{" else max(0, depth - 1)
        if depth > MAX_OPEN_BRACKETS:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            return [_too_deep(Span(source, line, column, column + 1))]
    for number, row in enumerate(source.lines, start=1):
        indent = len(row) - len(row.lstrip(" "))
        if indent > MAX_INDENT and indent < len(row):
            return [_too_deep(Span(source, number, indent + 1, indent + 2))]
    return []


def _too_deep(span: Span) -> Diagnostic:
    """Return the diagnostic for nesting."""
    return span.diagnostic("E113", "the file is nested too deeply", help="write it flatter")


def _too_large(shown: str, size: int) -> Diagnostic:
    """Return the diagnostic for size."""
    sentence = f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read"
    return _whole_file("E112", shown, sentence, "split it with 'extends'")


def _whole_file(code: str, shown: str, message: str, help: str = "") -> Diagnostic:
    """Return a diagnostic about a file as a whole."""
    return Diagnostic(code, message, shown, 1, 1, 2, help=help)
