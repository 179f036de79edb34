"""Mechanisms that can be taken out of a run one at a time, and what each takes out.

An ablation answers what a mechanism does in this model, not what would happen in a country that
did without it. What a run does not have cannot be taken out of it: the inputs are then returned
as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.scheme.quantities import Quantity
from sincerity.scheme.suggest import did_you_mean
from sincerity.study.places import with_changed_quantities
from sincerity.study.reading import OFFICE

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["ABLATIONS", "Ablation", "chosen"]

Change = Callable[["RunInputs"], "RunInputs"]
_NEVER = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ablation:
    """One mechanism: its name, what taking it out changes in the inputs, and the change."""

    name: str
    changes: str
    apply: Change


def chosen(names: Iterable[str]) -> tuple[Ablation, ...]:
    """Return ablations by name, all of them when none is named, in the order of `ABLATIONS`.

    Raises
    ------
    UsageError
        There is no ablation of that name.
    """
    wanted = list(names)
    known = [ablation.name for ablation in ABLATIONS]
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"there is no mechanism '{name[:40]}'; {hint}")
    return tuple(a for a in ABLATIONS if not wanted or a.name in wanted)


def _parameters(**values: str | int | Decimal) -> Change:
    """Return the change that sets parameters; two underscores stand for the dot of an id."""
    by_id = {name.replace("__", "."): value for name, value in values.items()}

    def changed(inputs: RunInputs) -> RunInputs:
        other = {name: v for name, v in by_id.items() if inputs.parameters[name] != v}
        return replace(inputs, parameters=inputs.parameters.with_values(other))

    return changed


def _agencies(key: str) -> Change:
    """Return the change that sets one number of every agency to zero."""

    def change(steps: tuple[str, ...], quantity: Quantity[Any]) -> Quantity[Any]:
        is_it = steps[0] == "agencies" and steps[-1] == key
        return _at(quantity, _NEVER) if is_it else quantity

    return _institutions(change)


def _doors(*keys: str) -> Change:
    """Return the change that sets numbers of every door of life to zero."""

    def change(steps: tuple[str, ...], quantity: Quantity[Any]) -> Quantity[Any]:
        if steps[0] != "doors" or steps[-1] not in keys:
            return quantity
        return _at(quantity, type(quantity.value)(0))

    return _institutions(change)


def _institutions(change: Callable[[tuple[str, ...], Quantity[Any]], Quantity[Any]]) -> Change:
    """Return the change of quantities of the institutions."""
    return lambda inputs: replace(
        inputs, institutions=with_changed_quantities(inputs.institutions, change)
    )


def _at(quantity: Quantity[Any], value: Any) -> Quantity[Any]:
    """Return a quantity fixed at a value, or as it is where it has that value."""
    if quantity.value == value:
        return quantity
    return quantity.model_copy(update={"value": value, "range": (value, value)})


def _scheme(change: Callable[[Any], dict[str, Any]]) -> Change:
    """Return the change of parts of the scheme."""

    def changed(inputs: RunInputs) -> RunInputs:
        scheme = inputs.scheme
        return replace(inputs, scheme=scheme.model_copy(update=change(scheme)))

    return changed


def _lists(change: Callable[[Any], Any]) -> Change:
    """Return the change of the exit of every list."""

    def changed(scheme: Any) -> dict[str, Any]:
        lists = tuple(
            listing
            if listing.exit is None
            else listing.model_copy(update={"exit": change(listing.exit)})
            for listing in scheme.lists
        )
        return {"lists": lists}

    return _scheme(changed)


def _no_performance(exits: Any) -> Any:
    """Return the ways off a list without that of performance."""
    none = exits.performance.model_copy(update={"value": "none", "range": None, "assume": None})
    return exits.model_copy(update={"performance": none})


def _no_repair(exits: Any) -> Any:
    """Return the ways off a list without that by application."""
    return exits.model_copy(update={"repair": None})


def _own_doors_only(scheme: Any) -> dict[str, Any]:
    """Return the doors of a scheme without those that the rest of the household stands before."""
    return {
        side: tuple(door.model_copy(update={"reach": ()}) for door in getattr(scheme, side))
        for side in ("sanctions", "perks")
    }


def _no_objection(scheme: Any) -> dict[str, Any]:
    """Return the process of a scheme without objection."""
    process = scheme.process
    none = process.objection.model_copy(update={"value": "none", "range": None, "assume": None})
    return {"process": process.model_copy(update={"objection": none})}


def _islands(inputs: RunInputs) -> RunInputs:
    """Return the inputs with agencies that keep what they know to themselves."""
    return inputs if inputs.integration == OFFICE else replace(inputs, integration="islands")


def _no_shared_causes(inputs: RunInputs) -> RunInputs:
    """Return the inputs with errors that hit all people alike."""
    changed = inputs.institutions.model_copy(update={"causes": ()})
    return replace(inputs, institutions=changed)


def _no_firms(inputs: RunInputs) -> RunInputs:
    """Return the inputs with a society that has no firms."""
    return replace(inputs, society=inputs.society.model_copy(update={"firms": None}))


def _where(in_office: Change, among_agencies: Change) -> Change:
    """Return the change that concerns whoever watches: a single office, or agencies."""
    return lambda inputs: (in_office if inputs.integration == OFFICE else among_agencies)(inputs)


ABLATIONS: tuple[Ablation, ...] = (
    Ablation(
        "beliefs",
        "awareness, believed certainty and fear stay as at the start",
        _parameters(respond__beliefs="off"),
    ),
    Ablation("deterrence", "nobody is deterred", _parameters(respond__deterrence="none")),
    Ablation("chill", "fear changes no protected act", _parameters(respond__chill="none")),
    Ablation("perks", "points change no good deed", _parameters(respond__perks="none")),
    Ablation(
        "wrong_person",
        "no record names the wrong person",
        _where(_parameters(office__wrong_person=_NEVER), _agencies("wrong_person")),
    ),
    Ablation(
        "invented",
        "no record is of what never happened",
        _where(_parameters(office__invented=_NEVER), _agencies("invents")),
    ),
    Ablation(
        "false_reports",
        "nobody believes a neighbour's false report, and no true tip is judged false",
        _parameters(office__report_believed=_NEVER, firms__judged_false=_NEVER),
    ),
    Ablation(
        "supervision", "nobody is watched more closely", _scheme(lambda _: {"supervision": None})
    ),
    Ablation(
        "spillover",
        "doors close to the listed alone, not to their household",
        _scheme(_own_doors_only),
    ),
    Ablation(
        "consequences",
        "a blocked attempt costs neither means nor work",
        _doors("falls", "out_of_work"),
    ),
    Ablation("objections", "nobody can object", _scheme(_no_objection)),
    Ablation("performance", "doing what is owed ends no entry", _lists(_no_performance)),
    Ablation("repair", "no entry ends by application", _lists(_no_repair)),
    Ablation("sharing", "agencies share nothing: islands", _islands),
    Ablation("shared_causes", "errors hit all people alike", _no_shared_causes),
    Ablation("firms", "the society has no firms", _no_firms),
    Ablation(
        "favour",
        "no record and no act of a firm is overlooked as a favour",
        _parameters(govern__favour=_NEVER, firms__favour=_NEVER),
    ),
)
"""Every mechanism that can be taken out."""
