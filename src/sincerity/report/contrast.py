"""Settings compared, as a page: both intervals of every measure, and what moves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.measures.contrast import Compared
from sincerity.measures.joint import COUPLING
from sincerity.report.build import render_html
from sincerity.report.contrast_facts import ContrastFacts, Side
from sincerity.report.contrast_sections import closing_sections, sections, side_by_side
from sincerity.report.model import Finding, Opening, Page, Section, Term
from sincerity.report.wording import (
    STATUS,
    count,
    decimal,
    enumeration,
    long_month_name,
    mean_count,
    percent,
    plural,
    sentence,
    spelled,
)
from sincerity.runs.files import write_bytes_durably
from sincerity.world.joint_rows import CELLS

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme

__all__ = ["build_contrast_page", "write_contrast_report"]

DIGEST_SHOWN = 12

INTERVALS = (
    "Every number has two intervals: how far accidents move it, and how far the assumptions do "
    "that nobody has measured."
)
NO_DRAWS = (
    "Intervals say how far accidents move a number; the assumptions that nobody has measured were "
    "not varied."
)
MOST_NAMED = 4
"""Settings that one sentence names."""
FOUND_FIRST = ("burden_false", "people_wronged", "spillover")
"""Measures that the findings speak of, in this order."""


def write_contrast_report(
    facts: ContrastFacts | Sequence[ContrastFacts], path: Path, opening: Opening | None = None
) -> Path:
    """Write the page of two settings, or of several beside one, to `path` and return the path."""
    page = build_contrast_page(facts)
    if opening is not None:
        page = replace(
            page,
            title=opening.title,
            question=opening.question,
            findings=opening.findings,
            sections=[*opening.sections, *page.sections],
        )
    write_bytes_durably(path, render_html(page).encode("utf-8"))
    return path


def build_contrast_page(facts: ContrastFacts | Sequence[ContrastFacts]) -> Page:
    """Return the page of two settings, or of several beside the same one, ready to be written."""
    every = [facts] if isinstance(facts, ContrastFacts) else list(facts)
    one = every[0]
    sides = _sides(every)
    status = " / ".join(dict.fromkeys(_status(side.scheme) for side in sides))
    end = long_month_name(one.start, one.months)
    people = plural(one.residents, "synthetic person", "synthetic people")
    worlds = len(sides) * (one.contrast.replicates + one.contrast.draws)
    less = ", ".join(f"{facts.sides[0].name} less {facts.sides[1].name}" for facts in every)
    if len(sides) > MOST_NAMED:
        less = f"Each of {spelled(len(every))} settings less {one.base.name}"
    return Page(
        title=f"{_what(every)}: {_verb(every)} for {people}",
        lede=(
            f"{plural(one.months, 'simulated month')}, {long_month_name(one.start, 1)} to "
            f"{end}, in {plural(worlds, 'world')}. "
            f"{INTERVALS if one.has_draws else NO_DRAWS}"
        ),
        question=(
            f"What differs for {people} of the society “{one.society}” under "
            f"{_under(sides)}, all else and all accidents being equal?"
        ),
        changes=[f"{sentence(side.name)}: {_says(side, sides[0])}" for side in sides],
        status=status,
        badges=[
            ("Scheme status", status),
            ("People", f"{count(one.residents)} a world, all synthetic"),
            ("Worlds", one.pairs),
            ("Seeds", f"{one.seed} of events, {one.design_seed} of draws"),
            ("Version", one.version),
            ("Digest", one.digest[:DIGEST_SHOWN]),
        ],
        caption=(
            f"{less}. Society: {one.society}, synthetic people. Seed "
            f"{one.seed}, draws by seed {one.design_seed}, sincerity {one.version}, digest "
            f"{one.digest[:DIGEST_SHOWN]}."
        ),
        findings=[finding for facts in every for finding in _findings(facts, len(every))],
        limits=_limits(one),
        sections=_all_sections(every),
        glossary=GLOSSARY,
        scheme="/".join(dict.fromkeys(side.scheme.id for side in sides)),
        version=one.version,
        digest=one.digest,
        of=f"{spelled(len(sides))} settings of a study, many simulated runs each",
        shows="What differs",
        intervals=_intervals(one),
    )


def _sides(every: Sequence[ContrastFacts]) -> list[Side]:
    """Return all settings, once each: of several beside a base, the base first."""
    if len(every) == 1:
        return list(every[0].sides)
    return [every[0].base, *(facts.reform for facts in every)]


def _what(every: Sequence[ContrastFacts]) -> str:
    """Return the settings of a page in a phrase."""
    if len(every) == 1:
        first, second = every[0].sides
        return f"{sentence(first.phrase)} beside {second.phrase}"
    return f"{sentence(spelled(len(every)))} reforms beside {every[0].base.phrase}"


def _under(sides: Sequence[Side]) -> str:
    """Return the settings one by one, or how many there are beside the first."""
    if len(sides) <= MOST_NAMED:
        return enumeration(side.phrase for side in sides)
    return f"{sides[0].phrase} and under each of {spelled(len(sides) - 1)} others"


def _verb(every: Sequence[ContrastFacts]) -> str:
    """Say whether anything differs."""
    return "nothing differs" if all(f.contrast.is_nothing for f in every) else "what differs"


def _all_sections(every: Sequence[ContrastFacts]) -> list[Section]:
    """Return the sections of every comparison, several side by side first."""
    if len(every) == 1:
        return [*sections(every[0]), *closing_sections(every[0])]
    found = [side_by_side(every)]
    for facts in every:
        found.append(
            Section(
                id=f"{facts.prefix}detail",
                title=f"In detail: {facts.reform.name}",
                parts=[
                    replace(section, title=f"{section.title}: {facts.reform.name}")
                    for section in sections(facts)
                ],
            )
        )
    return [*found, *closing_sections(every[0])]


def _status(scheme: Scheme) -> str:
    """Return the status of a scheme in a phrase."""
    status = scheme.status
    words = [STATUS.get(status.kind, status.kind), status.place]
    return ", ".join(word for word in words if word)


def _says(side: Side, base: Side) -> str:
    """Say what a setting consists of, or what it changes of the first one."""
    stage = f"integration {side.integration.replace('_', ' ')}"
    change = side.scheme.title.removeprefix(f"{base.scheme.title}: ")
    if change == side.scheme.title:
        return f"scheme “{side.scheme.title}”, {stage}."
    return f"{change}." if side.integration == base.integration else f"{change}; {stage}."


def _intervals(facts: ContrastFacts) -> str:
    """Say under a figure what its intervals are."""
    if not facts.has_draws:
        return "Intervals: chance alone; the assumptions were not varied."
    return (
        f"Intervals: 5 % to 95 % of {count(facts.contrast.draws)} draws of "
        f"{count(facts.contrast.varied)} assumptions; chance intervals stand in the table of all "
        "measures."
    )


def _findings(facts: ContrastFacts, pairs: int) -> list[Finding]:
    """Return a sentence for each of the main measures that both settings have a number for.

    Of several pairs of settings, each has one sentence: the tables hold the others.
    """
    first, second = (side.phrase for side in facts.sides)
    address = f"{facts.prefix}measures"
    if facts.contrast.is_nothing:
        text = (
            f"Nothing differs between {first} and {second}: in every pair the two worlds are the "
            "same in every number of every person, and every difference is exactly zero."
        )
        return [Finding(text, facts.pairs, address)]
    by_name = {compared.measure.name: compared for compared in facts.contrast.compared}
    found = [
        Finding(_found(by_name[name], facts), facts.pairs, address)
        for name in (FOUND_FIRST if pairs == 1 else FOUND_FIRST[:1])
        if by_name[name].first.mean is not None and by_name[name].second.mean is not None
    ]
    persons = facts.contrast.persons
    if persons is not None and pairs == 1:
        base, reform, both = (persons.named(f"ever_closed_{cell}").by_group[0] for cell in CELLS)
        text = (
            f"Of {plural(base + reform + both, 'person', 'people')} before a closed door in either "
            f"world, {count(base)} stand there under {second} alone, {count(reform)} under {first} "
            f"alone, {count(both)} under both."
        )
        found.append(Finding(text, facts.pairs, f"{facts.prefix}persons"))
    return found


def _found(compared: Compared, facts: ContrastFacts) -> str:
    """Say one measure in both settings, and what its draws say of the difference."""
    first, second = (
        f"{_shown(compared, level.mean)} under {side.phrase}"
        for level, side in zip((compared.first, compared.second), facts.sides, strict=True)
    )
    mean = _shown(compared, compared.difference.mean)
    text = (
        f"{compared.measure.label}: {mean} is the difference, {first} less {second} "
        f"({compared.measure.unit})."
    )
    span = compared.difference.assumption if facts.has_draws else compared.difference.chance
    low, high = _shown(compared, span.low), _shown(compared, span.high)
    if not facts.has_draws:
        return f"{text} By chance alone the mean difference lies between {low} and {high}."
    text += f" In nine of ten draws the difference lies between {low} and {high}"
    if compared.sign == "equal":
        return f"{text}: no draw moves it."
    if compared.sign == "open":
        return f"{text}: which is larger depends on assumptions that nobody has measured."
    phrase = facts.sides[0].phrase
    return f"{text}: {compared.sign} under {phrase} in nearly all draws of the assumptions."


def _shown(compared: Compared, number: float | None) -> str:
    """Return a number of a measure as a sentence has it."""
    if number is None:
        return "no number"
    if compared.measure.form == "share":
        return percent(number)
    return mean_count(number) if compared.measure.form == "count" else decimal(number, 2)


def _limits(facts: ContrastFacts) -> list[str]:
    """Return the sentences that must be read before any number."""
    texts = [
        "Nobody here is real. Every synthetic person is a number from which a generator computes "
        "age, home and work; no record about any person went in, and none can.",
        "This is not a forecast and not a description of a place. It says what follows, in this "
        "model, under these assumptions.",
        "A difference between two settings of a model is not a difference between two countries. "
        "What the model leaves out is in neither setting.",
    ]
    if facts.has_draws:
        texts.append(
            f"{plural(facts.contrast.varied, 'assumption')} varied inside the ranges that the "
            "files state, each by itself. The ranges are judgements too; the society, the form "
            "of the rules and the numbers marked V stayed as they are."
        )
    else:
        texts.append(
            "No assumption was varied. Intervals of chance are narrow in large societies and say "
            "nothing about how sure anybody may be of the numbers that went in."
        )
    if facts.contrast.failures:
        number = len(facts.contrast.failures)
        texts.append(
            f"{plural(number, 'world')} could not be run and {'is' if number == 1 else 'are'} "
            "missing, together with the partner; see below."
        )
    if facts.contrast.persons is not None:
        texts.append(COUPLING)
    texts.append("It measures harm and what might mend it. It is of no use for scoring anyone.")
    return texts


GLOSSARY = (
    Term("Setting", "One of the sets of inputs that are compared."),
    Term("Replicate", "The same inputs under another series of accidents."),
    Term("Draw", "Another plausible value for every assumption at once, under the same accidents."),
    Term("Pair", "The same replicate or draw in both settings: only the setting differs."),
    Term("Sanction-month", "A month before a closed door; before two doors it counts twice."),
    Term("Assumption", "A number with a range that no public source vouches for, a choice among "
         "rival rules of behaviour, or a question on which the scheme's sources differ."),
    Term("Interval of chance", "Where the mean over replicates lies, with 95 % confidence, by "
         "Student's t; smallest and largest where there are fewer than three."),
    Term("Interval of assumptions", "From the number below which one draw in twenty lies to the "
         "number above which one in twenty lies."),
    Term("Rank correlation", "How regularly one number rises or falls with another, -1 to 1, by "
         "ranks alone."),
    Term("Wrongful burden", "Months before a closed door that would be open but for something "
         "wrongful, in five columns that may overlap."),
    Term("Synthetic person", "A number from which age, sex, home and the like are computed."),
    Term("Digest", "A short fingerprint of all worlds: equal digests, equal numbers."),
)  # fmt: skip
"""Words that a reader may not know, in the order in which they are needed."""
