"""What happens in the phase remedy: objections, what is given back, and other ways off a list."""

from collections import Counter
from typing import Any

from sincerity.chance.fixed import EXP_NEG
from sincerity.reference.events import KNOWN, NEVER, PAYABLE, UPHELD
from sincerity.reference.remedy import AT_A_DOOR, object_words
from tests.differential.coverage.watcher import MEANS, month_total

EVENTS = (
    *(
        f"objection: {what}, {kind} record"
        for what in ("filed", "upheld", "rejected")
        for kind in ("right", "wrong")
    ),
    "objection: filed by someone told",
    "objection: filed after a door",
    "objection: without a charge",
    "objection: charges of several stages",
    "objection: nobody hears it",
    "objection: not of age",
    "objection: fear keeps from it",
    "objection: to the same record again",
    "objection: upheld, an entry ends",
    "objection: upheld, entries end on several lists",
    "objection: upheld, nothing to end",
    "objection: upheld, the scheme keeps the points",
    "told: by notice of a list",
    "told: otherwise",
    "told: not at all",
    "given back: before due",
    "given back: what would never be",
    "given back: too late",
    "given back: tainted points",
    "queue: nothing served",
    "queue: some served, some wait",
    "queue: all served",
    *(f"performed: {means}" for means in MEANS),
    *(f"repaired: {means}" for means in MEANS),
    "performed: could have repaired",
    "repair: too early",
    "repair: not with these means",
    "a way off: ends anyway",
)


def _considering(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, origin: Any, cause: int, draw: Any, parts: Any) -> None:
        pending = [(objection.person, objection.origin) for objection in world.objections]
        filed = len(world.objections)
        original(world, slot, origin, cause, draw, parts)
        can = world.chance(f"remedy.can_{MEANS[world.means[slot]]}")
        afraid = min((world.whole("remedy.fear") * world.fear[slot]) >> 2, len(EXP_NEG) - 1)
        dares = draw[1] < (can * EXP_NEG[afraid]) >> 16
        if len(world.objections) > filed:
            seen[f"objection: filed, {'wrong' if cause else 'right'} record"] += 1
            at_a_door = draw == object_words(world, origin, AT_A_DOOR)
            how = "filed after a door" if at_a_door else "filed by someone told"
            seen[f"objection: {how}"] += 1
            seen["objection: without a charge"] += not parts
            seen["objection: charges of several stages"] += len(parts) > 1
        elif not world.scheme.hears_objections:
            seen["objection: nobody hears it"] += dares
        elif not world.is_adult(slot):
            seen["objection: not of age"] += dares
        elif (slot, origin) in pending:
            seen["objection: to the same record again"] += dares
        else:
            seen["objection: fear keeps from it"] += draw[1] < can and not dares

    return watch


def _telling(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, records: list[Any], charges: list[Any]) -> list[Any]:
        learned: list[Any] = original(world, slot, records, charges)
        if not world.scheme.gives_notice:
            new = [entry for entry in world.entries[slot] if entry.entered == world.month]
            for entry in new:
                if entry in learned:
                    by_list = world.scheme.lists[entry.listing].gives_notice
                    seen["told: by notice of a list" if by_list else "told: otherwise"] += 1
                elif entry.cause < 5 and not entry.flags & KNOWN:
                    seen["told: not at all"] += 1
        return learned

    return watch


def _deciding(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, objection: Any) -> None:
        entries = world.entries[objection.person]
        upheld = [entry.reason == UPHELD for entry in entries]
        before = month_total(world, "objections", (0, 1), (1,))
        original(world, objection)
        kind = "wrong" if objection.cause else "right"
        if month_total(world, "objections", (0, 1), (1,)) == before:
            seen[f"objection: rejected, {kind} record"] += 1
            return
        seen[f"objection: upheld, {kind} record"] += 1
        ends = sum(entry.reason == UPHELD for entry in entries) - sum(upheld)
        seen["objection: upheld, an entry ends"] += ends > 0
        seen["objection: upheld, entries end on several lists"] += ends > 1
        seen["objection: upheld, nothing to end"] += ends == 0
        keeps = bool(objection.parts) and not world.scheme.gives_points_back
        seen["objection: upheld, the scheme keeps the points"] += keeps

    return watch


def _giving_back(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, part: Any) -> None:
        due = [row.due for row in world.ledger]
        original(world, slot, part)
        seen["given back: tainted points"] += due != [row.due for row in world.ledger]
        if part.due == NEVER:
            seen["given back: what would never be"] += 1
        else:
            too_late = part.due <= world.month + 1
            seen["given back: too late" if too_late else "given back: before due"] += 1

    return watch


def _queue(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> None:
        waiting = Counter(world.county_of(objection.person) for objection in world.objections)
        original(world)
        left = Counter(world.county_of(objection.person) for objection in world.objections)
        for county, before in waiting.items():
            if left[county] == before:
                seen["queue: nothing served"] += 1
            elif left[county]:
                seen["queue: some served, some wait"] += 1
            else:
                seen["queue: all served"] += 1

    return watch


def _leaving(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, entry: Any) -> None:
        before, means = entry.ends, world.means[entry.person]
        rule = world.scheme.lists[entry.listing]
        original(world, entry)
        stood = world.month + 1 - entry.entered
        can_repair = rule.repair_after is not None and stood >= rule.repair_after
        if entry.ends != before:
            done = "performed" if entry.reason == 1 else "repaired"
            seen[f"{done}: {MEANS[means]}"] += 1
            both = can_repair and means in rule.repair_open
            seen["performed: could have repaired"] += done == "performed" and both
        elif before <= world.month + 1:
            can_pay = rule.can_perform and entry.flags & PAYABLE
            seen["a way off: ends anyway"] += bool(can_pay or can_repair)
        elif rule.repair_after is not None:
            seen["repair: too early"] += stood < rule.repair_after
            seen["repair: not with these means"] += can_repair and means not in rule.repair_open

    return watch


WATCHERS = (
    ("remedy.consider", _considering),
    ("remedy.learn_of_records", _telling),
    ("remedy.decide", _deciding),
    ("remedy.give_back", _giving_back),
    ("remedy.decide_objections", _queue),
    ("remedy.leave_early", _leaving),
)
