"""What happens in the phase list: who enters on what ground, who is left out, who comes off."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sincerity.reference.events import BY_FIRM, BY_LIST, NEVER, PAYABLE
from sincerity.reference.events import TAINTS as BITS
from tests.differential.coverage.watcher import CAUSES, TAINTS

EXITS = ("term", "performed", "repaired", "upheld", "grade")
EVENTS = (
    *(
        f"ground: {ground}"
        for ground in (
            "a kind at its first stage",
            "a kind at a later stage",
            "a kind that has not got so far",
            "points at most",
            "points at least",
            "grade",
            "another list",
        )
    ),
    *(f"entry: {cause}" for cause in CAUSES),
    *(f"entry: taint {taint}" for taint in TAINTS),
    *(
        f"entry: {event}"
        for event in (
            "taint of another list",
            "payable",
            "again",
            "with a time of grace",
            "for ever",
            "in a named month",
            "known to some agencies",
            "known to all agencies",
            "nominee",
        )
    ),
    *(f"exempt: {word}" for word in ("minors", "students", "representatives")),
    "not in a named month",
    "representative not entered",
    "ground while listed: term restarted",
    "ground while listed: the end moves nearer",
    "ground while listed: no end to move",
    "ground while listed: no extension",
    *(f"exit: {reason}" for reason in EXITS),
    "exit: in its time of grace",
    "ended entry kept",
)


def _grounds(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, rule: Any, records: list[Any], charges: list[Any]) -> Any:
        ground = original(world, slot, rule, records, charges)
        if ground is not None and not _stands(world, slot, rule):
            seen[f"ground: {_name(rule, ground, records, charges)}"] += 1
        seen["ground: a kind that has not got so far"] += any(
            record.kind == kind and record.stage < stage
            for record in records
            for kind, stage in rule.kinds
        )
        return ground

    return watch


def _stands(world: Any, slot: int, rule: Any) -> bool:
    """Return whether somebody stands on a list already."""
    number = next(n for n, other in enumerate(world.scheme.lists) if other is rule)
    return world.entry_on(slot, number) is not None


def _name(rule: Any, ground: Any, records: list[Any], charges: list[Any]) -> str:
    """Name a ground."""
    if ground.cause >= 5:
        return "another list" if ground.cause == BY_LIST else "grade"
    for record in records:
        stages = [stage for kind, stage in rule.kinds if kind == record.kind]
        if record.origin == ground.origin and any(record.stage >= stage for stage in stages):
            return "a kind at its first stage" if 0 in stages else "a kind at a later stage"
    low = rule.points_at_most
    by_low = any(low is not None and c.points <= low for c in charges)
    return "points at most" if by_low else "points at least"


def _exemptions(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, rule: Any) -> bool:
        may: bool = original(world, slot, rule)
        if not may and not _stands(world, slot, rule):
            is_open = not rule.run_months or world.month + 1 in rule.run_months
            seen["not in a named month"] += not is_open
            words = [word for word in _words_for(world, slot) if word in rule.exempt]
            if is_open and len(words) == 1:
                seen[f"exempt: {words[0]}"] += 1
        return may

    return watch


def _words_for(world: Any, slot: int) -> Iterator[str]:
    """Name the groups of people to which somebody belongs."""
    if not world.is_adult(slot):
        yield "minors"
    if world.people[slot].work == 1:
        yield "students"
    if any(firm.representative == slot for firm in world.firms):
        yield "representatives"


def _entries(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int, number: int, ground: Any) -> None:
        rule, standing = world.scheme.lists[number], world.entry_on(slot, number)
        ends, ever = standing.ends if standing else NEVER, world.listed[slot] >> (4 + number) & 1
        original(world, slot, number, ground)
        if standing is not None:
            seen[f"ground while listed: {_extension(rule, standing.ends < ends)}"] += 1
            return
        entry = world.entry_on(slot, number)
        seen[f"entry: {CAUSES[entry.cause]}"] += 1
        for bit, taint in zip(BITS, TAINTS, strict=True):
            seen[f"entry: taint {taint}"] += bool(entry.flags & bit)
            is_copied = entry.cause == BY_LIST and entry.flags & bit
            seen["entry: taint of another list"] += bool(is_copied)
        seen["entry: payable"] += bool(entry.flags & PAYABLE)
        seen["entry: again"] += ever
        seen["entry: with a time of grace"] += rule.grace_months > 0
        seen["entry: for ever"] += entry.ends == NEVER
        seen["entry: in a named month"] += bool(rule.run_months)
        if entry.cause == BY_FIRM:
            seen["entry: nominee"] += all(firm.representative != slot for firm in world.firms)

    return watch


def _extension(rule: Any, is_nearer: bool) -> str:
    """Name what a new ground does to an entry."""
    if not rule.restarts:
        return "no extension"
    if rule.term_months is None:
        return "no end to move"
    return "the end moves nearer" if is_nearer else "term restarted"


def _reach(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, entry: Any) -> None:
        before = world.table("reach")[world.month, entry.listing, 1]
        original(world, entry)
        if world.network is not None:
            knowing = world.table("reach")[world.month, entry.listing, 1] - before
            all_know = knowing == len(world.network.agencies)
            how_many = "all" if all_know else "some" if knowing else "no"
            seen[f"entry: known to {how_many} {'agency' if not knowing else 'agencies'}"] += 1

    return watch


def _exits(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, entry: Any) -> None:
        was_active = entry.is_active
        original(world, entry)
        if was_active and not entry.is_active:
            seen[f"exit: {EXITS[entry.reason]}"] += 1
            seen["exit: in its time of grace"] += entry.starts > world.month

    return watch


def _forgetting(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, slot: int) -> None:
        original(world, slot)
        seen["ended entry kept"] += sum(not entry.is_active for entry in world.entries[slot])

    return watch


def _representatives(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, records: Any, charged: Any) -> None:
        pending = world.representatives.get(world.month, set())
        original(world, records, charged)
        for slot in pending:
            entered = [(entry.cause, entry.entered) for entry in world.entries[slot]]
            seen["representative not entered"] += (BY_FIRM, world.month) not in entered

    return watch


WATCHERS = (
    ("lists.ground_of", _grounds),
    ("lists.may_enter", _exemptions),
    ("lists.enter", _entries),
    ("lists.count_reach", _reach),
    ("lists.end_if_due", _exits),
    ("lists.forget", _forgetting),
    ("world.lists", _representatives),
)
