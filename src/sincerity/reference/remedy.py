"""remedy: objections decided, objections filed, and other ways off a list.

Sees entries, charges and, in the chance of a decision, truth. Draws four words of stream OBJECT for
each record that a person learns of, keyed by the origin of the record, and two words of stream EXIT
for each entry on a list that has a way off.
"""

from fractions import Fraction

from sincerity.chance.fixed import EXP_NEG
from sincerity.chance.philox import Words, pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import (
    BY_GRADE,
    KNOWN,
    NEVER,
    PAYABLE,
    PERFORMED,
    REPAIRED,
    TRUE,
    UPHELD,
    Charge,
    Entry,
    Objection,
    Origin,
    Part,
    Record,
    agency_byte,
)
from sincerity.reference.govern import share_of_month
from sincerity.reference.state import DueItem, TwinState
from sincerity.society.codes import MEANS

FILED, WAS_UPHELD, REJECTED = 0, 1, 2
"""Columns of the table of objections."""
AT_NOTICE, AT_A_DOOR = 0, 1
"""How a person learned of a record, in the address of what follows."""


def remedy(
    world: TwinState,
    records: list[Record],
    charged: dict[int, list[Charge]],
    discovered: list[Entry],
) -> None:
    """Decide objections whose turn it is, let people file new ones, and let entries end early."""
    rules = world.scheme.lists
    ways_off = any(rule.can_perform or rule.repair_after is not None for rule in rules)
    if not world.scheme.hears_objections and not ways_off:
        return
    decide_objections(world)
    before = len(world.objections)
    for slot in world.people:
        own = [record for record in records if record.subject == slot]
        learned = learn_of_records(world, slot, own, charged.get(slot, []))
        for entry in sorted(discovered, key=lambda entry: entry.listing):
            if entry.person == slot and entry.cause < BY_GRADE and entry not in learned:
                draw = object_words(world, entry.origin, AT_A_DOOR)
                consider(world, slot, entry.origin, entry.cause, draw, ())
    give_tickets(world, world.objections[before:])
    for slot in world.people:
        for entry in sorted(world.entries[slot], key=lambda entry: entry.listing):
            if entry.is_active:
                leave_early(world, entry)
                world.count("listed_by_means", world.means[slot])


def object_words(world: TwinState, origin: Origin, how: int) -> Words:
    """Return the words that decide what becomes of a record a person has learned of."""
    month, actor, number, agency = origin
    detail = pack_detail(slot=number, decision=how, agency=agency_byte(agency))
    return words(world.event_seed, Stream.OBJECT, month, actor, detail)


def decide_objections(world: TwinState) -> None:
    """Decide those objections that every county's reviewers have come to by now."""
    if world.month > 0:
        capacity = Fraction(world.parameters["remedy.capacity"]) / 1000
        for county, residents in world.residents.items():
            room = share_of_month(world.month, capacity * residents)
            world.served[county] = min(world.filed[county], world.served[county] + room)
    waiting = []
    for objection in sorted(world.objections, key=lambda objection: objection.ticket):
        if objection.ticket < world.served[world.county_of(objection.person)]:
            decide(world, objection)
        else:
            waiting.append(objection)
    world.objections = waiting


def decide(world: TwinState, objection: Objection) -> None:
    """Uphold or reject one objection; one that is upheld ends the entries of its record."""
    is_wrong = objection.cause != TRUE
    chance = "remedy.upheld_wrong" if is_wrong else "remedy.upheld_right"
    is_upheld = object_words(world, objection.origin, AT_NOTICE)[2] < world.chance(chance)
    world.count("objections", int(is_wrong), WAS_UPHELD if is_upheld else REJECTED)
    world.count("objection_delay", by=world.month - objection.filed)
    if not is_upheld:
        return
    for entry in world.entries[objection.person]:
        if entry.origin == objection.origin and stands_on(world, entry):
            end_next_month(world, entry, UPHELD)
    if world.scheme.gives_points_back:
        for part in objection.parts:
            give_back(world, objection.person, part)


def stands_on(world: TwinState, entry: Entry) -> bool:
    """Return whether an entry would not end next month or earlier anyway."""
    return entry.is_active and entry.ends > world.month + 1


def end_next_month(world: TwinState, entry: Entry, reason: int) -> None:
    """Let an entry end next month."""
    entry.ends, entry.reason = world.month + 1, reason


def give_back(world: TwinState, slot: int, part: Part) -> None:
    """Give points back next month, and not again when they would have come back."""
    back = world.month + 1
    if part.due <= back:
        return
    world.due.setdefault(back, []).append(DueItem(slot, part.points))
    if part.due != NEVER:
        world.due.setdefault(part.due, []).append(DueItem(slot, -part.points))
    for row in world.ledger:
        if (row.person, row.points, row.due, row.taints) == (
            slot,
            part.points,
            part.due,
            part.taints,
        ):
            row.due = back
            break


def learn_of_records(
    world: TwinState, slot: int, records: list[Record], charges: list[Charge]
) -> list[Entry]:
    """Let a person learn of this month's records that cost something, and perhaps object.

    Return the new entries that the person now knows of.
    """
    learned = []
    for record in records:
        costs = [charge for charge in charges if charge.record == record and charge.points < 0]
        new = [
            entry
            for entry in world.entries[slot]
            if entry.entered == world.month
            and entry.cause < BY_GRADE
            and (*entry.origin, entry.cause) == (*record.origin, record.cause)
        ]
        if not costs and not new:
            continue
        draw = object_words(world, record.origin, AT_NOTICE)
        is_told = world.scheme.gives_notice or any(
            world.scheme.lists[entry.listing].gives_notice for entry in new
        )
        if not is_told and draw[0] >= world.chance("respond.informed_without_notice"):
            continue
        for entry in new:
            entry.flags |= KNOWN
        learned += new
        parts = tuple(
            Part(-charge.effective, charge.due, charge.taints)
            for charge in costs
            if charge.effective < 0
        )
        consider(world, slot, record.origin, record.cause, draw, parts)
    return learned


def consider(
    world: TwinState, slot: int, origin: Origin, cause: int, draw: Words, parts: tuple[Part, ...]
) -> None:
    """Let a person who knows of a record object to it, if of age, able and not too afraid."""
    can = world.chance(f"remedy.can_{MEANS[world.means[slot]]}")
    afraid = min((world.whole("remedy.fear") * world.fear[slot]) >> 2, len(EXP_NEG) - 1)
    files = draw[1] < (can * EXP_NEG[afraid]) >> 16
    pending = [(objection.person, objection.origin) for objection in world.objections]
    if not world.scheme.hears_objections or not world.is_adult(slot) or not files:
        return
    if (slot, origin) not in pending:
        world.objections.append(Objection(slot, origin, cause, world.month, parts))
        world.count("objections", int(cause != TRUE), FILED)


def give_tickets(world: TwinState, filed: list[Objection]) -> None:
    """Put this month's objections at the end of their county's queue."""
    for objection in filed:
        county = world.county_of(objection.person)
        objection.ticket = world.filed[county]
        world.filed[county] += 1


def leave_early(world: TwinState, entry: Entry) -> None:
    """Let an entry of an earlier month end by payment or by repair."""
    rule, means = world.scheme.lists[entry.listing], world.means[entry.person]
    if entry.entered == world.month or not stands_on(world, entry):
        return
    draw = words(world.event_seed, Stream.EXIT, world.month, entry.person, entry.listing)
    can_pay = rule.can_perform and entry.flags & PAYABLE
    can_repair = (
        rule.repair_after is not None
        and world.month + 1 - entry.entered >= rule.repair_after
        and means in rule.repair_open
    )
    if can_pay and draw[0] < world.chance(f"remedy.perform_{MEANS[means]}"):
        end_next_month(world, entry, PERFORMED)
        world.count("performed", means)
    elif can_repair and draw[1] < world.chance(f"remedy.repair_{MEANS[means]}"):
        end_next_month(world, entry, REPAIRED)
        world.count("repaired", means)
