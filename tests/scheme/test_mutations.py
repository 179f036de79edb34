"""Mutated files: whatever happens to a file, it is accepted or met with codes and places.

A small generator of its own, seeded by the number of the mutant, keeps the 20,000 mutants the same
everywhere. Seed files are short because the parser's time grows with length.
"""

from pathlib import Path

import pytest

from sincerity.errors import Diagnostic
from sincerity.scheme import check_scheme

FOLDER = Path(__file__).parent / "seeds"
PLAIN, GRADED, LISTED, SHARED, REFORM = (
    (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("small", "graded", "listed", "shared", "reform")
)
SEEDS = (PLAIN, GRADED, LISTED) * 3 + (SHARED, REFORM)
"""A reform reads a second file, so there are fewer of them."""
MUTANTS = 20_000
SHARDS = 20
_SPLICES = (
    *"[]{}:,-#&*!|>'\"%@`?\\\n\t\r\0 0x~<=_.é",
    "\u202e",
    "\ufeff",
    "\ud800",
    "---\n",
    "...\n",
    "<<: ",
    "*a",
    "&a ",
    "!!int ",
    "1e999",
    ".nan",
    "012",
    "- - - ",
    "? ",
    "null",
    "none",
    "unknown",
    "-9999999999",
    "0 months",
    "rules",
    "extends: ../x.yaml\n",
    "extends: suining-2010\n",
    "set: {a.b: 1}\n",
    "{a: {b: [c]}}",
)


class Dice:
    """A 64-bit multiplicative generator: enough to mutate text, the same on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & (2**64 - 1) | 1

    def below(self, limit: int) -> int:
        """Return a number in 0..limit-1."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self.state >> 33) % limit


def mutant(number: int) -> str:
    """Return one mutated file."""
    dice = Dice(number)
    text = SEEDS[number % len(SEEDS)]
    for _ in range(1 + dice.below(2)):
        at, length = dice.below(len(text) + 1), dice.below(12)
        splice = _SPLICES[dice.below(len(_SPLICES))]
        lines = text.split("\n")
        line = dice.below(len(lines))
        match dice.below(7):
            case 0:
                text = text[:at] + splice + text[at:]
            case 1:
                text = text[:at] + text[at + length :]
            case 2:
                text = text[:at] + splice + text[at + length :]
            case 3:
                text = "\n".join([*lines[:line], *lines[line + 1 :]])
            case 4:
                text = "\n".join([*lines[:line], lines[line], *lines[line:]])
            case 5:
                other = SEEDS[dice.below(len(SEEDS))]
                start = dice.below(len(other))
                text = text[:at] + other[start : start + 40] + text[at:]
            case _:
                flip = chr(ord(text[at]) ^ (1 << dice.below(7))) if at < len(text) else ""
                text = text[:at] + flip + text[at + 1 :]
        text = text or " "
    return text if "\n" in text else text + "\n"


def is_well_placed(diagnostic: Diagnostic) -> bool:
    """Tell whether a diagnostic has a code and a place."""
    return (
        len(diagnostic.code) == 4
        and diagnostic.line >= 1
        and diagnostic.column >= 1
        and diagnostic.end_column > diagnostic.column
        and bool(diagnostic.message)
    )


@pytest.mark.parametrize("shard", range(SHARDS))
def test_that_mutated_files_are_accepted_or_met_with_codes_and_places(shard: int) -> None:
    accepted = 0
    for number in range(shard, MUTANTS, SHARDS):
        loaded = check_scheme(mutant(number))
        accepted += loaded.scheme is not None
        assert (loaded.scheme is None) == bool(loaded.errors), number
        for diagnostic in loaded.diagnostics:
            assert is_well_placed(diagnostic), (number, diagnostic)
            diagnostic.to_text()
    assert 0 < accepted < MUTANTS // SHARDS
