"""Faults in the phase observe: what is seen, told, invented and believed, and about whom."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from sincerity.chance.philox import bounded
from sincerity.chance.streams import Stream
from sincerity.reference.events import TRUE, WRONG_PERSON, Record
from sincerity.reference.reading import SchemeReading
from tests.differential.faults.planting import Faults, always, held, reading


def _the_third_stage_is_never_reached(original: Any) -> Any:
    return lambda world, act: min(original(world, act), 1)


def _wrong_records_stay_in_the_township(original: Any) -> Any:
    def wrong_slot(world: Any, act: Any, agency: int) -> int:
        address = world.event_seed, Stream.WRONG_TARGET, world.month, act.actor, act.number
        return int(act.actor // 64 * 64 + bounded(*address, 64))

    return wrong_slot


def _the_actor_may_be_the_wrong_person(original: Any) -> Any:
    def other_slot(world: Any, stream: Any, actor: int, detail: int, slots: range) -> int:
        address = world.event_seed, stream, world.month, actor, detail
        return int(slots[0] + bounded(*address, len(slots)))

    return other_slot


def _accusations_reach_the_whole_county(original: Any) -> Any:
    return lambda world, stream, actor, detail, slots: original(
        world, stream, actor, detail, world.slots_of_county(actor)
    )


def _are_true(original: Any) -> Any:
    return lambda *what: replace(original(*what), cause=TRUE)


def _false_reports_are_true(original: Any) -> Any:
    def record(month: int, actor: int, number: int, agency: int, cause: int, *what: int) -> Record:
        made: Record = original(month, actor, number, agency, TRUE, *what)
        return made

    return record


def _wrong_records_arrive_at_once(original: Any) -> Any:
    def send(world: Any, record: Record, wait_months: int) -> None:
        is_early = record.cause == WRONG_PERSON and wait_months == 1
        original(world, record, wait_months - is_early)

    return send


def _a_month_more(original: Any) -> Any:
    return lambda agency, draw: original(agency, draw) + 1


def _records_are_the_operators(original: Any) -> Any:
    return lambda world, act, agency: original(world, act, world.network.operator)


def _the_factor_of_supervision_counts_twice(scheme: SchemeReading) -> dict[str, Any]:
    rule = scheme.supervision
    return {"supervision": rule and replace(rule, factor=rule.factor * rule.factor)}


def _who_stands_on_a_list_is_not_watched_more(scheme: SchemeReading) -> dict[str, Any]:
    return {"supervision": scheme.supervision and replace(scheme.supervision, lists=())}


def _agencies_see_everywhere(original: Any) -> Any:
    def seen_below(world: Any, act: Any, agency: Any) -> int:
        everywhere = dict.fromkeys(agency.coverage, Fraction(1))
        below: int = original(world, act, replace(agency, coverage=everywhere))
        return below

    return seen_below


def _what_is_done_online_is_seen_at_home(original: Any) -> Any:
    def seen_below(world: Any, act: Any, agency: Any) -> int:
        kinds = tuple(replace(kind, needs=()) for kind in world.kinds)
        with held(world, kinds=kinds):
            below: int = original(world, act, agency)
        return below

    return seen_below


FAULTS: Faults = {
    "the third stage is never reached": {
        "records.stage_reached": _the_third_stage_is_never_reached
    },
    "wrong records stay in the township": {
        "records.wrong_slot": _wrong_records_stay_in_the_township
    },
    "the actor may be the wrong person": {"records.other_slot": _the_actor_may_be_the_wrong_person},
    "nothing is invented": {"conduct.is_invented": always(False)},
    "inventions are true": {
        "observe.invented_record": _are_true,
        "watch.invented_record": _are_true,
    },
    "the first agency invents as the others do": {"watch.prod": always(Fraction(0))},
    "errors hit everybody alike": {
        "conduct.cause_class": always(0),
        "watch.cause_class": always(0),
    },
    "wrong records of the office arrive at once": {"observe.send": _wrong_records_arrive_at_once},
    "wrong records of agencies arrive at once": {"watch.send": _wrong_records_arrive_at_once},
    "agencies tell at once": {"watch.wait_of": always(0)},
    "agencies tell a month late": {"watch.wait_of": _a_month_more},
    "agencies tell everything": {"watch.reaches_operator": always(True)},
    "agencies tell what the scheme has no use for": {
        "reading.SchemeReading.asks_for": always(True)
    },
    "the operator keeps every record": {"watch.true_record": _records_are_the_operators},
    "agencies see everywhere": {"watch.seen_below": _agencies_see_everywhere},
    "what is done online is seen at home": {
        "watch.seen_below": _what_is_done_online_is_seen_at_home
    },
    "nobody is watched more": reading(lambda scheme: {"supervision": None}),
    "who stands on a list is not watched more": reading(_who_stands_on_a_list_is_not_watched_more),
    "the factor of supervision counts twice": reading(_the_factor_of_supervision_counts_twice),
    "nobody reports a neighbour": {"observe.hear_reports": always(None)},
    "accusations reach the whole county": {"watch.other_slot": _accusations_reach_the_whole_county},
    "false reports are true": {"watch.Record": _false_reports_are_true},
}
