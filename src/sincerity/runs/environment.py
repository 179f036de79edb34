"""What a run was made with: package, its sources, Python, platform and dependencies."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import sincerity

DEPENDENCIES = (
    "numpy",
    "numba",
    "llvmlite",
    "polars",
    "pyarrow",
    "pydantic",
    "ruamel.yaml",
    "jinja2",
    "altair",
    "vl-convert-python",
    "typst",
)


def environment() -> dict[str, Any]:
    """Return Python, platform and dependency versions as plain data; no host or user name."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": f"{platform.system()} {platform.machine()}",
        "dependencies": {name: _version(name) for name in DEPENDENCIES},
    }


def code() -> dict[str, str]:
    """Return the package's version and one hash over all of its source and data files."""
    return {"version": sincerity.__version__, "source_sha256": source_sha256()}


@cache
def source_sha256() -> str:
    """
    Return the SHA-256 over every file of the installed package, by sorted relative name.

    Byte-code caches are left out, so the hash depends on what was shipped and on nothing else.
    """
    root = Path(sincerity.__file__).parent
    digest = hashlib.sha256()
    names = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    for name in names:
        data = (root / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _version(name: str) -> str:
    """Return the installed version of a dependency, or "not installed"."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
