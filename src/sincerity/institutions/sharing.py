"""How what one agency has entered reaches another, at a stage of integration."""

from __future__ import annotations

from fractions import Fraction

from sincerity.institutions.model import Agency, Institutions, StageName

__all__ = ["share_link"]


def share_link(
    institutions: Institutions, stage: StageName, a: Agency, b: Agency
) -> tuple[Fraction, int, int]:
    """Return the chance that an entry of agency `a` reaches agency `b`, and after which months.

    A record passes one vertical link for each level between the two, and one horizontal link
    when their sectors differ; all links must hold, and their months add up.

    Returns
    -------
    chance, low, high
        The chance in 0..1, and fewest and most months of delay after the entry. An agency knows
        its own entries at once: (1, 0, 0).

    Examples
    --------
    >>> from sincerity.institutions import load_institutions
    >>> base = load_institutions("base")
    >>> share_link(base, "one_store", base.agency("court"), base.agency("air"))
    (Fraction(1, 1), 0, 0)
    """
    if a.id == b.id:
        return Fraction(1), 0, 0
    links = institutions.stages[stage]
    steps = abs(a.level_number - b.level_number)
    crosses = int(a.sector != b.sector)
    vertical, horizontal = links.vertical, links.horizontal
    chance = Fraction(vertical.chance.value) ** steps * Fraction(horizontal.chance.value) ** crosses
    return (
        chance,
        steps * vertical.low + crosses * horizontal.low,
        steps * vertical.high + crosses * horizontal.high,
    )
