"""Faults in the phase list: grades, grounds, terms, and what ends an entry."""

from dataclasses import replace
from typing import Any

from sincerity.reference.events import NEVER, PAYABLE, Charge, Record
from tests.differential.faults.planting import Faults, always, every_list, held


def _terms_end_a_month_early(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        is_new = world.entry_on(slot, number) is None
        original(world, slot, number, ground)
        entry = world.entry_on(slot, number)
        entry.ends -= is_new and entry.ends != NEVER

    return enter


def _a_term_runs_from_entry(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        is_new = world.entry_on(slot, number) is None
        original(world, slot, number, ground)
        entry = world.entry_on(slot, number)
        if is_new and entry.ends != NEVER:
            entry.ends -= world.scheme.lists[number].grace_months

    return enter


def _a_new_ground_always_restarts(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        restarting = tuple(replace(rule, restarts=True) for rule in world.scheme.lists)
        with held(world, scheme=replace(world.scheme, lists=restarting)):
            original(world, slot, number, ground)

    return enter


def _a_new_ground_adds_a_term(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        standing = world.entry_on(slot, number)
        ends = standing.ends if standing else None
        original(world, slot, number, ground)
        if ends is not None and standing.ends != ends:
            standing.ends = ends + world.scheme.lists[number].term_months

    return enter


def _charges_are_looked_at_before_records(original: Any) -> Any:
    def ground_of(
        world: Any, slot: int, rule: Any, records: list[Record], charges: list[Charge]
    ) -> Any:
        by_charge = original(world, slot, replace(rule, grades=(), lists=()), [], charges)
        return by_charge or original(world, slot, rule, records, charges)

    return ground_of


def _what_is_listed_is_not_the_first_list(original: Any) -> Any:
    def ground_of(world: Any, slot: int, rule: Any, *what: Any) -> Any:
        return original(world, slot, replace(rule, lists=rule.lists[1:]), *what)

    return ground_of


def _a_list_passes_on_no_taint(original: Any) -> Any:
    return lambda world, slot, cause, flags: original(world, slot, cause, 0)


def _everybody_can_pay_their_way_off(original: Any) -> Any:
    def by_record(world: Any, record: Record, taints: int) -> Any:
        ground = original(world, record, taints)
        return replace(ground, flags=ground.flags | PAYABLE)

    return by_record


def _ended_entries_are_forgotten_at_once(original: Any) -> Any:
    def forget(world: Any, slot: int) -> None:
        original(world, slot)
        world.entries[slot] = [entry for entry in world.entries[slot] if entry.is_active]

    return forget


def _overrides_are_forgotten(original: Any) -> Any:
    return lambda world, slot, charges: None


def _grades_are_set_a_month_late(original: Any) -> Any:
    def regrade(world: Any, slot: int) -> None:
        with held(world, month=world.month - 1):
            original(world, slot)

    return regrade


FAULTS: Faults = {
    "terms end a month early": {"lists.enter": _terms_end_a_month_early},
    "a term runs from entry": {"lists.enter": _a_term_runs_from_entry},
    "there is no time of grace": every_list(lambda rule: {"grace_months": 0}),
    "a new ground always restarts": {"lists.enter": _a_new_ground_always_restarts},
    "a new ground adds a term": {"lists.enter": _a_new_ground_adds_a_term},
    "charges are looked at before records": {
        "lists.ground_of": _charges_are_looked_at_before_records
    },
    "a kind leads to a list at any stage": every_list(
        lambda rule: {"kinds": tuple((kind, 0) for kind, _ in rule.kinds)}
    ),
    "points that are earned lead to no list": every_list(lambda rule: {"points_at_least": None}),
    "no list leads to another": {"lists.ground_of": _what_is_listed_is_not_the_first_list},
    "a list passes on no taint": {"lists._without_record": _a_list_passes_on_no_taint},
    "everybody can pay their way off": {"lists._by_record": _everybody_can_pay_their_way_off},
    "nobody is exempt": every_list(lambda rule: {"exempt": ()}),
    "a better grade ends no entry": every_list(lambda rule: {"exits_by_grade": False}),
    "ended entries are forgotten at once": {"lists.forget": _ended_entries_are_forgotten_at_once},
    "nobody counts who knows": {"lists.count_reach": always(None)},
    "lists open a month late": every_list(
        lambda rule: {"run_months": tuple(month + 1 for month in rule.run_months)}
    ),
    "lists are open every month": every_list(lambda rule: {"run_months": ()}),
    "no grade leads to a list": every_list(lambda rule: {"grades": ()}),
    "overrides are forgotten": {"lists.override": _overrides_are_forgotten},
    "grades are set a month late": {"lists.regrade": _grades_are_set_a_month_late},
}
