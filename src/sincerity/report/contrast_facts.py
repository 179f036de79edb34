"""What the page of two settings is made from: the numbers, and what the settings are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sincerity.measures.contrast import Contrast
from sincerity.report.wording import count, plural

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme

__all__ = ["ContrastFacts", "Side"]


@dataclass(frozen=True)
class Side:
    """One of the two settings.

    Attributes
    ----------
    name
        As tables have it.
    phrase
        As a sentence has it, after "under": one store, the rules of “...”.
    scheme, integration
        What it consists of.
    """

    name: str
    phrase: str
    scheme: Scheme
    integration: str


@dataclass(frozen=True, kw_only=True)
class ContrastFacts:
    """
    What the page says.

    Parameters
    ----------
    contrast
        The numbers.
    sides
        Both settings.
    society
        Title of the society.
    residents, months, start, seed, design_seed
        Size and length of every world, its first month, seed of the events and of the draws.
    version, digest
        Version of the package, and digest over all worlds.
    command
        What makes the same numbers again.
    prefix
        What the addresses of its sections begin with, where a page has several comparisons.
    """

    contrast: Contrast
    sides: tuple[Side, Side]
    society: str
    residents: int
    months: int
    start: str
    seed: int
    design_seed: int
    version: str
    digest: str
    command: str
    prefix: str = ""

    @property
    def base(self) -> Side:
        """The setting that others are compared with, where worlds are counted person by person."""
        return self.sides[1]

    @property
    def reform(self) -> Side:
        """The setting that is compared with the base."""
        return self.sides[0]

    @property
    def pairs(self) -> str:
        """How many pairs of worlds the numbers rest on, in words."""
        replicates = plural(self.contrast.replicates, "pair of replicates", "pairs of replicates")
        draws = plural(self.contrast.draws, "pair of draws", "pairs of draws")
        return f"{replicates}, {draws}, each world of {count(self.residents)} synthetic people"

    @property
    def rests(self) -> str:
        """The same below a table, with the settings where a page has several comparisons."""
        return (
            f"{self.reform.name} beside {self.base.name}, {self.pairs}"
            if self.prefix
            else self.pairs
        )

    @property
    def has_draws(self) -> bool:
        """Whether assumptions were varied."""
        return self.contrast.draws > 0
