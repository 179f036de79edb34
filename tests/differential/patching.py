"""Put other functions in the place of the twin's, to watch it or to plant a fault."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

import pytest

Change = Callable[[Any], Any]
"""Takes a function (or a constant) of the twin and returns what stands in for it."""


@contextmanager
def patched(changes: dict[str, Change]) -> Iterator[None]:
    """Apply changes by "module.name" under `sincerity.reference`, and undo them afterwards."""
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for target, change in changes.items():
            module_name, name = target.split(".")
            module = import_module(f"sincerity.reference.{module_name}")
            patch.setattr(module, name, change(getattr(module, name)))
        yield
