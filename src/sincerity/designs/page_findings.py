"""What a study says first: a sentence for each of its first measures, whatever the design."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.designs.arms import Arm
from sincerity.designs.chance import bracketed
from sincerity.designs.found import Found, Influence, Point, Ranked
from sincerity.designs.order import ordered, ordered_swings, shown_value
from sincerity.designs.seeking import may_be_ordered
from sincerity.measures.headline import Headline
from sincerity.report.model import Finding
from sincerity.report.wording import count, decimal, plural

__all__ = ["accidents", "findings", "without_indices"]

_FINDINGS = 4
_FEWEST_ROWS = 4
"""With fewer rows that have a number, nothing is said of what a measure hangs on."""
_TOO_FEW = "The design has too few rows to say here what it hangs on."
_SMALL_SHARE = 0.1
"""Accidents that make no more of the variance than this are told in a table, not in a finding."""


def findings(found: Found) -> list[Finding]:
    """Return a sentence for each of the first measures, the first of them for every arm."""
    pairs = [(arm, measure) for measure in found.measures for arm in found.bench.arms]
    shown = pairs[: max(_FINDINGS, len(found.bench.arms))]
    return [
        Finding(*_said(found, arm, measure), f"measure-{arm.number}-{measure.name}")
        for arm, measure in shown
    ]


def accidents(found: Found, arm: Arm, measure: Headline) -> str:
    """Say how much of the variance accidents alone make, where that is more than a tenth."""
    central = next(c for c in found.central if c.arm == arm.number and c.measure is measure)
    if found.spreads.get((arm.number, measure.name)) and central.noise is None:
        return (
            " How much of this is accident is not known: that takes two worlds or more at the "
            "values of the files."
        )
    share = found.noise_share(arm.number, measure.name)
    if share is None or share <= _SMALL_SHARE:
        return ""
    text = f"{decimal(share, 2)} of" if share < 1 else f"{decimal(share, 1)} times"
    return (
        f" Accidents alone make {text} the variance over the design, as far as "
        f"{plural(central.chance.n, 'world')} at the values of the files can tell."
    )


def without_indices(ranked: Sequence[Ranked]) -> str:
    """Say why no factor of a design has an index; nothing where one has, or none was asked for."""
    if not ranked or any(row.total is not None or row.effects is not None for row in ranked):
        return ""
    if max(row.rows for row in ranked) < 2:
        return "too few worlds of the design have a number"
    return "does not vary over the design"


def _said(found: Found, arm: Arm, measure: Headline) -> tuple[str, str]:
    """Return what is said of a measure in one arm, and the count that it rests on."""
    under = f"{measure.label} under {arm.label}"
    if found.bench.is_grid:
        points = [p for p in found.points if p.arm == arm.number and p.measure is measure]
        worlds = plural(sum(point.chance.n for point in points), "world")
        return f"{under}: {_over_points(points, measure)}", worlds
    draws = [i for i in found.influences if i.arm == arm.number and i.measure is measure]
    if draws:
        return f"{under}: {_over_draws(draws[0])}", plural(draws[0].spread.n, "draw")
    ranked = [r for r in found.ranked if r.arm == arm.number and r.measure is measure]
    if nothing := without_indices(ranked):
        rows = max(row.rows for row in ranked)
        return f"{under}: {nothing}.", plural(rows, "row of the design", "rows of the design")
    if ranked and may_be_ordered(measure.name):
        strongest = ordered(ranked, measure.name)[0]
        if strongest.rows >= _FEWEST_ROWS:
            counted = plural(strongest.rows, "row of the design", "rows of the design")
            return f"{under}: {_hangs_on(strongest)}{accidents(found, arm, measure)}", counted
        said, counted = _at_the_files(found, arm, measure, under)
        return f"{said} {_TOO_FEW}", counted
    return _at_the_files(found, arm, measure, under)


def _over_points(points: Sequence[Point], measure: Headline) -> str:
    """Say from where to where a measure reaches over the points of a grid.

    Points are named by what they hold, and for a measure of control not even that.
    """
    known = [(point.mean, point) for point in points if point.mean is not None]
    if not known:
        return f"no world of {plural(len(points), 'point')} has a number."
    missing = len(points) - len(known)
    left = f" {plural(missing, 'point has', 'points have')} no number." if missing else ""
    means = [mean for mean, _ in known]
    low, high = min(means), max(means)
    if len(known) == 1:
        chance = bracketed(known[0][1].chance, _number)
        return f"{_number(low)} {measure.unit} {chance} at the only point with a number.{left}"
    if low == high:
        return f"a mean of {_number(low)} {measure.unit} at all {count(len(known))} points.{left}"
    if not may_be_ordered(measure.name):
        return (
            f"means over {count(len(known))} points of the grid lie between {_number(low)} and "
            f"{_number(high)} {measure.unit}. Points are not put in order by this measure.{left}"
        )
    ends = [[point for mean, point in known if mean == end] for end in (low, high)]
    least, most = (_end(end, len(known)) for end in ends)
    return (
        f"over {count(len(known))} points of the grid the smallest mean is {_number(low)} "
        f"{measure.unit} {least}, the largest {_number(high)} {most}.{left}"
    )


def _end(points: Sequence[Point], among: int) -> str:
    """Return the interval of a mean and where it is found, by what its points have in common."""
    spans = {point.chance for point in points}
    chance = f"{bracketed(points[0].chance, _number)} " if len(spans) == 1 else ""
    shared = _in_common(points)
    if len(points) == 1:
        return f"{chance}at {shared or 'the values of the files'}"
    text = f"{chance}at {count(len(points))} of the {count(among)} points"
    return f"{text}, all with {shared}" if shared else text


def _in_common(points: Sequence[Point]) -> str:
    """Return the values that all of some points share."""
    first = points[0].values
    return ", ".join(
        f"{place} {shown_value(value)}"
        for place, value in first.items()
        if all(point.values[place] == value for point in points)
    )


def _over_draws(influence: Influence) -> str:
    """Say between which numbers most draws put a measure."""
    span = influence.spread
    if span.low is None:
        return "no draw has a number."
    return (
        f"nine of ten draws put it between {_number(span.low)} and {_number(span.high)} "
        f"{influence.measure.unit}, half of them below {_number(influence.middle)}."
    )


def _hangs_on(row: Ranked) -> str:
    """Say what one measure hangs on most."""
    name = f"“{row.factor.label.rstrip('.')}”"
    if row.effects is not None:
        size = row.effects.mean_size
        if not size.value:
            return "no factor moves it in any walk."
        return (
            f"moves most with {name}, by {_number(size.value)} {row.measure.unit} on "
            f"average for a move over its whole range (95 %: {_number(size.low)} to "
            f"{_number(size.high)})."
        )
    assert row.total is not None
    assert row.first is not None
    return (
        f"hangs most on {name}, with a total index of {decimal(row.total.value, 2)} "
        f"(95 %: {decimal(row.total.low or 0.0, 2)} to {decimal(row.total.high or 0.0, 2)}) and "
        f"{decimal(row.first.value, 2)} by itself."
    )


def _at_the_files(found: Found, arm: Arm, measure: Headline, under: str) -> tuple[str, str]:
    """Say where a measure stands at the values of the files, and how far single values move it."""
    central = next(c for c in found.central if c.arm == arm.number and c.measure is measure)
    worlds = plural(central.chance.n, "world")
    if central.mean is None:
        return f"{under}: no number at the values of the files.", worlds
    said = (
        f"{under}: {_number(central.mean)} {measure.unit} at the values of the files "
        f"{bracketed(central.chance, _number)}."
    )
    reaches = ordered_swings(found, arm.number, measure)
    if not reaches:
        return said, worlds
    moving = [reach for reach in reaches if reach.low or reach.high]
    said += (
        f" {count(len(moving))} of {plural(len(reaches), 'value')} move it by themselves"
        if moving
        else f" None of {plural(len(reaches), 'value')} moves it by itself"
    )
    if moving and may_be_ordered(measure.name):
        far = moving[0]
        said += (
            f", “{far.label.rstrip('.')}” the farthest: the difference goes from "
            f"{_number(far.low)} at {far.at_low} to {_number(far.high)} at {far.at_high}, one "
            "world at each end"
        )
    return f"{said}.", worlds


def _number(number: float | None) -> str:
    """Return a number of a sentence with as many places as it needs."""
    if number is None:
        return "no number"
    size = abs(number)
    is_whole = float(number).is_integer()
    places = 0 if is_whole or size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4
    return decimal(number, places)
