"""The table of 21 properties for one scheme: what the file says, where it is silent, what to run.

    properties_text   the properties in words: yardstick, question, what a run must measure
    properties_view   what the answers are read from
    properties_rules  what is charged, closed and shown: scope, purpose, gravity, terms, privacy
    properties_people whom it reaches, what they are told and can do, who carries it out

A row never says that a scheme has a property or lacks it. It gives the text, or says that there
is none, counts what the file shows, and leaves the question open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sincerity.errors import printable
from sincerity.scheme.conduct_view import ConductView
from sincerity.scheme.institutions_view import InstitutionsView
from sincerity.scheme.lint.properties_people import PEOPLE_ANSWERS
from sincerity.scheme.lint.properties_rules import RULE_ANSWERS
from sincerity.scheme.lint.properties_text import PROPERTIES, Property
from sincerity.scheme.lint.properties_view import RUN, SAYS, SILENT, Answer, SchemeView
from sincerity.scheme.model import Scheme

__all__ = ["PROPERTIES", "RUN", "SAYS", "SILENT", "STATES", "Property", "PropertyRow", "properties"]

STATES = (SAYS, SILENT, RUN)
"""The three states of a row."""

_SHORT = {SAYS: "says", SILENT: "silent", RUN: "run"}

_ANSWERS = RULE_ANSWERS | PEOPLE_ANSWERS
_OF_PEOPLE = (
    "purpose",
    "proportionality",
    "foreseeability",
    "expiry",
    "repair",
    "protected_conduct",
    "movement",
    "privacy",
    "children",
    "private_enforcement",
)
"""Properties of what is done to people; a scheme for firms alone does none of it."""


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """One property of one scheme.

    Attributes
    ----------
    state
        `the file says`, `the file is silent`, or `asks for a run`.
    text
        What the file says, in short, or that it says nothing.
    evidence
        What can be counted in the file.
    figure
        The one number or word of it that a table of many schemes has room for, or nothing; what
        it counts stands in `Property.figure`.
    """

    about: Property
    state: str
    text: str
    evidence: tuple[str, ...]
    figure: str

    @property
    def cell(self) -> str:
        """What a table of many schemes shows: the figure, or the state in one word, or both."""
        if self.state == SAYS:
            return self.figure or _SHORT[SAYS]
        return ": ".join(part for part in (_SHORT[self.state], self.figure) if part)

    def __str__(self) -> str:
        about = self.about
        rows = [f"{about.number:>2} {about.title}: {self.state}", f"   text:      {self.text}"]
        rows += [f"   evidence:  {sentence}" for sentence in self.evidence]
        rows.append(f"   yardstick: {about.yardstick}")
        rows.append(f"   question:  {about.question}")
        rows.append(f"   a run:     {about.run}")
        return "\n".join(printable(row) for row in rows)

    def to_json(self) -> dict[str, Any]:
        """Return the row as plain values."""
        about = self.about
        return {
            "number": about.number,
            "property": about.id,
            "title": about.title,
            "state": self.state,
            "figure": self.figure or None,
            "text": self.text,
            "evidence": list(self.evidence),
            "yardstick": about.yardstick,
            "question": about.question,
            "run": about.run,
            "codes": list(about.codes),
        }


def properties(
    scheme: Scheme, conduct: ConductView, institutions: InstitutionsView | None = None
) -> tuple[PropertyRow, ...]:
    """Return the 21 rows for a scheme, in order.

    Parameters
    ----------
    conduct
        The catalogue that says which conduct a right protects and how grave it is.
    institutions
        Agencies and doors; without them nothing can be said of who turns people away.
    """
    view = SchemeView.of(scheme, conduct, institutions)
    return tuple(_row(about, view) for about in PROPERTIES)


def _row(about: Property, view: SchemeView) -> PropertyRow:
    """Return one row; a scheme that does nothing says so everywhere."""
    if view.does_nothing:
        answer = Answer(SAYS, "nobody is scored or listed and nothing closes or opens", (), "none")
    elif view.is_about_firms_alone and about.id in _OF_PEOPLE:
        answer = Answer(
            SAYS, "only firms are scored or listed, and no door closes to a person", (), "firms"
        )
    else:
        answer = _ANSWERS[about.id](view)
    return PropertyRow(about, answer.state, answer.text, answer.evidence, answer.figure)
