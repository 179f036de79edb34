"""Faults in the phase score, and of coverage: points, caps, bounds, what comes back."""

from dataclasses import replace
from typing import Any

from sincerity.chance.fixed import ONE
from sincerity.reference.events import Charge, Record
from sincerity.reference.reading import SchemeReading
from sincerity.scheme.arithmetic import NetMonth, net_month
from tests.differential.faults.planting import Faults, always, held, reading


def _post_is_charged_as_of_this_month(original: Any) -> Any:
    def charges_of(world: Any, records: list[Record]) -> list[Charge]:
        late = [replace(record, month=world.month) for record in records]
        result: list[Charge] = original(world, late)
        return result

    return charges_of


def _caps_are_ignored(original: Any) -> Any:
    return lambda rules, charges: charges


def _a_cap_of_points_counts_times(original: Any) -> Any:
    def apply_caps(rules: Any, charges: list[Charge]) -> list[Charge]:
        changed = [
            replace(r, cap_points=None, cap_times=1) if r.cap_points is not None else r
            for r in rules
        ]
        result: list[Charge] = original(tuple(changed), charges)
        return result

    return apply_caps


def _points_have_the_other_sign(original: Any) -> Any:
    return lambda world, record, stage, rule: -original(world, record, stage, rule)


def _only_the_lowest_stage_is_charged(original: Any) -> Any:
    return lambda world, record: original(world, record)[:1]


def _everybody_is_favoured(original: Any) -> Any:
    def bent_points(world: Any, record: Record, stage: int, rule: Any) -> int | None:
        person = world.people[record.subject]
        world.people[record.subject] = replace(person, party=1)
        points: int | None = original(world, record, stage, rule)
        world.people[record.subject] = person
        return points

    return bent_points


def _targets_ask_for_few_points(original: Any) -> Any:
    def bent_points(world: Any, record: Record, stage: int, rule: Any) -> int | None:
        points: int | None = original(world, record, stage, rule)
        return rule.high if points is not None else None

    return bent_points


def _points_return_a_month_late(original: Any) -> Any:
    def settle(world: Any, slot: int, returns: int, charges: list[Charge]) -> list[Charge]:
        late = tuple(
            replace(r, recovery_months=r.recovery_months + 1) if r.recovery_months else r
            for r in world.scheme.rules
        )
        with held(world, scheme=replace(world.scheme, rules=late)):
            settled: list[Charge] = original(world, slot, returns, charges)
        return settled

    return settle


def _points_not_taken_return(original: Any) -> Any:
    def netted(stored: int, returns: int, charges: list[int], *bounds: Any) -> NetMonth:
        return replace(net_month(stored, returns, charges, *bounds), effective=tuple(charges))

    return netted


def _the_first_charge_is_cut_first(original: Any) -> Any:
    def netted(stored: int, returns: int, charges: list[int], *bounds: Any) -> NetMonth:
        month = net_month(stored, returns, charges[::-1], *bounds)
        return replace(month, effective=month.effective[::-1])

    return netted


def _ledger_bounds_absorb(original: Any) -> Any:
    return lambda stored, returns, charges, bounds, floor, cap: net_month(
        stored, returns, charges, "absorbing", floor, cap
    )


def _overrides_last_a_month_longer(scheme: SchemeReading) -> dict[str, Any]:
    longer = [
        replace(rule, override_months=rule.override_months + 1)
        if rule.override_grade is not None
        else rule
        for rule in scheme.rules
    ]
    return {"rules": tuple(longer)}


FAULTS: Faults = {
    "post is charged as of this month": {"score.charges_of": _post_is_charged_as_of_this_month},
    "caps are ignored": {"score.apply_caps": _caps_are_ignored},
    "a cap of points counts times": {"score.apply_caps": _a_cap_of_points_counts_times},
    "points have the other sign": {"score.points_of": _points_have_the_other_sign},
    "only the lowest stage is charged": {"score.stages_charged": _only_the_lowest_stage_is_charged},
    "nobody bends a range": {"score.bent_points": always(None)},
    "everybody is favoured": {"score.bent_points": _everybody_is_favoured},
    "targets ask for few points": {"score.bent_points": _targets_ask_for_few_points},
    "points return a month late": {"score.settle": _points_return_a_month_late},
    "points that were not taken return": {"score.net_month": _points_not_taken_return},
    "the first charge is cut first": {"score.net_month": _the_first_charge_is_cut_first},
    "ledger bounds absorb": {"score.net_month": _ledger_bounds_absorb},
    "migrants are covered": reading(lambda scheme: {"covers_migrants": True}),
    "everyone is enrolled": reading(lambda scheme: {"enrolled_below": ONE}),
    "coverage begins a year late": reading(
        lambda scheme: {"min_age_years": scheme.min_age_years + 1}
    ),
    "overrides last a month longer": reading(_overrides_last_a_month_longer),
}
