"""Firms: what happens to the firm that a person stands for or works for, and who speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.lives.events import Fact, Path
from sincerity.phases.firm_state import NO_FIRM
from sincerity.phases.firms import TIP_SLOT

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_firms", "look"]

_FIRMS: Path = ("firms",)


class FirmNow(NamedTuple):
    """A firm as it stands, as far as its people can tell."""

    score: int
    grade: int
    listed_months: int
    closed_months: int
    has_nominee: int


@dataclass(frozen=True, slots=True)
class FirmAct:
    """What a firm did this month.

    Attributes
    ----------
    kind
        Number of the kind of conduct.
    found
        Whether the operator finds out.
    tips
        By place in the tile: whether the worker who spoke was believed.
    """

    kind: int
    found: bool
    tips: dict[int, bool]


def roles(block: Block, place: int) -> tuple[str, ...]:
    """Return what a person is to the firm of the tile: representative, worker, stand_in."""
    state = block.local.firms
    if state is None:
        return ()
    tile, own = place >> 6, place & (SLOTS_PER_TILE - 1)
    firms = state.firms
    if int(firms.number[tile]) == NO_FIRM:
        return ()
    holds = {
        "representative": int(firms.representative[tile]) == own,
        "worker": bool(int(firms.workers[tile]) >> own & 1),
        "stand_in": int(firms.stand_in[tile]) == own and bool(firms.nominee[tile]),
    }
    return tuple(role for role, held in holds.items() if held)


def look(tracer: Tracer, block: Block, person: Watched) -> None:
    """Remember how the firm of a person stands."""
    person.firm = _stands(block, person.place) if roles(block, person.place) else None


def _stands(block: Block, place: int) -> FirmNow:
    firms, tile = block.local.firms.firms, place >> 6
    return FirmNow(
        *(
            int(getattr(firms, name)[tile])
            for name in ("score", "grade", "left", "closed_left", "nominee")
        )
    )


def after_firms(tracer: Tracer, block: Block) -> None:
    """Tell what the firm did, who spoke, and what was done to it."""
    laid_off = set(block.local.layoffs[:, 0].tolist())
    for person in tracer.people.values():
        held = roles(block, person.place)
        if held:
            _tell(tracer, block, person, held)
        if person.place in laid_off:
            person.laid_off = [person.firm_event] if person.firm_event else []


def _tell(tracer: Tracer, block: Block, person: Watched, held: tuple[str, ...]) -> None:
    tile = person.place >> 6
    was = person.firm or _stands(block, person.place)
    now = _stands(block, person.place)
    person.firm = now
    done = None if was[3] else _act(block, tile)
    acted = 0
    if done is not None:
        kind = tracer.setting.conduct.firm_kinds[done.kind].id
        facts: dict[str, Fact] = {"kind": kind, "roles": held, "found": done.found}
        acted = person.add(block.month, "firm_act", facts)
        own = person.place & (SLOTS_PER_TILE - 1)
        if own in done.tips:
            believed = done.tips[own]
            number = person.add(
                block.month, "tip", {"kind": kind, "believed": believed}, after=[acted]
            )
            person.acts[block.month, TIP_SLOT] = number
    for what in _changes(FirmNow(*was), now):
        person.firm_event = person.add(
            block.month,
            "firm",
            {"what": what, "roles": held},
            rules=(_FIRMS,),
            after=[acted],
        )


def _changes(was: FirmNow, now: FirmNow) -> list[str]:
    """Return what was done to a firm, by how it stood before and stands now."""
    found = []
    if was.closed_months and not now.closed_months:
        found.append("open_again")
    if now.listed_months > was.listed_months:
        found.append("listed")
    if now.has_nominee and not was.has_nominee:
        found.append("nominee")
    if now.closed_months > was.closed_months:
        found.append("closed")
    elif was.listed_months and not now.listed_months and not was.closed_months:
        found.append("off_list")
    return found


def _act(block: Block, tile: int) -> FirmAct | None:
    """Return what the firm of a tile does this month, drawn again from its addresses."""
    t, firms = block.model.firms, block.local.firms.firms
    seed, month = int(block.seed), block.month
    number, global_tile = int(firms.number[tile]), block.first // SLOTS_PER_TILE + tile
    w0, w1, w2, w3 = words(seed, Stream.FIRM_ACT, month, global_tile)
    if w0 >= int(t.acts[number]):
        return None
    kind = next(at for at, below in enumerate(t.kind[number].tolist()) if w1 < below)
    if w2 >= int(t.accept[kind]):
        return None
    tips = _tips(block, tile, t)
    found = any(tips.values()) or w3 < int(t.seen[kind])
    return FirmAct(kind, found, tips)


def _tips(block: Block, tile: int, t: Any) -> dict[int, bool]:
    workers = int(block.local.firms.firms.workers[tile])
    found: dict[int, bool] = {}
    for place in range(SLOTS_PER_TILE):
        if not workers >> place & 1:
            continue
        at = tile * SLOTS_PER_TILE + place
        w0, w1, _, _ = words(int(block.seed), Stream.FIRM_TIP, block.month, block.first + at)
        if w0 < int(t.tips[int(block.columns["fear"][at])]):
            found[place] = w1 >= int(t.judged_false)
    return found
