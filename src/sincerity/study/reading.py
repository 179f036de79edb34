"""Which values a run reads at all: what it does not read cannot matter to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.study.assumptions import Assumption, assumptions

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["OFFICE", "assumptions_read", "is_read"]

OFFICE = "office"
"""The stage of integration without agencies: a single office hears of acts."""

_OF_THE_OFFICE = frozenset({"office.wrong_person", "office.invented"})
_OF_AGENCIES = frozenset({"office.report_believed"})


def assumptions_read(inputs: RunInputs) -> tuple[Assumption, ...]:
    """Return the assumptions that a run reads, in the order of the files."""
    return tuple(found for found in assumptions(inputs) if is_read(found, inputs))


def is_read(assumption: Assumption, inputs: RunInputs) -> bool:
    """Say whether a run of these inputs reads a value.

    Left out are agencies and their sharing where a single office hears of acts, that office where
    agencies watch, stages of integration other than the run's, doors that the scheme does not
    touch, and firms of a society that has none.
    """
    in_office = inputs.integration == OFFICE
    section, _, rest = assumption.place.partition(".")
    if "firms" in assumption.used_in or assumption.place.startswith("firms."):
        return inputs.society.firms is not None
    if assumption.file == "institutions":
        if section == "doors":
            return rest.partition(".")[0] in _doors_touched(inputs)
        if section == "stages":
            return rest.partition(".")[0] == inputs.integration
        return not in_office
    if assumption.file == "conduct":
        return in_office or not assumption.place.endswith(".seen")
    if assumption.id in _OF_THE_OFFICE:
        return in_office
    return not (assumption.id in _OF_AGENCIES and in_office)


def _doors_touched(inputs: RunInputs) -> set[str]:
    """Return the doors of life that a sanction or perk of the scheme names."""
    doors = (*inputs.scheme.sanctions, *inputs.scheme.perks)
    return {door.door for door in doors if door.door is not None}
