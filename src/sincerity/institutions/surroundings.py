"""What a scheme is read against: the institutions that it names, and their catalogue of conduct."""

from __future__ import annotations

from sincerity.conduct import Conduct, load_conduct
from sincerity.institutions.loader import load_institutions
from sincerity.institutions.model import Institutions

__all__ = ["surroundings"]


def surroundings(name: str) -> tuple[Conduct, Institutions]:
    """Return the catalogue of conduct and the institutions of a shipped name.

    Parameters
    ----------
    name
        What a scheme writes under `institutions`; `base` for most.

    Raises
    ------
    UsageError
        When nothing of that name ships.

    Examples
    --------
    >>> conduct, institutions = surroundings("midas")
    >>> conduct.id, institutions.id
    ('claims', 'midas')
    """
    institutions = load_institutions(name)
    return load_conduct(institutions.conduct), institutions
