"""Faults in the phase respond: who hears, who learns, and from what."""

from typing import Any

from sincerity.reference.events import TRUE
from sincerity.reference.state import HEARD, KNOWS_OWN_SCORE
from tests.differential.faults.planting import Faults, reading


def _everyone_reads_the_first_bulletin(original: Any) -> Any:
    return lambda world, township, weight: original(world, 0, weight)


def _weights_of_the_visible_are_halved(original: Any) -> Any:
    return lambda world, township, weight: original(world, township, weight // 2)


def _beliefs_round_down(original: Any) -> Any:
    return lambda belief, target, weight, rounding: original(belief, target, weight, 0)


def _false_charges_teach_certainty(original: Any) -> Any:
    return lambda world, slot, causes: original(world, slot, [TRUE for _ in causes])


def _red_lists_punish(original: Any) -> Any:
    return lambda world, entry: entry.entered == world.month


def _households_learn_everything(original: Any) -> Any:
    def see(world: Any, member: int, is_true: bool, *rounding: int) -> None:
        original(world, member, is_true, *rounding)
        if world.awareness[member] == HEARD:
            world.awareness[member] = KNOWS_OWN_SCORE

    return see


def _vague_rules_frighten_more(original: Any) -> Any:
    return lambda scheme, fear_vague: original(scheme, fear_vague) + 1


FAULTS: Faults = {
    "everyone reads the first bulletin": {"respond.by_visible": _everyone_reads_the_first_bulletin},
    "weights of the visible are halved": {"respond.by_visible": _weights_of_the_visible_are_halved},
    "beliefs round down": {"respond.move": _beliefs_round_down},
    "false charges teach certainty": {"respond.learn": _false_charges_teach_certainty},
    "every list punishes": {"respond.is_penalty": _red_lists_punish},
    "households learn everything": {"respond.see_a_member_charged": _households_learn_everything},
    "vague rules frighten more": {"kinds.vague_fear": _vague_rules_frighten_more},
    "notice is the other way": reading(lambda scheme: {"gives_notice": not scheme.gives_notice}),
}
