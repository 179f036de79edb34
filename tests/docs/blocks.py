"""The blocks of a page, run in order: files are written, commands and Python are run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)(?: +title=\"([^\"]+)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, its title if it is a file, its text and line."""

    language: str
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of a console block and the lines that must follow it."""

    words: tuple[str, ...]
    expected: str
    status: int


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found[1], found[2] or "", found[3], line)


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block; ``# exit N`` after one states its exit code."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        first, _, expected = part.partition("\n")
        line, _, comment = first.partition("  # exit ")
        yield Command(tuple(shlex.split(line)), expected.strip("\n"), int(comment or 0))


def matches(expected: str, printed: str) -> bool:
    """Say whether the printed text holds the expected lines; ``...`` stands for anything."""
    pieces = [re.escape(piece.strip()) for piece in expected.split("...")]
    pattern = r".*?".join(pieces).replace(r"\ ", r"\s+").replace("\\\n", r"\s+")
    return re.search(pattern, printed, flags=re.DOTALL) is not None
