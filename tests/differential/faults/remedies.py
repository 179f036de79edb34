"""Faults in the phase remedy: who objects, when that is decided, and other ways off a list."""

from dataclasses import replace
from typing import Any

from sincerity.reference.events import NEVER, PAYABLE, TRUE, UPHELD
from sincerity.reference.state import ADULT_AGE_YEARS, SECURE
from tests.differential.faults.planting import Faults, every_list, held


def _everybody_is_told(original: Any) -> Any:
    def learn_of_records(world: Any, *what: Any) -> Any:
        with held(world, scheme=replace(world.scheme, gives_notice=True)):
            return original(world, *what)

    return learn_of_records


def _minors_object(original: Any) -> Any:
    def consider(world: Any, *what: Any) -> None:
        with held(world, years=world.years + ADULT_AGE_YEARS):
            original(world, *what)

    return consider


def _nobody_is_afraid_to_object(original: Any) -> Any:
    def consider(world: Any, *what: Any) -> None:
        with held(world, fear=dict.fromkeys(world.fear, 0)):
            original(world, *what)

    return consider


def _everybody_objects_like_the_secure(original: Any) -> Any:
    def consider(world: Any, *what: Any) -> None:
        with held(world, means=dict.fromkeys(world.means, SECURE)):
            original(world, *what)

    return consider


def _the_same_record_is_objected_to_again(original: Any) -> Any:
    def consider(world: Any, *what: Any) -> None:
        with held(world, objections=[]):
            original(world, *what)
            new = world.objections
        world.objections.extend(new)

    return consider


def _the_last_to_file_is_heard_first(original: Any) -> Any:
    return lambda world, filed: original(world, filed[::-1])


def _parts_of_cases_are_lost(original: Any) -> Any:
    return lambda month, a_month: original(0, a_month)


def _what_reviewers_have_no_time_for_is_filed_again(original: Any) -> Any:
    def decide_objections(world: Any) -> None:
        with held(world, month=max(world.month - 1, 0)):
            original(world)

    return decide_objections


def _wrong_records_look_right(original: Any) -> Any:
    return lambda world, objection: original(world, replace(objection, cause=TRUE))


def _who_is_right_stays_on_the_list(original: Any) -> Any:
    def end_next_month(world: Any, entry: Any, reason: int) -> None:
        if reason != UPHELD:
            original(world, entry, reason)

    return end_next_month


def _what_is_given_back_comes_back_again(original: Any) -> Any:
    return lambda world, slot, part: original(world, slot, replace(part, due=NEVER))


def _points_given_back_stay_tainted(original: Any) -> Any:
    def give_back(world: Any, slot: int, part: Any) -> None:
        with held(world, ledger=[]):
            original(world, slot, part)

    return give_back


def _everybody_owes_what_can_be_paid(original: Any) -> Any:
    def leave_early(world: Any, entry: Any) -> None:
        with held(entry, flags=entry.flags | PAYABLE):
            original(world, entry)

    return leave_early


FAULTS: Faults = {
    "everybody is told": {"remedy.learn_of_records": _everybody_is_told},
    "minors object": {"remedy.consider": _minors_object},
    "nobody is afraid to object": {"remedy.consider": _nobody_is_afraid_to_object},
    "everybody objects like the secure": {"remedy.consider": _everybody_objects_like_the_secure},
    "the same record is objected to again": {
        "remedy.consider": _the_same_record_is_objected_to_again
    },
    "the last to file is heard first": {"remedy.give_tickets": _the_last_to_file_is_heard_first},
    "parts of cases are lost": {"remedy.share_of_month": _parts_of_cases_are_lost},
    "delays are a month shorter": {
        "remedy.decide_objections": _what_reviewers_have_no_time_for_is_filed_again
    },
    "wrong records look right": {"remedy.decide": _wrong_records_look_right},
    "who is right stays on the list": {"remedy.end_next_month": _who_is_right_stays_on_the_list},
    "what is given back comes back again": {
        "remedy.give_back": _what_is_given_back_comes_back_again
    },
    "points given back stay tainted": {"remedy.give_back": _points_given_back_stay_tainted},
    "everybody owes what can be paid": {"remedy.leave_early": _everybody_owes_what_can_be_paid},
    "repair is open to all": every_list(lambda rule: {"repair_open": (0, 1, 2)}),
    "repair needs no wait": every_list(
        lambda rule: {"repair_after": None if rule.repair_after is None else 0}
    ),
}
