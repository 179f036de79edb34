"""score: the scheme charges points for records and gives old points back.

Sees records, the scheme and, to know later what was taken wrongly, truth. Draws points inside an
official's range from stream DISCRETION, keyed by the origin of the record. The netting of a month
is `sincerity.scheme.arithmetic.net_month`.
"""

from dataclasses import replace

from sincerity.chance.philox import bounded, pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import (
    ANOTHER,
    CANNOT_PAY,
    FALSE,
    NEVER,
    PROTECTED,
    TRIVIAL,
    TRUE,
    Charge,
    LedgerRow,
    Record,
)
from sincerity.reference.reading import Rule
from sincerity.reference.state import INSOLVENT, OFFICIAL, DueItem, TwinState
from sincerity.scheme.arithmetic import net_month

BENDING = 8
"""Added to the stage in the address of what makes an official choose an end of the range."""
TRIFLE = 1
"""Gravity of a kind that is of no weight."""


def score(world: TwinState, records: list[Record]) -> dict[int, list[Charge]]:
    """Move every covered person's points; return this month's charges of each person charged."""
    world.newly_covered = []
    if world.is_birthday_month():
        for slot in world.people:
            if not world.is_covered(slot) and world.is_eligible(slot):
                world.score[slot] = world.scheme.base
                world.newly_covered.append(slot)
    files: dict[int, list[Record]] = {slot: [] for slot in world.people}
    for record in records:
        files[record.subject].append(record)
    falling_due = world.due.pop(world.month, [])
    world.ledger = [row for row in world.ledger if row.due > world.month]
    charged = {}
    for slot in world.people:
        if not world.is_covered(slot):
            world.count("unscored", by=len(files[slot]))
            continue
        charges = charges_of(world, files[slot])
        returns = sum(item.points for item in falling_due if item.slot == slot)
        settled = settle(world, slot, returns, charges)
        if settled:
            charged[slot] = settled
    return charged


def charges_of(world: TwinState, records: list[Record]) -> list[Charge]:
    """Return what one person's records of the month cost or bring, after the rules' caps."""
    charges = []
    for record in sorted(records):
        for stage, rule in stages_charged(world, record):
            points = points_of(world, record, stage, world.scheme.rules[rule])
            if points != 0:
                charges.append(Charge(rule, points, record))
    return apply_caps(world.scheme.rules, charges)


def stages_charged(world: TwinState, record: Record) -> list[tuple[int, int]]:
    """Return (stage, rule) for the stages up to the one reached: each, or only the highest."""
    found = []
    for stage in range(record.stage + 1):
        rule = world.scheme.known_rule(record.kind, stage)
        if rule is not None:
            found.append((stage, rule))
    return found if world.scheme.charges_each_stage else found[-1:]


def points_of(world: TwinState, record: Record, stage: int, rule: Rule) -> int:
    """Return a rule's points: fixed, or drawn evenly from a range unless an official bends it."""
    if rule.low == rule.high:
        return rule.low
    bent = bent_points(world, record, stage, rule) if rule.is_by_official else None
    if bent is not None:
        return bent
    detail = pack_detail(slot=record.number, decision=stage, agency=record.byte)
    size = rule.high - rule.low + 1
    address = world.event_seed, Stream.DISCRETION, record.month, record.actor, detail
    return rule.low + bounded(*address, size)


def bent_points(world: TwinState, record: Record, stage: int, rule: Rule) -> int | None:
    """Return the end of the range that favour or a target makes an official choose, or none."""
    detail = pack_detail(slot=record.number, decision=BENDING + stage, agency=record.byte)
    favoured, pressed, _, _ = words(
        world.event_seed, Stream.DISCRETION, record.month, record.actor, detail
    )
    person = world.people[record.subject]
    is_connected = person.party == 1 or person.work == OFFICIAL
    if is_connected and favoured < world.chance("govern.favour"):
        return rule.high
    return rule.low if pressed < world.chance("govern.target_pressure") else None


def apply_caps(rules: tuple[Rule, ...], charges: list[Charge]) -> list[Charge]:
    """Return the charges that the rules' monthly caps let through, the last one perhaps cut."""
    kept: list[Charge] = []
    for charge in charges:
        rule = rules[charge.rule]
        earlier = [other for other in kept if other.rule == charge.rule]
        if rule.cap_times is not None and len(earlier) >= rule.cap_times:
            continue
        points = charge.points
        if rule.cap_points is not None:
            left = rule.cap_points - sum(abs(other.points) for other in earlier)
            points = max(-left, min(points, left))
        if points != 0:
            kept.append(replace(charge, points=points))
    return kept


def settle(world: TwinState, slot: int, returns: int, charges: list[Charge]) -> list[Charge]:
    """Add up one person's month, note what falls due later and return the charges as netted."""
    scheme = world.scheme
    month = net_month(
        world.score[slot],
        returns,
        [charge.points for charge in charges],
        scheme.bounds,
        scheme.floor,
        scheme.cap,
    )
    world.score[slot] = month.stored
    settled = []
    for charge, effective in zip(charges, month.effective, strict=True):
        recovery = scheme.rules[charge.rule].recovery_months
        due = NEVER if recovery is None else world.month + recovery
        bits = taints_of(world, charge.record)
        bits |= ANOTHER * scheme.rules[charge.rule].is_collective
        settled.append(replace(charge, effective=effective, due=due, taints=bits))
        if recovery is not None and effective != 0:
            world.due.setdefault(due, []).append(DueItem(slot, -effective))
        if scheme.is_graded and effective < 0 and bits:
            world.ledger.append(LedgerRow(slot, -effective, due, bits))
    world.count("returned_points", by=returns)
    world.count("clamped_points", by=month.clamped)
    for charge in settled:
        world.count("rule_charges", charge.rule, charge.cause)
        world.count("rule_points", charge.rule, world.classes[slot], by=charge.points)
    if any(charge.points < 0 for charge in settled):
        world.count("charged_people", world.classes[slot])
    return settled


def taints_of(world: TwinState, record: Record) -> int:
    """Return what is wrong with acting on a record: its cause, its kind, the subject's means."""
    kind = world.kinds[record.kind]
    is_insolvent = world.means[record.subject] == INSOLVENT
    return (
        FALSE * (record.cause != TRUE)
        | PROTECTED * kind.is_protected
        | TRIVIAL * (kind.gravity == TRIFLE)
        | CANNOT_PAY * (kind.cannot_pay and is_insolvent)
    )
