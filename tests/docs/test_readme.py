"""The blocks of the README: files that load, Python whose names exist, commands that parse."""

from __future__ import annotations

import ast
import re
import shlex

import pytest
import typer

import sincerity
from sincerity.cli.app import build_app
from tests.docs.blocks import Block, blocks
from tests.structure.source import ROOT

README = list(blocks(ROOT / "README.md"))


def of(language: str) -> list[Block]:
    """Return the blocks of a language; a page without any would test nothing."""
    found = [block for block in README if block.language == language]
    assert found, f"no {language} block"
    return found


def calls() -> list[list[str]]:
    """Return the words of every command of the shell blocks, comments aside."""
    lines = [line for block in of("sh") for line in block.text.splitlines()]
    return [words for words in (shlex.split(line, comments=True) for line in lines) if words]


def test_that_every_block_is_of_a_kind_that_is_checked() -> None:
    assert {"sh", "python", "yaml"} == {block.language for block in README}


def test_that_the_reform_loads_with_a_warning_at_most() -> None:
    for block in of("yaml"):
        scheme = sincerity.load_scheme(block.text)
        assert "office_blockade" not in {rule.id for rule in scheme.rules}
        assert "fictional" == scheme.status.kind


def test_that_the_python_block_names_only_what_exists() -> None:
    for block in of("python"):
        tree = ast.parse(block.text)
        module = next(node.names[0] for node in ast.walk(tree) if isinstance(node, ast.Import))
        assert "sincerity" == module.name
        lab = module.asname or module.name
        made = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        ]
        study = eval(ast.unparse(made[0]), {lab: sincerity})
        assert study.inputs.months == 12
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        known = {*dir(sincerity), *dir(sincerity.Study), *dir(sincerity.Run), "head"}
        assert set() == used - known


@pytest.mark.parametrize(
    "words",
    [words for words in calls() if words[0] == "sincerity"],
    ids=lambda words: " ".join(words),
)
def test_that_every_command_and_option_exists(words: list[str]) -> None:
    program = typer.main.get_command(build_app())
    assert isinstance(program, typer.core.TyperGroup)
    assert words[1] in program.commands
    command = program.commands[words[1]]
    command.make_context(words[1], words[2:])  # raises for anything that does not parse


def test_that_every_target_of_make_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = {words[1] for words in calls() if words[0] == "make"}
    assert asked
    assert set() == asked - set(targets)
    assert {"make", "sincerity"} == {words[0] for words in calls()}
