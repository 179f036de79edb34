"""One entry of `vary` as a column of a design, with everything that the place cannot take."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from sincerity.designs.faults import Fault
from sincerity.designs.knobs import Knob, exact
from sincerity.designs.model import DesignKind, Vary
from sincerity.designs.weights import WEIGHTS
from sincerity.errors import UsageError
from sincerity.scheme.nodes import Path
from sincerity.scheme.suggest import did_you_mean
from sincerity.study.assumptions import Assumption
from sincerity.study.design import is_logarithmic

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["asked_knob"]

_FIGURES = Context(prec=6)


def asked_knob(
    entry: Vary, assumption: Assumption, number: int, inputs: RunInputs, design: DesignKind
) -> tuple[Knob | None, list[Fault]]:
    """Return the column that an entry asks for, or everything that is wrong with it.

    Parameters
    ----------
    assumption
        What stands at the place that it names.
    number
        Place of the entry in its list.
    inputs
        The inputs that it would be changed in.
    design
        Kind of design; a grid needs a list of values.
    """
    path: Path = ("vary", number)
    if assumption.is_set:
        return None, []  # told already where the study is looked at as a whole
    knob = Knob(assumption, is_named=True)
    if entry.values is not None:
        faults = [
            fault
            for place, value in enumerate(entry.values)
            for fault in _faults_of(value, assumption, (*path, "values", place), inputs)
        ]
        return (None, faults) if faults else (knob.with_values(entry.values), [])
    if entry.range is not None:
        faults = list(_faults_of_range(entry.range, assumption, path, inputs))
        if faults:
            return None, faults
        knob = knob.with_range(*entry.range)
    elif not assumption.is_choice and (assumption.low is None or assumption.low == assumption.high):
        message = f"'{assumption.id}' has no range in its file"
        return None, [Fault("E810", path, message, help="give 'values' or 'range'")]
    return _stepped(knob, entry, path, design)


def _stepped(
    knob: Knob, entry: Vary, path: Path, design: DesignKind
) -> tuple[Knob | None, list[Fault]]:
    """Return a column of a range, cut into steps where a grid wants them."""
    assumption = knob.assumption
    if design != "grid":
        if entry.steps is None:
            return knob, []
        message = f"'steps' is for a grid, not for {design}"
        return None, [Fault("E805", (*path, "steps"), message, help="remove it")]
    if assumption.is_choice:
        return knob.with_values(assumption.choices), []
    if entry.steps is None:
        message = f"a grid wants values of '{assumption.id}'"
        return None, [Fault("E810", path, message, help="give 'values', or 'steps' of the range")]
    return knob.with_values(_spread(assumption, entry.steps)), []


def _spread(assumption: Assumption, steps: int) -> list[Any]:
    """Return values from end to end, evenly, or evenly in the logarithm where that is wide."""
    low, high = Decimal(assumption.low or 0), Decimal(assumption.high or 0)
    found = []
    for step in range(steps):
        share = Decimal(step) / (steps - 1)
        if step in (0, steps - 1):
            value = high if step else low
        elif assumption.file == WEIGHTS or is_logarithmic(assumption):
            value = (low.ln() + share * (high.ln() - low.ln())).exp()
        else:
            value = low + share * (high - low)
        whole = isinstance(assumption.value, int)
        found.append(round(value) if whole else _FIGURES.plus(value))
    return list(dict.fromkeys(found))


def _faults_of_range(
    ends: tuple[Decimal, Decimal], assumption: Assumption, path: Path, inputs: RunInputs
) -> Iterator[Fault]:
    """Yield what is wrong with a range."""
    if assumption.is_choice:
        message = f"'{assumption.id}' is a choice among words"
        help = f"give 'values' out of: {', '.join(assumption.choices)}"
        yield Fault("E804", (*path, "range"), message, help=help)
        return
    if not ends[0] < ends[1]:
        message = "the first end of a range lies below the second"
        yield Fault("E804", (*path, "range"), message, help="write the lowest value first")
    for place, end in enumerate(ends):
        yield from _faults_of(end, assumption, (*path, "range", place), inputs)


def _faults_of(
    value: Any, assumption: Assumption, path: Path, inputs: RunInputs
) -> Iterator[Fault]:
    """Yield why a place cannot take a value."""
    name = assumption.id
    if assumption.file == "parameters":
        try:
            inputs.parameters.with_values({name: value})
        except UsageError as error:
            said, _, way_out = str(error).partition(" ")[2].partition("; ")
            help = way_out or "take what its unit allows; 'sincerity parameters' names it"
            yield Fault("E804", path, said, help=help)
        return
    if assumption.is_choice:
        if str(value) not in assumption.choices:
            known = f"one of: {', '.join(assumption.choices)}"
            hint = did_you_mean(str(value), assumption.choices)
            yield Fault("E804", path, f"'{str(value)[:60]}' is no choice of {name}", hint, known)
        return
    low, high = assumption.low, assumption.high
    if isinstance(value, str) or isinstance(assumption.value, str):
        yield Fault("E804", path, f"{name} wants a number, not '{str(value)[:60]}'")
    elif isinstance(exact(assumption, value), Decimal) and isinstance(assumption.value, int):
        whole = f"{math.floor(value)} or {math.ceil(value)}"
        yield Fault("E804", path, f"{name} wants a whole number", help=f"write {whole}")
    elif low is None or high is None:
        yield Fault("E810", path, f"{name} has no range in its file, so it cannot vary")
    elif not low <= value <= high:
        message = f"{name} is plausible from {low} to {high}, not at {value}"
        yield Fault("E804", path, message, help="take a value inside, or widen the file's range")
