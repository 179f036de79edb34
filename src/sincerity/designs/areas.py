"""Which part of the model an assumption belongs to: the groups that a screening moves together."""

from __future__ import annotations

from sincerity.study.assumptions import Assumption

__all__ = ["AREAS", "area_of"]

AREAS: dict[str, str] = {
    "behaviour": "What people know, expect and fear, and what they do because of it",
    "life": "How means and work change without any scheme",
    "conduct": "How often people act, without any scheme",
    "watching": "Who sees and records what, and how often records are wrong",
    "sharing": "Which agency comes to know of what, how late, and whether it acts",
    "doors": "Attempts at doors of life, and what being turned away leads to",
    "remedy": "Objections, and what becomes of them",
    "government": "What the council does: queues, targets, favour, public problems",
    "firms": "What firms do, how they are scored, and what becomes of them",
    "scheme": "Points, terms, grades and other numbers of the scheme, and its open questions",
    "weights": "How much each part of the score weighs against the others",
    "society": "Who lives there: the tables of the society",
}
"""Areas in the order of every table, with what they hold."""

_OF_PARAMETERS = {
    "respond": "behaviour",
    "trait": "behaviour",
    "life": "life",
    "office": "watching",
    "remedy": "remedy",
    "govern": "government",
    "firms": "firms",
}
_OF_AGENCIES = {"enters": "sharing", "complies": "sharing"}


def area_of(assumption: Assumption) -> str:
    """Return the area of an assumption: a key of `AREAS`."""
    steps = assumption.place.split(".")
    if assumption.file in ("weights", "society"):
        return assumption.file
    if assumption.file == "parameters":
        return _OF_PARAMETERS.get(steps[0], "behaviour")
    if assumption.file == "scheme":
        return "firms" if steps[0] == "firms" else "scheme"
    if assumption.file == "conduct":
        if steps[0] == "firm_kinds":
            return "firms"
        return "watching" if {"seen", "stages"} & set(steps) else "conduct"
    if steps[0] == "doors":
        return "doors"
    if steps[0] == "stages":
        return "sharing"
    return next((area for key, area in _OF_AGENCIES.items() if key in steps), "watching")
