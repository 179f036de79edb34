"""observe, with agencies: who sees an act, who invents one, who believes a neighbour.

A record stays with the agency that made it until the operator of the scheme comes to know, by the
chance and the delay of the way between them; of several about one act the first to arrive counts.
Only kinds that the scheme makes something of are passed on.
Draws, for each agency, four words of stream SEEN for every act it could see and of INVENTED for
every invention it could make; four words and a slot of stream ACCUSED for every false accusation.
"""

from fractions import Fraction
from math import prod

from sincerity.chance.fixed import threshold
from sincerity.chance.philox import Words, pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.agencies import Agency, delay
from sincerity.reference.conduct import category, cause_class
from sincerity.reference.events import (
    FALSE_REPORT,
    INVENTED,
    TRUE,
    WRONG_PERSON,
    Act,
    Invention,
    Record,
)
from sincerity.reference.records import (
    invented_record,
    misdirected_record,
    other_slot,
    send,
    true_record,
)
from sincerity.reference.state import TwinState


def watch(world: TwinState, act: Act) -> bool:
    """Return whether any agency sees an act; enter it where it is seen."""
    assert world.network is not None
    is_seen = False
    waits = []
    for agency in world.network.agencies:
        if act.kind not in agency.sees:
            continue
        draw = seen_words(world, act.actor, act.number, agency)
        if draw[0] >= seen_below(world, act, agency):
            continue
        is_seen = True
        is_wrong = draw[1] < agency.wrong_person_below
        cause = WRONG_PERSON if is_wrong else TRUE
        world.count("agency_records", agency.number, cause)
        if not world.scheme.asks_for(act.kind) or not reaches_operator(agency, draw):
            continue
        wait = wait_of(agency, draw)
        if is_wrong:
            send(world, misdirected_record(world, act, agency.number), max(wait, 1))
        else:
            waits.append((wait, agency.number))
    if waits:
        wait, first = min(waits)
        send(world, true_record(world, act, first), wait)
    return is_seen


def seen_below(world: TwinState, act: Act, agency: Agency) -> int:
    """Return the threshold of an agency to see an act, by kind, place and supervision."""
    place = "urban" if world.people[act.actor].urban else "rural"
    if "online" in world.kinds[act.kind].needs:
        place = "online"
    chance = agency.sees[act.kind] * agency.coverage[place]
    chance *= Fraction(world.parameters["office.seen_factor"])
    if world.scheme.supervision is not None and world.is_supervised(act.actor):
        chance *= world.scheme.supervision.factor
    return threshold(min(Fraction(1), chance))


def seen_words(world: TwinState, actor: int, number: int, agency: Agency) -> Words:
    """Return the words by which an agency sees an act, errs, and tells the operator."""
    detail = pack_detail(slot=number, agency=agency.byte)
    return words(world.event_seed, Stream.SEEN, world.month, actor, detail)


def reaches_operator(agency: Agency, draw: Words) -> bool:
    """Return whether the operator ever comes to know of an agency's entry."""
    return draw[2] < agency.to_operator.passes_below


def wait_of(agency: Agency, draw: Words) -> int:
    """Return the months from an act until the operator knows: entry, then the way."""
    enters = delay(draw[3] >> 16, agency.enters_low, agency.enters_high)
    return enters + agency.to_operator.months(draw[3] & 0xFFFF)


def hear_reports(world: TwinState, act: Act) -> None:
    """Let the agency that takes reports hear an accusation that is false, and perhaps believe it.

    Any kind of harm is as likely to be told of, and any other slot of the township.
    """
    assert world.network is not None
    if world.network.reports_to is None or not world.invented_kinds:
        return
    agency = world.network.agencies[world.network.reports_to]
    draw = words(world.event_seed, Stream.ACCUSED, world.month, act.actor, act.number)
    if draw[1] >= world.chance("office.report_believed"):
        return
    world.count("agency_records", agency.number, FALSE_REPORT)
    kind = category(draw[0], world.invented_kinds)
    if not world.scheme.asks_for(kind) or not reaches_operator(agency, draw):
        return
    detail = pack_detail(slot=act.number, decision=1)
    town = world.slots_of_township(act.actor)
    accused = other_slot(world, Stream.ACCUSED, act.actor, detail, town)
    origin = world.month, act.actor, act.number, agency.number
    record = Record(*origin, FALSE_REPORT, 0, kind, accused)
    send(world, record, max(wait_of(agency, draw), 1))


def invent(world: TwinState, invention: Invention) -> None:
    """Let at least one agency make a record of nothing, of any kind of harm that it sees.

    Agencies invent independently of each other; the first to do so is drawn given that one does.
    """
    assert world.network is not None
    person, number = invention.subject, invention.number
    inventors = world.network.inventors(cause_class(world, person))
    has_hit = False
    for position, (agency, chance) in enumerate(inventors):
        if not has_hit:
            chance /= 1 - prod(1 - later for _, later in inventors[position:])
        detail = pack_detail(slot=number, agency=agency.byte)
        draw = words(world.event_seed, Stream.INVENTED, world.month, person, detail)
        if draw[0] >= threshold(chance):
            continue
        has_hit = True
        world.count("agency_records", agency.number, INVENTED)
        kind = agency.harms[draw[1] * len(agency.harms) >> 32]
        way = seen_words(world, person, number, agency)
        if world.scheme.asks_for(kind) and reaches_operator(agency, way):
            record = invented_record(world, invention, agency.number, kind)
            send(world, record, wait_of(agency, way))
