"""Synthetic people, households and places: pure functions of a seed and a number."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sincerity.society.attributes import Person, describe
    from sincerity.society.blueprint import Blueprint, make_blueprint
    from sincerity.society.compile import CompiledSociety, compile_society
    from sincerity.society.loader import load_society, read_society
    from sincerity.society.recipe import Recipe, TinyRecipe
    from sincerity.society.tables import SocietyTable, society_tables

__all__ = [
    "Blueprint",
    "CompiledSociety",
    "Person",
    "Recipe",
    "SocietyTable",
    "TinyRecipe",
    "compile_society",
    "describe",
    "load_society",
    "make_blueprint",
    "read_society",
    "society_tables",
]

_HOMES = {
    "Blueprint": "blueprint",
    "CompiledSociety": "compile",
    "Person": "attributes",
    "Recipe": "recipe",
    "SocietyTable": "tables",
    "TinyRecipe": "recipe",
    "compile_society": "compile",
    "describe": "attributes",
    "load_society": "loader",
    "make_blueprint": "blueprint",
    "read_society": "loader",
    "society_tables": "tables",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that nothing is compiled at import."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
