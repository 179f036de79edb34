"""Records that are true, and records of what the person did not do, by why they exist."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections import charges
from sincerity.report.sections.tables import by_month, causes
from sincerity.report.wording import CAUSES, count, percent, plural

NUMBERS = {3: "Three", 5: "Five"}


def build(facts: Facts) -> Section | None:
    """Return the section, or None where no record was entered."""
    entered = total(facts)
    if not entered:
        return None
    unmatched = facts.total("records_unmatched")
    charged = charges.table(facts)
    after = []
    if unmatched:
        after.append(
            f"{plural(unmatched, 'more record')} named a place where nobody lives and reached "
            "nobody."
        )
    return Section(
        id="records",
        title="Records: true or not, and why",
        paragraphs=[
            f"Only a simulator can make this split. {_who_sees(facts)} sees a record; it does not "
            "see whether the person did it. How often records are wrong is an assumption here (see "
            "the unsourced numbers), so this section shows what follows from the assumption, not "
            "how often it happens anywhere.",
            "“Share untrue” in the table by kind depends on this most: invented records are spread "
            f"evenly over {_kinds_invented(facts)}, so a rare kind shows a large share by "
            "construction.",
        ],
        figures=[_over_time(facts, entered)],
        tables=[*([charged] if charged else []), _by_kind(facts)],
        after=after,
    )


def total(facts: Facts) -> float:
    """Return the number of records entered over the run."""
    return sum(facts.total(f"records.{cause}") for cause in causes(facts))


def false_records(facts: Facts) -> float:
    """Return the number of records about something the person did not do."""
    return total(facts) - facts.total("records.true")


def _who_sees(facts: Facts) -> str:
    """Return who charges and lists: the office, or the agency that the scheme names."""
    operator, found = facts.scheme.operator, facts.institutions
    if not facts.has_agencies or operator is None or found is None:
        return "The office"
    return f"Whoever charges and lists (“{found.agency(operator).label}”)"


def _kinds_invented(facts: Facts) -> str:
    """Return over what kinds of conduct invented records are spread."""
    return "the kinds of harm that an agency sees" if facts.has_agencies else "all kinds of harm"


def _over_time(facts: Facts, entered: float) -> Figure:
    """Return records by cause, month by month."""
    drawn = panels(
        [Line(CAUSES[cause], facts.series(f"records.{cause}")) for cause in causes(facts)],
        facts.start,
        unit="",
        share=False,
    )
    false = false_records(facts)
    return Figure(
        id="records-by-cause",
        title=f"{percent(false / entered)} of records are about something the person did not do",
        description=(
            f"{NUMBERS[len(causes(facts))]} small line charts, month by month: records that are "
            "true, and those that are not, by why they exist. Each has its own scale."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Records by month of arrival and by cause",
            counted=("All records", "records.true"),
            metrics={CAUSES[cause]: f"records.{cause}" for cause in causes(facts)},
            kind="count",
        ),
        counted=f"{count(false)} of {plural(entered, 'record')} over the run",
        note="The scales differ.",
    )


def _by_kind(facts: Facts) -> Table:
    """Return records and untrue records for each kind of conduct that has any."""
    rows: list[list[Cell]] = []
    for kind in facts.conduct.kinds:
        entered = facts.total(f"records_of_kind.{kind.id}")
        if entered:
            false = facts.total(f"false_records_of_kind.{kind.id}")
            done = facts.total(f"acts.{kind.id}")
            rows.append([kind.label, done, entered, false, false / entered])
    return Table(
        "Acts done and records that arrived over the run, by kind of conduct",
        [
            Col("Kind of conduct"),
            Col("Acts done", "count"),
            Col("Records", "count"),
            Col("Untrue records", "count"),
            Col("Share untrue", "share"),
        ],
        rows,
    )
