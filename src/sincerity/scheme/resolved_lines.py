"""On which line of a resolved file each of its parts stands.

A resolved file has one fixed form (see `resolved`), so its lines can be counted without reading it
as YAML, which takes a hundred times longer.
"""

from __future__ import annotations

import json
import re

__all__ = ["lines_of"]

_KEY = re.compile(r'("(?:[^"\\]|\\.)*"|[a-z_0-9][A-Za-z0-9_.-]*):(?: |$)')
_ITEM = "- "


def lines_of(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line (from 1) of every key and list item of a resolved file, by its path.

    Parts that are written on one line stand under the path of that line alone.

    Examples
    --------
    >>> lines_of("rules:\\n  - id: red_light\\n    points: -50\\n")[("rules", 0, "points")]
    3
    """
    found: dict[tuple[str | int, ...], int] = {}
    items: dict[tuple[str | int, ...], int] = {}
    stack: list[tuple[int, tuple[str | int, ...]]] = []

    def path_above(indent: int) -> tuple[str | int, ...]:
        while stack and stack[-1][0] >= indent:
            stack.pop()
        return stack[-1][1] if stack else ()

    def put(indent: int, path: tuple[str | int, ...], line: int) -> None:
        found[path] = line
        stack.append((indent, path))

    for line, row in enumerate(text.splitlines(), 1):
        body = row.lstrip(" ")
        indent = len(row) - len(body)
        while body.startswith(_ITEM):
            above = path_above(indent)
            items[above] = items.get(above, -1) + 1
            put(indent, (*above, items[above]), line)
            body, indent = body[len(_ITEM) :], indent + len(_ITEM)
        key = _KEY.match(body)
        if key is not None:
            name = json.loads(key[1]) if key[1].startswith('"') else key[1]
            put(indent, (*path_above(indent), name), line)
    return found
