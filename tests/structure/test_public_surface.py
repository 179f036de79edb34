"""The public names: what `__all__` says, what is there, and what it costs to import it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import sincerity

HEAVY = ("numba", "numpy", "polars", "pyarrow", "altair", "pydantic", "ruamel", "rich", "typer")


def test_that_all_lists_what_can_be_loaded_and_nothing_else() -> None:
    assert sorted(sincerity.__all__) == sorted([*sincerity._HOMES, "__version__"])


def test_that_every_public_name_loads_from_its_home() -> None:
    for name, home in sincerity._HOMES.items():
        assert getattr(importlib.import_module(home), name) is getattr(sincerity, name)


def test_that_nothing_public_hides_behind_another_name() -> None:
    public = {name for name in vars(sincerity) if not name.startswith("_")}
    modules = {name for name in public if isinstance(vars(sincerity)[name], type(sys))}
    helpers = {"annotations", "TYPE_CHECKING", "Any"}
    assert set() == public - modules - set(sincerity.__all__) - helpers


def test_that_dir_lists_every_public_name() -> None:
    assert set() == set(sincerity.__all__) - set(dir(sincerity))


def test_that_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = sincerity.no_such_name


def test_that_importing_the_package_loads_no_library() -> None:
    program = f"import sys, sincerity\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert "[]" == done.stdout.strip()


def test_that_each_package_exports_only_what_it_has() -> None:
    package = Path(sincerity.__file__).parent
    for path in sorted(package.glob("*/__init__.py")):
        module = importlib.import_module(f"sincerity.{path.parent.name}")
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), f"{module.__name__} lists {name}, which it does not have"
