"""Calling the command line in this process, and one small finished run to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sincerity.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and both streams."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the result that the command printed as JSON."""
        return json.loads(self.out)


Call = Callable[..., Outcome]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs the command line."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*words: str) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        printed = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run of three months of the teaching town, with no report."""
    from sincerity import Study

    folder = tmp_path_factory.mktemp("runs") / "three-months"
    Study("suining-2010", "teaching-town", months=3, threads=1).run(folder, report=False)
    return folder


BAD_SCHEME = """\
schema: scheme/v1
id: bad
title: A scheme with two faults
summary: Two faults in one file.
status: {kind: fictional, place: nowhere}
sources:
  made-up: {title: Made up, mark: fictional}
coverage: {who: residents, source: made-up}
score: {base: 100, floor: none, cap: none, source: made-up}
rules:
  - {id: red_light, lable: Red light, on: {kind: red_light}, points: many, source: made-up}
ladder: each
grades: none
"""


@pytest.fixture
def bad_scheme(tmp_path: Path) -> Path:
    """Return a scheme file with an unknown key and a word for a number."""
    path = tmp_path / "bad.scheme.yaml"
    path.write_text(BAD_SCHEME, encoding="utf-8")
    return path
