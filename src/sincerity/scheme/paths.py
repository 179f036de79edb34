"""Which files a file may name: its neighbours, and nothing else on the machine.

A scheme file may come from a stranger. What it names in `extends` (or a case file in `scheme`) is
a scheme of the library or a file in the same folder or below; a case file may also go up one
folder, to the schemes beside its own folder. Everything else is refused before it is opened.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from sincerity.scheme.nodes import Node

__all__ = ["PathRefusedError", "is_file_name", "named_beside", "neighbour", "text_of"]

MAX_LENGTH = 200
_SUFFIXES = (".yaml", ".yml", ".json")


class PathRefusedError(Exception):
    """A path that may not be followed; the message says why in plain words."""


def is_file_name(name: str) -> bool:
    """Tell a path from the name of a scheme in the library."""
    return "/" in name or "\\" in name or ":" in name or name.endswith(_SUFFIXES)


def neighbour(folder: Path, name: str, *, levels_up: int = 0) -> Path:
    """Return the file that `name` means beside `folder`.

    Parameters
    ----------
    levels_up
        How many folders the path may climb.

    Raises
    ------
    PathRefusedError
        For an absolute path, an address, a path that climbs too far, a symbolic link on the way,
        anything that is not a regular file, another suffix, or more than 200 characters.
    """
    if len(name) > MAX_LENGTH:
        raise PathRefusedError(f"the path has more than {MAX_LENGTH} characters")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name):
        raise PathRefusedError("addresses and drives are not followed")
    if name.startswith(("/", "~")) or "\\" in name:
        raise PathRefusedError("write a relative path with '/'")
    parts = [part for part in name.split("/") if part not in {"", "."}]
    climbs = 0
    while climbs < len(parts) and parts[climbs] == "..":
        climbs += 1
    if climbs > levels_up or ".." in parts[climbs:]:
        raise PathRefusedError("the path leads out of the folder of this file")
    if not name.endswith(_SUFFIXES):
        raise PathRefusedError("the file must end in .yaml, .yml or .json")
    here = folder.joinpath(*[".."] * climbs)
    for part in parts[climbs:]:
        here = here / part
        _refuse_special(here, is_last=part is parts[-1])
    return here


def named_beside(folder: Path, name: str) -> Path | None:
    """Return the scheme file of a plain name in a folder, or None when there is none.

    Raises
    ------
    PathRefusedError
        When it is a symbolic link or not a regular file.
    """
    path = folder / f"{name}.scheme.yaml"
    if not name.replace("-", "").isalnum() or len(name) > MAX_LENGTH or not os.path.lexists(path):
        return None
    _refuse_special(path, is_last=True)
    return path


def _refuse_special(path: Path, *, is_last: bool) -> None:
    """Refuse links everywhere and, at the end, whatever is not a regular file."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        raise PathRefusedError("there is no such file") from None
    if stat.S_ISLNK(mode):
        raise PathRefusedError("symbolic links are not followed")
    if is_last and not stat.S_ISREG(mode):
        raise PathRefusedError("this is not a regular file")


def text_of(node: Node | None) -> str | None:
    """Return the text of a scalar node, or None."""
    return node.value if node is not None and isinstance(node.value, str) else None
