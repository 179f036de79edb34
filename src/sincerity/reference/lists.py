"""list: overrides and grades, entries that end, and who enters a list on what ground.

Sees records, charges, grades and lists, and truth to know later which entries were wrong. Draws
word 0 of stream SHARE for each agency that may come to know of a new entry.
"""

from dataclasses import dataclass

from sincerity.chance.philox import pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import (
    ANOTHER,
    BY_FIRM,
    BY_GRADE,
    BY_LIST,
    ENDED,
    GRADE,
    NEVER,
    NO_AGENCY,
    NO_KIND,
    NO_RECORD,
    PAYABLE,
    TAINTS,
    Charge,
    Entry,
    Origin,
    Record,
)
from sincerity.reference.reading import ListRule
from sincerity.reference.score import taints_of
from sincerity.reference.state import NULL, STUDENT, TwinState

EVER = 4
"""Bits from this one on say on which lists a person has ever been."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody enters a list; see `Entry` for the parts."""

    cause: int
    kind: int
    origin: Origin
    flags: int


def lists(world: TwinState, records: list[Record], charged: dict[int, list[Charge]]) -> None:
    """Let terms run, pin and regrade people, then enter those with a ground on a list."""
    represent = world.representatives.pop(world.month, set())
    for slot in world.people:
        run_terms(world, slot)
        charges = charged.get(slot, [])
        if world.is_covered(slot) and world.scheme.grades:
            override(world, slot, charges)
            regrade(world, slot)
            withdraw_grade(world, slot)
        for entry in world.entries[slot]:
            end_if_due(world, entry)
        if world.is_covered(slot):
            own = [record for record in records if record.subject == slot]
            for number, rule in enumerate(world.scheme.lists):
                ground = ground_of(world, slot, rule, own, charges)
                if ground is None and slot in represent and is_for_firms(world, number):
                    ground = _without_record(world, slot, BY_FIRM, ANOTHER)
                if ground is not None and may_enter(world, slot, rule):
                    enter(world, slot, number, ground)
        forget(world, slot)


def run_terms(world: TwinState, slot: int) -> None:
    """Take one month off a pinned grade."""
    if world.pin_left[slot] > 0:
        world.pin_left[slot] -= 1
        if world.pin_left[slot] == 0:
            world.pin[slot] = 0


def override(world: TwinState, slot: int, charges: list[Charge]) -> None:
    """Hold a person to at least the grade that a rule goes straight to, for the longest term."""
    for charge in charges:
        rule = world.scheme.rules[charge.rule]
        if rule.override_grade is not None:
            world.pin[slot] = max(world.pin[slot], rule.override_grade + 1)
            world.pin_left[slot] = max(world.pin_left[slot], rule.override_months)


def regrade(world: TwinState, slot: int) -> None:
    """Read the grade off the score when it is time to; a pin may hold it lower."""
    due = (world.month + 1) % world.scheme.regrade_months == 0
    if due or slot in world.newly_covered:
        world.grade[slot] = world.scheme.band_of(world.score[slot])
    if world.pin[slot] > 0:
        world.grade[slot] = max(world.grade[slot], world.pin[slot] - 1)


def withdraw_grade(world: TwinState, slot: int) -> None:
    """Take a person's grade where the county's grades are withdrawn."""
    if world.are_withdrawn(world.county_of(slot)):
        world.grade[slot] = NULL


def end_if_due(world: TwinState, entry: Entry) -> None:
    """End an entry whose time has come, or whose grade has gone."""
    rule = world.scheme.lists[entry.listing]
    has_left_grade = world.grade[entry.person] not in rule.grades
    if not entry.is_active:
        return
    if entry.ends > world.month:
        if not (entry.cause == BY_GRADE and rule.exits_by_grade and has_left_grade):
            return
        entry.ends, entry.reason = world.month, GRADE
    entry.flags |= ENDED
    world.count("list_exits", entry.listing, entry.reason)
    stood = world.month - entry.entered
    world.count("list_exit_months", entry.listing, entry.reason, by=stood)


def ground_of(
    world: TwinState, slot: int, rule: ListRule, records: list[Record], charges: list[Charge]
) -> Ground | None:
    """Return the first ground for a list: a record, a charge, the grade, another list."""
    for record in records:
        if any(record.kind == kind and record.stage >= stage for kind, stage in rule.kinds):
            return _by_record(world, record, 0)
    for charge in charges:
        low, high = rule.points_at_most, rule.points_at_least
        is_low = low is not None and charge.points <= low
        if is_low or (high is not None and charge.points >= high):
            return _by_record(world, charge.record, charge.taints & ANOTHER)
    if world.grade[slot] in rule.grades:
        return _without_record(world, slot, BY_GRADE, 0)
    for other in world.in_effect(slot):
        if other.listing in rule.lists:
            return _without_record(world, slot, BY_LIST, other.flags & sum(TAINTS))
    return None


def _by_record(world: TwinState, record: Record, taints: int) -> Ground:
    """Return the ground that a record gives."""
    flags = taints_of(world, record) | taints
    flags |= PAYABLE * world.kinds[record.kind].cannot_pay
    return Ground(record.cause, record.kind, record.origin, flags)


def _without_record(world: TwinState, slot: int, cause: int, flags: int) -> Ground:
    """Return a ground that is no record; the operator keeps the entry."""
    operator = NO_AGENCY if world.network is None else world.network.operator
    return Ground(cause, NO_KIND, (world.month, slot, NO_RECORD, operator), flags)


def is_for_firms(world: TwinState, number: int) -> bool:
    """Return whether a list takes the representatives of listed firms."""
    return world.firm_scheme is not None and world.firm_scheme.representative == number


def may_enter(world: TwinState, slot: int, rule: ListRule) -> bool:
    """Return whether a list is open this month and its exemptions do not name the person."""
    if rule.run_months and world.month + 1 not in rule.run_months:
        return False
    named = {
        "minors": not world.is_adult(slot),
        "students": world.people[slot].work == STUDENT,
        "representatives": any(firm.representative == slot for firm in world.firms),
    }
    return not any(named[word] for word in rule.exempt)


def enter(world: TwinState, slot: int, number: int, ground: Ground) -> None:
    """Put a person on a list, or let a new ground restart the term of one who stands there."""
    rule = world.scheme.lists[number]
    standing = world.entry_on(slot, number)
    if standing is not None:
        if rule.restarts and rule.term_months is not None:
            standing.ends = world.month + rule.term_months
        return
    starts = world.month + rule.grace_months
    ends = NEVER if rule.term_months is None else starts + rule.term_months
    entry = Entry(
        slot,
        number,
        world.month,
        starts,
        ends,
        ground.cause,
        ground.kind,
        ground.origin,
        ground.flags,
    )
    world.entries[slot].append(entry)
    world.count("list_entries", number, entry.cause)
    for bit, taint in enumerate(TAINTS):
        world.count("list_entry_taint", number, bit, by=bool(entry.flags & taint))
    world.count("list_reentries", number, by=world.listed[slot] >> (EVER + number) & 1)
    world.listed[slot] |= 1 << (EVER + number)
    if entry.cause < BY_GRADE:
        count_reach(world, entry)


def count_reach(world: TwinState, entry: Entry) -> None:
    """Count the agencies that will come to know of a new entry."""
    if world.network is None:
        return
    knowing = 0
    for agency in world.network.agencies:
        detail = pack_detail(slot=entry.listing, agency=agency.byte)
        word = words(world.event_seed, Stream.SHARE, entry.entered, entry.person, detail)[0]
        knowing += word < agency.from_operator.passes_below
    world.count("reach", entry.listing, 0)
    world.count("reach", entry.listing, 1, by=knowing)
    world.count("reach", entry.listing, 2, by=knowing * knowing)


def forget(world: TwinState, slot: int) -> None:
    """Note what is in effect, and drop what has ended once nobody can act on it any more."""
    kept_months = 0 if world.network is None else world.network.stale_months
    world.entries[slot] = [
        entry
        for entry in world.entries[slot]
        if entry.is_active or world.month < entry.ends + kept_months
    ]
    ever = world.listed[slot] >> EVER << EVER
    world.listed[slot] = ever | sum(1 << entry.listing for entry in world.in_effect(slot))
