"""A life as a page: the picture, the months with every event, and the same person elsewhere."""

from __future__ import annotations

from pathlib import Path

from sincerity.errors import UsageError
from sincerity.lives.life import CAVEAT, COUPLING, Life
from sincerity.lives.words import month_name
from sincerity.report.build import render_html
from sincerity.report.life_sections import sections
from sincerity.report.model import Finding, Page, Term
from sincerity.report.wording import STATUS, plural, sentence
from sincerity.runs.files import write_bytes_durably

__all__ = ["build_life_page", "write_life_page"]

DIGEST_SHOWN = 12


def write_life_page(life: Life, path: Path, *, picked: str = "") -> Path:
    """Write the page of a life to `path` and return the path.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    html = render_html(build_life_page(life, picked=picked)).encode("utf-8")
    try:
        write_bytes_durably(path, html)
    except OSError as error:
        raise UsageError(f"cannot write the page to {path}: {error.strerror or error}") from error
    return path


def build_life_page(life: Life, *, picked: str = "") -> Page:
    """Return the page of a life, ready to be written.

    Parameters
    ----------
    picked
        A sentence on how the person was come by; empty for a number that was asked for.
    """
    run, months = life.run, len(life.months)
    scheme = life.setting.scheme
    status = " / ".join(dict.fromkeys(_status(one) for one in _lives(life)))
    named = " beside ".join(f"“{one.setting.scheme.title}”" for one in _lives(life))
    digest = "/".join(dict.fromkeys(str(one.run["digest"]) for one in _lives(life)))
    shown = " / ".join(str(one.run["digest"])[:DIGEST_SHOWN] for one in _lives(life))
    return Page(
        title=f"{life.who.title} under {named}",
        lede=(
            f"{life.who.sentence()} {plural(months, 'simulated month')}, "
            f"{month_name(life.setting.start, 1)} to {life.end}, with everything that happened and "
            "why."
        ),
        question=(
            f"What happens to one synthetic person in {plural(months, 'month')} under {named}, "
            f"step by step, and which line of the scheme does it? {picked}"
        ).strip(),
        changes=[],
        status=status,
        badges=[
            ("Scheme status", status),
            ("Person", f"number {life.who.person:,}, synthetic"),
            ("Society", f"{run['society']}, {plural(run['residents'], 'person', 'people')}"),
            ("Seed", str(run["seed"])),
            ("Version", str(run["version"])),
            ("Digest", shown),
        ],
        caption=(
            f"Scheme: {named}. Society: {run['society']}, synthetic people. Person "
            f"{life.who.person}, seed {run['seed']}, replicate {run['replicate']}, sincerity "
            f"{run['version']}, digest {shown}."
        ),
        findings=_findings(life),
        limits=_limits(life),
        sections=sections(life),
        glossary=GLOSSARY,
        scheme=scheme.id,
        version=str(run["version"]),
        digest=digest,
        of="one life in a simulated run",
        shows="The life in numbers",
        intervals="Intervals: none; one life in one run.",
    )


def _lives(life: Life) -> list[Life]:
    return [life] if life.other is None else [life, life.other]


def _status(life: Life) -> str:
    """Return the status of a scheme in a phrase."""
    status = life.setting.scheme.status
    words = [STATUS.get(status.kind, status.kind), status.place]
    return ", ".join(word for word in words if word)


def _findings(life: Life) -> list[Finding]:
    counted = f"one synthetic person, {plural(len(life.months), 'month')}"
    found = []
    for one in _lives(life):
        lead = "" if life.other is None else f"Under “{one.setting.scheme.title}”: "
        found += [Finding(f"{lead}{said}", counted, "months") for said in one.totals.sentences()]
    return found


def _limits(life: Life) -> list[str]:
    found = [
        CAVEAT,
        "One life is one series of accidents. It shows how the rules work; it says nothing on how "
        "common such a life is. For that, see the report of the run.",
        "This is not a forecast and not a description of a place or of anybody who lives there.",
        "People are looked at by number, by harm and burden, or at random. It is of no use for "
        "scoring anyone.",
    ]
    others = dict.fromkeys(str(one.run.get("made_by_others", "")) for one in _lives(life))
    found += [f"{sentence(other)}." for other in others if other]
    return found if life.other is None else [*found, COUPLING]


GLOSSARY = (
    Term("Synthetic person", "A number from which age, sex, home and the like are computed."),
    Term("Act", "Something the synthetic person did. Only the simulator knows of it."),
    Term("Record", "What an agency holds to have happened. It may be false."),
    Term("False record", "A record against somebody who did not do it: the wrong person, an act "
         "that nobody did, a neighbour's lie, or the truth taken for a lie."),
    Term("Charge", "A rule applied because of a record: points are taken or given."),
    Term("Grade", "A reading of the score, renewed now and then."),
    Term("Entry", "One name put on a list once, with what led there and when it ends."),
    Term("Closed door", "A sanction in force. It is felt when somebody tries the door."),
    Term("Door-month", "One closed door for one month."),
    Term("Turned away", "Tried a closed door, and whoever keeps it had heard and complied."),
    Term("Objection", "A statement that a record is wrong, which waits its turn."),
    Term("Digest", "A short fingerprint of the final state: equal digests, equal worlds."),
)  # fmt: skip
"""Words that a reader may not know."""
