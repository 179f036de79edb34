"""What a life is told by: the scheme and the catalogues that give numbers their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sincerity.lives.events import Path

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.scheme.model import Door, Scheme

__all__ = ["OFFICE", "Line", "Setting"]

OFFICE = "office"
"""The stage without agencies: a single office hears of acts."""
_NO_AGENCY = 255


@dataclass(frozen=True, slots=True)
class Line:
    """A place in a file; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def _nowhere(path: Path) -> Line | None:
    """Say that no file is known: a scheme that was put together in memory."""
    return None


@dataclass(frozen=True)
class Setting:
    """A world's files, as far as a life needs them.

    Attributes
    ----------
    scheme, conduct, institutions
        As the world was made from them.
    integration
        How far agencies share; `office` for a single office.
    start
        First month of the run, ``YYYY-MM``.
    line_of
        Finds the line of the scheme file of a path, or None.
    """

    scheme: Scheme
    conduct: Conduct
    institutions: Institutions | None = None
    integration: str = OFFICE
    start: str = "2010-01"
    line_of: Callable[[Path], Line | None] = field(default=_nowhere, compare=False)

    def kind(self, number: int) -> str:
        """Return the id of a kind of conduct."""
        return self.conduct.kinds[number].id

    def rule(self, number: int) -> str:
        """Return the id of a rule."""
        return self.scheme.rules[number].id

    def listing(self, number: int) -> str:
        """Return the id of a list."""
        return self.scheme.lists[number].id

    def grade(self, number: int) -> str | None:
        """Return the id of a grade; None for nobody's."""
        bands = self.scheme.grades.bands if self.scheme.grades is not None else ()
        return bands[number].id if number < len(bands) else None

    @property
    def doors(self) -> tuple[Door, ...]:
        """Sanctions, then perks."""
        return (*self.scheme.sanctions, *self.scheme.perks)

    def door(self, number: int) -> str:
        """Return the id of a sanction or perk."""
        return self.doors[number].id

    def door_path(self, number: int) -> Path:
        """Return where a sanction or perk stands in the scheme file."""
        sanctions = len(self.scheme.sanctions)
        if number < sanctions:
            return "sanctions", number
        return "perks", number - sanctions

    def agency(self, number: int) -> str | None:
        """Return the id of an agency; None for the single office."""
        if number == _NO_AGENCY or self.institutions is None or self.integration == OFFICE:
            return None
        return self.institutions.agencies[number].id
