"""Examples in docstrings are run as they stand."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.structure.source import PACKAGE

WITH_EXAMPLES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def module_name(path: str) -> str:
    """Return the dotted name of a module of the package."""
    return ".".join(["sincerity", *path.removesuffix(".py").split("/")]).removesuffix(".__init__")


@pytest.mark.parametrize("path", WITH_EXAMPLES)
def test_that_examples_give_what_they_show(path: str) -> None:
    module = importlib.import_module(module_name(path))
    outcome = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert outcome.attempted > 0
    assert 0 == outcome.failed
