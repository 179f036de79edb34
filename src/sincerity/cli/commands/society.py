"""`sincerity society`: a generated society beside the tables it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.console import Console, pairs, table

if TYPE_CHECKING:
    from sincerity.society import CompiledSociety, Recipe

Name = Annotated[str | None, typer.Argument(help="Name of a shipped society, or a society file.")]
Residents = Annotated[
    int | None, typer.Option("--residents", help="Another size; at least 1,000 people.")
]
Seed = Annotated[int | None, typer.Option("--seed", help="Another seed of the society.")]


def execute(
    name: Name = None,
    residents: Residents = None,
    seed: Seed = None,
    *,
    console: Console,
) -> None:
    """Print a society's tables: what its recipe asks for and what the generator made."""
    from sincerity.society import compile_society, load_society, society_tables

    if name is None:
        _list(console)
        return
    recipe = load_society(name)
    compiled = compile_society(recipe, seed=seed, residents=residents)
    about = describe(recipe, compiled)
    tables = [found.to_json() for found in society_tables(compiled)]
    console.result(
        {**about, "tables": tables},
        "\n\n".join([pairs(about), *(_table_text(found) for found in tables)]),
    )


def describe(recipe: Recipe, compiled: CompiledSociety) -> dict[str, Any]:
    """Return the size of a society."""
    return {
        "society": recipe.id,
        "title": recipe.title,
        "residents": compiled.n_residents,
        "slots": compiled.n_slots,
        "townships": len(compiled.first_tile_of_township) - 1,
        "counties": len(compiled.prefecture_of_county),
        "people": "synthetic; none of them exists",
    }


def _list(console: Console) -> None:
    """Print the shipped societies."""
    from sincerity.library import society_names
    from sincerity.society import load_society

    recipes = [load_society(name) for name in society_names()]
    rows = [(recipe.id, recipe.residents.value, recipe.title) for recipe in recipes]
    console.result(
        [{"id": row[0], "residents": row[1], "title": row[2]} for row in rows],
        table(["society", "residents", "title"], rows),
    )


def _table_text(found: dict[str, Any]) -> str:
    """Return one marginal table: share asked, share made, count, and the test below."""
    n = found["n"]
    rows = [
        (
            cell["cell"],
            round(100 * cell["expected_share"], 2),
            round(100 * cell["count"] / n, 2),
            cell["count"],
        )
        for cell in found["cells"]
    ]
    heading = f"{found['name']} ({found['unit']}; source {found['source']}, mark {found['mark']})"
    below = f"{n:,} counted, one place a tile; chi2 {found['chi2']:.2f}, p {found['p']:.3f}"
    return f"{heading}\n{table(['cell', 'asked %', 'made %', 'counted'], rows)}\n{below}"
