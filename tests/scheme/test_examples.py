"""The examples in the docstrings of the scheme language are true."""

import doctest
import importlib
import pkgutil

import pytest

import sincerity.errors
import sincerity.scheme

MODULES = [
    "sincerity.errors",
    *(
        found.name
        for found in pkgutil.walk_packages(sincerity.scheme.__path__, "sincerity.scheme.")
        if not found.ispkg
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_that_examples_are_true(name: str) -> None:
    assert 0 == doctest.testmod(importlib.import_module(name)).failed
