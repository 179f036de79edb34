"""The tile library of a run's society as a file: read in a moment, where building it takes a third
of a second.

It follows from the recipe alone; `verify --replay` builds it again and compares.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import fields
from typing import TYPE_CHECKING

from sincerity.runs.canonical import canonical_json
from sincerity.society.codes import PLACES
from sincerity.society.templates import Template

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELDS = tuple(field.name for field in fields(Template))


def library_json(library: Sequence[Template]) -> bytes:
    """Return a tile library as JSON: for each field a byte a place, page after page, in base 64."""
    return canonical_json(
        {
            name: b64encode(b"".join(bytes(getattr(page, name)) for page in library)).decode()
            for name in _FIELDS
        }
    )


def library_from_json(data: bytes) -> tuple[Template, ...]:
    """Return the tile library.

    Raises
    ------
    ValueError
        The data is not what `library_json` writes.
    """
    found = json.loads(data)
    if not isinstance(found, dict) or set(found) != set(_FIELDS):
        raise ValueError("a tile library has one text for each of its fields")
    columns = [_pages(found[name]) for name in _FIELDS]
    return tuple(Template(*page) for page in zip(*columns, strict=True))


def _pages(text: str) -> list[tuple[int, ...]]:
    """Return one field of every page."""
    values = b64decode(text, validate=True)
    if len(values) % PLACES:
        raise ValueError(f"a page of a tile library has {PLACES} places")
    return [tuple(values[at : at + PLACES]) for at in range(0, len(values), PLACES)]
