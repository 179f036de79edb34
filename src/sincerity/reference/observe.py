"""observe: what the operator of the scheme learns this month, and about whom.

Sees truth, makes records. With one county office an act's own words decide whether it is seen and
whether the wrong person is named; what agencies do is in `sincerity.reference.watch`.
"""

from sincerity.reference.conduct import category
from sincerity.reference.events import NO_AGENCY, Act, Invention, Record
from sincerity.reference.records import invented_record, misdirected_record, send, true_record
from sincerity.reference.state import TwinState
from sincerity.reference.watch import hear_reports, invent, watch


def observe(world: TwinState, acts: list[Act], invented: list[Invention]) -> list[Record]:
    """Return the records that reach somebody this month, oldest origin first.

    A record against the wrong slot travels for at least a month; one against a vacant slot matches
    nobody.
    """
    for act in acts:
        is_seen = see(world, act) if world.network is None else watch(world, act)
        supervised = int(world.is_supervised(act.actor))
        world.count("acts_watched", supervised, 0)
        world.count("acts_watched", supervised, 1, by=is_seen)
        if world.network is not None and world.kinds[act.kind].accuses_falsely:
            hear_reports(world, act)
    for invention in invented:
        if world.network is None:
            kind = category(invention.kind_word, world.invented_kinds)
            send(world, invented_record(world, invention, NO_AGENCY, kind), 0)
        else:
            invent(world, invention)
    records = []
    for record in world.transit.pop(world.month, []):
        if record.subject in world.people:
            records.append(record)
            world.count("records", record.kind, record.cause)
        else:
            world.count("unmatched")
    return sorted(records)


def see(world: TwinState, act: Act) -> bool:
    """Return whether the county office hears of an act, and enter it if so."""
    kind = world.kinds[act.kind]
    if world.is_supervised(act.actor):
        is_seen = act.seen_word < kind.seen_when_supervised_below
    else:
        is_seen = act.seen_word < kind.seen_below
    if is_seen and act.wrong_word < world.chance("office.wrong_person"):
        send(world, misdirected_record(world, act, NO_AGENCY), 1)
    elif is_seen:
        send(world, true_record(world, act, NO_AGENCY), 0)
    return is_seen
