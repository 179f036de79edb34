"""Labels and numbers as sentences about a life need them."""

from __future__ import annotations

from collections.abc import Iterable

from sincerity.lives.setting import OFFICE, Setting
from sincerity.scheme.prose.words import MINUS, MONTHS

__all__ = ["Words", "both", "figure", "month_name", "months", "points", "quoted", "somebody"]

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def month_name(start: str, month: int) -> str:
    """Return a month of the run (from 1) as people say it.

    Examples
    --------
    >>> month_name("2010-11", 3)
    'January 2011'
    """
    total = int(start[:4]) * 12 + int(start[5:7]) - 1 + month - 1
    return f"{MONTHS[total % 12]} {total // 12}"


def number(count: int) -> str:
    """Return a whole number, in words up to ten."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def figure(count: int) -> str:
    """Return a whole number in figures, with a true minus sign.

    Examples
    --------
    >>> figure(1000), figure(-35) == "\N{MINUS SIGN}35"
    ('1,000', True)
    """
    return f"{MINUS}{-count:,}" if count < 0 else f"{count:,}"


def points(count: int) -> str:
    """Return points without their sign.

    Examples
    --------
    >>> points(-50), points(1)
    ('50 points', '1 point')
    """
    return f"{abs(count):,} {'point' if abs(count) == 1 else 'points'}"


def months(count: int) -> str:
    """Return a number of months in words: one month, 24 months."""
    return f"{number(count)} {'month' if count == 1 else 'months'}"


def somebody(person: int) -> str:
    """Return what a sentence calls another synthetic person."""
    return f"synthetic person {person:,}"


def quoted(text: str) -> str:
    """Return a label of a file as a quotation."""
    return f"“{text}”"


def both(items: Iterable[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


class Words:
    """Names of the things of a setting, by their ids."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        scheme, institutions = setting.scheme, setting.institutions
        self._kinds = {kind.id: kind.label for kind in setting.conduct.kinds}
        self._firm_kinds = {kind.id: kind.label for kind in setting.conduct.firm_kinds}
        self._rules = {rule.id: rule.label for rule in scheme.rules}
        self._lists = {item.id: item.label for item in scheme.lists}
        self._doors = {door.id: door.label for door in setting.doors}
        self._bands = {b.id: b.label for b in scheme.grades.bands} if scheme.grades else {}
        agencies = () if institutions is None else institutions.agencies
        self._agencies = {agency.id: agency.label for agency in agencies}
        doors = () if institutions is None else institutions.doors
        self._life_doors = {door.id: door.label for door in doors}

    def kind(self, kind: object) -> str:
        """Return what an act is called, as the middle of a sentence."""
        return lowered(self._kinds[str(kind)])

    def firm_kind(self, kind: object) -> str:
        """Return what an act of a firm is called, as the middle of a sentence."""
        return lowered(self._firm_kinds[str(kind)])

    def rule(self, rule: object) -> str:
        """Return the label of a rule, quoted: it is the scheme's word."""
        return quoted(self._rules[str(rule)])

    def listing(self, listing: object) -> str:
        """Return the label of a list, quoted."""
        return quoted(self._lists[str(listing)])

    def door(self, door: object) -> str:
        """Return the label of a sanction or perk, quoted."""
        return quoted(self._doors[str(door)])

    def life_door(self, door: object) -> str:
        """Return what people try at a door of life."""
        return lowered(self._life_doors[str(door)])

    def agency(self, agency: object) -> str:
        """Return what an agency is called, with its article; the office where there are none."""
        if agency is None:
            return "the county credit office"
        return f"the {lowered(self._agencies[str(agency)])}"

    @property
    def operator(self) -> str:
        """Who charges and lists."""
        setting = self.setting
        if setting.integration == OFFICE or setting.scheme.operator is None:
            return "the county credit office"
        return self.agency(setting.scheme.operator)

    def when(self, month: int) -> str:
        """Return a month of the run in words."""
        return month_name(self.setting.start, month)


def lowered(label: str) -> str:
    """Return a label with a small first letter, unless its first word is a name."""
    first = label.split(" ", 1)[0]
    is_name = first[1:] != first[1:].lower() or (len(first) == 1 and first != "A")
    return label if is_name else label[:1].lower() + label[1:]
