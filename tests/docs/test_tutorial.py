"""The tutorial is run as it stands, in an empty folder, block after block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sincerity.cli import main
from tests.docs.blocks import Block, blocks, commands, matches
from tests.structure.source import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"


def run_commands(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of a block and compare what they print with what the page shows."""
    for command in commands(block):
        where = f"line {block.line}: {' '.join(command.words)}"
        assert "sincerity" == command.words[0], where
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(command.words[1:])
        printed = capsys.readouterr()
        assert command.status == (ended.value.code or 0), f"{where}\n{printed.out}{printed.err}"
        both = printed.err + printed.out
        assert matches(command.expected, both), f"{where}\nexpected\n{command.expected}\n\n{both}"


def test_that_the_tutorial_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, Any] = {}
    seen = 0
    for block in blocks(TUTORIAL):
        seen += 1
        if block.title:
            path = tmp_path / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif "console" == block.language:
            run_commands(block, capsys)
        elif "python" == block.language:
            exec(compile(block.text, f"{TUTORIAL.name}:{block.line}", "exec"), names)
    assert 10 <= seen


def test_that_the_page_on_own_models_runs_as_it_stands() -> None:
    names: dict[str, Any] = {}
    (block,) = blocks(ROOT / "docs" / "own-models.md")
    exec(compile(block.text, "own-models.md", "exec"), names)
    assert 24 == names["model"].month


def test_that_every_block_of_the_tutorial_is_one_that_is_run() -> None:
    loose = [
        block.line
        for block in blocks(TUTORIAL)
        if block.language not in {"console", "python"} and not block.title
    ]
    assert [] == loose


def test_that_matching_takes_dots_for_anything_and_nothing_for_something() -> None:
    assert matches("a ... c", "x a b\nb c y")
    assert not matches("a ... d", "a b c")
    assert matches("", "anything")
