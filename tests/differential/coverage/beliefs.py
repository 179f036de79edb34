"""What happens in the phase respond: who hears, who learns, and from what."""

from collections import Counter
from typing import Any

from sincerity.reference.respond import is_penalty
from sincerity.reference.state import HEARD

EVENTS = (
    "belief: heard by chance",
    "belief: heard where punishment is visible",
    "belief: learned the rules",
    "belief: informed by notice",
    "belief: informed without notice",
    "belief: not informed",
    "belief: punished truly",
    "belief: punished falsely",
    "belief: punished by a true entry alone",
    "belief: punished by a false entry alone",
    "belief: household, true penalty",
    "belief: household, false penalty",
    "belief: off",
)


def _hearing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, draw: int) -> None:
        before = world.awareness[slot]
        original(world, slot, draw)
        if world.awareness[slot] == before:
            return
        if before == HEARD:
            seen["belief: learned the rules"] += 1
        elif draw < world.chance_16("respond.hear_base"):
            seen["belief: heard by chance"] += 1
        else:
            seen["belief: heard where punishment is visible"] += 1

    return watch


def _learning(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, causes: list[int]) -> None:
        # Three is what a person punished knows from then on; put a level that cannot be to see it.
        before, world.awareness[slot] = world.awareness[slot], -1
        original(world, slot, causes)
        if world.awareness[slot] == -1:
            world.awareness[slot] = before
            seen["belief: not informed"] += 1
            return
        how = "by notice" if world.scheme.gives_notice else "without notice"
        seen[f"belief: informed {how}"] += 1
        seen["belief: punished truly" if 0 in causes else "belief: punished falsely"] += 1

    return watch


def _household(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, member: int, is_true: bool, *bytes_: int) -> None:
        original(world, member, is_true, *bytes_)
        seen[f"belief: household, {'true' if is_true else 'false'} penalty"] += 1

    return watch


def _beliefs(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, charged: Any) -> None:
        original(world, charged)
        if world.word("respond.beliefs") == "off":
            seen["belief: off"] += 1
            return
        for slot, entries in world.entries.items():
            if any(charge.points < 0 for charge in charged.get(slot, [])):
                continue
            causes = [entry.cause for entry in entries if is_penalty(world, entry)]
            if causes:
                how = "true" if 0 in causes else "false"
                seen[f"belief: punished by a {how} entry alone"] += 1

    return watch


WATCHERS = (
    ("respond.hear", _hearing),
    ("respond.learn", _learning),
    ("respond.see_a_member_charged", _household),
    ("world.respond", _beliefs),
)
