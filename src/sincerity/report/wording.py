"""Numbers, months and groups in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sincerity.scheme.prose.words import MONTHS

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
GROUPS = {
    "all": "Everyone",
    "age=under_14": "Under 14",
    "age=14_17": "14 to 17",
    "age=18_29": "18 to 29",
    "age=30_44": "30 to 44",
    "age=45_59": "45 to 59",
    "age=60_plus": "60 and over",
    "sex=male": "Male",
    "sex=female": "Female",
    "urban=rural": "In the country",
    "urban=urban": "In a town",
    "driver=no": "Does not drive",
    "driver=yes": "Drives",
    "means=secure": "Secure",
    "means=strained": "Strained",
    "means=insolvent": "Cannot pay their debts",
    "work=none": "No work",
    "work=student": "Student",
    "work=farm": "Farm work",
    "work=wage": "Wage work",
    "work=self_employed": "Self-employed",
    "work=official": "Official",
    "work=retired": "Retired",
    "migrant=no": "Not a migrant",
    "migrant=yes": "Migrant",
    "party=no": "Not a Party member",
    "party=yes": "Party member",
    "online=no": "Not online",
    "online=yes": "Online",
    "undeterrable=no": "Can be deterred",
    "undeterrable=yes": "Cannot be deterred",
}

PEOPLE = {
    "age=under_14": "children under 14",
    "age=14_17": "people aged 14 to 17",
    "age=18_29": "people aged 18 to 29",
    "age=30_44": "people aged 30 to 44",
    "age=45_59": "people aged 45 to 59",
    "age=60_plus": "people of 60 and over",
    "sex=male": "men and boys",
    "sex=female": "women and girls",
    "urban=rural": "people in the country",
    "urban=urban": "people in towns",
    "driver=no": "people who do not drive",
    "driver=yes": "people who drive",
    "means=secure": "people with secure means",
    "means=strained": "people with strained means",
    "means=insolvent": "people who cannot pay their debts",
}
"""Groups of the class axis as the subject of a sentence."""

AXES = {
    "age": "Age",
    "sex": "Sex",
    "urban": "Home",
    "driver": "Driving",
    "means": "Means",
    "work": "Work",
    "migrant": "Migration",
    "party": "Party",
    "online": "Online",
    "undeterrable": "Trait",
}

PROTECTION = {
    "absolute": "protected, no limit permitted",
    "qualified": "protected, limits under conditions",
    "none": "not protected as such",
    "unknown": "not in the catalogue",
}

CAUSES = {
    "true": "True: the person did it",
    "wrong_person": "Wrong person: someone else did it",
    "invented": "Invented: nobody did it",
    "false_report": "False report: a neighbour lied",
    "misjudged": "Misjudged: a true report taken for a lie",
}
IN_AN_OFFICE = ("true", "wrong_person", "invented")
"""Causes that there are where a single office hears of acts."""

HERE = "In this model, under these assumptions"
"""How a section begins to say what its numbers come to."""

RUNGS = {
    "unaware": "Has not heard of the scheme",
    "heard": "Has heard of it",
    "knows_rules": "Knows its rules",
    "knows_own_score": "Knows the own score",
}

STATUS = {
    "enacted": "enacted",
    "piloted": "piloted",
    "proposed": "proposed, not in force",
    "repealed": "repealed",
    "feared": "feared, never in force",
    "fictional": "made up",
}


def count(number: float) -> str:
    """
    Return a whole number with thousands separated.

    Examples
    --------
    >>> count(1140000), count(-35) == f"{MINUS}35"
    ('1,140,000', True)
    """
    rounded = round(number)
    return f"{abs(rounded):,}" if rounded >= 0 else f"{MINUS}{abs(rounded):,}"


def mean_count(number: float) -> str:
    """Return a mean of counts: whole where it is whole or large, with places where it is small.

    Examples
    --------
    >>> mean_count(12.0), mean_count(0.25), mean_count(14.75), mean_count(1249.6)
    ('12', '0.25', '14.8', '1,250')
    """
    if number == round(number) or abs(number) >= 100:
        return count(number)
    return decimal(number, 1 if abs(number) >= 10 else 2)


def decimal(number: float, places: int = 1) -> str:
    """Return a number with a fixed count of places and thousands separated."""
    text = f"{abs(number):,.{places}f}"
    is_zero = not any(digit in text for digit in "123456789")
    return text if number >= 0 or is_zero else f"{MINUS}{text}"


def percent(share: float | None) -> str:
    """
    Return a share as a percentage with two to three figures that count.

    Examples
    --------
    >>> percent(0.8512), percent(0.0314), percent(0.00042), percent(0.0)
    ('85.1%', '3.1%', '0.042%', '0%')
    """
    if share is None or math.isnan(share):
        return DASH
    if share in (0, 1):
        return f"{round(100 * share)}%"
    value = 100 * share
    if abs(value) >= 1:
        return f"{decimal(value, 1)}%"
    places = min(6, 1 - math.floor(math.log10(abs(value))))
    return f"{decimal(value, places)}%"


def month_of_year(start: str, month: int) -> tuple[int, int]:
    """
    Return year and month (1 to 12) of a run month.

    Parameters
    ----------
    start
        First month of the run, ``YYYY-MM``.
    month
        Run month, from 1.
    """
    year, first = int(start[:4]), int(start[5:7])
    months = year * 12 + first - 1 + month - 1
    return months // 12, months % 12 + 1


def month_name(start: str, month: int) -> str:
    """
    Return a run month as people say it.

    Examples
    --------
    >>> month_name("2010-01", 15)
    'Mar 2011'
    """
    year, of_year = month_of_year(start, month)
    return f"{MONTH_NAMES[of_year - 1]} {year}"


def long_month_name(start: str, month: int) -> str:
    """Return a run month with its name in full."""
    year, of_year = month_of_year(start, month)
    return f"{MONTHS[of_year - 1]} {year}"


def group_name(group: str) -> str:
    """Return a group as people say it; an unknown one as it is written."""
    return GROUPS.get(group, group.replace("=", ": ").replace("_", " "))


def people_name(group: str) -> str:
    """Return a group as the subject of a sentence."""
    return PEOPLE.get(group, f"the group “{group_name(group)}”")


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def axis_name(group: str) -> str:
    """Return what the group is a group by; "All" for everyone."""
    axis = group.partition("=")[0]
    return "All" if group == "all" else AXES.get(axis, axis)


def day_name(day: str | None) -> str | None:
    """Return a date of a scheme file in words: ``2010-03-15`` as 15 March 2010."""
    if day is None or day == "unknown":
        return day
    parts = [int(part) for part in day.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def enumeration(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def plural(number: float, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 person, 2 people."""
    return f"{count(number)} {one if round(number) == 1 else many or one + 's'}"


def spelled(number: int) -> str:
    """Return a small whole number as a word, a larger one in figures."""
    return _SMALL[number] if number < len(_SMALL) else count(number)
