"""Safeguards on a page: what was found, their order by burden, what others lose, alternatives."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.measures.contrast import Contrast, Level
from sincerity.measures.safeguards import HARMS, TOLERATED, Safeguarded, SafeguardRow
from sincerity.phases.tally_arrays import BURDENS
from sincerity.report.charts.spans import Span, spans
from sincerity.report.model import Cell, Col, Figure, Finding, Opening, Section, Table
from sincerity.report.wording import (
    count,
    decimal,
    enumeration,
    percent,
    plural,
    sentence,
    spelled,
)

__all__ = ["safeguard_opening"]

UNIT = "sanction-months per 1,000 residents a year"
_BURDEN = {
    "false": "for something not done",
    "protected": "for a protected act",
    "disproportionate": "out of proportion",
    "cannot_pay": "for what could not be paid",
    "another": "for another's act",
}
_HARM = {
    "harms_prevented": "acts that harm others, not done",
    "victims_prevented": "victims of firms, spared",
}


def safeguard_opening(
    table: Safeguarded, contrast: Contrast, *, scheme: str, together: str
) -> Opening:
    """Return how the page of safeguards begins.

    Parameters
    ----------
    contrast
        Any of the contrasts that the table is made of, for how many worlds there are.
    scheme
        Title of the scheme as it is.
    together
        Name of the row that brings all safeguards at once.
    """
    single = sum(row.name != together for row in table.rows)
    safeguards = f"{spelled(single)} safeguard{'' if single == 1 else 's'}"
    return Opening(
        title=f"{sentence(safeguards)} for “{scheme}”: what they take off, and what they cost",
        question=(
            f"How much wrongful burden would each of {safeguards} take off “{scheme}”, brought in "
            "one at a time and all together, and how much harm to others would then be prevented "
            "no longer? Each is a reform file of one change, on the same synthetic people under "
            "the same accidents."
        ),
        findings=_findings(table, contrast, together),
        sections=[
            _order(table, contrast),
            _others(table, contrast),
            _alternatives(table, contrast),
        ],
    )


def _findings(table: Safeguarded, contrast: Contrast, together: str) -> list[Finding]:
    """Say what the first safeguard, all together, and the least restrictive ones come to."""
    place = BURDENS.index(table.order)
    ordered = _BURDEN[table.order]
    single = [row for row in table.rows if row.name != together]
    found = [
        f"All of them together: {_took(row, place, contrast)}."
        for row in table.rows
        if row.name == together
    ]
    base = table.base_burden[place].mean
    as_it_is = f"As it is, the scheme's burden {ordered} is {decimal(base or 0.0, 2)} {UNIT}."
    if single and (single[0].burden[place].mean or 0.0) < 0:
        found.insert(
            0,
            f"{as_it_is} One at a time, “{single[0].name}” takes most of it off in the mean: "
            f"{_took(single[0], place, contrast)}{_overlap(single, place, contrast)}.",
        )
    elif single:
        found.insert(0, f"{as_it_is} Alone, none takes any of it off in its mean.")
    sure = [row.name for row in single if _is_below_zero(row.burden[place], contrast)]
    rests = "in nine of ten draws" if contrast.draws else "beyond chance (95 %)"
    said = f": {enumeration(f'“{name}”' for name in sure)}" if sure else ""
    found.append(
        f"{sentence(spelled(len(sure)))} of {spelled(len(single))} take burden "
        f"{ordered} off {rests}{said}."
    )
    least = [f"“{row.name}”" for row in table.rows if row.is_less_restrictive]
    if least:
        judged = "replicates and draws" if contrast.draws else "replicates, no assumption varied"
        found.append(
            f"{sentence(spelled(len(least)))} of {spelled(len(table.rows))} reforms prevent at "
            f"least {percent(1 - TOLERATED)} of the harm to others with less burden ({judged}): "
            f"{enumeration(least)}."
        )
    where = ["safeguards"] * len(found)
    if least:
        where[-1] = "less-restrictive"
    pairs = _pairs(contrast)
    return [Finding(text, pairs, section) for text, section in zip(found, where, strict=True)]


def _overlap(rows: Sequence[SafeguardRow], place: int, contrast: Contrast) -> str:
    """Say how many others' intervals reach into that of the first, where any does."""
    end = _span(rows[0].burden[place], contrast)[1]
    lows = [_span(row.burden[place], contrast)[0] for row in rows[1:]]
    over = sum(end is not None and low is not None and low <= end for low in lows)
    return f"; the intervals of {spelled(over)} others overlap with it" if over else ""


def _took(row: SafeguardRow, place: int, contrast: Contrast) -> str:
    """Say the mean difference in one column of burden, with its interval."""
    level = row.burden[place]
    which = "in nine of ten draws" if contrast.draws else "by chance alone"
    return f"{decimal(level.mean or 0.0, 2)} ({_interval(level, contrast, 2)} {which})"


def _is_below_zero(level: Level, contrast: Contrast) -> bool:
    """Say whether the whole interval lies below zero."""
    high = _span(level, contrast)[1]
    return high is not None and high < 0


def _pairs(contrast: Contrast) -> str:
    """Return how many pairs of worlds a difference rests on."""
    pairs = plural(contrast.replicates, "pair of replicates", "pairs of replicates")
    if not contrast.draws:
        return pairs
    return f"{pairs} and {plural(contrast.draws, 'pair of draws', 'pairs of draws')}"


def _span(level: Level, contrast: Contrast) -> tuple[float | None, float | None]:
    """Return the interval that a page shows first: of assumptions if there are draws."""
    span = level.assumption if contrast.draws else level.chance
    return span.low, span.high


def _interval(level: Level, contrast: Contrast, places: int) -> str:
    """Return an interval as text."""
    low, high = _span(level, contrast)
    if low is None or high is None:
        return "–"
    return f"{decimal(low, places)} to {decimal(high, places)}"


def _order(table: Safeguarded, contrast: Contrast) -> Section:
    """Return the safeguards in the order of one column, all five columns beside each other."""
    ordered = _BURDEN[table.order]
    which = "assumptions, 5 to 95 %" if contrast.draws else "chance, 95 %"
    columns = [Col("Safeguard"), Col("What it changes"), Col("Place", "count")]
    columns += [Col(f"{_BURDEN[burden]}: difference", "decimal") for burden in BURDENS]
    tables = [
        Table(
            f"Difference in wrongful burden, {UNIT}; {_pairs(contrast)}",
            columns,
            [
                [row.name, row.changes, row.place, *(level.mean for level in row.burden)]
                for row in table.rows
            ],
            is_open=True,
        ),
        Table(
            f"The same with intervals ({which})",
            [Col("Safeguard"), *(Col(_BURDEN[burden]) for burden in BURDENS)],
            [_intervals(row, contrast) for row in table.rows],
        ),
    ]
    base = enumeration(
        f"{decimal(level.mean or 0.0, 2)} {_BURDEN[burden]}"
        for burden, level in zip(BURDENS, table.base_burden, strict=True)
    )
    return Section(
        id="safeguards",
        title=f"Safeguards in the order of burden {ordered}",
        paragraphs=[
            f"Each safeguard changes one thing of “{table.scheme}” and nothing else; the last kind "
            "of row brings all of them together. Differences are the scheme with the safeguard "
            "less the scheme as it is, on the same people under the same accidents: below zero is "
            "burden taken off.",
            f"As it is, the scheme's wrongful burden in {UNIT} is {base}. The columns may overlap, "
            "so no sum is shown.",
            f"Rows stand in the order of the mean burden {ordered}. Another column gives another "
            "order (--by). An order of means is no order where intervals overlap. What is "
            "suppressed, silenced or detected orders nothing here.",
        ],
        figures=_figures(table, contrast),
        tables=tables,
    )


def _intervals(row: SafeguardRow, contrast: Contrast) -> list[Cell]:
    """Return the intervals of one safeguard's differences in burden."""
    return [row.name, *(_interval(level, contrast, 2) for level in row.burden)]


def _figures(table: Safeguarded, contrast: Contrast) -> list[Figure]:
    """Return the differences in the column that orders, with their intervals."""
    place = BURDENS.index(table.order)
    items: list[Span] = []
    rows: list[list[Cell]] = []
    for row in table.rows:
        level = row.burden[place]
        low, high = _span(level, contrast)
        middle = level.middle if contrast.draws else level.mean
        if low is not None and high is not None and middle is not None:
            items.append(Span(row.name, low, middle, high))
            rows.append([row.name, low, middle, high])
    if not items:
        return []
    drawn = spans(items, unit=f"Difference, {UNIT}", share=False)
    fewer = sum(item.high < 0 for item in items)
    of_draws = "in nine of ten draws" if contrast.draws else "beyond chance (95 %)"
    return [
        Figure(
            id="safeguards-burden",
            title=f"{count(fewer)} of {count(len(items))} reforms take burden "
            f"{_BURDEN[table.order]} off {of_draws}",
            description=(
                f"For each of {count(len(items))} reforms, the difference in burden "
                f"{_BURDEN[table.order]} in {UNIT}, as a line from end to end of its interval with "
                "a mark in the middle; the dashed line is zero."
            ),
            wide=drawn.wide,
            narrow=drawn.narrow,
            table=Table(
                f"Differences in burden {_BURDEN[table.order]}, {UNIT}",
                [
                    Col("Safeguard"),
                    Col("From", "decimal"),
                    Col("Middle", "decimal"),
                    Col("To", "decimal"),
                ],
                rows,
            ),
            counted=_pairs(contrast),
        )
    ]


def _others(table: Safeguarded, contrast: Contrast) -> Section:
    """Return what is prevented no longer: harm to others, never a protected act."""
    rows: list[list[Cell]] = []
    for row in table.rows:
        cells: list[Cell] = [row.name]
        for level, place in zip(row.harm, row.harm_places, strict=True):
            cells += [level.mean, _interval(level, contrast, 1), place]
        rows.append(cells)
    columns = [Col("Safeguard")]
    for harm in HARMS:
        columns += [
            Col(f"{_HARM[harm]}: difference", "mean"),
            Col("interval"),
            Col("place", "count"),
        ]
    base = enumeration(
        f"{count(round(level.mean or 0.0))} {_HARM[harm]}"
        for harm, level in zip(HARMS, table.base_harm, strict=True)
    )
    return Section(
        id="safeguards-harm",
        title="What the safeguards cost others",
        paragraphs=[
            f"As it is, the scheme prevents in this model, in a run, {base}. Below zero, so many "
            "are prevented no longer. Only acts that harm others and that no human right protects "
            "count: a protected act that is not done is a loss, never something prevented. Rows "
            "stand in the order of burden; a place says how little is given up, the least first.",
        ],
        tables=[
            Table(
                f"Harm to others prevented, difference; {_pairs(contrast)}",
                columns,
                rows,
                is_open=True,
            )
        ],
    )


def _alternatives(table: Safeguarded, contrast: Contrast) -> Section:
    """Return the reforms that prevent the same with less burden."""
    found = [row for row in table.rows if row.is_less_restrictive]
    draws = (
        "It has to do so in nine of ten draws, and over the replicates as well"
        if contrast.draws
        else "No assumption was varied, so the replicates decide"
    )
    rule = (
        "In a pair of worlds a reform prevents the same with less burden if it gives up no more "
        f"than {percent(TOLERATED)} of the harm to others that the scheme prevents there, raises "
        f"no column of wrongful burden and lowers at least one. {draws}: there one column has to "
        "fall beyond chance (99 %, since five are looked at), none may rise beyond chance, and no "
        f"more than {percent(TOLERATED)} of the harm may be given up in the mean. Below three "
        "replicates nothing is said."
    )
    names = enumeration(f"“{row.name}”" for row in found)
    says = (
        f"{count(len(found))} of {count(len(table.rows))} do: {names}."
        if found
        else f"None of {count(len(table.rows))} does, in this model under these assumptions."
    )
    return Section(
        id="less-restrictive",
        title="Less restrictive alternatives",
        paragraphs=[
            rule,
            says,
            "That a reform is not here does not say that it is no alternative: it may be one under "
            "other assumptions, or with another limit. No verdict on law follows from this table.",
        ],
        tables=[_alternative_table(found, contrast)] if found else [],
    )


def _alternative_table(found: Sequence[SafeguardRow], contrast: Contrast) -> Table:
    """Return the alternatives with their burdens and harms."""
    columns = [Col("Reform"), Col("Share of draws in which it does", "share")]
    columns += [Col(f"burden {_BURDEN[burden]}", "decimal") for burden in BURDENS]
    columns += [Col(_HARM[harm], "mean") for harm in HARMS]
    rows = [
        [
            row.name,
            row.holds_in,
            *(level.mean for level in row.burden),
            *(level.mean for level in row.harm),
        ]
        for row in found
    ]
    caption = f"Differences of less restrictive alternatives; {_pairs(contrast)}"
    return Table(caption, columns, rows, is_open=True)
