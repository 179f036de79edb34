"""One world of a study of many: what was asked of it, and what came of it, as a file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from sincerity.measures.joint import JointTable
from sincerity.runs.canonical import canonical_json, sha256_of_bytes
from sincerity.runs.files import write_bytes_durably

__all__ = ["LETTERS", "Cell", "CellFiles", "Named", "Outcome"]

Kind = Literal["replicate", "draw"]
Number = float | int | None

_FAILED = ".failed.json"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Settings by place, in the names of files."""


class Named(Protocol):
    """A world of a study, whatever its design calls it."""

    @property
    def name(self) -> str:
        """Name of the cell, in messages and as a file."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One world: a setting, and which replicate or which draw of the assumptions.

    Attributes
    ----------
    kind
        A replicate has the values of the files; a draw has drawn values and replicate 0.
    number
        From 0.
    setting
        Place of its setting, from 0.
    """

    kind: Kind
    number: int
    setting: int

    @property
    def name(self) -> str:
        """Name of the cell, in messages and as a file."""
        return f"{LETTERS[self.setting]}-{self.kind}-{self.number:04d}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a world answered.

    Attributes
    ----------
    headline
        Outcome measures by name.
    digest
        Digest of the final state, hexadecimal.
    seconds
        Wall time of the month loop.
    values
        Value of each varied assumption, as text by id; empty for a replicate.
    joint
        Counts person by person beside the base of the same replicate or draw; None where nobody
        asked for them.
    """

    headline: Mapping[str, Number]
    digest: str
    seconds: float
    values: Mapping[str, str]
    joint: JointTable | None = None


class CellFiles:
    """
    The cells of one study in a folder: a file for each world that is done.

    A cell's file names the hash of everything that decides its numbers; one of another hash counts
    as not done. A failed world leaves a file as well, beside those that are done.
    """

    def __init__(self, folder: Path, asked: str) -> None:
        self.folder = folder
        self._asked = asked

    def read(self, cell: Named) -> Outcome | None:
        """Return a cell's outcome if it is done, by the same inputs and code."""
        try:
            found = json.loads((self.folder / f"{cell.name}.json").read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(found, dict) or found.get("inputs") != self._hash_of(cell):
            return None
        joint = JointTable.from_plain(found["joint"]) if "joint" in found else None
        return Outcome(found["headline"], found["digest"], found["seconds"], found["values"], joint)

    def write(self, cell: Named, outcome: Outcome) -> None:
        """Keep a cell's outcome, durably; a crash leaves the whole file or none."""
        content: dict[str, Any] = {
            "cell": cell.name,
            "inputs": self._hash_of(cell),
            "people": "all people are synthetic",
            "digest": outcome.digest,
            "seconds": round(outcome.seconds, 6),
            "headline": dict(outcome.headline),
            "values": dict(outcome.values),
        }
        if outcome.joint is not None:
            content["joint"] = outcome.joint.to_plain()
        self.folder.mkdir(parents=True, exist_ok=True)
        write_bytes_durably(self.folder / f"{cell.name}.json", canonical_json(content))
        (self.folder / f"{cell.name}{_FAILED}").unlink(missing_ok=True)

    def write_failure(self, cell: Named, error: Exception | str) -> str:
        """Keep why a cell could not be run, and return it as a sentence."""
        why = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        content = {"cell": cell.name, "inputs": self._hash_of(cell), "why": why}
        self.folder.mkdir(parents=True, exist_ok=True)
        write_bytes_durably(self.folder / f"{cell.name}{_FAILED}", canonical_json(content))
        return why

    def _hash_of(self, cell: Named) -> str:
        """Return the hash of what decides a cell's numbers: what was asked, and which cell."""
        return sha256_of_bytes(f"{self._asked}\0{cell.name}".encode())
