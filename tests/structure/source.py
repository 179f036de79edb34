"""The package's own sources as syntax trees: what the structure tests look at."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sincerity"

MODEL_PACKAGES = (
    "chance",
    "columns",
    "conduct",
    "engine",
    "institutions",
    "lives",
    "measures",
    "parameters",
    "phases",
    "reference",
    "scheme",
    "society",
    "world",
)
"""Packages whose results must be a function of their inputs alone."""


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module, by its path inside the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def model_modules() -> dict[str, ast.Module]:
    """Return the modules of the model packages."""
    return {name: tree for name, tree in modules().items() if name.split("/")[0] in MODEL_PACKAGES}


def imported_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything a module imports, at any depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for a chain of names and attributes, the attribute alone otherwise."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def committed_files() -> list[Path]:
    """Return the files under version control, or all files where there is none (an sdist)."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
        files = [ROOT / name for name in listed.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return [path for path in files if path.is_file()]
