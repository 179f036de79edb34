"""Put other functions in the place of the twin's, to watch it or to plant a fault."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from importlib import import_module
from typing import Any

import pytest

Change = Callable[[Any], Any]
"""Takes a function (or a constant) of the twin and returns what stands in for it."""


@contextmanager
def patched(changes: dict[str, Change]) -> Iterator[None]:
    """Apply changes by "module.name" or "module.Class.name" under `sincerity.reference`.

    They are undone afterwards.
    """
    with pytest.MonkeyPatch.context() as patch:
        for target, change in changes.items():
            module_name, *classes, name = target.split(".")
            module = import_module(f"sincerity.reference.{module_name}")
            home = reduce(getattr, classes, module)
            patch.setattr(home, name, change(getattr(home, name)))
        yield
