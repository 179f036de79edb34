"""One way to write a JSON value and one way to hash a file: equal things have equal hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

CHUNK_BYTES = 1 << 20


def canonical_json(value: Any) -> bytes:
    """
    Return the value as canonical JSON: sorted keys, two-space indent, UTF-8, final newline.

    The same value always gives the same bytes, so a file that does not equal the canonical form
    of what it holds has been edited.

    Raises
    ------
    ValueError
        The value holds NaN or an infinity, which JSON cannot carry.
    TypeError
        The value holds something that is not plain data.
    """
    text = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8")


def sha256_of_bytes(data: bytes) -> str:
    """Return the SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, hexadecimal; the file is read in 1 MiB pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()
