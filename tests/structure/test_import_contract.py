"""Arrows point down: the layers of the package, checked over the whole import graph."""

from __future__ import annotations

import tomllib

import pytest
from importlinter.cli import lint_imports

from tests.structure.source import PACKAGE, ROOT


def test_that_the_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert 0 == status, capsys.readouterr().out


def test_that_every_package_stands_in_a_layer() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    named = {
        name.strip("() ").removeprefix("sincerity.")
        for layer in layers
        for name in layer.replace("|", ":").split(":")
    }
    present = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set() == present - named - {"reference"}
