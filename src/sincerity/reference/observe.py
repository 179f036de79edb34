"""observe: what the county credit office learns, and about whom.

Sees truth, makes records. Draws words of stream STAGE for how far an act got, two words of the act
itself, and a slot of stream WRONG_TARGET for a record that names the wrong one.
"""

from sincerity.chance.philox import bounded, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import TRUE, WRONG_PERSON, Act, Record
from sincerity.reference.state import TwinState


def observe(world: TwinState, acts: list[Act], invented: list[Record]) -> list[Record]:
    """Return the records that reach somebody this month: last month's post, then this month's.

    A record against the wrong slot travels for a month; one against a vacant slot matches nobody.
    """
    records = []
    for record in world.post:
        if record.subject in world.people:
            records.append(record)
        else:
            world.count("unmatched")
    world.post = []
    for act in acts:
        if act.seen_word < world.kinds[act.kind].seen_below:
            if act.wrong_word < world.chance("office.wrong_person"):
                world.post.append(_record(world, act, wrong_slot(world, act), WRONG_PERSON))
            else:
                records.append(_record(world, act, act.actor, TRUE))
    records += invented
    for record in records:
        world.count("records", record.kind, record.cause)
    return records


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


def wrong_slot(world: TwinState, act: Act) -> int:
    """Return any slot of the actor's county but the actor's own, occupied or not."""
    slots = world.slots_of_county(act.actor)
    others = len(slots) - 1
    drawn = slots[0] + bounded(
        world.event_seed, Stream.WRONG_TARGET, world.month, act.actor, act.number, others
    )
    return drawn if drawn < act.actor else drawn + 1


def _record(world: TwinState, act: Act, subject: int, cause: int) -> Record:
    """Enter an act in the register."""
    stage = stage_reached(world, act)
    return Record(world.month, act.actor, act.number, stage, act.kind, subject, cause)
