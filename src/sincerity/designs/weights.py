"""How much each part of a score weighs: one factor for the points of all rules of a dimension.

A plan that names parts of a score and no numbers leaves open how much each counts. A weight
multiplies the points of every rule of one dimension, whatever they are otherwise, and leaves the
other dimensions alone, so that the bounds and bands of the score keep their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sincerity.scheme.quantities import Quantity
from sincerity.study.assumptions import Assumption, Drawn

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme

__all__ = ["WEIGHTS", "moves_points_alone", "weight_at", "weights_of", "with_weights"]

WEIGHTS = "weights"
LOW, HIGH = Decimal("0.5"), Decimal(2)
"""A part that nobody has weighed may count half as much as it is written, or twice as much."""

_FIGURES = Context(prec=6)


def weights_of(scheme: Scheme) -> tuple[Assumption, ...]:
    """Return a weight for each dimension that has rules; none where there are not two of them."""
    moved = {rule.dimension for rule in scheme.rules if not rule.is_inert}
    dimensions = [found for found in scheme.score.dimensions if found.id in moved]
    if len(dimensions) < 2:
        return ()
    return tuple(
        Assumption(
            id=f"{WEIGHTS}.{found.id}",
            file=WEIGHTS,
            place=found.id,
            label=f"Weight of: {found.label}",
            value=Decimal(1),
            low=LOW,
            high=HIGH,
            mark="GAP",
            source=None,
            used_in=("score",),
            unit="factor",
        )
        for found in dimensions
    )


def weight_at(low: Decimal, high: Decimal, position: Fraction) -> Decimal:
    """Return the weight at a position between 0 and 1, evenly in the logarithm.

    Examples
    --------
    >>> weight_at(LOW, HIGH, Fraction(1, 2))
    Decimal('1')
    """
    share = Decimal(position.numerator) / Decimal(position.denominator)
    return _FIGURES.plus((low.ln() + share * (high.ln() - low.ln())).exp())


def with_weights(scheme: Scheme, weights: Mapping[str, Drawn | Fraction]) -> Scheme:
    """Return the scheme with the points of each dimension's rules multiplied by its weight.

    Points stay whole and keep their sign: what takes or gives points never comes to nothing.

    Parameters
    ----------
    weights
        Factor by dimension; a dimension that is left out weighs as it is written.
    """
    rules = []
    for rule in scheme.rules:
        weight = Fraction(weights.get(rule.dimension or "", 1))
        changes: dict[str, Any] = {}
        if weight != 1 and rule.points is not None:
            changes["points"] = _weighted(rule.points, weight)
        if weight != 1 and rule.discretion is not None:
            ends = {end: _weighted(getattr(rule.discretion, end), weight) for end in _ENDS}
            changes["discretion"] = rule.discretion.model_copy(update=ends)
        rules.append(rule.model_copy(update=changes) if changes else rule)
    return scheme.model_copy(update={"rules": tuple(rules)})


_ENDS = ("low", "high")


def moves_points_alone(scheme: Scheme, question: str) -> bool:
    """Say whether the answers to a question of the scheme differ in points of rules alone.

    Such a question asks what the weights ask, in fewer steps.
    """
    places = [
        place for option in scheme.settings[question].options.values() for place in option.set
    ]
    return bool(places) and all(
        place.startswith("rules.") and place.rpartition(".")[2] in ("points", *_ENDS)
        for place in places
    )


def _weighted(points: Quantity[Any], weight: Fraction) -> Quantity[Any]:
    """Return points times a weight, their range stretched to hold them."""
    if not isinstance(points.used, int):
        return points
    value = round(points.used * weight)
    if points.used and not value:
        value = 1 if points.used > 0 else -1
    changes: dict[str, Any] = {"assume" if points.value == "unknown" else "value": value}
    if points.range is not None:
        low, high = points.range
        changes["range"] = (min(low, value), max(high, value))
    return points.model_copy(update=changes)
