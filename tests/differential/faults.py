"""Faults planted in the twin on purpose: the comparison has to notice every one of them.

Each fault is one of those that a kernel could have: a wrong sign, a month too late, another stream,
a bound that is ignored. A fault in either of the two shows as a difference, so what catches it in
the twin catches it in the engine.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sincerity.chance.fixed import ONE
from sincerity.chance.philox import bounded, dense_word
from sincerity.chance.streams import Stream
from sincerity.reference.events import NEVER, TRUE, Charge, Record
from sincerity.reference.reading import SchemeReading
from sincerity.reference.state import HEARD, KNOWS_OWN_SCORE, STRAINED
from sincerity.reference.tally import MEASURES
from sincerity.scheme.arithmetic import NetMonth, net_month
from tests.differential.patching import Change


def _means_recover_the_other_way(original: Any) -> Any:
    return lambda world, place, means, word: 2 - original(world, place, 2 - means, word)


def _people_age_in_december(original: Any) -> Any:
    def life(world: Any) -> None:
        if world.is_birthday_month():
            world.years -= 1
        month = (world.society.start_month - 1 + world.month) % 12
        world.years += world.society.ageing == "yearly" and world.month > 0 and month == 11
        original(world)

    return life


def _conduct_draws_from_the_stream_of_life(original: Any) -> Any:
    return lambda seed, stream, month, person: dense_word(seed, Stream.LIFE, month, person)


def _categories_are_shifted(original: Any) -> Any:
    return lambda word, cumulative: original(max(word - 2**24, 0), cumulative)


def _the_insolvent_are_deterred(original: Any) -> Any:
    return lambda world, slot, kind: original(world, slot, replace(kind, cannot_pay=False))


def _hearing_is_knowing(original: Any) -> Any:
    def deterred(world: Any, slot: int, kind: Any) -> int:
        heard, world.mean_loss = world.mean_loss, kind.loss
        result: int = original(world, slot, kind)
        world.mean_loss = heard
        return result

    return deterred


def _the_bold_fall_silent(original: Any) -> Any:
    def chilled(world: Any, slot: int) -> int:
        person = world.people[slot]
        world.people[slot] = replace(person, boldness=255 - person.boldness)
        result: int = original(world, slot)
        world.people[slot] = person
        return result

    return chilled


def _the_third_stage_is_never_reached(original: Any) -> Any:
    return lambda world, act: min(original(world, act), 1)


def _wrong_records_stay_in_the_township(original: Any) -> Any:
    def wrong_slot(world: Any, act: Any, agency: int) -> int:
        address = world.event_seed, Stream.WRONG_TARGET, world.month, act.actor, act.number
        return int(act.actor // 64 * 64 + bounded(*address, 64))

    return wrong_slot


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


def _points_return_a_month_late(original: Any) -> Any:
    def settle(world: Any, slot: int, returns: int, charges: list[Charge]) -> None:
        rules = world.scheme.rules
        late = tuple(
            replace(r, recovery_months=r.recovery_months + 1) if r.recovery_months else r
            for r in rules
        )
        scheme, world.scheme = world.scheme, replace(world.scheme, rules=late)
        original(world, slot, returns, charges)
        world.scheme = scheme

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


def _terms_end_a_month_early(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        is_new = world.entry_on(slot, number) is None
        original(world, slot, number, ground)
        entry = world.entry_on(slot, number)
        entry.ends -= is_new and entry.ends != NEVER

    return enter


def _a_new_ground_always_restarts(original: Any) -> Any:
    def enter(world: Any, slot: int, number: int, ground: Any) -> None:
        restarting = tuple(replace(rule, restarts=True) for rule in world.scheme.lists)
        scheme, world.scheme = world.scheme, replace(world.scheme, lists=restarting)
        original(world, slot, number, ground)
        world.scheme = scheme

    return enter


def _overrides_are_forgotten(original: Any) -> Any:
    return lambda world, slot, charges: None


def _grades_are_set_a_month_late(original: Any) -> Any:
    def regrade(world: Any, slot: int) -> None:
        world.month -= 1
        original(world, slot)
        world.month += 1

    return regrade


def _everyone_reads_the_first_bulletin(original: Any) -> Any:
    return lambda world, township, weight: original(world, 0, weight)


def _beliefs_round_down(original: Any) -> Any:
    return lambda belief, target, weight, rounding: original(belief, target, weight, 0)


def _false_charges_teach_certainty(original: Any) -> Any:
    return lambda world, slot, causes: original(world, slot, [TRUE for _ in causes])


def _households_learn_everything(original: Any) -> Any:
    def see(world: Any, member: int, is_true: bool, *rounding: int) -> None:
        original(world, member, is_true, *rounding)
        if world.awareness[member] == HEARD:
            world.awareness[member] = KNOWS_OWN_SCORE

    return see


def _doors_overlook_lists(original: Any) -> Any:
    def sanction(world: Any) -> Any:
        doors = tuple(replace(door, lists=()) for door in world.scheme.doors)
        scheme, world.scheme = world.scheme, replace(world.scheme, doors=doors)
        found = original(world)
        world.scheme = scheme
        return found

    return sanction


def _weights_of_the_visible_are_halved(original: Any) -> Any:
    return lambda world, township, weight: original(world, township, weight // 2)


def _reading(change: Callable[[SchemeReading], dict[str, Any]]) -> Change:
    """Return a fault of reading the scheme file, which gives some of its fields other values."""

    def wrapped(original: Any) -> Any:
        def read(scheme: Any, conduct: Any) -> SchemeReading:
            found: SchemeReading = original(scheme, conduct)
            return replace(found, **change(found))

        return read

    return wrapped


def _every_list(**fields: Any) -> Change:
    return _reading(lambda scheme: {"lists": tuple(replace(x, **fields) for x in scheme.lists)})


def _lists_open_a_month_late(scheme: SchemeReading) -> dict[str, Any]:
    late = [replace(x, run_months=tuple(m + 1 for m in x.run_months)) for x in scheme.lists]
    return {"lists": tuple(late)}


def _overrides_last_a_month_longer(scheme: SchemeReading) -> dict[str, Any]:
    longer = [
        replace(rule, override_months=rule.override_months + 1)
        if rule.override_grade is not None
        else rule
        for rule in scheme.rules
    ]
    return {"rules": tuple(longer)}


def _anybody_does_anything(original: Any) -> Any:
    return lambda *files: tuple(replace(kind, needs=()) for kind in original(*files))


def _inventions_are_true(original: Any) -> Any:
    return lambda *what: replace(original(*what), cause=TRUE)


def _only_acts_done_are_undisturbed(original: Any) -> Any:
    def is_done(world: Any, slot: int, number: int, word: int) -> bool:
        before = world.table("undisturbed")[world.month, number]
        done: bool = original(world, slot, number, word)
        world.tallies.setdefault("undisturbed", Counter())[world.month, number] = before + done
        return done

    return is_done


def _the_strained_cannot_pay(original: Any) -> Any:
    def is_done(world: Any, slot: int, number: int, word: int) -> bool:
        done: bool = original(world, slot, number, word)
        if done and world.kinds[number].cannot_pay and world.means[slot] == STRAINED:
            world.count("cannot_pay_acts", number)
        return done

    return is_done


def _always(answer: bool) -> Change:
    return lambda original: lambda *arguments: answer


def _bulletin_counts_nobody(measure: str) -> Change:
    def wrapped(original: Any) -> Any:
        def tally(world: Any, *events: Any) -> None:
            original(world, *events)
            for town in world.bulletins[-1]:
                town[measure] = 0

        return tally

    return wrapped


FAULTS: dict[str, dict[str, Change]] = {
    "means recover the other way": {"life.next_means": _means_recover_the_other_way},
    "people age in December": {"world.life": _people_age_in_december},
    "conduct draws from the stream of life": {
        "conduct.dense_word": _conduct_draws_from_the_stream_of_life
    },
    "categories are shifted": {"conduct.category": _categories_are_shifted},
    "the insolvent are deterred": {"conduct.deterred": _the_insolvent_are_deterred},
    "hearing is knowing": {"conduct.deterred": _hearing_is_knowing},
    "the bold fall silent": {"conduct.chilled": _the_bold_fall_silent},
    "the third stage is never reached": {
        "records.stage_reached": _the_third_stage_is_never_reached
    },
    "wrong records stay in the township": {
        "records.wrong_slot": _wrong_records_stay_in_the_township
    },
    "post is charged as of this month": {"score.charges_of": _post_is_charged_as_of_this_month},
    "caps are ignored": {"score.apply_caps": _caps_are_ignored},
    "a cap of points counts times": {"score.apply_caps": _a_cap_of_points_counts_times},
    "points have the other sign": {"score.points_of": _points_have_the_other_sign},
    "only the lowest stage is charged": {"score.stages_charged": _only_the_lowest_stage_is_charged},
    "points return a month late": {"score.settle": _points_return_a_month_late},
    "points that were not taken return": {"score.net_month": _points_not_taken_return},
    "the first charge is cut first": {"score.net_month": _the_first_charge_is_cut_first},
    "ledger bounds absorb": {"score.net_month": _ledger_bounds_absorb},
    "terms end a month early": {"lists.enter": _terms_end_a_month_early},
    "a new ground always restarts": {"lists.enter": _a_new_ground_always_restarts},
    "overrides are forgotten": {"lists.override": _overrides_are_forgotten},
    "grades are set a month late": {"lists.regrade": _grades_are_set_a_month_late},
    "doors overlook lists": {"world.sanction": _doors_overlook_lists},
    "everyone reads the first bulletin": {"respond.by_visible": _everyone_reads_the_first_bulletin},
    "beliefs round down": {"respond.move": _beliefs_round_down},
    "false charges teach certainty": {"respond.learn": _false_charges_teach_certainty},
    "households learn everything": {"respond.see_a_member_charged": _households_learn_everything},
    "weights of the visible are halved": {"respond.by_visible": _weights_of_the_visible_are_halved},
    "vague rules frighten more": {"kinds.vague_fear": lambda original: lambda *a: original(*a) + 1},
    "notice is the other way": {
        "reading.read_scheme": _reading(lambda scheme: {"gives_notice": not scheme.gives_notice})
    },
    "migrants are covered": {
        "reading.read_scheme": _reading(lambda scheme: {"covers_migrants": True})
    },
    "everyone is enrolled": {
        "reading.read_scheme": _reading(lambda scheme: {"enrolled_below": ONE})
    },
    "coverage begins a year late": {
        "reading.read_scheme": _reading(lambda scheme: {"min_age_years": scheme.min_age_years + 1})
    },
    "overrides last a month longer": {
        "reading.read_scheme": _reading(_overrides_last_a_month_longer)
    },
    "lists open a month late": {"reading.read_scheme": _reading(_lists_open_a_month_late)},
    "lists are open every month": {"reading.read_scheme": _every_list(run_months=())},
    "no grade leads to a list": {"reading.read_scheme": _every_list(grades=())},
    "anybody does anything": {"kinds.read_kinds": _anybody_does_anything},
    "nothing is invented": {"conduct.is_invented": _always(False)},
    "inventions are true": {
        "observe.invented_record": _inventions_are_true,
        "watch.invented_record": _inventions_are_true,
    },
    "only acts done are undisturbed": {"conduct.is_done": _only_acts_done_are_undisturbed},
    "the strained cannot pay": {"conduct.is_done": _the_strained_cannot_pay},
    "nobody has the worst grade": {"tally.in_worst_band": _always(False)},
    "nobody is visible": {"tally.is_visible": _always(False)},
} | {
    f"the bulletin counts nobody {measure}": {"world.tally": _bulletin_counts_nobody(measure)}
    for measure in MEASURES
}
"""Name of each fault, and what it puts in the place of which function of the twin."""
