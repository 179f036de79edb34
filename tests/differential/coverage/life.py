"""What happens in the phases life and conduct: means, ages, and who does what."""

from collections import Counter
from typing import Any

from sincerity.chance.philox import dense_word
from sincerity.chance.streams import Stream
from sincerity.reference.conduct import UNCHANGED
from sincerity.reference.life import next_means
from sincerity.reference.state import HEARD, INSOLVENT, KNOWS_RULES, UNAWARE
from tests.differential.coverage.watcher import MEANS

EVENTS = (
    *(f"means: {MEANS[old]} to {MEANS[new]}" for old, new in ((0, 1), (1, 0), (1, 2), (2, 1))),
    "means: no rise while out of work",
    "means: a step further down while out of work",
    "age: crosses a band",
    *(
        f"response: {rule}"
        for rule in (
            "deterrence certainty_first",
            "deterrence expected_loss",
            "deterrence none",
            "deterrence certainty_first, rules not known",
            "deterrence expected_loss, rules not known",
            "deterrence by lists alone",
            "perks incentive",
            "perks crowding_out",
            "perks none",
            "perks of lists alone",
            "chill visible_punishment",
            "chill backlash",
            "chill none",
            "conform",
            "conform none",
            "undeterrable",
            "cannot pay",
        )
    ),
    "conduct: not one who can do it",
    "conduct: two candidates or more",
    "conduct: single arrival",
    "conduct: a second invention of the month is ignored",
)


def _means(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, place: str, means: int, word: int) -> int:
        new: int = original(world, place, means, word)
        if new != means:
            seen[f"means: {MEANS[means]} to {MEANS[new]}"] += 1
        return new

    return watch


def _life(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> None:
        bands = {slot: world.classes[slot] // 24 for slot in world.people}
        falling = world.falls.get(world.month, set())
        before = {
            slot: min(world.means[slot] + (slot in falling), INSOLVENT)
            for slot in world.people
            if world.idle_left[slot] > 0
        }
        original(world)
        seen["age: crosses a band"] += sum(
            band != world.classes[slot] // 24 for slot, band in bands.items()
        )
        for slot, means in before.items():
            if world.is_adult(slot):
                place = "urban" if world.people[slot].urban else "rural"
                word = dense_word(world.event_seed, Stream.LIFE, world.month, slot)
                step = next_means(world, place, means, word) - means
                seen["means: no rise while out of work"] += step < 0
                seen["means: a step further down while out of work"] += step > 0

    return watch


def _deterred(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, kind: Any) -> int:
        result: int = original(world, slot, kind)
        rule = world.word("respond.deterrence")
        knows = "" if world.awareness[slot] > HEARD else ", rules not known"
        can_be = world.is_covered(slot) and world.awareness[slot] > UNAWARE
        if result != UNCHANGED:
            seen[f"response: deterrence {rule}{knows}"] += 1
            seen["response: deterrence by lists alone"] += not _is_charged(world, kind)
        elif can_be and rule == "none":
            seen["response: deterrence none"] += 1
        elif can_be and world.is_undeterrable(slot):
            seen["response: undeterrable"] += 1
        elif can_be and kind.cannot_pay and world.means[slot] == INSOLVENT:
            seen["response: cannot pay"] += 1
        return result

    return watch


def _is_charged(world: Any, kind: Any) -> bool:
    """Return whether a rule with known points is about a kind."""
    number = world.conduct.kind_ids.index(kind.entry.id)
    return any(rule.kind == number and rule.is_known for rule in world.scheme.rules)


def _rewarded(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, kind: Any) -> int:
        result: int = original(world, slot, kind)
        rule = world.word("respond.perks")
        knows = world.is_covered(slot) and world.awareness[slot] >= KNOWS_RULES
        if result != UNCHANGED or (rule == "none" and knows):
            seen[f"response: perks {rule}"] += 1
            seen["response: perks of lists alone"] += not _is_charged(world, kind)
        return result

    return watch


def _chilled(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        result: int = original(world, slot)
        rule = world.word("respond.chill")
        if result != UNCHANGED or (rule == "none" and world.fear[slot]):
            seen[f"response: chill {rule}"] += 1
        return result

    return watch


def _conforming(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        result: int = original(world, slot)
        if result != UNCHANGED:
            seen["response: conform"] += 1
        elif world.word("respond.chill") == "none" and world.fear[slot]:
            seen["response: conform none"] += 1
        return result

    return watch


def _eligibility(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, number: int, word: int) -> bool:
        if not all(world.meets(slot, who) for who in world.kinds[number].needs):
            seen["conduct: not one who can do it"] += 1
        return bool(original(world, slot, number, word))

    return watch


def _candidates(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> int:
        count: int = original(world, slot)
        seen["conduct: two candidates or more"] += count > 1
        seen["conduct: single arrival"] += count == 1 and world.conduct.arrivals == "single"
        return count

    return watch


def _inventions(seen: Counter[str], original: Any) -> Any:
    last: tuple[Any, int, int] | None = None

    def watch(world: Any, slot: int, draw: Any) -> bool:
        nonlocal last
        is_invented = bool(original(world, slot, draw))
        if is_invented:
            is_second = last == (world, world.month, slot)
            seen["conduct: a second invention of the month is ignored"] += (
                is_second and world.network is not None
            )
            last = world, world.month, slot
        return is_invented

    return watch


WATCHERS = (
    ("life.next_means", _means),
    ("world.life", _life),
    ("conduct.deterred", _deterred),
    ("conduct.rewarded", _rewarded),
    ("conduct.chilled", _chilled),
    ("conduct.conforming", _conforming),
    ("conduct.is_done", _eligibility),
    ("conduct.candidates_of", _candidates),
    ("conduct.is_invented", _inventions),
)
