"""Faults in the phases life and conduct: means, ages, and who does what."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sincerity.chance.philox import dense_word
from sincerity.chance.streams import Stream
from sincerity.reference.state import INSOLVENT, STRAINED
from tests.differential.faults.planting import Faults, held


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


def _people_recover_while_out_of_work(original: Any) -> Any:
    def life(world: Any) -> None:
        with held(world, idle_left=dict.fromkeys(world.idle_left, 0)):
            original(world)

    return life


def _falls_go_to_the_bottom(original: Any) -> Any:
    def fall(world: Any, slot: int) -> None:
        original(world, slot)
        world.means[slot] = INSOLVENT

    return fall


def _conduct_draws_from_the_stream_of_life(original: Any) -> Any:
    return lambda seed, stream, month, person: dense_word(seed, Stream.LIFE, month, person)


def _categories_are_shifted(original: Any) -> Any:
    return lambda word, cumulative: original(max(word - 2**24, 0), cumulative)


def _the_insolvent_are_deterred(original: Any) -> Any:
    return lambda world, slot, kind: original(world, slot, replace(kind, cannot_pay=False))


def _hearing_is_knowing(original: Any) -> Any:
    def deterred(world: Any, slot: int, kind: Any) -> int:
        with held(world, mean_loss=kind.loss):
            result: int = original(world, slot, kind)
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


def _anybody_does_anything(original: Any) -> Any:
    return lambda *files: tuple(replace(kind, needs=()) for kind in original(*files))


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


FAULTS: Faults = {
    "means recover the other way": {"life.next_means": _means_recover_the_other_way},
    "people age in December": {"world.life": _people_age_in_december},
    "people recover while out of work": {"world.life": _people_recover_while_out_of_work},
    "falls go to the bottom": {"life.fall": _falls_go_to_the_bottom},
    "conduct draws from the stream of life": {
        "conduct.dense_word": _conduct_draws_from_the_stream_of_life
    },
    "categories are shifted": {"conduct.category": _categories_are_shifted},
    "the insolvent are deterred": {"conduct.deterred": _the_insolvent_are_deterred},
    "hearing is knowing": {"conduct.deterred": _hearing_is_knowing},
    "the bold fall silent": {"conduct.chilled": _the_bold_fall_silent},
    "anybody does anything": {"kinds.read_kinds": _anybody_does_anything},
    "only acts done are undisturbed": {"conduct.is_done": _only_acts_done_are_undisturbed},
    "the strained cannot pay": {"conduct.is_done": _the_strained_cannot_pay},
}
