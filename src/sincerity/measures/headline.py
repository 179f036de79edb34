"""A run in a few numbers: the outcome measures that studies of several runs compare.

Each is one number over all months. A number that would be a share of nothing is None, never zero.
None of them is a score of a scheme, and no order among schemes follows from any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sincerity.measures.precision import found_at_least, record_confusion
from sincerity.phases.rows import CAUSE_TRUE, ENTRY_CAUSES
from sincerity.phases.tally_arrays import BLOCKED, BURDENS, FILED_STEP, REJECTED_STEP, UPHELD_STEP

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from sincerity.measures.codebook import Codebook
    from sincerity.world.tallies import Tallies

    Counts = npt.NDArray[np.int64]

__all__ = ["HEADLINES", "NAMES", "Headline", "headline", "headline_named"]

Value = float | int | None
Form = Literal["count", "decimal", "share"]

MONTHS_A_YEAR = 12
PER_PEOPLE = 1_000


@dataclass(frozen=True, kw_only=True)
class Headline:
    """
    One outcome measure of a whole run.

    Parameters
    ----------
    name
        Name in tables.
    label
        What it is called on a page.
    unit
        Unit of the number.
    meaning
        One sentence for a reader who has not read the code.
    formula
        How it is computed from the tallies.
    form
        How a page writes it: a count, a number with places, or a share.
    is_signed
        Whether it can be below zero in a world.
    """

    name: str
    label: str
    unit: str
    meaning: str
    formula: str
    form: Form = "count"
    is_signed: bool = False


_BURDEN_LABELS = {
    "false": "for something not done",
    "protected": "for a protected act",
    "disproportionate": "out of proportion to the act",
    "cannot_pay": "for what could not be paid",
    "another": "for another person's act",
}
_CAUSE_LABELS = {
    "true": "a record of what the person did",
    "wrong_person": "a record that names the wrong person",
    "invented": "a record of what never happened",
    "false_report": "a false report by a neighbour",
    "misjudged": "a true report judged false",
    "grade": "a grade",
    "list": "standing on another list",
    "representative": "representing a listed firm",
}


def _burdens() -> tuple[Headline, ...]:
    """Return the five columns of wrongful burden, as a rate and as a count."""
    overlap = "The five columns may overlap, so they are not added up."
    rates = (
        Headline(
            name=f"burden_{burden}_rate",
            label=f"Wrongful burden {_BURDEN_LABELS[burden]}, rate",
            unit="sanction-months per 1,000 residents a year",
            meaning=f"Months before a closed door that would be open but {_BURDEN_LABELS[burden]}, "
            f"for every 1,000 residents and year. {overlap}",
            formula=f"burden[{burden}] / residents * 12 * 1,000",
            form="decimal",
        )
        for burden in BURDENS
    )
    counts = (
        Headline(
            name=f"burden_{burden}",
            label=f"Wrongful burden {_BURDEN_LABELS[burden]}",
            unit="sanction-months",
            meaning=f"Months before a closed door that would be open but {_BURDEN_LABELS[burden]}. "
            f"One person before two such doors counts twice. {overlap}",
            formula=f"burden[{burden}] summed over months and classes",
        )
        for burden in BURDENS
    )
    return *rates, *counts


HEADLINES: tuple[Headline, ...] = (
    *_burdens(),
    Headline(
        name="sanction_months",
        label="All months before closed doors",
        unit="sanction-months",
        meaning="Months before a closed door for whatever reason: the whole of which the five "
        "columns of wrongful burden are overlapping parts.",
        formula="door_months of sanctions + spill_months + stale_months",
    ),
    Headline(
        name="people_wronged",
        label="People before a closed door for something not done",
        unit="people",
        meaning="Synthetic people who stood before a closed door for something they had not done, "
        "in at least one month.",
        formula="wronged_started - wronged_again",
    ),
    Headline(
        name="months_to_recover",
        label="Wronged months per closure that ended",
        unit="months per closure that ended",
        meaning="Months before a closed door for something not done, for each such stretch that "
        "ended; stretches that outlast the run count with their months, so it is no shorter "
        "than what was seen.",
        formula="wronged_months / wronged_ended",
        form="decimal",
    ),
    Headline(
        name="spillover",
        label="Spillover to other members of the household",
        unit="door-months per listed person-month",
        meaning="Months before a door closed for another member of the household, for each month "
        "that somebody is on a list.",
        formula="spill_months / list_members",
        form="decimal",
    ),
    Headline(
        name="spillover_per_own",
        label="Spillover beside doors closed to people themselves",
        unit="door-months per door-month",
        meaning="Months before a door closed for another member of the household, for each month "
        "that a door is closed to somebody themselves, by a list or by a grade.",
        formula="spill_months / door_months of sanctions",
        form="decimal",
    ),
    Headline(
        name="reach",
        label="Agencies that come to know of an entry",
        unit="agencies per entry by record",
        meaning="How many agencies come to know of an entry on a list that a record led to.",
        formula="reach[agencies] / reach[entries]",
        form="decimal",
    ),
    *(
        Headline(
            name=f"entries_by_{cause}",
            label=f"List entries through {_CAUSE_LABELS[cause]}",
            unit="entries",
            meaning=f"Entries on any list through {_CAUSE_LABELS[cause]}.",
            formula=f"list_entries[{cause}]",
        )
        for cause in ENTRY_CAUSES
    ),
    Headline(
        name="false_record_share",
        label="Records that are false",
        unit="share of records",
        meaning="Share of the records reaching whoever charges that name somebody who did not do "
        "it, or an act that never happened.",
        formula="records of every cause but true / records",
        form="share",
    ),
    Headline(
        name="record_precision",
        label="Records of a true act that harms others",
        unit="share of records",
        meaning="Of the records that can be used against somebody, the share that name the one "
        "who did it, for an act that harms others and that no human right protects. A record of "
        "a petition or of worship is never among them, however true it is.",
        formula="records[true, unprotected kinds that harm others] / records of kinds that are "
        "neither good deeds nor shows of loyalty",
        form="share",
    ),
    Headline(
        name="record_recall",
        label="Acts that harm others, recorded against who did them",
        unit="share of acts",
        meaning="Of the acts that harm others and that no human right protects, the share whose "
        "record reaches whoever charges and names the one who did it.",
        formula="records[true, unprotected kinds that harm others] / acts of these kinds",
        form="share",
    ),
    Headline(
        name="entry_precision_at_least",
        label="Black-list entries for a true act that harms others, at least",
        unit="share of entries by record",
        meaning="Of the entries on black lists that a record led to, at least this share rest on "
        "a true record of an act that harms others and that no human right protects. Exact where "
        "all kinds that lead to a list are such acts.",
        formula="max(list_entries[true] - records[true] of the list's other kinds, 0) / "
        "list_entries by record, black lists",
        form="share",
    ),
    Headline(
        name="blocked_attempts",
        label="Attempts turned away at a closed door",
        unit="attempts",
        meaning="Attempts at a door of life that ended with the person turned away.",
        formula="door_attempts[blocked]",
    ),
    Headline(
        name="blocked_wrong",
        label="People turned away for something not done",
        unit="attempts",
        meaning="Attempts that were turned away for something the person had not done.",
        formula="blocked_wrong",
    ),
    Headline(
        name="objections_filed",
        label="Objections filed",
        unit="objections",
        meaning="Objections that were filed, to right and wrong records.",
        formula="objections[filed]",
    ),
    Headline(
        name="objections_upheld",
        label="Objections upheld",
        unit="objections",
        meaning="Objections that were decided for the person, to right and wrong records.",
        formula="objections[upheld]",
    ),
    Headline(
        name="objection_delay",
        label="Months from objection to decision",
        unit="months per decided objection",
        meaning="Mean time from filing to decision; objections that still wait are left out.",
        formula="objection_delay / (objections[upheld] + objections[rejected])",
        form="decimal",
    ),
    Headline(
        name="never_returned_share",
        label="Entries that have not ended",
        unit="share of entries",
        meaning="Share of all entries on lists that still stand when the run ends. Recent entries "
        "have had less time to end.",
        formula="(list_entries - list_exits) / list_entries",
        form="share",
    ),
    Headline(
        name="protected_acts_lost",
        label="Protected acts not done",
        unit="acts",
        meaning="Acts protected by human-rights law that people would have done without the "
        "scheme, less those that they did. A loss, whatever else is gained.",
        formula="undisturbed - acts, kinds that are protected",
        is_signed=True,
    ),
    Headline(
        name="harms_prevented",
        label="Acts that harm others, not done",
        unit="acts",
        meaning="Acts that harm others and that no human right protects, which people would have "
        "done without the scheme, less those that they did.",
        formula="undisturbed - acts, kinds that harm others and are not protected",
        is_signed=True,
    ),
    Headline(
        name="victims_prevented",
        label="People not harmed by firms",
        unit="people",
        meaning="People whom acts of firms would have harmed, had the scheme not held firms back.",
        formula="firm_prevented",
        is_signed=True,
    ),
    Headline(
        name="victims_of_firms",
        label="People harmed by firms",
        unit="people",
        meaning="People harmed by acts of firms that were done all the same.",
        formula="firm_victims",
    ),
    Headline(
        name="firm_acts_missed",
        label="Acts of firms that nobody found",
        unit="acts",
        meaning="Acts of firms that harm people and that no office came to know of.",
        formula="firm_missed",
    ),
)
"""All measures, in the order of every table. No study sorts or filters by any of them."""

NAMES: tuple[str, ...] = tuple(measure.name for measure in HEADLINES)


def headline_named(name: str) -> Headline:
    """Return the measure of that name.

    Raises
    ------
    KeyError
        There is none.
    """
    for measure in HEADLINES:
        if measure.name == name:
            return measure
    raise KeyError(f"no measure '{name}'; there are: {', '.join(NAMES)}")


def headline(tallies: Tallies, codebook: Codebook) -> dict[str, Value]:
    """Return all outcome measures of a run by name, in the order of `HEADLINES`."""
    values: dict[str, Value] = {
        **_burden(tallies),
        **_lists(tallies),
        **_records(tallies, codebook),
        **_remedies(tallies),
        **_conduct(tallies, codebook),
    }
    return {name: values[name] for name in NAMES}


def _burden(tallies: Tallies) -> dict[str, Value]:
    """Return wrongful burden, people wronged and what it takes to recover."""
    by_column = tallies.burden.sum(axis=(0, 2))
    months = int(tallies.class_grade.sum())
    counts = {name: int(by_column[place]) for place, name in enumerate(BURDENS)}
    rates = {
        f"burden_{name}_rate": _share(count * PER_PEOPLE * MONTHS_A_YEAR, months)
        for name, count in counts.items()
    }
    return {
        **rates,
        **{f"burden_{name}": count for name, count in counts.items()},
        "sanction_months": _closed_to_themselves(tallies)
        + _total(tallies.spill_months)
        + _total(tallies.stale_months),
        "people_wronged": _total(tallies.wronged_started) - _total(tallies.wronged_again),
        "months_to_recover": _share(_total(tallies.wronged_months), _total(tallies.wronged_ended)),
    }


def _lists(tallies: Tallies) -> dict[str, Value]:
    """Return who is listed and why, how far it reaches, and how many entries stand at the end."""
    by_cause = tallies.list_entries.sum(axis=(0, 1))
    entries, exits = int(by_cause.sum()), _total(tallies.list_exits)
    spilled = _total(tallies.spill_months)
    by_record, agencies, _ = tallies.reach.sum(axis=(0, 1)).tolist()
    return {
        **{f"entries_by_{name}": int(by_cause[k]) for k, name in enumerate(ENTRY_CAUSES)},
        "spillover": _share(spilled, _total(tallies.list_members)),
        "spillover_per_own": _share(spilled, _closed_to_themselves(tallies)),
        "reach": _share(agencies, by_record),
        "never_returned_share": _share(entries - exits, entries),
    }


def _records(tallies: Tallies, codebook: Codebook) -> dict[str, Value]:
    """Return how many records are false, and what they find of the acts that harm others."""
    by_cause = tallies.records.sum(axis=(0, 1))
    every = int(by_cause.sum())
    table = record_confusion(tallies, codebook)
    found, reported = int(table.found[-1]), int(table.found[-1] + table.alarms[-1])
    black = [found_at_least(tallies, codebook, name) for name in codebook.list_grounds]
    return {
        "false_record_share": _share(every - int(by_cause[CAUSE_TRUE]), every),
        "record_precision": _share(found, reported),
        "record_recall": _share(found, int(table.found[-1] + table.missed[-1])),
        "entry_precision_at_least": _share(
            sum(_total(least) for least, _ in black), sum(_total(entries) for _, entries in black)
        ),
    }


def _remedies(tallies: Tallies) -> dict[str, Value]:
    """Return attempts turned away, and what became of objections."""
    steps = tallies.objections.sum(axis=(0, 1))
    decided = int(steps[UPHELD_STEP] + steps[REJECTED_STEP])
    return {
        "blocked_attempts": int(tallies.door_attempts[:, :, BLOCKED].sum()),
        "blocked_wrong": _total(tallies.blocked_wrong),
        "objections_filed": int(steps[FILED_STEP]),
        "objections_upheld": int(steps[UPHELD_STEP]),
        "objection_delay": _share(_total(tallies.objection_delay), decided),
    }


def _conduct(tallies: Tallies, codebook: Codebook) -> dict[str, Value]:
    """Return acts not done, protected and harmful apart, and whom firms harmed."""
    kinds = tallies.labels.kinds
    lost = tallies.undisturbed.sum(axis=0) - tallies.acts.sum(axis=(0, 2))
    protected = [codebook.kind_protection[kind] != "none" for kind in kinds]
    harmful = [codebook.is_to_be_found(kind) for kind in kinds]
    return {
        "protected_acts_lost": int(lost[protected].sum()),
        "harms_prevented": int(lost[harmful].sum()),
        "victims_prevented": _total(tallies.firm_prevented),
        "victims_of_firms": _total(tallies.firm_victims),
        "firm_acts_missed": _total(tallies.firm_missed),
    }


def _closed_to_themselves(tallies: Tallies) -> int:
    """Return the months for which a door is closed to somebody themselves."""
    return _total(tallies.door_months[:, : tallies.labels.sanctions])


def _total(counts: Counts) -> int:
    """Return the sum of all counts."""
    return int(counts.sum())


def _share(part: int, whole: int) -> float | None:
    """Return part of whole; None of nothing."""
    return part / whole if whole else None
