"""How an act, an invention or a report becomes a record, and when the record arrives.

Draws words of stream STAGE for how far an act got, and a slot of stream WRONG_TARGET for a record
that names the wrong one.
"""

from sincerity.chance.philox import bounded, pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import INVENTED, TRUE, WRONG_PERSON, Act, Invention, Record
from sincerity.reference.events import agency_byte as byte_of
from sincerity.reference.state import TwinState


def send(world: TwinState, record: Record, wait_months: int) -> None:
    """Let a record reach its subject after some months, 0 for this one."""
    world.transit.setdefault(world.month + wait_months, []).append(record)


def true_record(world: TwinState, act: Act, agency: int) -> Record:
    """Return an act entered against the one who did it."""
    return _seen(world, act, agency, act.actor, TRUE)


def misdirected_record(world: TwinState, act: Act, agency: int) -> Record:
    """Return an act entered against somebody else, or against nobody."""
    return _seen(world, act, agency, wrong_slot(world, act, agency), WRONG_PERSON)


def invented_record(world: TwinState, invention: Invention, agency: int, kind: int) -> Record:
    """Return a record of an act that nobody did."""
    person = invention.subject
    return Record(world.month, person, invention.number, agency, INVENTED, 0, kind, person)


def stage_reached(world: TwinState, act: Act) -> int:
    """Return how far an act got: each later stage has a chance, given the one before."""
    word_2, word_3, _, _ = words(world.event_seed, Stream.STAGE, world.month, act.actor, act.number)
    stage = 0
    for word, reached_below in zip(
        (word_2, word_3), world.kinds[act.kind].later_stages_below, strict=False
    ):
        if word >= reached_below:
            break
        stage += 1
    return stage


def wrong_slot(world: TwinState, act: Act, agency: int) -> int:
    """Return any slot of the actor's county but the actor's own, occupied or not."""
    detail = pack_detail(slot=act.number, agency=byte_of(agency))
    return other_slot(
        world, Stream.WRONG_TARGET, act.actor, detail, world.slots_of_county(act.actor)
    )


def other_slot(world: TwinState, stream: Stream, actor: int, detail: int, slots: range) -> int:
    """Return any of some slots but the actor's own, all alike."""
    others = len(slots) - 1
    drawn = slots[0] + bounded(world.event_seed, stream, world.month, actor, detail, others)
    return drawn if drawn < actor else drawn + 1


def _seen(world: TwinState, act: Act, agency: int, subject: int, cause: int) -> Record:
    """Enter an act in a register."""
    stage = stage_reached(world, act)
    return Record(world.month, act.actor, act.number, agency, cause, stage, act.kind, subject)
