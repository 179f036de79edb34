"""What is said about firms: their score, their list, and whom that reaches."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.conduct_view import ConductView, FirmKindView, firm_kinds_by_id
from sincerity.scheme.model_firms import FirmListing, FirmRule, Firms, FirmSanction
from sincerity.scheme.prose.page import Section, Table
from sincerity.scheme.prose.score import grades_section, score_table
from sincerity.scheme.prose.words import listed, mark_of, marked_words, notes_of, value_words

__all__ = ["firms_sections"]


def firms_sections(firms: Firms, conduct: ConductView | None) -> Iterator[Section]:
    """Yield the sections on firms."""
    kinds = firm_kinds_by_id(conduct) if conduct is not None else {}
    tables = [score_table(firms)]
    if firms.rules:
        columns = ("Conduct", "Points", "Come back after", "Source", "Mark", "Note")
        tables.append(Table("Rules", columns, tuple(_rule_row(rule) for rule in firms.rules)))
    yield Section("Firms: the score", notes_of(firms.note), tuple(tables))
    if firms.grades is not None:
        yield grades_section("Firms: grades", firms.grades)
    if firms.listing is not None or firms.sanctions:
        yield _following(firms, kinds)


def _rule_row(rule: FirmRule) -> tuple[str, ...]:
    """Return one row of the table of rules."""
    note = rule.note or rule.points.note or ""
    recovery = "" if rule.is_inert else marked_words(rule.recovery, rule.points.mark)
    moved = value_words(rule.points, signed=True)
    return (rule.label, moved, recovery, rule.points.source or "", mark_of(rule.points), note)


def _following(firms: Firms, kinds: dict[str, FirmKindView]) -> Section:
    """Say what follows for firms, and for their representatives and workers."""
    sentences = []
    if firms.representative is not None:
        sentences.append(
            f"The representative of a listed firm is entered on the list '{firms.representative}'."
        )
    if any(sanction.closure.used for sanction in firms.sanctions):
        sentences.append("A firm that closes leaves its workers without work.")
    tables = []
    columns: tuple[str, ...]
    if firms.listing is not None:
        columns = ("List", "Entry", "Term", "Names", "Source", "Mark")
        tables.append(Table("List of firms", columns, (_list_row(firms.listing, kinds),)))
    if firms.sanctions:
        columns = ("What", "For which firms", "Part of life", "Severity, 1 to 5")
        columns = (*columns, "Chance of closing, a month", "Source", "Mark")
        rows = tuple(_sanction_row(sanction) for sanction in firms.sanctions)
        tables.append(Table("What follows for firms", columns, rows))
    return Section("Firms: what follows", tuple(sentences), tuple(tables))


def _list_row(listing: FirmListing, kinds: dict[str, FirmKindView]) -> tuple[str, ...]:
    """Return the row of the list of firms."""
    entry = listing.entry
    grounds = [
        f"a record of '{kinds[kind].label if kind in kinds else kind}'" for kind in entry.kinds
    ]
    if entry.grades:
        grounds.append(f"grade {listed(list(entry.grades))}")
    return (
        listing.label,
        " or ".join(grounds),
        marked_words(listing.term, listing.mark),
        "published" if listing.public else "not published",
        listing.source or "",
        listing.mark or "",
    )


def _sanction_row(sanction: FirmSanction) -> tuple[str, ...]:
    """Return one row of the table of what follows."""
    who = []
    if sanction.grades:
        who.append(f"grade {listed(list(sanction.grades))}")
    if sanction.listed:
        who.append("on the list")
    closure = sanction.closure
    return (
        sanction.label,
        " or ".join(who),
        sanction.domain,
        str(sanction.severity),
        marked_words(closure, sanction.mark) if closure.used else "none",
        sanction.source or "",
        sanction.mark or "",
    )
