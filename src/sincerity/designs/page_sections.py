"""The parts of the page of a study, from results to how to run it again."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.designs.areas import AREAS
from sincerity.designs.arms import Arm
from sincerity.designs.chance import ENDS, kind_of
from sincerity.designs.found import Found
from sincerity.designs.page_measures import grid_section, measure_section
from sincerity.report.model import Cell, Code, Col, Section, Table
from sincerity.report.wording import plural
from sincerity.study.parameter_table import plain

__all__ = ["sections"]


def sections(found: Found) -> list[Section]:
    """Return the sections in reading order."""
    parts = [] if found.bench.is_grid else [_central(found)]
    for arm in found.bench.arms:
        if found.bench.is_grid:
            parts += grid_section(found, arm)
        else:
            parts += [measure_section(found, arm, measure) for measure in found.measures]
    parts += [_meanings(found), _varied(found)]
    if found.failures:
        parts.append(_failures(found))
    return [*parts, _again(found)]


def _central(found: Found) -> Section:
    """Return the measures at the values of the files."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    rows: list[list[Cell]] = [
        [
            central.measure.label,
            labels[central.arm],
            central.measure.unit,
            central.mean,
            central.chance.low,
            central.chance.high,
            kind_of(central.chance),
            central.chance.n,
            found.noise_share(central.arm, central.measure.name),
        ]
        for central in found.central
    ]
    return Section(
        id="central",
        title="At the values of the files",
        paragraphs=[
            "Before anything varies: the mean over series of accidents, and where it lies as far "
            "as accidents leave it open. The last column is the variance that accidents alone "
            "make, as a share of that over the design. Where it is not small, accidents look "
            "like an interaction of all factors: a larger society or more months make it smaller."
        ],
        tables=[
            Table(
                "Measures at the values of the files",
                [
                    Col("Measure"),
                    Col("Arm"),
                    Col("Unit"),
                    Col("Mean", "decimal"),
                    Col("Chance: low", "decimal"),
                    Col("Chance: high", "decimal"),
                    Col(ENDS),
                    Col("Series of accidents", "count"),
                    Col("Accidents, share of the variance", "decimal"),
                ],
                rows,
                is_open=True,
            )
        ],
    )


def _meanings(found: Found) -> Section:
    """Return what each measure counts."""
    return Section(
        id="meanings",
        title="What each measure counts",
        tables=[
            Table(
                "Measures, their units and how they are computed",
                [Col("Measure"), Col("Unit"), Col("Meaning"), Col("Formula")],
                [[m.label, m.unit, m.meaning, m.formula] for m in found.measures],
            )
        ],
    )


def _varied(found: Found) -> Section:
    """Return everything that varies, by area, and how each number is known."""
    return Section(
        id="varied",
        title="What varies, and over which ranges",
        paragraphs=[
            "Numbers without a public source vary over the ranges that stand beside them in the "
            "files; words take each of their choices equally often. What a source vouches for "
            "stays as it is."
        ],
        tables=[
            table for arm in found.bench.arms if arm.knobs for table in (_areas(arm), _columns(arm))
        ],
    )


def _areas(arm: Arm) -> Table:
    """Return how many values of each area vary."""
    counts = {area: sum(knob.area == area for knob in arm.knobs) for area in AREAS}
    rows: list[list[Cell]] = [
        [area, AREAS[area], number] for area, number in counts.items() if number
    ]
    columns = [Col("Area"), Col("What it holds"), Col("Values", "count")]
    return Table(f"Areas of the model, {arm.label}", columns, rows, is_open=True)


def _columns(arm: Arm) -> Table:
    """Return every value that varies."""
    return Table(
        f"Every value that varies, {arm.label}",
        [
            Col("Value"),
            Col("What it is"),
            Col("Area"),
            Col("In the files"),
            Col("Varies over"),
            Col("Unit"),
            Col("Mark"),
            Col("Source"),
        ],
        list(_column_rows(arm)),
    )


def _column_rows(arm: Arm) -> Iterator[list[Cell]]:
    """Yield a row for each value that varies."""
    for knob in arm.knobs:
        about = knob.assumption
        if knob.levels or about.choices:
            span = ", ".join(plain(level) for level in knob.levels or about.choices)
        else:
            span = f"{plain(about.low)} to {plain(about.high)}"
        yield [
            about.id,
            about.label,
            knob.area,
            plain(about.value),
            span,
            about.unit,
            about.mark,
            about.source,
        ]


def _failures(found: Found) -> Section:
    """Return the worlds that are missing."""
    return Section(
        id="missing",
        title="Worlds that could not be run",
        paragraphs=["Rows of the design that need one of them are left out as a whole."],
        tables=[
            Table(
                "Missing worlds",
                [Col("World"), Col("Why")],
                [[failure.cell, failure.why] for failure in found.failures],
                is_open=True,
            )
        ],
    )


def _again(found: Found) -> Section:
    """Return how to make the same numbers again."""
    design = found.bench.file.design.kind
    files = {
        "saltelli": "`factors.csv`, `pairs.csv` and `tornado.csv`",
        "morris": "`factors.csv` and `tornado.csv`",
        "hypercube": "`influence.csv`",
        "one_at_a_time": "`tornado.csv`",
    }.get(design, "`results.csv`")
    worlds = plural(found.bench.worlds, "world")
    return Section(
        id="reproduce",
        title="How to run this again",
        paragraphs=[
            "The same inputs, seeds and version give the same numbers, whatever the machine, the "
            "number of processes or the order of work. A study that was stopped goes on where it "
            "stood when the same command is given again."
        ],
        code=[Code("On the command line:", "sincerity study FOLDER/study.yaml")],
        after=[
            f"FOLDER is the one that holds this page. It has {worlds} one by one in `cells/`, "
            f"every measure of each in `worlds.parquet`, and the numbers of this page in {files}. "
            "`sincerity verify FOLDER` compares them with the record. It detects change; it does "
            "not prove authorship."
        ],
    )
