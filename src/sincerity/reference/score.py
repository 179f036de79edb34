"""score: the scheme charges points for records and gives old points back.

Sees records and the scheme. Draws points inside an official's range from stream DISCRETION, keyed
by the origin of the record. The netting of a month is `sincerity.scheme.arithmetic.net_month`.
"""

from sincerity.chance.philox import bounded, pack_detail
from sincerity.chance.streams import Stream
from sincerity.reference.events import Charge, Record
from sincerity.reference.reading import Rule
from sincerity.reference.state import DueItem, TwinState
from sincerity.scheme.arithmetic import net_month


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
    charged = {}
    for slot in world.people:
        if not world.is_covered(slot):
            world.count("unscored", by=len(files[slot]))
            continue
        charges = charges_of(world, files[slot])
        returns = sum(item.points for item in falling_due if item.slot == slot)
        settle(world, slot, returns, charges)
        if charges:
            charged[slot] = charges
    return charged


def charges_of(world: TwinState, records: list[Record]) -> list[Charge]:
    """Return what one person's records of the month cost or bring, after the rules' caps."""
    charges = []
    for record in sorted(records):
        for stage, rule in stages_charged(world, record):
            points = points_of(world, record, stage, world.scheme.rules[rule])
            if points != 0:
                charges.append(Charge(rule, points, record.cause))
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
    """Return a rule's points: fixed, or drawn evenly from the official's range."""
    if rule.low == rule.high:
        return rule.low
    detail = pack_detail(slot=record.number, decision=stage)
    return rule.low + bounded(
        world.event_seed,
        Stream.DISCRETION,
        record.month,
        record.actor,
        detail,
        rule.high - rule.low + 1,
    )


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
            kept.append(Charge(charge.rule, points, charge.cause))
    return kept


def settle(world: TwinState, slot: int, returns: int, charges: list[Charge]) -> None:
    """Add up one person's month and note what falls due later."""
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
    for charge, effective in zip(charges, month.effective, strict=True):
        recovery = scheme.rules[charge.rule].recovery_months
        if recovery is not None and effective != 0:
            due = world.due.setdefault(world.month + recovery, [])
            due.append(DueItem(slot, -effective))
    world.count("returned_points", by=returns)
    world.count("clamped_points", by=month.clamped)
    for charge in charges:
        world.count("rule_charges", charge.rule, charge.cause)
        world.count("rule_points", charge.rule, world.classes[slot], by=charge.points)
    if any(charge.points < 0 for charge in charges):
        world.count("charged_people", world.classes[slot])
