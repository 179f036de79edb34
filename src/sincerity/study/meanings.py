"""What a number of an input file counts, and which phases of the month read it."""

from __future__ import annotations

__all__ = ["meaning_of"]

Meaning = tuple[str, tuple[str, ...]]

_MONTHS = "months"
_NOTHING: Meaning = ("", ())

_ENTRIES: dict[tuple[str, str, str], Meaning] = {
    ("conduct", "kinds", "rate"): ("acts per 1,000 such people a year", ("conduct",)),
    ("conduct", "kinds", "seen"): ("chance per act", ("observe",)),
    ("conduct", "kinds", "stages"): ("chance, given the stage before", ("observe",)),
    ("conduct", "firm_kinds", "rate"): ("acts per 1,000 firms a year", ("firms",)),
    ("conduct", "firm_kinds", "victims"): ("people per act", ("firms",)),
    ("conduct", "firm_kinds", "seen"): ("chance per act", ("firms",)),
    ("institutions", "agencies", "sees"): ("chance per act", ("observe",)),
    ("institutions", "agencies", "coverage"): ("share of acts", ("observe",)),
    ("institutions", "agencies", "invents"): ("chance per person-month", ("conduct",)),
    ("institutions", "agencies", "wrong_person"): ("chance per record", ("observe",)),
    ("institutions", "agencies", "enters"): (_MONTHS, ("observe",)),
    ("institutions", "agencies", "complies"): ("chance per attempt", ("sanction",)),
    ("institutions", "shared_causes", "share"): ("share of people", ("conduct",)),
    ("institutions", "shared_causes", "times"): ("factor", ("conduct",)),
    ("institutions", "doors", "attempts"): ("attempts per person a year", ("sanction",)),
    ("institutions", "doors", "falls"): ("chance per blocked attempt", ("consequence",)),
    ("institutions", "doors", "out_of_work"): (_MONTHS, ("consequence",)),
}
"""By file, section, and key of an entry of that section."""

_PHASES = {
    "coverage": ("score",),
    "score": ("score",),
    "rules": ("score",),
    "grades": ("score",),
    "lists": ("list",),
    "sanctions": ("sanction",),
    "perks": ("sanction",),
    "supervision": ("observe",),
    "process": ("respond", "remedy"),
    "firms": ("firms",),
}
"""By section of a scheme."""

_UNITS = {
    "min_age": "years",
    "share": "share of people",
    "factor": "factor",
    "closure": "chance per firm-month",
    "times": "charges a month",
    "recovery": _MONTHS,
    "term": _MONTHS,
    "for": _MONTHS,
    "grace": _MONTHS,
    "after": _MONTHS,
    "regrade": _MONTHS,
    "severity": "steps",
    **dict.fromkeys(("base", "floor", "cap", "points", "low", "high", "from", "to"), "points"),
    **dict.fromkeys(("points_at_most", "points_at_least"), "points"),
}
"""By last key of a place in a scheme."""


def meaning_of(file: str, steps: tuple[str, ...]) -> Meaning:
    """Return the unit of a number and the phases that read it; empty where they are not known.

    Examples
    --------
    >>> meaning_of("institutions", ("agencies", "court", "sees", "loan_breach"))
    ('chance per act', ('observe',))
    >>> meaning_of("scheme", ("lists", "blacklist", "term"))
    ('months', ('list',))
    """
    if file == "scheme":
        phases = ("remedy",) if "exit" in steps else _PHASES.get(steps[0], ())
        return _UNITS.get(steps[-1], ""), phases
    if steps[0] == "stages":
        return (_MONTHS if steps[-1] == _MONTHS else "chance per step"), ("share",)
    return _ENTRIES.get((file, steps[0], steps[2] if len(steps) > 2 else ""), _NOTHING)
