"""The parts of a comparison on a page: all measures, pictures of differences, what moves them."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.measures.contrast import Compared, Mover
from sincerity.measures.headline import HEADLINES
from sincerity.measures.spread import FEW
from sincerity.phases.rows import ENTRY_CAUSES
from sincerity.phases.tally_arrays import BURDENS
from sincerity.report.charts.spans import Span, spans
from sincerity.report.contrast_facts import ContrastFacts
from sincerity.report.model import Cell, Code, Col, Figure, Kind, Section, Table
from sincerity.report.pair_sections import pairing_section, persons_section
from sincerity.report.wording import count, decimal, plural, sentence, spelled

__all__ = ["closing_sections", "sections", "side_by_side"]

MOVERS_SHOWN = 3

_FORMS: tuple[tuple[str, Kind, str], ...] = (
    ("count", "mean", "Counts over the whole run"),
    ("decimal", "decimal", "Rates and means"),
    ("share", "share", "Shares"),
)
_PICTURES = (
    (
        "burden",
        "sanction-months per 1,000 residents a year",
        tuple(f"burden_{burden}_rate" for burden in BURDENS),
    ),
    ("entries", "entries on lists", tuple(f"entries_by_{cause}" for cause in ENTRY_CAUSES)),
    (
        "shares",
        "shares",
        tuple(measure.name for measure in HEADLINES if measure.form == "share"),
    ),
)
"""Pictures: name, unit, and the measures that stand on its one scale."""

_SERIES = ("5 % of draws lie below", "Half of the draws", "5 % of draws lie above")


def sections(facts: ContrastFacts) -> list[Section]:
    """Return the sections of one comparison in reading order."""
    found = [_measures(facts)]
    if facts.contrast.persons is not None:
        found.append(persons_section(facts, facts.contrast.persons))
    if facts.has_draws:
        found += [_pictures(facts), _movers(facts)]
    if facts.contrast.replicates >= FEW:
        found.append(pairing_section(facts))
    return found


def side_by_side(every: Sequence[ContrastFacts]) -> Section:
    """Return the differences of several settings from the same base, measure by measure."""
    base = every[0].base
    names = [facts.reform.name for facts in every]
    return Section(
        id="side-by-side",
        title=f"{sentence(spelled(len(every)))} reforms side by side",
        paragraphs=[
            f"Each difference is a reform less {base.phrase}, as the mean over the replicates at "
            "the values of the files. No order among the reforms follows from any of them. Their "
            "intervals stand further down, reform by reform; two intervals that overlap do not "
            "say that two reforms are alike.",
        ],
        tables=[
            Table(
                f"{title}: each reform less {base.name}, {every[0].pairs}",
                [
                    Col("Measure"),
                    Col("Unit"),
                    *(Col(f"Difference: {name}", kind) for name in names),
                    Col(base.name, kind),
                ],
                rows,
                is_open=True,
            )
            for form, kind, title in _FORMS
            if (rows := _beside(every, form))
        ],
    )


def _beside(every: Sequence[ContrastFacts], form: str) -> list[list[Cell]]:
    """Return the measures of one form with the difference of each reform, then the base."""
    columns = [[c for c in f.contrast.compared if c.measure.form == form] for f in every]
    return [
        [
            row[0].measure.label,
            row[0].measure.unit,
            *(compared.difference.mean for compared in row),
            row[0].second.mean,
        ]
        for row in zip(*columns, strict=True)
    ]


def closing_sections(facts: ContrastFacts) -> list[Section]:
    """Return what stands at the end of a page: the worlds that are missing, and the command."""
    missing = [_failures(facts)] if facts.contrast.failures else []
    return [*missing, _again(facts)]


def _measures(facts: ContrastFacts) -> Section:
    """Return every measure in both settings with both intervals."""
    return Section(
        id=f"{facts.prefix}measures",
        title="Every measure, both settings, both intervals",
        paragraphs=[
            f"Differences first: {facts.sides[0].phrase} less {facts.sides[1].phrase}, world by "
            f"world under the same accidents, as the mean over "
            f"{plural(facts.contrast.replicates, 'replicate')} at the values of the files; then "
            "the mean of each setting by itself.",
            "The interval of assumptions is the one to go by: between its ends lie nine of ten "
            "draws. The interval of chance says how well so many replicates fix the mean.",
            "The five columns of wrongful burden may overlap, so no sum of them is shown.",
        ],
        tables=[
            Table(f"{title}, {facts.rests}", _columns(facts, kind), rows, is_open=True)
            for form, kind, title in _FORMS
            if (rows := [_row(c) for c in facts.contrast.compared if c.measure.form == form])
        ],
        parts=[
            Section(
                id=f"{facts.prefix}levels",
                title="Each setting by itself",
                paragraphs=[
                    "The same measures with the intervals of each setting. Two intervals that "
                    "overlap here do not make a difference uncertain: the settings share their "
                    "accidents and their draws, so their difference has an interval of its own."
                ],
                tables=[
                    Table(f"{title}, each setting, {facts.rests}", _level_columns(kind), rows)
                    for form, kind, title in _FORMS
                    if (rows := _level_rows(facts, form))
                ],
            ),
            Section(
                id=f"{facts.prefix}meanings",
                title="What each measure counts",
                tables=[
                    Table(
                        f"Measures, their units and how they are computed, {facts.rests}",
                        [Col("Measure"), Col("Unit"), Col("Meaning"), Col("Formula")],
                        [
                            [c.measure.label, c.measure.unit, c.measure.meaning, c.measure.formula]
                            for c in facts.contrast.compared
                        ],
                    )
                ],
            ),
        ],
    )


def _columns(facts: ContrastFacts, kind: Kind) -> list[Col]:
    """Return the columns of the table of measures."""
    first, second = (side.name for side in facts.sides)
    numbers = (
        "Difference",
        "Assumptions: 5 %",
        "Assumptions: 95 %",
        "Chance: low",
        "Chance: high",
        first,
        second,
    )
    return [
        Col("Measure"),
        Col("Unit"),
        *(Col(name, kind) for name in numbers),
        Col("Draws", "count"),
        Col("Replicates", "count"),
        Col("Sign over draws"),
    ]


def _level_columns(kind: Kind) -> list[Col]:
    """Return the columns of the table of levels."""
    numbers = ("Mean", "Assumptions: 5 %", "Assumptions: 95 %", "Chance: low", "Chance: high")
    return [
        Col("Measure"),
        Col("Unit"),
        Col("Setting"),
        *(Col(name, kind) for name in numbers),
        Col("Draws", "count"),
        Col("Replicates", "count"),
    ]


def _level_rows(facts: ContrastFacts, form: str) -> list[list[Cell]]:
    """Return the measures of one form, a row for each setting."""
    return [
        [
            compared.measure.label,
            compared.measure.unit,
            side.name,
            level.mean,
            level.assumption.low,
            level.assumption.high,
            level.chance.low,
            level.chance.high,
            level.assumption.n,
            level.chance.n,
        ]
        for compared in facts.contrast.compared
        if compared.measure.form == form
        for side, level in zip(facts.sides, (compared.first, compared.second), strict=True)
    ]


def _row(compared: Compared) -> list[Cell]:
    """Return one measure as a row."""
    difference = compared.difference
    return [
        compared.measure.label,
        compared.measure.unit,
        difference.mean,
        difference.assumption.low,
        difference.assumption.high,
        difference.chance.low,
        difference.chance.high,
        compared.first.mean,
        compared.second.mean,
        difference.assumption.n,
        difference.chance.n,
        compared.sign if difference.assumption.n else None,
    ]


def _pictures(facts: ContrastFacts) -> Section:
    """Return the differences of measures that can stand on one scale, over the draws."""
    by_name = {compared.measure.name: compared for compared in facts.contrast.compared}
    figures = []
    for picture, unit, names in _PICTURES:
        known = [c for name in names if (c := by_name[name]).difference.middle is not None]
        if any(c.difference.middle or c.sign != "equal" for c in known):
            figures.append(_figure(facts, picture, unit, known))
    return Section(
        id=f"{facts.prefix}differences",
        title="How far the assumptions move the differences",
        paragraphs=[
            f"Each row shows {facts.sides[0].phrase} less {facts.sides[1].phrase}: where the "
            "middle of the draws lies, and between which numbers nine of ten lie. A row that "
            "reaches over zero leaves open which setting has more."
        ],
        figures=figures,
    )


def _figure(facts: ContrastFacts, picture: str, unit: str, group: Sequence[Compared]) -> Figure:
    """Return the differences of measures of one unit."""
    form = group[0].measure.form
    values = [
        (c.difference.assumption.low, c.difference.middle, c.difference.assumption.high)
        for c in group
    ]
    rows = [
        Span(compared.measure.label, low, middle, high)
        for compared, (low, middle, high) in zip(group, values, strict=True)
        if low is not None and middle is not None and high is not None
    ]
    drawn = spans(rows, unit=f"Difference, {unit}", share=form == "share")
    kind = next(kind for name, kind, _ in _FORMS if name == form)
    clear = sum(compared.sign in ("more", "less") for compared in group)
    return Figure(
        id=f"{facts.prefix}differences-{picture}",
        title=f"{count(clear)} of {count(len(group))} differences, in {unit}, have one sign in "
        "nine of ten draws",
        description=(
            f"For each of {count(len(group))} measures: the difference between the settings in "
            f"{unit}. Lines reach from the number below which 5 % of "
            f"{count(facts.contrast.draws)} draws lie to that above which 5 % lie; the mark is "
            "the middle draw, the dashed line is zero."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            f"Differences, {unit}, {facts.sides[0].name} less {facts.sides[1].name}",
            [Col("Measure"), *(Col(name, kind) for name in _SERIES), Col("Draws", "count")],
            [
                [compared.measure.label, *numbers, compared.difference.assumption.n]
                for compared, numbers in zip(group, values, strict=True)
            ],
        ),
        counted=facts.pairs,
    )


def _movers(facts: ContrastFacts) -> Section:
    """Return which assumptions move with which difference."""
    rows = [
        _mover_row(compared, mover)
        for compared in facts.contrast.compared
        for mover in compared.strongest(MOVERS_SHOWN)
    ]
    return Section(
        id=f"{facts.prefix}movers",
        title="Which assumptions the differences hang on",
        paragraphs=[
            "For each measure the assumptions that move most with its difference, by Spearman's "
            "rank correlation over the draws: 1 if a higher value always goes with a larger "
            "difference, -1 if always with a smaller one. For protected acts not done only those "
            "are shown that stand out, in the order of the files.",
            f"With {count(facts.contrast.draws)} draws and {count(facts.contrast.varied)} "
            "assumptions some correlation arises by accident: among unrelated numbers the largest "
            f"stays below {decimal(facts.contrast.by_chance, 2)} in 19 of 20 studies. What is "
            "larger stands out; what is smaller says nothing.",
            "Where the difference changes sign along a monotone fit, the value at which it does "
            "is given.",
        ],
        tables=[
            Table(
                f"Assumptions and differences, {facts.rests}",
                [
                    Col("Measure"),
                    Col("Assumption"),
                    Col("What it is"),
                    Col("Rank correlation", "decimal"),
                    Col("Stands out"),
                    Col("Value taken"),
                    Col("Range"),
                    Col("Unit"),
                    Col("Difference changes sign at"),
                    Col("Draws", "count"),
                ],
                rows,
                is_open=True,
            )
        ],
    )


def _mover_row(compared: Compared, mover: Mover) -> list[Cell]:
    """Return one assumption and one measure as a row."""
    name = mover.id if mover.word is None else f"{mover.id} = {mover.word}"
    span = "a choice" if mover.low is None else f"{_plain(mover.low)} to {_plain(mover.high)}"
    if mover.word is not None:
        turning = "a choice has no such value"
    elif mover.changes_sign_at is None:
        turning = "does not change sign within the range"
    else:
        turning = f"{mover.changes_sign_at:.3g}"
    return [
        compared.measure.label,
        name,
        mover.label,
        mover.difference,
        "yes" if mover.stands_out else "no",
        _plain(mover.central),
        span,
        mover.unit,
        turning,
        compared.difference.assumption.n,
    ]


def _plain(value: object) -> str:
    """Return a value of a file without superfluous zeros."""
    text = f"{value:f}" if hasattr(value, "is_finite") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _failures(facts: ContrastFacts) -> Section:
    """Return the worlds that are missing."""
    return Section(
        id="missing",
        title="Worlds that could not be run",
        paragraphs=["Their partners are left out as well, so that every difference has two sides."],
        tables=[
            Table(
                "Missing worlds",
                [Col("World"), Col("Why")],
                [[failure.cell, failure.why] for failure in facts.contrast.failures],
                is_open=True,
            )
        ],
    )


def _again(facts: ContrastFacts) -> Section:
    """Return how to make the same numbers again."""
    return Section(
        id="reproduce",
        title="How to run this again",
        paragraphs=[
            "The same inputs, seeds and version give the same numbers, whatever the machine, the "
            "number of threads or the order of work. A study that was stopped goes on where it "
            "stood when the same command names the same folder."
        ],
        code=[Code("On the command line:", facts.command)],
        after=[
            "The folder holds the worlds one by one in `cells/`, every drawn value in "
            "`draws.parquet`, all correlations in `influence.parquet`, and the numbers of this "
            "page in `results.csv`. `sincerity verify FOLDER` compares them with the record. It "
            "detects change; it does not prove authorship."
        ],
    )
