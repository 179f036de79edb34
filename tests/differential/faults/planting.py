"""Ways to plant a fault: what stands in for a function of the twin, or for what it was given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sincerity.reference.reading import ListRule, SchemeReading
from tests.differential.patching import Change

Faults = dict[str, dict[str, Change]]
"""Name of each fault, and what it puts in the place of which function of the twin."""


def always(answer: Any) -> Change:
    """Return a fault that answers the same whatever it is asked."""
    return lambda original: lambda *arguments: answer


@contextmanager
def held(thing: Any, **values: Any) -> Iterator[None]:
    """Give attributes other values for the moment."""
    before = {name: getattr(thing, name) for name in values}
    for name, value in values.items():
        setattr(thing, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(thing, name, value)


def reading(change: Callable[[SchemeReading], dict[str, Any]]) -> dict[str, Change]:
    """Return a fault of reading the scheme file, which gives some of its fields other values."""

    def wrapped(original: Any) -> Any:
        def read(scheme: Any, conduct: Any) -> SchemeReading:
            found: SchemeReading = original(scheme, conduct)
            return replace(found, **change(found))

        return read

    return {"reading.read_scheme": wrapped}


def every_list(change: Callable[[ListRule], dict[str, Any]]) -> dict[str, Change]:
    """Return a fault of reading each list of the scheme."""
    return reading(lambda scheme: {"lists": tuple(replace(x, **change(x)) for x in scheme.lists)})


def every_door(**fields: Any) -> dict[str, Change]:
    """Return a fault of reading each sanction and perk."""
    return reading(lambda scheme: {"doors": tuple(replace(x, **fields) for x in scheme.doors)})
