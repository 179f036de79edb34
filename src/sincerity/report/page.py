"""A run as a page: headline, findings, limits and sections in reading order."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Page, Section
from sincerity.report.sections import (
    acts,
    beliefs,
    doors,
    grades,
    limits,
    lists,
    points,
    records,
    reproduce,
    rights,
    scheme,
    scores,
    silence,
    unknowns,
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


def _sections(facts: Facts) -> list[Section]:
    """Return the sections that the run has numbers for, in reading order."""
    every = (
        scheme.build(facts),
        grades.build(facts),
        scores.build(facts),
        points.build(facts),
        records.build(facts),
        lists.build(facts),
        doors.build(facts),
        beliefs.build(facts),
        silence.build(facts),
        acts.build(facts),
        rights.build(facts),
        unknowns.build(facts),
        unknowns.sources(facts),
        reproduce.build(facts),
    )
    return [section for section in every if section is not None]
