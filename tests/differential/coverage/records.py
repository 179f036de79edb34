"""What happens in the phase observe: what is seen, told, invented and believed, and arrives."""

from collections import Counter
from typing import Any

from sincerity.reference.conduct import cause_class
from tests.differential.coverage.watcher import CAUSES, month_total

STAGES = ("office", "islands", "vertical", "joint", "one_store")
EVENTS = (
    *(f"integration: {stage}" for stage in STAGES),
    "integration: office, with doors of life",
    *(f"stage: {stage}" for stage in range(3)),
    *(f"record: {cause}" for cause in CAUSES[:5]),
    "record: two of one person in a month",
    "record: own deed and another's in a month",
    "record: one deed, two people",
    "record: of an earlier month",
    "record: vacant slot",
    "record: person not covered",
    "record: person newly covered",
    "office: sees",
    "office: sees somebody watched more",
    "agencies: nobody sees",
    "agencies: one sees",
    "agencies: several see",
    "agencies: one names the actor, one somebody else",
    "agencies: see somebody watched more",
    "agencies: see what the scheme has no use for",
    "agencies: the first to see is not the first to tell",
    *(f"coverage: less than all, {place}" for place in ("urban", "rural", "online")),
    "watched more: by list",
    "watched more: by grade",
    "way to the operator: never",
    "way to the operator: at once",
    "way to the operator: late",
    "way to the operator: entered late",
    "report: nobody takes it",
    "report: believed",
    "report: not believed",
    "invented: by one agency",
    "invented: by several agencies at once",
    "invented: of somebody whom errors hit more often",
    "tip: sent as a record",
    "tip: no kind for it",
)


def _stage_of_integration(seen: Counter[str], original: Any) -> Any:
    def watch(institutions: Any, integration: str, *files: Any) -> Any:
        seen[f"integration: {integration}"] += 1
        has_doors = integration == "office" and institutions is not None and institutions.doors
        seen["integration: office, with doors of life"] += bool(has_doors)
        return original(institutions, integration, *files)

    return watch


def _stages(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, act: Any) -> int:
        stage: int = original(world, act)
        seen[f"stage: {stage}"] += 1
        return stage

    return watch


def _arrivals(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, records: list[Any]) -> Any:
        charged = original(world, records)
        subjects = Counter(record.subject for record in records)
        seen["record: two of one person in a month"] += sum(n > 1 for n in subjects.values())
        own = [record.subject for record in records if record.cause == 0]
        seen["record: own deed and another's in a month"] += sum(
            record.subject in own for record in records if record.cause == 1
        )
        deeds = {(record.month, record.actor, record.number, record.subject) for record in records}
        named = Counter(deed[:3] for deed in deeds)
        seen["record: one deed, two people"] += sum(n > 1 for n in named.values())
        for record in records:
            seen[f"record: {CAUSES[record.cause]}"] += 1
            seen["record: of an earlier month"] += record.month < world.month
            seen["record: person not covered"] += not world.is_covered(record.subject)
            seen["record: person newly covered"] += record.subject in world.newly_covered
        seen["record: vacant slot"] += world.table("unmatched")[(world.month,)]
        return charged

    return watch


def _office(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, act: Any) -> bool:
        is_seen: bool = original(world, act)
        seen["office: sees"] += is_seen
        seen["office: sees somebody watched more"] += is_seen and world.is_supervised(act.actor)
        _count_watched(seen, world, act.actor)
        return is_seen

    return watch


def _made(world: Any, cause: int) -> int:
    """Return how many records of a cause agencies have made this month."""
    return month_total(world, "agency_records", range(len(world.network.agencies)), (cause,))


def _count_watched(seen: Counter[str], world: Any, actor: int) -> None:
    """Count why somebody who acts is watched more."""
    rule = world.scheme.supervision
    if rule is not None:
        by_list = any(world.listed[actor] >> number & 1 for number in rule.lists)
        by_grade = world.is_covered(actor) and world.grade[actor] in rule.grades
        seen["watched more: by list"] += by_list and not by_grade
        seen["watched more: by grade"] += by_grade and not by_list


class _Telling:
    """Which agencies told the operator of the act that is being looked at."""

    def __init__(self) -> None:
        self.waits: list[tuple[int, int, bool]] = []

    def of_agencies(self, seen: Counter[str], original: Any) -> Any:
        def watch(world: Any, act: Any) -> bool:
            before = [_made(world, cause) for cause in (0, 1)]
            self.waits = []
            is_seen: bool = original(world, act)
            right, wrong = (_made(world, cause) - before[cause] for cause in (0, 1))
            how_many = ("nobody sees", "one sees", "several see")[min(right + wrong, 2)]
            seen[f"agencies: {how_many}"] += 1
            seen["agencies: one names the actor, one somebody else"] += right > 0 < wrong
            seen["agencies: see somebody watched more"] += is_seen and world.is_supervised(
                act.actor
            )
            no_use = is_seen and not world.scheme.asks_for(act.kind)
            seen["agencies: see what the scheme has no use for"] += no_use
            told = [(wait, number) for wait, number, is_wrong in self.waits if not is_wrong]
            is_overtaken = bool(told) and min(told)[1] != told[0][1]
            seen["agencies: the first to see is not the first to tell"] += is_overtaken
            _count_watched(seen, world, act.actor)
            return is_seen

        return watch

    def by_the_way(self, seen: Counter[str], original: Any) -> Any:
        def watch(agency: Any, draw: Any) -> int:
            wait: int = original(agency, draw)
            way = agency.to_operator.months(draw[3] & 0xFFFF)
            seen["way to the operator: late" if way else "way to the operator: at once"] += 1
            seen["way to the operator: entered late"] += wait > way
            self.waits.append((wait, agency.number, draw[1] < agency.wrong_person_below))
            return wait

        return watch


_TELLING = _Telling()


def _reaching(seen: Counter[str], original: Any) -> Any:
    def watch(agency: Any, draw: Any) -> bool:
        reaches: bool = original(agency, draw)
        seen["way to the operator: never"] += not reaches
        return reaches

    return watch


def _covering(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, act: Any, agency: Any) -> int:
        place = "urban" if world.people[act.actor].urban else "rural"
        if "online" in world.kinds[act.kind].needs:
            place = "online"
        seen[f"coverage: less than all, {place}"] += agency.coverage[place] < 1
        below: int = original(world, act, agency)
        return below

    return watch


def _reports(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, act: Any) -> None:
        before = _made(world, 3)
        original(world, act)
        is_believed = _made(world, 3) > before
        if world.network.reports_to is None:
            seen["report: nobody takes it"] += 1
        else:
            seen["report: believed" if is_believed else "report: not believed"] += 1

    return watch


def _inventing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, invention: Any) -> None:
        before = _made(world, 2)
        original(world, invention)
        agencies = _made(world, 2) - before
        seen["invented: by one agency"] += agencies == 1
        seen["invented: by several agencies at once"] += agencies > 1
        times = world.network.cause_times[cause_class(world, invention.subject)]
        seen["invented: of somebody whom errors hit more often"] += times > 1

    return watch


def _tips(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, worker: int) -> bool:
        is_believed: bool = original(world, worker)
        if not is_believed:
            has_kind = any(kind.accuses_falsely for kind in world.kinds)
            seen["tip: sent as a record" if has_kind else "tip: no kind for it"] += 1
        return is_believed

    return watch


WATCHERS = (
    ("agencies.read_network", _stage_of_integration),
    ("records.stage_reached", _stages),
    ("world.score", _arrivals),
    ("observe.see", _office),
    ("observe.watch", _TELLING.of_agencies),
    ("watch.wait_of", _TELLING.by_the_way),
    ("watch.reaches_operator", _reaching),
    ("watch.seen_below", _covering),
    ("observe.hear_reports", _reports),
    ("observe.invent", _inventing),
    ("firms.is_believed", _tips),
)
