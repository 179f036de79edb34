"""The page of a study: what was asked, what each measure hangs on, what it is not."""

from __future__ import annotations

from sincerity.designs.arms import Arm
from sincerity.designs.bench import Bench
from sincerity.designs.chance import kinds_of
from sincerity.designs.found import Found
from sincerity.designs.page_findings import findings
from sincerity.designs.page_sections import sections
from sincerity.designs.page_terms import GLOSSARY
from sincerity.designs.plans import Morris, Saltelli
from sincerity.report.model import Page
from sincerity.report.wording import STATUS, count, enumeration, percent, plural, sentence

__all__ = ["study_page"]

_DIGEST_SHOWN = 12


def study_page(found: Found, digest: str) -> Page:
    """Return the page of a study, ready to be written as HTML or Markdown."""
    from sincerity import __version__

    bench = found.bench
    first = bench.arms[0]
    people = first.study.compiled_society.n_residents
    status = " / ".join(dict.fromkeys(_status(arm) for arm in bench.arms))
    seeds = f"{bench.file.seed} of events, {bench.file.design_seed} of the design"
    worlds = plural(len(found.outcomes), "world")
    society = first.inputs.society.title
    return Page(
        title=f"{bench.file.title}: {worlds} of synthetic people",
        lede=(
            f"{plural(bench.file.worlds.months, 'simulated month')} in each of {worlds}, "
            f"{count(people)} synthetic people in each. {_designed(bench, first)}"
        ),
        question=bench.file.question,
        changes=[f"{sentence(arm.label)}: {_varies(arm)}" for arm in bench.arms],
        status=status,
        badges=[
            ("Scheme status", status),
            ("People", f"{count(people)} a world, all synthetic"),
            ("Worlds", count(len(found.outcomes))),
            ("Design", bench.file.design.kind.replace("_", " ")),
            ("Seeds", seeds),
            ("Version", __version__),
            ("Digest", digest[:_DIGEST_SHOWN]),
        ],
        caption=(
            f"Society: {society}, synthetic people. Seeds {seeds}, sincerity {__version__}, "
            f"digest {digest[:_DIGEST_SHOWN]}."
        ),
        findings=findings(found),
        limits=_limits(found),
        sections=sections(found),
        glossary=GLOSSARY,
        scheme="/".join(dict.fromkeys(arm.inputs.scheme.id for arm in bench.arms)),
        version=__version__,
        digest=digest,
        of="a study of many simulated worlds",
        shows="What these worlds show",
        intervals=_intervals(found),
    )


def _status(arm: Arm) -> str:
    """Return the status of a scheme in a phrase."""
    status = arm.inputs.scheme.status
    words = [STATUS.get(status.kind, status.kind), status.place]
    return ", ".join(word for word in words if word)


def _varies(arm: Arm) -> str:
    """Say what varies in one arm."""
    if not arm.knobs:
        return "nothing varies."
    text = f"{plural(len(arm.knobs), 'value varies', 'values vary')}"
    groups = [factor for factor in arm.factors if factor.is_group]
    if groups:
        text += f", as {plural(len(arm.factors), 'factor')}, {len(groups)} of them groups"
    return f"{text}."


def _designed(bench: Bench, arm: Arm) -> str:
    """Say in a sentence how values were combined into worlds."""
    plan = bench.plans[arm.number]
    if isinstance(plan, Saltelli):
        pairs = ", and the same for pairs of factors" if plan.second_order else ""
        return (
            f"Two samples of {plural(plan.rows, 'row')}, and one with each of "
            f"{plural(len(plan.factors), 'factor')} taken from the other{pairs}."
        )
    if isinstance(plan, Morris):
        return (
            f"{sentence(plural(plan.walks, 'walk'))} through {plural(len(plan.factors), 'factor')}"
            f", one moved at a time on a grid of {plan.levels} levels."
        )
    if bench.is_grid:
        replicates = plural(bench.file.replicates, "series of accidents", "series of accidents")
        return f"Every combination of the listed values, under {replicates}."
    if bench.file.design.kind == "hypercube":
        return f"{sentence(plural(plan.points, 'draw'))} of all values at once."
    return "Every value by itself at the ends of its range."


def _intervals(found: Found) -> str:
    """Say under a figure what its intervals are."""
    bench = found.bench
    if bench.is_grid and bench.file.replicates == 1:
        return "Intervals: none; one world at each point."
    if bench.is_grid:
        kinds = enumeration(kinds_of(point.chance for point in found.points))
        return f"Intervals: chance alone, over the series of accidents at each point: {kinds}."
    if bench.file.design.kind in ("saltelli", "morris"):
        return (
            "Intervals: 95 %, by drawing rows of the design again with replacement; all worlds of "
            "the design share one series of accidents, and those without the number are left out."
        )
    if bench.file.design.kind == "hypercube":
        return (
            "Intervals: 5 % to 95 % of the draws; all share one series of accidents, and those "
            "without the number are left out."
        )
    return "Intervals: none; each value stands at the ends of its range by itself."


def _limits(found: Found) -> list[str]:
    """Return the sentences that must be read before any number."""
    texts = [
        "Nobody here is real. Every synthetic person is a number from which a generator computes "
        "age, home and work; no record about any person went in, and none can.",
        "This is not a forecast and not a description of a place. It says what follows, in this "
        "model, under these assumptions.",
        "Nothing here says which setting is better. No study has an objective, and none orders or "
        "picks worlds: all that were run are shown, in the order of the study.",
    ]
    if not found.bench.is_grid:
        texts.append(
            "What results hang on is said for the ranges of the files, which are judgements. A "
            "wider range makes a factor count for more. The form of the rules did not vary."
        )
        texts.append(
            "The design takes every value to be independent of every other. Values that in truth "
            "go together are moved apart, and share their effect."
        )
    if any(knob.area == "society" for arm in found.bench.arms for knob in arm.knobs):
        texts.append(
            "A society with other tables is other people in the same places, so accidents do not "
            "cancel: part of what the area “society” does is chance."
        )
    texts += [
        f"In {plural(number, 'world')} values of the {file} that are plausible one by one did not "
        f"fit together; all of them were moved back towards the file, to {percent(float(least))} "
        "of the way at the least."
        for file, (number, least) in found.moved.items()
    ]
    if found.failures:
        texts.append(
            f"{sentence(plural(len(found.failures), 'world'))} could not be run; rows of the "
            "design that need them are left out."
        )
    texts.append("It measures harm and what might mend it. It is of no use for scoring anyone.")
    return texts
