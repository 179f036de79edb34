"""The scheme language: files that say who is scored, for what, and what follows.

    reader      text to values that know their places        text_limits, scalars, nodes
    validation  values to models, every fault with a place    suggest, codes
    model       the scheme/v1 file as immutable objects       quantities
    load        read, compose, choose, validate, check        reform, edit, choose, inherit, checks
    cases       few events in, points and grades out          arithmetic
    lint        questions that rights ask of a scheme
    prose       a scheme for readers
    editor      JSON Schema for editors

Names are imported when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sincerity.scheme.load import LoadedScheme, check_scheme, load_scheme
    from sincerity.scheme.model import Scheme
    from sincerity.scheme.reader import read_document
    from sincerity.scheme.validation import validate_model

__all__ = [
    "LoadedScheme",
    "Scheme",
    "check_scheme",
    "load_scheme",
    "read_document",
    "validate_model",
]

_HOMES = {
    "LoadedScheme": "load",
    "Scheme": "model",
    "check_scheme": "load",
    "load_scheme": "load",
    "read_document": "reader",
    "validate_model": "validation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
