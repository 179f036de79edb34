"""One measure of a study on its page: what it hangs on, alone and together, with charts."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.designs.arms import Arm
from sincerity.designs.chance import ENDS, kind_of, kinds_of
from sincerity.designs.found import Found, Influence, Point, Ranked
from sincerity.designs.indices import Index
from sincerity.designs.order import Reach, ordered, ordered_swings, shown_value
from sincerity.designs.page_findings import accidents, without_indices
from sincerity.designs.seeking import may_be_ordered
from sincerity.measures.headline import Headline
from sincerity.report.charts.spans import Span, spans
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import count, decimal, enumeration, plural, sentence

__all__ = ["grid_section", "measure_section"]

BARS_SHOWN = 12
POINTS_SHOWN = 24
RANKS_SHOWN = 12
_NOT_ORDERED = (
    "For this measure nothing is put in the order of its effect: values stand in the order of the "
    "study, because no study looks for what controls or silences people."
)


def measure_section(found: Found, arm: Arm, measure: Headline) -> Section:
    """Return what one measure of one arm hangs on."""
    ranked = [r for r in found.ranked if r.arm == arm.number and r.measure is measure]
    reaches = ordered_swings(found, arm.number, measure)
    influence = next(
        (i for i in found.influences if i.arm == arm.number and i.measure is measure), None
    )
    figures: list[Figure] = []
    tables: list[Table] = []
    texts = [measure.meaning]
    if not may_be_ordered(measure.name):
        texts.append(_NOT_ORDERED)
    if nothing := without_indices(ranked):
        texts.append(f"{sentence(nothing)}, so nothing can be shared out.")
    elif ranked:
        rows = ordered(ranked, measure.name)
        figures += _ranked_figures(arm, measure, rows)
        tables.append(_ranked_table(arm, measure, rows))
        texts += _about_ranked(rows)
        if share := accidents(found, arm, measure):
            texts.append(share.strip())
    if pairs := _pairs_table(found, arm, measure):
        tables.append(pairs)
    if reaches:
        figures += _tornado(arm, measure, reaches)
        tables.append(_swing_table(found, arm, measure))
    if influence is not None:
        texts.append(_about_influence(influence))
        tables.append(_influence_table(arm, influence))
    several = f", {arm.label}" if len(found.bench.arms) > 1 else ""
    return Section(
        id=f"measure-{arm.number}-{measure.name}",
        title=f"{measure.label}{several}",
        paragraphs=texts,
        figures=figures,
        tables=tables,
    )


def grid_section(found: Found, arm: Arm) -> list[Section]:
    """Return every point of a grid, measure by measure, in the order of the study."""
    sections = []
    several = f", {arm.label}" if len(found.bench.arms) > 1 else ""
    for measure in found.measures:
        points = [p for p in found.points if p.arm == arm.number and p.measure is measure]
        drawn = [p for p in points if p.mean is not None]
        figures = [_points_figure(arm, measure, drawn)] if 0 < len(drawn) <= POINTS_SHOWN else []
        sections.append(
            Section(
                id=f"measure-{arm.number}-{measure.name}",
                title=f"{measure.label}{several}",
                paragraphs=[measure.meaning],
                figures=figures,
                tables=[] if figures else [_points_table(arm, measure, points)],
            )
        )
    return sections


def _about_ranked(rows: Sequence[Ranked]) -> list[str]:
    """Say how to read the indices of one measure."""
    if any(row.effects is not None for row in rows):
        return [
            "A factor with a spread about as large as its mean absolute effect, or larger, acts "
            "differently depending on where the others stand, or not in a straight line. A group "
            "has no direction, so it has no mean effect with a sign."
        ]
    first = sum(row.first.value for row in rows if row.first is not None)
    total = sum(row.total.value for row in rows if row.total is not None)
    return [
        f"First-order indices add up to {decimal(first, 2)} and totals to {decimal(total, 2)}: "
        "what the first lack to 1, factors make together. Estimates may fall below 0 or pass 1 "
        "a little; their intervals say how far to trust them."
    ]


def _ranked_figures(arm: Arm, measure: Headline, rows: Sequence[Ranked]) -> list[Figure]:
    """Return totals and first-order indices, or mean absolute effects, as intervals."""
    if any(row.effects is not None for row in rows):
        pairs = [(row, row.effects.mean_size) for row in rows if row.effects is not None]
        what, unit = "effect", f"mean absolute effect, {measure.unit}"
        title = "{n} of {all} factors move it by more than a tenth of what the strongest does"
        return _index_figure(arm, measure, pairs, what, unit, title)
    totals = [(row, row.total) for row in rows if row.total is not None]
    firsts = [(row, row.first) for row in rows if row.first is not None]
    title = "{n} of {all} factors have a total index above a tenth of the largest"
    alone = "{n} of {all} factors make more by themselves than a tenth of what the first does"
    return [
        *_index_figure(arm, measure, totals, "total", "total index, share of variance", title),
        *_index_figure(
            arm, measure, firsts, "first", "first-order index, share of variance", alone
        ),
    ]


def _index_figure(
    arm: Arm,
    measure: Headline,
    pairs: Sequence[tuple[Ranked, Index]],
    what: str,
    unit: str,
    title: str,
) -> list[Figure]:
    """Return indices of factors with their intervals; nothing where all are zero."""
    most = max((index.value for _, index in pairs), default=0.0)
    if most <= 0:
        return []
    shown = pairs[:BARS_SHOWN]
    large = sum(index.value > most / 10 for _, index in pairs)
    drawn = spans(
        [
            Span(row.factor.label, _end(index.low, index), index.value, _end(index.high, index))
            for row, index in shown
        ],
        unit=unit,
        share=False,
    )
    cells: list[list[Cell]] = [
        [row.factor.label, row.factor.id, index.value, index.low, index.high, row.rows]
        for row, index in shown
    ]
    return [
        Figure(
            id=f"{what}-{arm.number}-{measure.name}",
            title=f"{measure.label}: " + title.format(n=count(large), all=count(len(pairs))),
            description=(
                f"For {plural(len(shown), 'factor')}: {unit}. The mark is the estimate; the line "
                "reaches over its 95 % interval."
            ),
            wide=drawn.wide,
            narrow=drawn.narrow,
            table=Table(
                f"{measure.label}, {unit}, {arm.label}",
                [
                    Col("Factor"),
                    Col("Place"),
                    Col("Estimate", "decimal"),
                    Col("95 %: low", "decimal"),
                    Col("95 %: high", "decimal"),
                    Col("Rows", "count"),
                ],
                cells,
            ),
            counted=plural(shown[0][0].rows, "row of the design", "rows of the design"),
        )
    ]


def _end(end: float | None, index: Index) -> float:
    """Return an end of an interval; the index itself where there is none."""
    return index.value if end is None else end


def _ranked_table(arm: Arm, measure: Headline, rows: Sequence[Ranked]) -> Table:
    """Return all factors of one measure."""
    head = [Col("Factor"), Col("Place"), Col("Values", "count")]
    if any(row.effects is not None for row in rows):
        names = ["Mean effect", "Mean absolute effect", "95 %: low", "95 %: high", "Spread"]
        numbers: list[list[Cell]] = [
            [row.effects.mean, *_cells(row.effects.mean_size), row.effects.spread]
            if row.effects is not None
            else [None] * 5
            for row in rows
        ]
    else:
        names = ["First order", "Alone: 95 % low", "Alone: 95 % high"]
        names += ["Total", "Total: 95 % low", "Total: 95 % high"]
        numbers = [[*_cells(row.first), *_cells(row.total)] for row in rows]
    return Table(
        f"{measure.label} ({measure.unit}), all factors, {arm.label}",
        [*head, *(Col(name, "decimal") for name in names), Col("Rows", "count")],
        [
            [row.factor.label, row.factor.id, len(row.factor.knobs), *cells, row.rows]
            for row, cells in zip(rows, numbers, strict=True)
        ],
        is_open=True,
    )


def _cells(index: Index | None) -> list[Cell]:
    """Return an index and its interval as cells."""
    return [None, None, None] if index is None else [index.value, index.low, index.high]


def _pairs_table(found: Found, arm: Arm, measure: Headline) -> Table | None:
    """Return what every two factors make together; None where it was not asked for."""
    pairs = [p for p in found.pairs if p.arm == arm.number and p.measure is measure]
    if not pairs:
        return None
    if may_be_ordered(measure.name):
        pairs.sort(key=lambda pair: -abs(pair.second.value))
    return Table(
        f"{measure.label}, interactions of two factors, {arm.label}",
        [
            Col("One factor"),
            Col("Another factor"),
            Col("Second order", "decimal"),
            Col("95 %: low", "decimal"),
            Col("95 %: high", "decimal"),
        ],
        [[pair.one.label, pair.other.label, *_cells(pair.second)] for pair in pairs],
        is_open=True,
    )


def _tornado(arm: Arm, measure: Headline, reaches: Sequence[Reach]) -> list[Figure]:
    """Return how far each value moves the measure by itself; nothing where none does."""
    moving = [reach for reach in reaches if reach.low or reach.high]
    if not moving:
        return []
    shown = moving[:BARS_SHOWN]
    drawn = spans(
        [Span(_with_ends(reach), reach.low, 0.0, reach.high) for reach in shown],
        unit=f"Difference from the values of the files, {measure.unit}",
        share=measure.form == "share",
    )
    cells: list[list[Cell]] = [
        [reach.label, reach.id, reach.low, reach.at_low, reach.high, reach.at_high]
        for reach in shown
    ]
    return [
        Figure(
            id=f"tornado-{arm.number}-{measure.name}",
            title=f"{measure.label}: {count(len(moving))} of {count(len(reaches))} values move it "
            "by themselves",
            description=(
                f"For {plural(len(shown), 'value')}: how far the measure lies from that at the "
                "values of the files, marked, with this value alone at the ends of its range."
            ),
            wide=drawn.wide,
            narrow=drawn.narrow,
            table=Table(
                f"{measure.label}, one value at a time, {arm.label}",
                [
                    Col("What it is"),
                    Col("Value"),
                    Col("Least", "decimal"),
                    Col("Least at"),
                    Col("Most", "decimal"),
                    Col("Most at"),
                ],
                cells,
            ),
            counted=plural(len(reaches), "value"),
            note=(
                "One value moves at a time, so what values do together does not show; one world "
                "at each end, so no interval."
            ),
        )
    ]


def _with_ends(reach: Reach) -> str:
    """Return what a value is, and where it stands at both ends of its line."""
    label = reach.label.rstrip(".")
    return f"{label}: least at {reach.at_low}, most at {reach.at_high}"


def _swing_table(found: Found, arm: Arm, measure: Headline) -> Table:
    """Return the measure with each value alone at its ends, in the order of the study."""
    swings = [s for s in found.swings if s.arm == arm.number and s.measure is measure]
    return Table(
        f"{measure.label}, every value by itself, {arm.label}",
        [
            Col("Value"),
            Col("What it is"),
            Col("Stands at"),
            Col("Result", "decimal"),
            Col("Difference", "decimal"),
        ],
        [
            [s.knob.id, s.knob.assumption.label, shown_value(s.value), s.result, s.difference]
            for s in swings
        ],
    )


def _about_influence(influence: Influence) -> str:
    """Say how far draws move a measure."""
    span = influence.spread
    if span.low is None or span.high is None or influence.middle is None:
        return "No draw has a number for it."
    return (
        f"Nine of ten draws put it between {decimal(span.low, 2)} and {decimal(span.high, 2)}, "
        f"half of them below {decimal(influence.middle, 2)}. A rank correlation above "
        f"{decimal(influence.by_chance, 2)} stands out; below that it says nothing."
    )


def _influence_table(arm: Arm, influence: Influence) -> Table:
    """Return what moves with a measure over the draws."""
    known = [row for row in influence.ranks if row[3] is not None]
    if may_be_ordered(influence.measure.name):
        known = sorted(known, key=lambda row: -abs(row[3] or 0.0))[:RANKS_SHOWN]
    rows: list[list[Cell]] = [
        [
            place if word is None else f"{place} = {word}",
            label,
            rho,
            "yes" if abs(rho or 0.0) > influence.by_chance else "no",
        ]
        for place, label, word, rho in known
    ]
    return Table(
        f"{influence.measure.label}, what moves with it over the draws, {arm.label}",
        [Col("Value"), Col("What it is"), Col("Rank correlation", "decimal"), Col("Stands out")],
        rows,
        is_open=True,
    )


def _points_figure(arm: Arm, measure: Headline, points: Sequence[Point]) -> Figure:
    """Return a measure at the points of a small grid, with intervals where there are any."""
    drawn = spans(
        [
            Span(
                _where(point),
                point.mean or 0.0 if point.chance.low is None else point.chance.low,
                point.mean or 0.0,
                point.mean or 0.0 if point.chance.high is None else point.chance.high,
            )
            for point in points
        ],
        unit=measure.unit,
        share=measure.form == "share",
    )
    spanned = [point.chance for point in points if point.chance.low is not None]
    reach = f"; the line reaches over {enumeration(kinds_of(spanned))}" if spanned else ""
    return Figure(
        id=f"points-{arm.number}-{measure.name}",
        title=f"{measure.label} at {plural(len(points), 'point')} of the grid, in their order",
        description=(
            f"For each point of the grid: {measure.label.lower()} in {measure.unit}; the mark is "
            f"the mean{reach}."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=_points_table(arm, measure, points),
        counted=plural(points[0].chance.n, "series of accidents", "series of accidents"),
    )


def _points_table(arm: Arm, measure: Headline, points: Sequence[Point]) -> Table:
    """Return a measure at every point of a grid."""
    return Table(
        f"{measure.label} ({measure.unit}), {arm.label}",
        [
            Col("Point"),
            Col("Mean", "decimal"),
            Col("Chance: low", "decimal"),
            Col("Chance: high", "decimal"),
            Col(ENDS),
            Col("Series of accidents", "count"),
        ],
        [
            [_where(p), p.mean, p.chance.low, p.chance.high, kind_of(p.chance), p.chance.n]
            for p in points
        ],
        is_open=len(points) > POINTS_SHOWN,
    )


def _where(point: Point) -> str:
    """Return a point of a grid in words."""
    words = (f"{place} {shown_value(value)}" for place, value in point.values.items())
    return ", ".join(words) or "the values of the files"
