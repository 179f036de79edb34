"""A scheme as a person reads it: sentences and tables, every value with its mark.

`describe_scheme` returns a structure of sections, paragraphs and tables. It renders itself as
plain text and as Markdown; a report builds its own page from the same structure.

    page       sections, paragraphs, tables, and their two renderings
    words      values in words: points, terms, ranges, marks
    sections   what is said about each part of a scheme
"""

from __future__ import annotations

from sincerity.scheme.conduct_view import ConductView
from sincerity.scheme.model import Scheme
from sincerity.scheme.prose.page import Page, Section, Table
from sincerity.scheme.prose.sections import scheme_sections, status_sentence

__all__ = ["Page", "Section", "Table", "describe_scheme"]


def describe_scheme(scheme: Scheme, conduct: ConductView | None = None) -> Page:
    """Return a scheme as a page of sections.

    Parameters
    ----------
    conduct
        The catalogue of conduct; with it, each rule shows its domain and what right protects
        the conduct.

    Examples
    --------
    >>> from sincerity.scheme import load_scheme
    >>> page = describe_scheme(load_scheme("suining-2010"))
    >>> page.sections[0].heading
    'Who has a score'
    """
    return Page(
        title=scheme.title,
        lead=(status_sentence(scheme), scheme.summary),
        sections=tuple(scheme_sections(scheme, conduct)),
    )
