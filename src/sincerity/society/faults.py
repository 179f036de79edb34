"""What can be wrong with a recipe: codes, and a fault with the path of its value."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

CODES: dict[str, str] = {
    "E601": "shares do not add up to 1",
    "E602": "a society of fewer than 1,000 residents",
    "E603": "a cell fine enough to single out one synthetic person",
    "E605": "more townships than tiles",
    "E606": "more places than a number of 32 bits can count",
    "E607": "a cell that no row of a table covers",
    "E608": "a cell that two rows of a table cover",
    "E609": "households that cannot be put together",
    "E610": "minors with an attribute of adults",
    "E611": "a number without a source, or with an unknown one",
    "E612": "urban shares that contradict each other",
    "E613": "a value outside its own range",
    "E614": "ages that do not run from 0 to 100 in five-year groups",
    "E615": "a share outside 0 to 1",
    "E617": "a start that is not a month",
    "E616": "bounds of ages that leave no room for brothers and sisters",
}
"""Title of each code of this module."""

Path = tuple[str | int, ...]
"""Keys and list indices from the top of the file to a value."""


class Fault(NamedTuple):
    """One thing wrong with a recipe."""

    code: str
    path: Path
    message: str
    help: str = ""


def visit(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every model of a recipe with its path, outer ones first."""
    if isinstance(value, BaseModel):
        yield path, value
    for step, child in children(value):
        yield from visit(child, (*path, step))


def children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the parts of a model, mapping or list with the step that leads to each."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)
