"""The parts of a page on worlds in pairs: people in both worlds, and what pairing gains."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.measures.contrast import Compared, PersonByPerson
from sincerity.measures.joint import COUPLING
from sincerity.report.charts.bars import Bar, bars
from sincerity.report.charts.lines import Line, lines
from sincerity.report.contrast_facts import ContrastFacts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import count, decimal, group_name, percent, plural, sentence
from sincerity.world.joint_rows import CELLS, STATES

__all__ = ["pairing_section", "persons_section"]

PER_PEOPLE = 1_000
MARKED = {
    "listed": "On a list in effect",
    "closed": "Before a closed door",
    "wronged": "Before a closed door for something not done",
}
_SERIES = ("Fewer sanction-months under the reform", "More sanction-months under the reform")
_CURVES = {
    "closed_base_only": "Before a closed door in the base alone",
    "closed_reform_only": "Before one under the reform alone",
    "closed_both": "In both",
}
_BY_GROUP = (
    ("people_fewer", "Fewer sanction-months"),
    ("people_more", "More sanction-months"),
    ("ever_closed_base_only", "Ever before a door, base alone"),
    ("ever_closed_reform_only", "Ever before a door, reform alone"),
    ("ever_closed_both", "Ever before a door, both"),
    ("ever_wronged_base_only", "Wronged, base alone"),
    ("ever_wronged_reform_only", "Wronged, reform alone"),
)


def persons_section(facts: ContrastFacts, persons: PersonByPerson) -> Section:
    """Return what became of each person in both worlds."""
    return Section(
        id=f"{facts.prefix}persons",
        title="Person by person: who is where in one world alone",
        paragraphs=[
            f"The base is {facts.base.phrase}, the reform {facts.reform.phrase}. Both worlds of a "
            "pair have the same people, so that each can be looked up in both. Numbers are means "
            f"over {plural(facts.contrast.replicates, 'pair')} at the values of the files; groups "
            "go by a person's class in the base world.",
            COUPLING,
        ],
        figures=_figures(facts, persons),
        tables=[
            Table(
                f"People ever in a state, by world, {facts.rests}",
                [
                    Col("State"),
                    Col("In the base alone", "points"),
                    Col("Under the reform alone", "points"),
                    Col("In both", "points"),
                    Col("In neither", "points"),
                ],
                [_cells(persons, state) for state in STATES],
                is_open=True,
            ),
            _by_group(facts, persons),
            _intervals(facts, persons),
        ],
        parts=[_differing(facts, persons)],
    )


def _cells(persons: PersonByPerson, state: str) -> list[Cell]:
    """Return one state as a row: in the base alone, under the reform alone, in both, in neither."""
    found = [persons.named(f"ever_{state}_{cell}").by_group[0] for cell in CELLS]
    return [MARKED[state], *found, persons.residents[0] - sum(found)]


def _by_group(facts: ContrastFacts, persons: PersonByPerson) -> Table:
    """Return the counts that say who gains and who loses, group by group."""
    rows: list[list[Cell]] = [
        [
            group_name(group),
            persons.residents[place],
            *(persons.named(name).by_group[place] for name, _ in _BY_GROUP),
        ]
        for place, group in enumerate(persons.groups)
    ]
    columns = [Col(heading, "points") for _, heading in _BY_GROUP]
    return Table(
        f"People by group, {facts.rests}",
        [Col("Group"), Col("People at the end", "count"), *columns],
        rows,
        is_open=True,
    )


def _intervals(facts: ContrastFacts, persons: PersonByPerson) -> Table:
    """Return every count over everyone with both intervals."""
    numbers = ("Mean", "Assumptions: 5 %", "Assumptions: 95 %", "Chance: low", "Chance: high")
    return Table(
        f"Every count of people in both worlds, {facts.rests}",
        [
            Col("Count"),
            Col("Unit"),
            *(Col(name, "points") for name in numbers),
            Col("Draws", "count"),
            Col("Replicates", "count"),
            Col("Meaning"),
        ],
        [
            [
                counted.measure.label,
                counted.measure.unit,
                counted.level.mean,
                counted.level.assumption.low,
                counted.level.assumption.high,
                counted.level.chance.low,
                counted.level.chance.high,
                counted.level.assumption.n,
                counted.level.chance.n,
                counted.measure.meaning,
            ]
            for counted in persons.counted
        ],
    )


def _differing(facts: ContrastFacts, persons: PersonByPerson) -> Section:
    """Return in how many people each state column differs when the run is over."""
    return Section(
        id=f"{facts.prefix}columns",
        title="What differs in people when the run is over",
        paragraphs=[
            "For each column of the state that both worlds have: people in whom it is not the "
            "same. Zero in every row means that the two worlds are one and the same."
        ],
        tables=[
            Table(
                f"People in whom a column differs, {facts.rests}",
                [Col("Column"), Col("People", "points")],
                [[name, number] for name, number in persons.differing.items()],
            )
        ],
    )


def _figures(facts: ContrastFacts, persons: PersonByPerson) -> list[Figure]:
    """Return the pictures of those who differ; none where nobody does."""
    fewer, more = (persons.named(name).by_group for name in ("people_fewer", "people_more"))
    found = [_gap_figure(facts, persons, fewer, more)] if fewer[0] + more[0] > 0 else []
    if any(sum(persons.by_month[name]) > 0 for name in _CURVES):
        found.append(_month_figure(facts, persons))
    return found


def _gap_figure(
    facts: ContrastFacts,
    persons: PersonByPerson,
    fewer: Sequence[float],
    more: Sequence[float],
) -> Figure:
    """Return who has fewer and who has more sanction-months, for every 1,000 of a group."""
    rates = [
        (group_name(group), _per_1000(less, residents), _per_1000(plus, residents))
        for group, residents, less, plus in zip(
            persons.groups, persons.residents, fewer, more, strict=True
        )
    ]
    items = [
        Bar(
            f"{name}: {decimal(less)} fewer, {decimal(plus)} more",
            [(_SERIES[0], less), (_SERIES[1], plus)],
        )
        for name, less, plus in rates
    ]
    drawn = bars(items, series=_SERIES, unit="People for every 1,000 of the group")
    return Figure(
        id=f"{facts.prefix}gaps",
        title=f"{count(fewer[0])} people have fewer months before closed doors under "
        f"{facts.reform.phrase} than under {facts.base.phrase}, {count(more[0])} have more",
        description=(
            f"For each of {count(len(items))} groups, for every 1,000 people: how many have fewer "
            "and how many have more sanction-months under the reform when the run is over, one "
            "for each door and month. The rest have as many in both worlds."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "People for every 1,000 of the group with fewer and more sanction-months under the "
            f"reform, {facts.rests}",
            [Col("Group"), *(Col(name, "decimal") for name in _SERIES)],
            [list(row) for row in rates],
        ),
        counted=f"{facts.pairs}; {count(persons.residents[0])} people at the end",
        note="Means over the replicates at the values of the files.",
    )


def _month_figure(facts: ContrastFacts, persons: PersonByPerson) -> Figure:
    """Return who stands before a closed door month by month, in one world alone or in both."""
    drawn = lines(
        [Line(label, persons.by_month[name]) for name, label in _CURVES.items()],
        facts.start,
        unit="People",
        share=False,
    )
    last = {name: persons.by_month[name][-1] for name in _CURVES}
    whole = sum(last.values())
    alone = (last["closed_base_only"] + last["closed_reform_only"]) / whole if whole else 0.0
    return Figure(
        id=f"{facts.prefix}doors-by-month",
        title=f"In the last month {percent(alone)} of the people before a closed door in either "
        "world stand there in one world alone",
        description=(
            "Three lines, month by month: people before a closed door in the base alone, under "
            "the reform alone, and in both."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            f"People before a closed door, month by month, {facts.rests}",
            [Col("Month"), *(Col(label, "points") for label in _CURVES.values())],
            [
                [str(month + 1), *(persons.by_month[name][month] for name in _CURVES)]
                for month in range(facts.months)
            ],
        ),
        counted=facts.pairs,
        note="Means over the replicates at the values of the files.",
    )


def _per_1000(people: float, residents: float) -> float:
    """Return people for every 1,000 of a group; 0 of an empty group."""
    return people / residents * PER_PEOPLE if residents else 0.0


def pairing_section(facts: ContrastFacts) -> Section:
    """Return what pairing gains in each measure, and how many replicates are enough."""
    moving = [c for c in facts.contrast.compared if c.pairing.unpaired]
    pairs = facts.contrast.replicates
    share = percent(facts.contrast.precision)
    return Section(
        id=f"{facts.prefix}pairing",
        title="What pairing gains, and how many replicates are enough",
        paragraphs=[
            "Unpaired means: each setting in worlds of its own, without shared accidents. The "
            "variance of such a difference is the sum of both variances, which the same replicates "
            "estimate, since the accidents of one have nothing to do with those of another. The "
            "ratio says how many unpaired pairs of worlds one pair is worth; below 1, pairing "
            "costs.",
            f"The ratio has a 95 % interval by the t distribution with "
            f"{plural(max(pairs - 2, 0), 'degree')} of freedom (Pitman and Morgan), for numbers "
            "that are normally distributed. With few replicates it is wide.",
            f"Replicates needed: after so many, half the interval of chance would be {share} of "
            "the mean difference, if the variance is what these replicates say. It may well be "
            "off by a factor of two. A dash: the difference is zero on average, or more than a "
            "million would be needed.",
        ],
        tables=[
            Table(
                f"Pairing by measure, {facts.rests}",
                [
                    Col("Measure"),
                    Col("Unit"),
                    Col("Variance ratio", "decimal"),
                    Col("Ratio: low", "decimal"),
                    Col("Ratio: high", "decimal"),
                    Col("Replicates needed, paired", "count"),
                    Col("Replicates needed, unpaired", "count"),
                    Col("Variance, paired", "decimal"),
                    Col("Variance, unpaired", "decimal"),
                    Col("Pairs", "count"),
                ],
                [_pairing_row(compared) for compared in moving],
                is_open=bool(moving),
            )
        ],
        after=_without_variance(facts, len(moving)),
    )


def _pairing_row(compared: Compared) -> list[Cell]:
    """Return one measure as a row."""
    found = compared.pairing
    return [
        compared.measure.label,
        compared.measure.unit,
        found.gain if found.gain is not None else "no variance left",
        found.low,
        found.high,
        found.needed,
        found.needed_unpaired,
        found.paired,
        found.unpaired,
        found.pairs,
    ]


def _without_variance(facts: ContrastFacts, moving: int) -> list[str]:
    """Say how many measures do not vary at all."""
    still = len(facts.contrast.compared) - moving
    if not still:
        return []
    text = plural(still, "measure does", "measures do")
    return [sentence(f"{text} not vary between replicates, or have too few, and are left out.")]
