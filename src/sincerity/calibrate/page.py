"""The page of a calibration: residuals, what is free, predictions, what the model lacks."""

from __future__ import annotations

from sincerity.calibrate.model import CUT
from sincerity.calibrate.page_sections import sections
from sincerity.calibrate.predict import Predicted
from sincerity.calibrate.run import Calibration, Found
from sincerity.calibrate.worlds import Bench
from sincerity.report.model import Finding, Page, Term
from sincerity.report.wording import STATUS, count, decimal, plural

__all__ = ["calibration_page", "degrees", "in_words"]

_DIGEST_SHOWN = 12
_PLACES = 3


def calibration_page(calibration: Calibration, bench: Bench, found: Found, digest: str) -> Page:
    """Return the page of a calibration, ready to be written as HTML or Markdown."""
    from sincerity import __version__

    targets = found.targets
    scheme = bench.rules[-1][1]
    status = ", ".join(
        word for word in (STATUS.get(scheme.status.kind), scheme.status.place) if word
    )
    worlds = plural(len(found.outcomes), "world")
    people = plural(bench.compiled.n_residents, "synthetic person", "synthetic people")
    kept = f"{count(len(found.kept))} kept of {plural(len(found.judged), 'setting')}"
    seeds = f"{calibration.seed} of events, {calibration.design_seed} of settings"
    return Page(
        title=f"{targets.title}: what published rows rule out",
        lede=(
            f"{plural(bench.months, 'simulated month')}, {targets.run.begins} to "
            f"{targets.run.until}, in {worlds} of {people}, held against "
            f"{plural(len(targets.fitted_rows), 'published row')}."
        ),
        question=(
            f"{targets.summary} Which settings do the rows not rule out, and what follows from "
            "those for everything that was not fitted?"
        ),
        changes=[degrees(found)],
        status=status,
        badges=[
            ("Scheme status", status),
            ("People", f"{count(bench.compiled.n_residents)} a world, all synthetic"),
            *_scale(bench),
            ("Settings", kept),
            ("Degrees of freedom", str(targets.degrees_of_freedom)),
            ("Seeds", seeds),
            ("Version", __version__),
            ("Digest", digest[:_DIGEST_SHOWN]),
        ],
        caption=(
            f"Society: {bench.recipe.title}, synthetic people. Seeds {seeds}, sincerity "
            f"{__version__}, digest {digest[:_DIGEST_SHOWN]}."
        ),
        findings=_findings(found, kept),
        limits=_limits(found),
        sections=sections(calibration, bench, found),
        glossary=GLOSSARY,
        scheme=targets.id,
        version=__version__,
        digest=digest,
        of="a calibration, one simulated run a setting",
        shows="What is not ruled out, and what follows",
        intervals=f"Intervals: smallest to largest over the settings that are kept ({kept}).",
    )


def _scale(bench: Bench) -> list[tuple[str, str]]:
    """Return for how many people one synthetic one stands, where counts are scaled."""
    if bench.targets.country_adults is None:
        return []
    return [("Scale", f"1 synthetic adult for {count(bench.people_each)}")]


def in_words(found: Found) -> str:
    """Say how many settings are kept, and plainly when none is."""
    judged, waves = plural(len(found.judged), "setting"), plural(len(found.boxes), "wave")
    if not found.kept:
        worst = max(found.nearest.by_row, key=found.nearest.by_row.__getitem__)
        label = next(row.label for row in found.targets.fitted_rows if row.id == worst)
        return (
            f"No setting reproduces the rows: each of {judged} in {waves} is ruled out at "
            f"{CUT} standard deviations. The nearest lies {decimal(found.nearest.worst, 1)} away "
            f"in its worst row ({label}). Nothing is predicted."
        )
    verb = "is" if len(found.kept) == 1 else "are"
    return (
        f"{count(len(found.kept))} of {judged} in {waves} {verb} not ruled out at {CUT} standard "
        "deviations."
    )


def degrees(found: Found) -> str:
    """Say rows, free parameters and degrees of freedom."""
    targets = found.targets
    rows = plural(len(targets.fitted_rows), "fitted row")
    free = plural(len(targets.fitted_parameters), "free parameter")
    number = targets.degrees_of_freedom
    text = f"{rows} less {free}: {number if number >= 0 else f'minus {-number}'} degrees of freedom"
    only = len(targets.free) - len(targets.fitted_parameters)
    if only:
        text += f"; {plural(only, 'further parameter')} varied in predictions alone"
    if number < 0:
        text += (
            ". Parameters exceed rows, so that the rows cannot settle them: every setting that is "
            "not ruled out is kept"
        )
    return f"{text}."


def _findings(found: Found, kept: str) -> list[Finding]:
    """Return what is not ruled out, how near it comes, and how predictions fared."""
    findings = [Finding(in_words(found), kept, "rows")]
    held = [p for p in found.predicted if p.role == "predicted" and p.holds_published is not None]
    if held:
        right = [p for p in held if p.holds_published]
        findings.append(
            Finding(
                f"Of {plural(len(held), 'published row')} that nothing was fitted to, "
                f"{count(len(right))} lie inside the predicted interval."
                + _missed([p for p in held if not p.holds_published]),
                kept,
                "predicted",
            )
        )
    return findings


def _missed(predicted: list[Predicted]) -> str:
    """Name the published rows outside their interval."""
    if not predicted:
        return ""
    names = "; ".join(
        f"{p.asked.label} (published {_number(p.published)}, predicted {_number(p.low)} to "
        f"{_number(p.high)} {p.asked.unit})"
        for p in predicted
    )
    return f" Outside it, so not reproduced: {names}."


def _number(number: float | None) -> str:
    """Return a number of a sentence with as many places as it needs."""
    if number is None:
        return "no number"
    places = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    return decimal(number, places if abs(number) >= 0.1 or number == 0 else _PLACES)


def _limits(found: Found) -> list[str]:
    """Return the sentences that must be read before any number."""
    return [
        "Nobody here is real. Every synthetic person is a number from which a generator computes "
        "age, home and work; published totals went in, and no record about any person.",
        "A setting that is kept is not a true one: it is one that these few rows do not rule out, "
        "with the discrepancies that are stated. Other models would do as well.",
        "The kept settings are no sample from a probability, so an interval over them is no "
        "confidence interval. It shows what the rows leave open.",
        "Predictions are of this model under these assumptions. Rows that were published are "
        "printed beside them whether they fit or not.",
        "Only rows that ship with the package can be fitted; it takes no other targets. It is of "
        "no use for scoring anyone.",
        *(
            ["No setting is kept, so the numbers of the nearest one are shown, and no prediction."]
            if not found.kept
            else []
        ),
    ]


GLOSSARY = (
    Term("Row", "One published number, with its date, its unit, its mark and its source."),
    Term("Mark", "How well a number is known: V seen in a public source, V* in a weak one, D "
         "derived from others, M+, M and M- from memory, GAP looked for and not found."),
    Term("Setting", "A value for everything that is free; each setting is run as a world."),
    Term("Implausibility", "How far the simulated number lies from the published one, divided by "
         "the standard deviation of accidents, rounding, sampling and discrepancy together."),
    Term("Discrepancy", "The standard deviation that the model is allowed for what it leaves out; "
         "a judgement, stated for each row before anything was run."),
    Term("Kept", f"Not ruled out: no fitted row lies beyond {CUT} standard deviations."),
    Term("Degrees of freedom", "Fitted rows less free parameters that they depend on."),
    Term("Synthetic person", "A number from which age, sex, home and the like are computed."),
    Term("Digest", "A short fingerprint of all worlds: equal digests, equal numbers."),
)  # fmt: skip
"""Words that a reader may not know, in the order in which they are needed."""
