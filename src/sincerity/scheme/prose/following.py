"""What is said about lists, doors and closer watching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sincerity.scheme.conduct_view import KindView
from sincerity.scheme.model import Door, Listing, Scheme, Supervision, Trigger, Withdrawal
from sincerity.scheme.model_words import MEANS
from sincerity.scheme.prose.page import Section, Table
from sincerity.scheme.prose.words import listed, mark_of, marked_words, notes_of, value_words

__all__ = ["doors_section", "lists_section", "supervision_section", "withdrawal_section"]

_NOTICE = {
    "none": "nobody is told",
    "before": "before it takes effect",
    "after": "after it has taken effect",
    "unknown": "unknown",
}
_PERFORMANCE = {
    "available": "by doing what is owed",
    "unknown": "whether by doing what is owed is not known",
}


def lists_section(scheme: Scheme, kinds: Mapping[str, KindView]) -> Section:
    """Say who is listed, for how long, before whose eyes, and how one comes off."""
    names = {listing.id: listing.label for listing in scheme.lists}
    columns: tuple[str, ...]
    columns = ("List", "Entry", "Term", "Extension", "Names", "Source", "Mark")
    rows = tuple(
        (
            listing.label,
            _entry(listing, kinds, names, _reaches_by_firm(scheme, listing)),
            marked_words(listing.term, listing.mark),
            "a new ground restarts the term" if listing.extension == "restart" else "no",
            "published" if listing.public else "not published",
            listing.source or "",
            listing.mark or "",
        )
        for listing in scheme.lists
    )
    tables = [Table("Lists of names", columns, rows)]
    ways = tuple(_way_row(listing) for listing in scheme.lists if _says_more(listing))
    if ways:
        columns = ("List", "Takes effect", "Told", "Spared", "Ways off before the term ends")
        tables.append(Table("Waits and ways off", columns, ways))
    return Section("Lists", tables=tuple(tables))


def doors_section(scheme: Scheme) -> Section:
    """Say which doors close and open, and for whom."""
    names_doors = any(door.door is not None for door in (*scheme.sanctions, *scheme.perks))
    columns: tuple[str, ...]
    columns = ("What", "For whom", "Part of life", "Severity, 1 to 5", "Source", "Mark")
    if names_doors:
        columns = (*columns[:3], "Door", *columns[3:])
    tables = tuple(
        Table(title, columns, tuple(_door_row(door, names_doors) for door in doors))
        for title, doors in (
            ("Doors that close", scheme.sanctions),
            ("Doors that open", scheme.perks),
        )
        if doors
    )
    sentences = () if tables else ("No door closes or opens.",)
    return Section("What follows", sentences, tables)


def supervision_section(supervision: Supervision) -> Section:
    """Say who is watched more closely, and how much more."""
    factor = supervision.factor
    sentence = (
        f"The chance that an act is seen is multiplied by {value_words(factor)} for people of "
        f"{_who(supervision.grades, supervision.lists)}."
    )
    row = (value_words(factor), factor.source or "", mark_of(factor), factor.note or "")
    table = Table("Supervision", ("Factor", "Source", "Mark", "Note"), (row,))
    return Section("Who is watched more closely", (sentence, *notes_of(supervision.note)), (table,))


def withdrawal_section(withdrawal: Withdrawal) -> Section:
    """Say what a county takes back once its superiors take notice."""
    sentence = (
        "Where superiors take notice of an outcry, the county withdraws its grades from the next "
        "month on: people keep their scores, and nothing follows from a grade any more."
    )
    row = ("grades", withdrawal.source or "", withdrawal.mark or "", withdrawal.note or "")
    table = Table("Withdrawal", ("Of", "Source", "Mark", "Note"), (row,))
    return Section("What can be withdrawn", (sentence,), (table,))


def _entry(
    listing: Listing, kinds: Mapping[str, KindView], names: Mapping[str, str], by_firm: bool
) -> str:
    """Return the grounds of a list in words."""
    entry = listing.entry
    grounds = []
    if entry.points_at_most is not None:
        limit = marked_words(entry.points_at_most, listing.mark, signed=True)
        grounds.append(f"a charge of {limit} or worse")
    if entry.points_at_least is not None:
        limit = marked_words(entry.points_at_least, listing.mark, signed=True)
        grounds.append(f"a charge of {limit} or better")
    if entry.grades:
        grounds.append(f"grade {listed(list(entry.grades))}")
    grounds += [f"a record of {_kind(trigger, kinds)}" for trigger in entry.kinds]
    grounds += [f"standing on the list '{names.get(name, name)}'" for name in entry.lists]
    if by_firm:
        grounds.append("being the representative of a listed firm")
    noun = "months" if len(listing.months) > 1 else "month"
    months = f", in {noun} {listed([str(m) for m in listing.months])}" if listing.months else ""
    return f"{' or '.join(grounds)}{months}"


def _kind(trigger: Trigger, kinds: Mapping[str, KindView]) -> str:
    """Name a kind of conduct as the catalogue does, and the stage that is asked for."""
    name = f"'{kinds[trigger.kind].label}'" if trigger.kind in kinds else f"'{trigger.kind}'"
    return f"{name} (stage: {trigger.stage})" if trigger.stage is not None else name


def _reaches_by_firm(scheme: Scheme, listing: Listing) -> bool:
    """Tell whether representatives of listed firms are entered on a list."""
    return scheme.firms is not None and scheme.firms.representative == listing.id


def _says_more(listing: Listing) -> bool:
    """Tell whether a list says anything about waits, notice, exemptions or ways off."""
    return bool(
        listing.grace is not None
        or listing.notice is not None
        or listing.exempt
        or listing.exit is not None
    )


def _way_row(listing: Listing) -> tuple[str, ...]:
    """Return one row of the table of waits and ways off."""
    return (
        listing.label,
        "at once" if listing.grace is None else f"{marked_words(listing.grace, listing.mark)} on",
        "as everywhere" if listing.notice is None else _NOTICE[listing.notice.value],
        listed(list(listing.exempt)) or "nobody",
        "; ".join(_ways_off(listing)) or "none",
    )


def _ways_off(listing: Listing) -> Iterator[str]:
    """Yield what takes a name off a list before its term ends."""
    if listing.exit is None:
        return
    performance, repair = listing.exit.performance, listing.exit.repair
    if performance.value in _PERFORMANCE:
        known = performance.value != "unknown" and performance.mark not in (None, listing.mark)
        yield _PERFORMANCE[performance.value] + (f" [{performance.mark}]" if known else "")
    if repair is not None:
        shut = [means for means in MEANS if means not in repair.open_to]
        wait = f"on application after {marked_words(repair.after, listing.mark)}"
        yield f"{wait}, not for the {listed(list(shut))}" if shut else wait
    if listing.exit.grade:
        yield "an entry by grade ends with the grade"


def _door_row(door: Door, names_doors: bool) -> tuple[str, ...]:
    """Return one row of a table of doors."""
    who = _who(door.grades, door.lists)
    if "household" in door.reach:
        who += ", and those who live with them"
    cells = [door.label, who, door.domain, str(door.severity), door.source or "", door.mark or ""]
    if names_doors:
        cells.insert(3, door.door or "")
    return tuple(cells)


def _who(grades: tuple[str, ...], lists: tuple[str, ...]) -> str:
    """Name the people of some grades and lists."""
    who = []
    if grades:
        who.append(f"grade {listed(list(grades))}")
    if lists:
        who.append(f"list {listed(list(lists))}")
    return " or ".join(who)
