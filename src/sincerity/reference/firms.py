"""firms: what firms do, who is harmed, who tells, and how firms get away.

Sees the truth about firms, the fear of workers, and the scheme's section on firms. Draws, by tile,
four words of stream FIRM_ACT and four of FIRM_FATE a month, and two words of stream FIRM_TIP for
each worker of a firm that has acted.
"""

from math import prod

from sincerity.chance.fixed import EXP_NEG, cumulative_thresholds, threshold
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.reference.conduct import category
from sincerity.reference.events import MISJUDGED, NO_AGENCY, TIP, Record
from sincerity.reference.firm_rules import PERMANENT, FirmScheme, FirmState, monthly_rates
from sincerity.reference.records import send
from sincerity.reference.state import TwinState

FAVOURED, NOMINEE, REOPENED, BOUGHT, CLOSED = 0, 1, 2, 3, 4
"""Columns of the table of what becomes of firms."""
TIPPED, JUDGED_FALSE, WITHOUT_FEAR = 0, 1, 2
"""Columns of the table of workers' tips."""


def firms(world: TwinState) -> None:
    """Let every open firm act, be found out, be rated and listed, evade, and perhaps close."""
    for firm in world.firms:
        if firm.closed_left > 0:
            stay_closed(world, firm)
        else:
            run_firm(world, firm)
        if firm.closed_left == 0:
            count_open(world, firm)


def stay_closed(world: TwinState, firm: FirmState) -> None:
    """Take one month off a closure; at its end the firm opens with a clean sheet."""
    firm.closed_left -= 1
    if firm.closed_left == 0 and world.firm_scheme is not None:
        firm.start_clean(world.firm_scheme)
        firm.has_nominee = False


def run_firm(world: TwinState, firm: FirmState) -> None:
    """Let a firm live through a month."""
    fate = words(world.event_seed, Stream.FIRM_FATE, world.month, firm.tile)
    kind = act(world, firm)
    found = kind is not None and is_found(world, firm, kind)
    if world.firm_scheme is None:
        return
    if found and firm.is_connected and fate[3] & 0xFFFF < world.chance_16("firms.favour"):
        world.count("firm_fate", FAVOURED)
        found = False
    rate(world, world.firm_scheme, firm, kind if found else None)
    evade(world, world.firm_scheme, firm, fate[1], fate[2], fate[3] >> 16)
    if fate[0] < closes_below(world.firm_scheme, firm):
        close(world, firm)


def act(world: TwinState, firm: FirmState) -> int | None:
    """Return the kind of what a firm does this month, or none; count who is harmed or spared."""
    rates = monthly_rates(world.firm_kinds, firm.group)
    draw = words(world.event_seed, Stream.FIRM_ACT, world.month, firm.tile)
    if sum(rates) == 0 or draw[0] >= threshold(min(1, sum(rates))):
        return None
    number = category(draw[1], cumulative_thresholds(rates))
    victims = world.firm_kinds[number].victims
    world.count("firm_undisturbed", number)
    scheme = world.firm_scheme
    is_deterred = scheme is not None and scheme.deters(number)
    if is_deterred and draw[2] >= world.chance("firms.deterred"):
        world.count("firm_prevented", number, by=victims)
        return None
    world.count("firm_acts", number)
    world.count("firm_victims", number, by=victims)
    return number


def is_found(world: TwinState, firm: FirmState, number: int) -> bool:
    """Return whether an act comes to be known, by inspection or by a worker who is believed."""
    draw = words(world.event_seed, Stream.FIRM_ACT, world.month, firm.tile)
    tips = [is_believed(world, worker) for worker in firm.workers if tips_off(world, worker)]
    found = draw[3] < world.firm_kinds[number].seen_below or any(tips)
    world.count("firm_found" if found else "firm_missed", number)
    return found


def tips_off(world: TwinState, worker: int) -> bool:
    """Return whether a worker tells what the firm did; fear keeps some from it."""
    word = words(world.event_seed, Stream.FIRM_TIP, world.month, worker)[0]
    below = world.chance("firms.tip")
    world.count("firm_tips", WITHOUT_FEAR, by=word < below)
    afraid = min((world.whole("firms.tip_fear") * world.fear[worker]) >> 2, len(EXP_NEG) - 1)
    return word < (below * EXP_NEG[afraid]) >> 16


def is_believed(world: TwinState, worker: int) -> bool:
    """Return whether a true tip is taken for true; if not it becomes a record of its own."""
    world.count("firm_tips", TIPPED)
    word = words(world.event_seed, Stream.FIRM_TIP, world.month, worker)[1]
    if word >= world.chance("firms.judged_false"):
        return True
    world.count("firm_tips", JUDGED_FALSE)
    accusing = [number for number, kind in enumerate(world.kinds) if kind.accuses_falsely]
    if accusing:
        reports_to = None if world.network is None else world.network.reports_to
        agency = NO_AGENCY if reports_to is None else reports_to
        record = Record(world.month, worker, TIP, agency, MISJUDGED, 0, accusing[0], worker)
        send(world, record, 1)
    return False


def rate(world: TwinState, scheme: FirmScheme, firm: FirmState, kind: int | None) -> None:
    """Move a firm's points, grade it when it is time to, and list it if there is a ground."""
    firm.score = scheme.held(firm.score + sum(firm.due.pop(world.month, [])))
    if 0 < firm.left < PERMANENT:
        firm.left -= 1
    if kind in scheme.rules:
        rule, before = scheme.rules[kind], firm.score
        firm.score = scheme.held(before + rule.points)
        if rule.recovery_months is not None and firm.score != before:
            due = firm.due.setdefault(world.month + rule.recovery_months, [])
            due.append(before - firm.score)
    if (world.month + 1) % scheme.regrade_months == 0:
        firm.grade = scheme.band_of(firm.score)
    has_ground = kind in scheme.list_kinds or firm.grade in scheme.list_grades
    if has_ground and firm.left == 0:
        firm.left = scheme.term_months
        world.count("firm_listed_entries")
        if scheme.representative is not None:
            pending = world.representatives.setdefault(world.month + 1, set())
            pending.add(firm.stands_for_it)


def evade(
    world: TwinState, scheme: FirmScheme, firm: FirmState, hides: int, reopens: int, buys: int
) -> None:
    """Let a private firm hide behind a nominee, begin again under a new name, or buy points."""
    if not firm.is_private:
        return
    if firm.left > 0:
        if hides < world.chance("firms.nominee") and not firm.has_nominee:
            firm.has_nominee = True
            world.count("firm_fate", NOMINEE)
        elif reopens < world.chance("firms.reopen"):
            firm.start_clean(scheme)
            world.count("firm_fate", REOPENED)
    if firm.score < scheme.base and buys < world.chance_16("firms.buys"):
        firm.score = min(firm.score + world.whole("firms.bought_points"), scheme.base)
        world.count("firm_fate", BOUGHT)


def closes_below(scheme: FirmScheme, firm: FirmState) -> int:
    """Return the threshold of a firm to close under the sanctions that hold."""
    holding = [
        sanction.closure
        for sanction in scheme.sanctions
        if firm.grade in sanction.grades or (sanction.listed and firm.left > 0)
    ]
    return threshold(1 - prod(1 - closure for closure in holding))


def close(world: TwinState, firm: FirmState) -> None:
    """Close a firm for some months and lay off everybody who works for it."""
    firm.closed_left = world.whole("firms.closed_months")
    firm.due = {}
    world.count("firm_fate", CLOSED)
    months = world.whole("firms.layoff_months")
    layoffs = world.layoffs.setdefault(world.month + 1, [])
    layoffs += [(worker, months) for worker in firm.workers]
    world.count("workers_laid_off", by=len(firm.workers))


def count_open(world: TwinState, firm: FirmState) -> None:
    """Count a firm that is open at the end of its month, by grade and list."""
    grades = world.firm_scheme.grades if world.firm_scheme is not None else 0
    world.count("firm_grades", min(firm.grade, grades))
    world.count("firm_listed", by=firm.left > 0)
    world.count("firms_open")
