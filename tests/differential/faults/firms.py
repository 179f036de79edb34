"""Faults in the phases firms and govern: tips, evasion, closure, and problems that are told."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from sincerity.chance.fixed import threshold
from sincerity.reference.events import Act
from sincerity.reference.firm_rules import PERMANENT
from tests.differential.faults.planting import Faults, always, held


def _fear_keeps_no_worker_from_telling(original: Any) -> Any:
    def tips_off(world: Any, worker: int) -> bool:
        with held(world, fear=dict.fromkeys(world.fear, 0)):
            tips: bool = original(world, worker)
        return tips

    return tips_off


def _nobody_is_favoured(original: Any) -> Any:
    def run_firm(world: Any, firm: Any) -> None:
        with held(firm, is_connected=False):
            original(world, firm)

    return run_firm


def _every_firm_hides(original: Any) -> Any:
    return property(always(True))


def _nominees_are_not_listed(original: Any) -> Any:
    return property(lambda firm: firm.representative)


def _a_new_name_needs_a_new_nominee(original: Any) -> Any:
    def start_clean(firm: Any, scheme: Any) -> None:
        original(firm, scheme)
        firm.has_nominee = False

    return start_clean


def _a_new_name_keeps_the_points_due(original: Any) -> Any:
    def start_clean(firm: Any, scheme: Any) -> None:
        due = firm.due
        original(firm, scheme)
        firm.due = due

    return start_clean


def _firms_buy_points_beyond_the_base(original: Any) -> Any:
    def evade(world: Any, scheme: Any, *firm: Any) -> None:
        original(world, replace(scheme, base=scheme.base + 20), *firm)

    return evade


def _a_firm_closes_on_its_gravest_sanction_alone(original: Any) -> Any:
    def closes_below(scheme: Any, firm: Any) -> int:
        by_one = [original(replace(scheme, sanctions=(one,)), firm) for one in scheme.sanctions]
        return max(by_one, default=threshold(Fraction(0)))

    return closes_below


def _nobody_loses_work(original: Any) -> Any:
    def close(world: Any, firm: Any) -> None:
        with held(firm, workers=()):
            original(world, firm)

    return close


def _firms_open_a_month_early(original: Any) -> Any:
    def close(world: Any, firm: Any) -> None:
        original(world, firm)
        firm.closed_left -= 1

    return close


def _a_firm_opens_as_it_closed(original: Any) -> Any:
    def stay_closed(world: Any, firm: Any) -> None:
        score, nominee = firm.score, firm.has_nominee
        original(world, firm)
        firm.score, firm.has_nominee = score, nominee

    return stay_closed


def _representatives_are_listed_at_once(original: Any) -> Any:
    def rate(world: Any, *firm: Any) -> None:
        original(world, *firm)
        early = world.representatives.pop(world.month + 1, set())
        world.representatives.setdefault(world.month, set()).update(early)

    return rate


def _terms_of_firms_are_a_month_longer(original: Any) -> Any:
    def rate(world: Any, scheme: Any, *firm: Any) -> None:
        months = scheme.term_months
        longer = months + 1 if 0 < months < PERMANENT else months
        original(world, replace(scheme, term_months=longer), *firm)

    return rate


def _every_case_takes_no_effort(original: Any) -> Any:
    def govern(world: Any, acts: Any) -> None:
        parameters = world.parameters | {"govern.measured_effort": 0}
        with held(world, parameters=parameters):
            original(world, acts)

    return govern


def _the_centre_sees_everything(original: Any) -> Any:
    def govern(world: Any, acts: Any) -> None:
        with held(world, parameters=world.parameters | {"govern.hide": 0}):
            original(world, acts)

    return govern


def _what_is_not_solved_is_forgotten(original: Any) -> Any:
    def govern(world: Any, acts: Any) -> None:
        original(world, acts)
        world.open_problems.clear()

    return govern


def _everybody_speaks_of_problems(original: Any) -> Any:
    def govern(world: Any, acts: Any) -> None:
        problem = next((n for n, kind in enumerate(world.kinds) if kind.is_problem), None)
        others = [act for act in acts if not world.kinds[act.kind].is_problem]
        told = [Act(slot, 0, problem, 0, 0) for slot in world.problems]
        original(world, others + told)

    return govern


FAULTS: Faults = {
    "every tip is believed": {"firms.is_believed": always(True)},
    "fear keeps no worker from telling": {"firms.tips_off": _fear_keeps_no_worker_from_telling},
    "no firm is favoured": {"firms.run_firm": _nobody_is_favoured},
    "every firm hides": {"firm_rules.FirmState.is_private": _every_firm_hides},
    "nominees are not listed": {"firm_rules.FirmState.stands_for_it": _nominees_are_not_listed},
    "a new name needs a new nominee": {
        "firm_rules.FirmState.start_clean": _a_new_name_needs_a_new_nominee
    },
    "a new name keeps the points due": {
        "firm_rules.FirmState.start_clean": _a_new_name_keeps_the_points_due
    },
    "firms buy points beyond the base": {"firms.evade": _firms_buy_points_beyond_the_base},
    "a firm closes on its gravest sanction alone": {
        "firms.closes_below": _a_firm_closes_on_its_gravest_sanction_alone
    },
    "nobody loses work": {"firms.close": _nobody_loses_work},
    "firms open a month early": {"firms.close": _firms_open_a_month_early},
    "a firm opens as it closed": {"firms.stay_closed": _a_firm_opens_as_it_closed},
    "representatives are listed at once": {"firms.rate": _representatives_are_listed_at_once},
    "terms of firms are a month longer": {"firms.rate": _terms_of_firms_are_a_month_longer},
    "measured effort takes no time": {"world.govern": _every_case_takes_no_effort},
    "the centre sees everything": {"world.govern": _the_centre_sees_everything},
    "what is not solved is forgotten": {"world.govern": _what_is_not_solved_is_forgotten},
    "everybody speaks of problems": {"world.govern": _everybody_speaks_of_problems},
}
