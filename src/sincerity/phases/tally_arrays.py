"""The counters that phases fill during a month: one set a thread, added up as integers.

They come in groups, because a kernel pays for every array that it is handed.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.phases.classes import CLASSES, TABLE_SIZE
from sincerity.phases.rows import CAUSES, ENTRY_CAUSES, EXIT_REASONS, TAINTS
from sincerity.society.codes import MEANS

Array = npt.NDArray[Any]

SCORE_BINS = 64
AWARENESS_LEVELS = ("unaware", "heard", "knows_rules", "knows_own_score")

SINGLES = (
    "unmatched",
    "unscored",
    "returned_points",
    "clamped_points",
    "certainty_sum",
    "fear_sum",
    "falls_applied",
    "falls_caused",
    "idle_people",
    "wronged_started",
    "wronged_ended",
    "wronged_months",
    "wronged_again",
    "sanctioned_months",
    "objection_delay",
    "workers_laid_off",
    "firm_listed",
    "firm_listed_entries",
    "firms_open",
)
"""Counters that are one number a month, in the order of `BaseCounters.singles`."""
(
    UNMATCHED,
    UNSCORED,
    RETURNED,
    CLAMPED,
    CERTAINTY_SUM,
    FEAR_SUM,
    FALLS_APPLIED,
    FALLS_CAUSED,
    IDLE_PEOPLE,
    WRONGED_STARTED,
    WRONGED_ENDED,
    WRONGED_MONTHS,
    WRONGED_AGAIN,
    SANCTIONED_MONTHS,
    OBJECTION_DELAY,
    WORKERS_LAID_OFF,
    FIRM_LISTED,
    FIRM_LISTED_ENTRIES,
    FIRMS_OPEN,
) = range(len(SINGLES))

BULLETIN = (
    "residents",
    "covered",
    "visible",
    "charged",
    "low_grade",
    "listed",
    "protected_acts",
    "problems",
    "reported",
    "filed",
    "protesters",
    "speakers",
    "withdrawn",
)
"""Measures of the bulletin: the integers by township that blocks share with next month."""
(
    RESIDENTS,
    COVERED,
    VISIBLE,
    CHARGED,
    LOW_GRADE,
    LISTED,
    PROTECTED_ACTS,
    PROBLEMS,
    REPORTED,
    FILED,
    PROTESTERS,
    SPEAKERS,
    WITHDRAWN,
) = range(len(BULLETIN))

ANSWERS = ("strongly_disapprove", "disapprove", "neutral", "approve", "strongly_approve")
SURVEY = (*ANSWERS, "refused", "private_sum", "expressed_sum", "fairness_sum")
"""What the survey counts: answers, refusals, and sums of levels over all who were asked."""
REFUSED, PRIVATE_SUM, EXPRESSED_SUM, FAIRNESS_SUM = range(len(ANSWERS), len(SURVEY))
SURVEY_GROUPS = ("party", "migrant", "online")
VOICES = ("aggrieved", "grievance_sum", "open", "open_silenced", "online", "online_silenced")
"""Adults with a grievance, the sum of grievances, who protested, who would have but for fear, who
spoke online, and who would have but for fear."""
AGGRIEVED, GRIEVANCE_SUM, OPEN, OPEN_SILENCED, SPOKE_ONLINE, ONLINE_SILENCED = range(len(VOICES))
CELL_BULLETIN = ("visible", "wronged", "protesters")
"""Measures of the bulletin by cell, besides residents, who do not change."""
CELL_VISIBLE, CELL_WRONGED, CELL_PROTESTERS = range(len(CELL_BULLETIN))

BURDENS = ("false", "protected", "disproportionate", "cannot_pay", "another")
"""The five columns of wrongful burden: for something not done; for a protected act; out of
proportion; for what could not be helped; for another's act. They may overlap."""
BLOCKED, UNKNOWN, LET_THROUGH = range(3)
ATTEMPT_ENDS = ("blocked", "unknown", "let_through")
"""How an attempt at a closed door ends: turned away; nobody there had heard; it was let pass."""
FILED_STEP, UPHELD_STEP, REJECTED_STEP = range(3)
OBJECTION_STEPS = ("filed", "upheld", "rejected")
FIRM_FATES = ("favoured", "nominee", "reopened", "bought", "closed")
FAVOURED, NOMINEE, REOPENED, BOUGHT, CLOSED = range(len(FIRM_FATES))
FIRM_TIPS = ("tipped", "judged_false", "without_fear")


class BaseCounters(NamedTuple):
    """One month's counters, all int64. C classes, K kinds, R rules, L lists, D doors, G grades.

    While threads count, tables that start with C have 256 rows, so that any class byte is an
    index; `add_up` cuts them to C. Scores are first counted for those away from the base alone
    (`tally.settle` adds the others).
    """

    standing: Array
    """[C, G + 1, 4] residents by grade and awareness; the last grade stands for not covered"""
    class_score: Array
    """[C, 64] covered people by score bin"""
    score_sum: Array
    """[C] points"""
    off_base: Array
    """[C] covered people whose stored score is not the base"""
    acts: Array
    """[K, C] acts done"""
    undisturbed: Array
    """[K] acts that would have been done had nobody responded to the scheme"""
    candidates: Array
    """[K]"""
    cannot_pay_acts: Array
    """[K]"""
    records: Array
    """[K, 5] by cause, when they reach the one who charges"""
    rule_charges: Array
    """[R, 5] by cause"""
    rule_points: Array
    """[R, C] signed points"""
    charged_people: Array
    """[C] people charged with negative points"""
    singles: Array
    """see `SINGLES`"""
    bulletin: Array
    """[townships, 13], see `BULLETIN`"""


class AgencyCounters(NamedTuple):
    """What agencies see. A agencies."""

    agency_records: Array
    """[A, 5] records made, by cause, whether or not they reach the operator"""
    acts_watched: Array
    """[2, 2] by supervised: acts done, acts that any agency saw"""


class ListCounters(NamedTuple):
    """Who enters and leaves lists."""

    list_members: Array
    """[L, C] people on the list, in effect"""
    list_entries: Array
    """[L, 8] by cause of entry"""
    list_entry_taint: Array
    """[L, 5] entries by what would make them wrongful"""
    list_exits: Array
    """[L, 5] by reason"""
    list_exit_months: Array
    """[L, 5] months between entry and exit, by reason"""
    list_reentries: Array
    """[L] entries of people who have been there before"""
    reach: Array
    """[L, 3] entries by record; agencies that come to know of each; their squares"""


class DoorCounters(NamedTuple):
    """Who stands before closed doors, and why. D doors, of which the first are sanctions."""

    door_months: Array
    """[D, C] people before a door that is closed (or opened) to themselves"""
    burden: Array
    """[5, C] sanction-months that are wrongful, by column"""
    burden_doors: Array
    """[D, 5]"""
    burden_people: Array
    """[5] people with any"""
    spill_months: Array
    """[D] people before a door closed to another member of the household"""
    spill_minor_months: Array
    """[D] of these, minors"""
    stale_months: Array
    """[D] people before a door after their entry has ended"""
    door_attempts: Array
    """[D, 3] attempts at a closed door by how they end"""
    blocked_wrong: Array
    """[D] people turned away for something not done"""


class RemedyCounters(NamedTuple):
    """Objections and other ways back."""

    objections: Array
    """[2, 3] by right or wrong record: filed, upheld, rejected"""
    performed: Array
    """[3] exits by performance, by means"""
    repaired: Array
    """[3] exits by repair, by means"""
    listed_by_means: Array
    """[3] active entries by means of the listed"""


class FirmCounters(NamedTuple):
    """What firms do and what becomes of them. F kinds of firm conduct."""

    firm_acts: Array
    """[F]"""
    firm_undisturbed: Array
    """[F] acts that would have been done without the scheme"""
    firm_victims: Array
    """[F] people harmed"""
    firm_prevented: Array
    """[F] people not harmed because the scheme deterred"""
    firm_found: Array
    """[F]"""
    firm_missed: Array
    """[F]"""
    firm_tips: Array
    """[3], see `FIRM_TIPS`"""
    firm_fate: Array
    """[5], see `FIRM_FATES`"""
    firm_grades: Array
    """[FG + 1] open firms by grade, the last without"""


class VoiceCounters(NamedTuple):
    """What people answer, and who speaks up. A 4 steps of awareness, N cells."""

    survey: Array
    """[C, 9], see `SURVEY`"""
    survey_aware: Array
    """[A, 9]"""
    survey_groups: Array
    """[3, 2, 9] by attribute (`SURVEY_GROUPS`), no and yes"""
    survey_counties: Array
    """[counties, 9]"""
    voices: Array
    """[C, 6], see `VOICES`"""
    cells: Array
    """[N, 3], see `CELL_BULLETIN`; for next month alone, not kept"""


@dataclass(frozen=True, slots=True)
class Counters:
    """A thread's counters by group."""

    base: BaseCounters
    agencies: AgencyCounters
    lists: ListCounters
    doors: DoorCounters
    remedy: RemedyCounters
    firms: FirmCounters
    voices: VoiceCounters

    def groups(self) -> tuple[Any, ...]:
        """Return the groups in their order."""
        return (
            self.base,
            self.agencies,
            self.lists,
            self.doors,
            self.remedy,
            self.firms,
            self.voices,
        )


@dataclass(frozen=True, slots=True)
class CounterSizes:
    """Lengths of the axes."""

    kinds: int
    rules: int
    grades: int
    lists: int
    doors: int
    townships: int
    agencies: int = 0
    firm_kinds: int = 0
    firm_grades: int = 0
    counties: int = 0
    cells: int = 0


_BY_CLASS_BYTE = ("standing", "class_score", "score_sum", "off_base")


def _zeros(*shape: int) -> Array:
    return np.full(shape, 0, dtype=np.int64)


def allocate_counters(n: CounterSizes) -> Counters:
    """Return counters at zero."""
    causes, means, burdens = len(CAUSES), len(MEANS), len(BURDENS)
    base = BaseCounters(
        standing=_zeros(TABLE_SIZE, max(n.grades, 1) + 1, len(AWARENESS_LEVELS)),
        class_score=_zeros(TABLE_SIZE, SCORE_BINS),
        score_sum=_zeros(TABLE_SIZE),
        off_base=_zeros(TABLE_SIZE),
        acts=_zeros(n.kinds, CLASSES),
        undisturbed=_zeros(n.kinds),
        candidates=_zeros(n.kinds),
        cannot_pay_acts=_zeros(n.kinds),
        records=_zeros(n.kinds, causes),
        rule_charges=_zeros(n.rules, causes),
        rule_points=_zeros(n.rules, CLASSES),
        charged_people=_zeros(CLASSES),
        singles=_zeros(len(SINGLES)),
        bulletin=_zeros(n.townships, len(BULLETIN)),
    )
    lists = ListCounters(
        list_members=_zeros(n.lists, CLASSES),
        list_entries=_zeros(n.lists, len(ENTRY_CAUSES)),
        list_entry_taint=_zeros(n.lists, len(TAINTS)),
        list_exits=_zeros(n.lists, len(EXIT_REASONS)),
        list_exit_months=_zeros(n.lists, len(EXIT_REASONS)),
        list_reentries=_zeros(n.lists),
        reach=_zeros(n.lists, 3),
    )
    doors = DoorCounters(
        door_months=_zeros(n.doors, CLASSES),
        burden=_zeros(burdens, CLASSES),
        burden_doors=_zeros(n.doors, burdens),
        burden_people=_zeros(burdens),
        spill_months=_zeros(n.doors),
        spill_minor_months=_zeros(n.doors),
        stale_months=_zeros(n.doors),
        door_attempts=_zeros(n.doors, len(ATTEMPT_ENDS)),
        blocked_wrong=_zeros(n.doors),
    )
    firms = FirmCounters(
        firm_acts=_zeros(n.firm_kinds),
        firm_undisturbed=_zeros(n.firm_kinds),
        firm_victims=_zeros(n.firm_kinds),
        firm_prevented=_zeros(n.firm_kinds),
        firm_found=_zeros(n.firm_kinds),
        firm_missed=_zeros(n.firm_kinds),
        firm_tips=_zeros(len(FIRM_TIPS)),
        firm_fate=_zeros(len(FIRM_FATES)),
        firm_grades=_zeros(n.firm_grades + 1),
    )
    return Counters(
        base=base,
        agencies=AgencyCounters(_zeros(n.agencies, causes), _zeros(2, 2)),
        lists=lists,
        doors=doors,
        remedy=RemedyCounters(
            _zeros(2, len(OBJECTION_STEPS)), _zeros(means), _zeros(means), _zeros(means)
        ),
        firms=firms,
        voices=VoiceCounters(
            survey=_zeros(CLASSES, len(SURVEY)),
            survey_aware=_zeros(len(AWARENESS_LEVELS), len(SURVEY)),
            survey_groups=_zeros(len(SURVEY_GROUPS), 2, len(SURVEY)),
            survey_counties=_zeros(n.counties, len(SURVEY)),
            voices=_zeros(CLASSES, len(VOICES)),
            cells=_zeros(n.cells, len(CELL_BULLETIN)),
        ),
    )


def add_up(parts: list[Counters]) -> dict[str, Array]:
    """Return the sum of the threads' counters by name, and set those back to zero."""
    total: dict[str, Array] = {}
    for part in parts:
        for group in part.groups():
            for name, array in zip(group._fields, group, strict=True):
                if name in total:
                    np.add(total[name], array, out=total[name])
                else:
                    total[name] = array.copy()
                array.fill(0)
    for name in _BY_CLASS_BYTE:
        total[name] = total[name][:CLASSES].copy()
    return total
