"""A brief: one comparison on two printed pages, for somebody who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sincerity.report.charts.spans import Span, spans
from sincerity.report.typst_text import escaped, pdf_of, picture, table
from sincerity.report.wording import DASH, count, decimal, mean_count, percent, plural

__all__ = ["Brief", "BriefFigure", "BriefMover", "BriefNumber", "BriefSide", "brief_pdf"]

NOTHING = (
    "Nothing differs: in every pair the two worlds are the same in every number of every person."
)
_PLACES = 2
_COLUMNS = 88
"""Characters of a command that fit a line."""


@dataclass(frozen=True, slots=True)
class BriefSide:
    """One of the two settings: name, a phrase for a sentence, status of the scheme and its note."""

    name: str
    phrase: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class BriefNumber:
    """One difference with its interval, and the levels that it lies between.

    Attributes
    ----------
    label, unit, form
        Of the measure; form is count, decimal or share.
    difference, low, middle, high
        Mean at the values of the files; ends and middle over the draws, or of chance without any.
    first, second
        Levels.
    """

    label: str
    unit: str
    form: str
    difference: float | None
    low: float | None
    middle: float | None
    high: float | None
    first: float | None
    second: float | None


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """Differences of one unit on one scale."""

    title: str
    numbers: Sequence[BriefNumber]


@dataclass(frozen=True, slots=True)
class BriefMover:
    """An assumption that moves with an answer, and where the answer would change its sign."""

    measure: str
    assumption: str
    correlation: float
    changes_sign_at: float | None


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a brief says."""

    first: BriefSide
    second: BriefSide
    society: str
    residents: int
    months: int
    replicates: int
    draws: int
    assumptions: int
    figures: Sequence[BriefFigure]
    movers: Sequence[BriefMover]
    command: str
    version: str
    digest: str
    is_nothing: bool = False
    """whether both worlds of every pair are the same in every number of every person"""

    @property
    def interval(self) -> str:
        """What the ends of every interval mean."""
        if self.draws:
            return (
                f"nine of ten of {count(self.draws)} draws of {count(self.assumptions)} "
                "assumptions, with a mark at the middle one"
            )
        return f"chance over {plural(self.replicates, 'replicate')}; assumptions were not varied"


def brief_pdf(brief: Brief) -> bytes:
    """Return the brief as a tagged PDF."""
    title = f"{brief.first.name} beside {brief.second.name}"
    footer = (
        f"All people are synthetic. In this model, under these assumptions. "
        f"sincerity {brief.version}, digest {brief.digest[:12]}"
    )
    return pdf_of(title, footer, brief_text(brief))


def brief_text(brief: Brief) -> str:
    """Return the body of the brief in the language of the typesetter."""
    parts = [
        f"= {escaped(brief.first.name)} beside {escaped(brief.second.name)}\n",
        _question(brief),
        *(_figure(brief, figure) for figure in brief.figures),
        _movers(brief),
        _status(brief),
        _limits(),
        _again(brief),
    ]
    return "\n".join(parts)


def _question(brief: Brief) -> str:
    """Return the question and what the answer rests on."""
    people = plural(brief.residents, "synthetic person", "synthetic people")
    return (
        "== Question\n"
        + escaped(
            f"What differs for {people} of the society “{brief.society}” over "
            f"{plural(brief.months, 'month')} under {brief.first.phrase} rather than "
            f"{brief.second.phrase}, all else and all accidents being equal?"
        )
        + "\n\n"
        + (f"*{escaped(NOTHING)}*\n\n" if brief.is_nothing else "")
        + escaped(
            f"Differences are {brief.first.name} less {brief.second.name}, as means over "
            f"{plural(brief.replicates, 'pair of replicates', 'pairs of replicates')}; intervals "
            f"are {brief.interval}. A mean is taken at the values of the files and may lie outside "
            "an interval of draws, which starts from all plausible values. People exist only as "
            "numbers of a generator."
        )
        + "\n"
    )


def _figure(brief: Brief, figure: BriefFigure) -> str:
    """Return one picture of differences with its numbers."""
    units = list(dict.fromkeys(number.unit for number in figure.numbers))
    labels = {
        number.label: number.label if len(units) == 1 else f"{number.label} ({number.unit})"
        for number in figure.numbers
    }
    known = [
        Span(labels[number.label], number.low, number.middle, number.high)
        for number in figure.numbers
        if number.low is not None and number.middle is not None and number.high is not None
    ]
    unit, share = " or ".join(units), figure.numbers[0].form == "share"
    text = f"== {escaped(figure.title)}\n"
    rows = [
        [
            labels[number.label],
            _shown(number.difference, number.form),
            f"{_shown(number.low, number.form)} to {_shown(number.high, number.form)}",
            _shown(number.first, number.form),
            _shown(number.second, number.form),
        ]
        for number in figure.numbers
    ]
    heading = f"In {unit}" if len(units) == 1 else "Measure"
    headings = [heading, "Difference", "Interval", brief.first.name, brief.second.name]
    numbers = table(headings, rows, "(1fr, auto, auto, auto, auto)")
    if not any(span.low or span.high for span in known):
        return text + numbers
    drawn = spans(known, unit=f"Difference, {unit}", share=share)
    description = (
        f"Differences between the settings in {unit}, each as a line between the ends of its "
        "interval with a mark in the middle; the dashed line is zero. The numbers are in the table."
    )
    return text + f"#block(width: 78%)[{picture(drawn.wide, description)}]\n" + numbers


def _shown(number: float | None, form: str) -> str:
    """Return a number as a reader sees it."""
    if number is None:
        return DASH
    if form == "share":
        return percent(number)
    return decimal(number, _PLACES) if form == "decimal" else mean_count(number)


def _movers(brief: Brief) -> str:
    """Return what would change the answer."""
    text = "== What would change the answer\n"
    if not brief.draws:
        return text + escaped(
            "Not known: assumptions were not varied. Run the comparison with 64 draws or more."
        )
    if not brief.movers:
        return text + escaped(
            "No assumption moves with these differences more than accident explains among so many."
        )
    rows = [
        [
            mover.measure,
            mover.assumption,
            decimal(mover.correlation, 2),
            "no change of sign in its range"
            if mover.changes_sign_at is None
            else f"near {mover.changes_sign_at:.4g}",
        ]
        for mover in brief.movers
    ]
    headings = ["Difference in", "Assumption", "Rank correlation", "The sign flips"]
    return text + table(headings, rows, "(1fr, 1.4fr, auto, auto)")


def _status(brief: Brief) -> str:
    """Return what the schemes are: enacted, piloted, feared."""
    rows = [[side.name, side.status, side.note] for side in (brief.first, brief.second)]
    return "== Status of the schemes\n" + table(
        ["Setting", "Status", "Note"], rows, "(auto, auto, 1fr)"
    )


def _limits() -> str:
    """Return how not to read the brief."""
    return "== How not to read this\n" + escaped(
        "The numbers are answers of a model, not estimates for any place. Pairing people by shared "
        "accidents is one coupling among many: differences of totals are the model's answer, who "
        "in particular gains or loses is not. The columns of wrongful burden overlap and are not "
        "added up. Protected acts that are suppressed are a loss, never an achievement."
    )


def _again(brief: Brief) -> str:
    """Return how to make the same numbers again."""
    return (
        "== How to make the same numbers again\n"
        f"#raw({_raw(wrapped(brief.command))}, block: true)\n"
        + escaped(
            f"With sincerity {brief.version} the digest over all worlds is {brief.digest}; "
            "“sincerity verify FOLDER” compares every byte of the folder with its record."
        )
        + "\n"
    )


def wrapped(command: str) -> str:
    """Return a command on lines that end between its words, and run when they are copied.

    Examples
    --------
    >>> print(wrapped(f"sincerity compare base {'reform ' * 9}--society town --seed 1"))
    sincerity compare base reform reform reform reform reform reform reform reform reform \\
      --society town --seed 1
    """
    lines, words = [""], command.split(" ")
    for place, word in enumerate(words):
        following = words[place + 1] if word.startswith("--") and place + 1 < len(words) else ""
        if lines[-1] and len(f"{lines[-1]} {word} {following}".rstrip()) > _COLUMNS:
            lines.append(f"  {word}")
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return " \\\n".join(lines)


def _raw(text: str) -> str:
    """Return text as a string of the language."""
    lines = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{lines}"'
