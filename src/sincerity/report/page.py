"""A run as a page: headline, findings, limits and sections in reading order."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Page, Section
from sincerity.report.sections import (
    acts,
    agencies,
    approval,
    attempts,
    beliefs,
    burden,
    detection,
    doors,
    errors,
    firms,
    grades,
    limits,
    lists,
    means,
    points,
    problems,
    protest,
    reach,
    records,
    recovery,
    reproduce,
    rights,
    scheme,
    scores,
    silence,
    supervision,
    unknowns,
    ways_back,
)
from sincerity.report.sections.changes import changes
from sincerity.report.sections.findings import findings
from sincerity.report.wording import count, plural
from sincerity.runs.run import Run

DIGEST_SHOWN = 12


def build_page(run: Run) -> Page:
    """Return the report of a run, ready to be written."""
    facts = Facts(run)
    about, version = facts.about, run.record["code"]["version"]
    place = facts.society.title
    months = plural(about["months"], "month")
    people = plural(facts.residents, "synthetic person", "synthetic people")
    return Page(
        title=f"{facts.scheme.title}: what it does to {people}",
        lede=(
            f"{plural(about['months'], 'simulated month')}, {facts.when_long(1)} to {facts.end}. "
            f"The scheme: {facts.status}. The people are made up; the rules are written down, "
            "with their sources and their gaps."
        ),
        question=(
            f"What happens to {people} of the society “{place}” if the rules of "
            f"“{facts.scheme.title}” are in force for {months} from {facts.when_long(1)}?"
        ),
        changes=changes(facts),
        status=facts.status,
        badges=[
            ("Scheme status", facts.status),
            ("People", f"{count(facts.residents)}, all synthetic"),
            *_sharing(facts),
            ("Seed", str(about["seed"])),
            ("Version", version),
            ("Digest", run.digest[:DIGEST_SHOWN]),
            *(
                []
                if run.record["certified"]
                else [("Code", "plug-ins took part, not the package alone")]
            ),
        ],
        caption=(
            f"Scheme: {facts.scheme.title}. Society: {place}, synthetic people. "
            f"Seed {about['seed']}, replicate {about['replicate']}, sincerity {version}, digest "
            f"{run.digest[:DIGEST_SHOWN]}."
        ),
        findings=findings(facts),
        limits=limits.limits(facts),
        sections=_sections(facts),
        glossary=limits.GLOSSARY,
        scheme=about["scheme"],
        version=version,
        digest=run.digest,
    )


def _sharing(facts: Facts) -> list[tuple[str, str]]:
    """Return the badge that says how far agencies share, where there are any."""
    if not facts.has_agencies or facts.institutions is None:
        return []
    stage = facts.institutions.stages[facts.about["integration"]]
    return [("Agencies", stage.label)]


def _sections(facts: Facts) -> list[Section]:
    """Return the sections that the run has numbers for, in reading order."""
    every = (
        scheme.build(facts),
        burden.build(facts),
        errors.build(facts),
        grades.build(facts),
        scores.build(facts),
        points.build(facts),
        records.build(facts),
        agencies.build(facts),
        detection.build(facts),
        supervision.build(facts),
        lists.build(facts),
        reach.build(facts),
        recovery.build(facts),
        ways_back.build(facts),
        doors.build(facts),
        attempts.build(facts),
        means.build(facts),
        firms.build(facts),
        beliefs.build(facts),
        approval.build(facts),
        silence.build(facts),
        protest.build(facts),
        problems.build(facts),
        acts.build(facts),
        rights.build(facts),
        unknowns.build(facts),
        unknowns.sources(facts),
        reproduce.build(facts),
    )
    return [section for section in every if section is not None]
