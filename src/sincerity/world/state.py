"""The state columns of a world: which of them it has, by what its scheme uses."""

from sincerity.columns.spec import ColumnSpec, View
from sincerity.columns.table import ColumnTable
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.score import HARD_LIMIT
from sincerity.scheme.compile import CompiledScheme
from sincerity.society.codes import CLASSES, MEANS, VACANT_CLASS

NO_MEANS = 255


def _byte(
    name: str, unit: str, high: int, owner: str, view: View, meaning: str, null: int | None = None
) -> ColumnSpec:
    return ColumnSpec(
        name=name,
        dtype="uint8",
        unit=unit,
        low=0,
        high=high,
        null=null,
        initial=0 if null is None else null,
        owner=owner,
        view=view,
        meaning=meaning,
    )


def world_columns(scheme: CompiledScheme) -> ColumnTable:
    """Return the declarations of a world's state."""
    columns = [
        ColumnSpec(
            name="score",
            dtype="int16",
            unit="points",
            low=-HARD_LIMIT,
            high=HARD_LIMIT,
            null=NOT_COVERED,
            initial=NOT_COVERED,
            owner="score",
            view=View.RECORD,
            meaning="Stored score; null for vacant slots and people who are not covered.",
        )
    ]
    if scheme.grades:
        columns.append(
            _byte(
                "grade",
                "index of the band, best first",
                len(scheme.grades) - 1,
                "list",
                View.PUBLISHED,
                "Grade in force; null for people not covered and where grades are withdrawn.",
                NO_GRADE,
            )
        )
    if any(rule.override_pin for rule in scheme.rules):
        columns += [
            _byte(
                "pin",
                "1 + index of the band, 0 for none",
                len(scheme.grades),
                "list",
                View.RECORD,
                "Grade that an override holds the person to at least.",
            ),
            _byte("pin_left", "months", 240, "list", View.RECORD, "Months left of the override."),
        ]
    if scheme.lists:
        columns.append(
            _byte(
                "listed",
                "bit l: on list l; bit 4 + l: ever entered there",
                255,
                "list",
                View.PUBLISHED,
                "Lists that the person stands on, in effect, and those of any time.",
            )
        )
    columns += [
        _byte(
            "means",
            "0 secure, 1 strained, 2 insolvent",
            len(MEANS) - 1,
            "life",
            View.TRUTH,
            "Means of the person.",
            NO_MEANS,
        ),
        _byte(
            "awareness",
            "0 unaware, 1 heard, 2 knows rules, 3 knows own score",
            3,
            "respond",
            View.TRUTH,
            "What the person knows of the scheme.",
        ),
        _byte(
            "certainty",
            "1/255",
            255,
            "respond",
            View.TRUTH,
            "Believed certainty: charged if done, minus charged if not done.",
        ),
        _byte("fear", "1/255", 255, "respond", View.TRUTH, "Fear of speaking out."),
        ColumnSpec(
            name="class",
            dtype="uint8",
            unit="class number",
            low=0,
            high=CLASSES - 1,
            null=VACANT_CLASS,
            initial=VACANT_CLASS,
            owner="life",
            view=View.TRUTH,
            meaning="Age band, sex, urban, driver and means in one byte; derived.",
            cached=True,
        ),
    ]
    return ColumnTable(columns)
