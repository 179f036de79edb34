"""Tiny societies: two counties, of three townships of ten people or of one township of thirty."""

from decimal import Decimal
from functools import cache
from typing import Any

from sincerity.conduct.firms import OWNERSHIPS, SECTORS, SIZES
from sincerity.society.recipe import TinyRecipe
from tests.differential.dice import Dice

RESIDENTS = 60
HOUSEHOLDS: tuple[dict[int, float], ...] = (
    {1: 0.5, 2: 0.3, 3: 0.2},
    {1: 0.2, 2: 0.2, 3: 0.3, 4: 0.2, 5: 0.1},
    {2: 0.3, 3: 0.3, 4: 0.3, 6: 0.1},
)
"""Tables of household sizes; few, because each needs a tile library of its own."""


def random_society(dice: Dice) -> TinyRecipe:
    """Return a society of some 60 people, rich in what is rare: officials, migrants, debtors."""
    return _society(
        seed=dice.below(2**16),
        households=dice.below(len(HOUSEHOLDS)),
        ageing="yearly" if dice.percent(90) else "frozen",
        start_month=dice.between(1, 12),
        urban_percent=dice.choice((0, 40, 70, 100)),
        migrant_percent=dice.choice((10, 40)),
        townships=dice.choice((1, 3, 3)),
        firms=dice.percent(70),
    )


@cache
def _society(
    seed: int,
    households: int,
    ageing: str,
    start_month: int,
    urban_percent: int,
    migrant_percent: int,
    townships: int,
    firms: bool,
) -> TinyRecipe:
    sourced: dict[str, Any] = {"source": "made-up"}
    adults = ["18_29", "30_44", "45_59", "60_plus"]
    minors = ["under_14", "14_17"]

    def shares(rows: dict[str, str]) -> dict[str, Any]:
        return sourced | {
            "rows": [
                {"age": minors, "share": 0},
                *({"age": adults, "sex": sex, "share": _exact(v)} for sex, v in rows.items()),
            ]
        }

    return TinyRecipe.model_validate(
        {
            "schema": "society/v1",
            "id": "tiny",
            "title": "Tiny society",
            "summary": "Some sixty synthetic people for comparing engine and twin.",
            "status": {"kind": "fictional", "place": "nowhere"},
            "sources": {"made-up": {"title": "Made up", "mark": "fictional"}},
            "seed": seed,
            "residents": RESIDENTS,
            "residents_per_tile": RESIDENTS // (2 * townships),
            "ageing": ageing,
            "start": f"2010-{start_month:02}",
            "places": sourced
            | {
                "counties_per_prefecture": 2,
                "townships_per_county": townships,
                "township_spread": 0,
            },
            "ages": [
                sourced
                | {
                    "from": first,
                    "to": last,
                    "share": _exact(share),
                    "within": {"weights": [1] * groups},
                }
                for first, last, share, groups in (
                    (0, 19, "0.3", 4),
                    (20, 59, "0.55", 8),
                    (60, 100, "0.15", 3),
                )
            ],
            "male": sourced
            | {"share": _exact("0.5"), "by_group": {"weights": [_exact("0.5")] * 15}},
            "household_size": sourced
            | {"shares": {n: _exact(str(v)) for n, v in HOUSEHOLDS[households].items()}},
            "composition": sourced
            | {
                "couple_of_two": _exact("0.6"),
                "lone_parent_of_two": _exact("0.2"),
                "skipped_of_two": _exact("0.05"),
                "lone_parent": _exact("0.2"),
                "skipped_generation": _exact("0.05"),
                "three_generations_of_four": _exact("0.2"),
                "three_generations_of_five_plus": _exact("0.4"),
                "both_grandparents": _exact("0.4"),
                "children_at_most": 3,
                "youngest_parent_years": 18,
                "oldest_parent_years": 50,
                "man_younger_by_years": 10,
                "man_older_by_years": 15,
            },
            "urban": sourced | {"share": _exact(f"{urban_percent}e-2")},
            "means_start": sourced
            | {
                "rows": [
                    {
                        "shares": {
                            "secure": _exact("0.5"),
                            "strained": _exact("0.3"),
                            "insolvent": _exact("0.2"),
                        }
                    }
                ]
            },
            "migrant": sourced | {"rows": [{"share": _exact(f"{migrant_percent}e-2")}]},
            "work": sourced
            | {
                "rows": [
                    {"age": minors, "shares": {"student": _exact("0.8"), "none": _exact("0.2")}},
                    {
                        "age": adults,
                        "shares": {
                            work: _exact(share)
                            for work, share in (
                                ("none", "0.1"),
                                ("student", "0.1"),
                                ("farm", "0.15"),
                                ("wage", "0.2"),
                                ("self_employed", "0.1"),
                                ("official", "0.2"),
                                ("retired", "0.15"),
                            )
                        },
                    },
                ]
            },
            "party": shares({"male": "0.5", "female": "0.3"}),
            "online": sourced | {"rows": [{"share": _exact("0.6")}]},
            "driver": shares({"male": "0.7", "female": "0.4"}),
            **({"firms": _firms()} if firms else {}),
        }
    )


def _firms() -> dict[str, Any]:
    """Return firms in most tiles, small ones with a few workers."""
    sourced: dict[str, Any] = {"source": "made-up"}

    def even(words: tuple[str, ...]) -> dict[str, Any]:
        first = 1 - Decimal("0.1") * (len(words) - 1)
        return sourced | {"shares": {word: Decimal("0.1") for word in words} | {words[0]: first}}

    return {
        "per_tile": sourced | {"value": _exact("0.9")},
        "sector": even(SECTORS),
        "size": even(SIZES),
        "ownership": even(OWNERSHIPS),
        "connected": sourced | {"value": _exact("0.4")},
        "employs": sourced
        | dict(zip(SIZES, map(_exact, ("0.9", "0.8", "0.7", "0.6")), strict=True)),
    }


def _exact(number: str) -> Decimal:
    """Return a share as an exact decimal."""
    return Decimal(number)
