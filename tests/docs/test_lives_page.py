"""The page on single lives is run as it stands, in an empty folder, block after block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import blocks
from tests.docs.test_tutorial import run_commands
from tests.structure.source import ROOT

PAGE = ROOT / "docs" / "lives.md"


def test_that_the_page_on_lives_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, Any] = {}
    languages = []
    for block in blocks(PAGE):
        languages.append(block.language)
        if "console" == block.language:
            run_commands(block, capsys)
        else:
            exec(compile(block.text, f"{PAGE.name}:{block.line}", "exec"), names)
    assert ["console", "console", "console", "python"] == languages
    assert names["beside"].other is not None


def test_that_every_field_of_an_event_is_on_the_page() -> None:
    from sincerity.lives.events import Event
    from sincerity.lives.reasons import Told

    told = Told(Event(1, 1, "act", {}), "January 2010", "Act.", "", ())
    text = PAGE.read_text(encoding="utf-8")
    assert [] == [name for name in told.to_json() if f"`{name}`" not in text and name != "number"]
