"""The tables of a society as assumptions: what nothing vouches for varies, with its own ranges.

A number of a table varies between the ends that stand beside it; the cells of a table with one
relative range vary as factors, a row's shares made to add up again. The size of the society and
its places are choices, not guesses, and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sincerity.study.assumptions import Assumption, Drawn
from sincerity.study.places import Found, quantities, with_changed_quantities

if TYPE_CHECKING:
    from sincerity.society import CompiledSociety, Recipe

__all__ = ["SOCIETY", "changed_society", "society_assumptions"]

SOCIETY = "society"

_CHOSEN = frozenset({"residents", "places"})
_KNOWN = frozenset({"V", "fictional"})
_ROWS = ("means_start", "migrant", "work", "party", "online", "driver")
_FIRMS = ("sector", "size", "ownership")
_FIGURES = Context(prec=6)
_EASINGS = tuple(Fraction(step, 8) for step in range(8, -1, -1))
"""How far numbers move from where the file has them to where they were asked to be."""


def society_assumptions(recipe: Recipe) -> tuple[Assumption, ...]:
    """Return what varies of a society, in the order of its file."""
    found = [_of_quantity(item) for item in quantities(recipe) if _is_open(item)]
    found += [
        _assumption(place, f"{label}: factor of '{cell}'", Decimal(1), low, high, mark, source)
        for place, label, cell, (low, high), mark, source in _cells(recipe)
    ]
    return tuple(found)


def changed_society(
    recipe: Recipe, values: Mapping[str, Drawn]
) -> tuple[Recipe, CompiledSociety, Fraction]:
    """Return the society with values replaced, its tables, and how far it could go.

    Where numbers that are plausible one by one do not fit together (a household that cannot be
    put together, a cell that could mean one person), all of them move back towards where the file
    has them, by eighths of the way.

    Parameters
    ----------
    values
        Values by place, without the word `society`.
    """
    from sincerity.society import compile_society
    from sincerity.society.checks import recipe_faults
    from sincerity.society.composition import CompositionError

    known = {found.place: found for found in society_assumptions(recipe)}
    for share in _EASINGS:
        eased = {place: _between(known[place], value, share) for place, value in values.items()}
        changed = _with_values(recipe, eased)
        if recipe_faults(changed):
            continue
        try:
            return changed, compile_society(changed), share
        except CompositionError:
            continue
    return recipe, compile_society(recipe), Fraction(0)


def _is_open(found: Found) -> bool:
    """Say whether a number of the society varies."""
    quantity = found.quantity
    if found.steps[0] in _CHOSEN or quantity.mark in _KNOWN or quantity.range is None:
        return False
    low, high = quantity.range
    return bool(low < high)


def _of_quantity(found: Found) -> Assumption:
    """Return one number as an assumption."""
    quantity = found.quantity
    assert quantity.range is not None  # it is open
    low, high = quantity.range
    words = " ".join(found.steps).replace("_", " ")
    return _assumption(
        found.place, words, quantity.value, low, high, quantity.mark, quantity.source
    )


def _assumption(
    place: str, label: str, value: Any, low: Any, high: Any, mark: str | None, source: str | None
) -> Assumption:
    """Return an assumption about the society."""
    return Assumption(
        id=f"{SOCIETY}.{place}",
        file=SOCIETY,
        place=place,
        label=f"society: {label}",
        value=value,
        low=low,
        high=high,
        mark=mark,
        source=source,
        used_in=("society",),
        unit="",
    )


Cell = tuple[str, str, str, tuple[Decimal, Decimal], str | None, str | None]
"""Place, table, what the cell is, ends of its factor, mark and source."""


def _cells(recipe: Recipe) -> Iterator[Cell]:
    """Yield the cells of tables with a relative range; a category is one cell over all rows."""
    for number, run in enumerate(recipe.ages, 1):
        yield from _weights(f"ages.{number}.within", f"ages {run.first} to {run.last}", run.within)
    yield from _weights("male.by_group", "share of men", recipe.male.by_group)
    yield from _shares("household_size", recipe.household_size, recipe.household_size.shares)
    for name in _ROWS:
        table = getattr(recipe, name)
        label = name.replace("_", " ")
        if hasattr(table.rows[0], "shares"):
            words = dict.fromkeys(word for row in table.rows for word in row.shares)
            yield from _shares(name, table, words)
        elif table.range_factor is not None:
            yield f"{name}.share", label, "all", table.range_factor, table.mark, table.source
    if recipe.firms is not None:
        for name in _FIRMS:
            table = getattr(recipe.firms, name)
            yield from _shares(f"firms.{name}", table, table.shares)


def _weights(place: str, label: str, table: Any) -> Iterator[Cell]:
    """Yield the groups of a table of weights, where there are two to weigh."""
    if table.range_factor is not None and table.mark not in _KNOWN and len(table.weights) > 1:
        for number in range(1, len(table.weights) + 1):
            cell = f"{place}.weights.{number}"
            yield cell, label, f"group {number}", table.range_factor, table.mark, table.source


def _shares(place: str, table: Any, words: Any) -> Iterator[Cell]:
    """Yield the categories of a table of shares."""
    if table.range_factor is None or table.mark in _KNOWN:
        return
    label = place.replace("_", " ").replace(".", " ")
    for word in words:
        yield (
            f"{place}.shares.{word}",
            label,
            str(word),
            table.range_factor,
            table.mark,
            table.source,
        )


def _between(assumption: Assumption, value: Drawn, share: Fraction) -> Drawn:
    """Return the point at a share of the way from where the file has a number."""
    if share == 1 or isinstance(value, str):
        return value
    here = Fraction(assumption.value)
    there = here + share * (Fraction(value) - here)
    return round(there) if isinstance(assumption.value, int) else _decimal(there)


def _with_values(recipe: Recipe, values: Mapping[str, Drawn]) -> Recipe:
    """Return the recipe with numbers and factors of cells taken in."""

    def change(steps: tuple[str, ...], quantity: Any) -> Any:
        value = values.get(".".join(steps))
        return quantity if value is None else quantity.model_copy(update={"value": value})

    factors = {place: Fraction(value) for place, value in values.items()}
    changed = with_changed_quantities(recipe, change)
    updates: dict[str, Any] = {
        "ages": tuple(
            run.model_copy(update={"within": _weighted(run.within, f"ages.{n}.within", factors)})
            for n, run in enumerate(changed.ages, 1)
        ),
        "male": changed.male.model_copy(
            update={"by_group": _weighted(changed.male.by_group, "male.by_group", factors)}
        ),
        "household_size": _tilted(changed.household_size, "household_size", factors),
    }
    for name in _ROWS:
        table = getattr(changed, name)
        rows = tuple(_row(row, name, factors) for row in table.rows)
        updates[name] = table.model_copy(update={"rows": rows})
    if changed.firms is not None:
        tables = {
            name: _tilted(getattr(changed.firms, name), f"firms.{name}", factors) for name in _FIRMS
        }
        updates["firms"] = changed.firms.model_copy(update=tables)
    found: Recipe = changed.model_copy(update=updates)
    return found


Factors = Mapping[str, Fraction]


def _weighted(table: Any, place: str, factors: Factors) -> Any:
    """Return a table of relative weights with each group's factor taken in."""
    weights = tuple(
        _decimal(Fraction(weight) * factors.get(f"{place}.weights.{number}", Fraction(1)))
        for number, weight in enumerate(table.weights, 1)
    )
    return table.model_copy(update={"weights": weights})


def _row(row: Any, place: str, factors: Factors) -> Any:
    """Return a row of a table with its factors taken in; a share stays at most 1."""
    if hasattr(row, "shares"):
        return _tilted(row, place, factors)
    factor = factors.get(f"{place}.share", Fraction(1))
    share = min(Fraction(row.share) * factor, Fraction(1))
    return row.model_copy(update={"share": _decimal(share)})


def _tilted(table: Any, place: str, factors: Factors) -> Any:
    """Return shares with each category's factor taken in, made to add up to 1 again."""
    own = {word: factors.get(f"{place}.shares.{word}", Fraction(1)) for word in table.shares}
    if all(factor == 1 for factor in own.values()):
        return table
    raised = {word: Fraction(share) * own[word] for word, share in table.shares.items()}
    whole = sum(raised.values(), Fraction(0))
    return table.model_copy(
        update={"shares": {word: _decimal(part / whole) for word, part in raised.items()}}
    )


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction with six figures."""
    return _FIGURES.divide(Decimal(number.numerator), Decimal(number.denominator))
