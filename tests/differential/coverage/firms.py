"""What happens in the phases firms and govern: harm, tips, evasion, problems told and solved."""

from collections import Counter
from typing import Any

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.reference.firms import BOUGHT, CLOSED, FAVOURED, NOMINEE, REOPENED
from tests.differential.coverage.watcher import month_total

FATES = {
    FAVOURED: "favoured",
    NOMINEE: "hides behind a nominee",
    REOPENED: "begins again under a new name",
    BOUGHT: "buys points",
    CLOSED: "closes",
}
EVENTS = (
    *(
        f"firm: {event}"
        for event in (
            "acts",
            "acts without a scheme for firms",
            "deterred",
            "deterred from what is only listed",
            "found",
            "not found",
            "found by a tip alone",
            "points fall due",
            "held at floor",
            "held at cap",
            "better grade",
            "worse grade",
            "listed for a kind",
            "listed for a grade",
            "listed for ever",
            "ground while listed",
            "leaves the list at its term",
            "representative pending",
            "nominee pending",
            "opens again after a closure",
            "lays off",
            "closes on its grade alone",
            "closes on its list alone",
            *FATES.values(),
        )
    ),
    "tip: given",
    "tip: kept back by fear",
    "tip: judged true",
    "tip: judged false",
    "problems: arisen",
    "problems: reported",
    "problems: silenced by fear",
    "problems: solved",
    "problems: solved from an earlier month",
    "problems: not solved",
    "problems: hidden from the centre",
)


def _acting(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, firm: Any) -> int | None:
        before = _candidates(world)
        kind: int | None = original(world, firm)
        scheme = world.firm_scheme
        if kind is not None:
            seen["firm: acts"] += 1
            seen["firm: acts without a scheme for firms"] += scheme is None
        for number, then in enumerate(before):
            if kind is None and _candidates(world)[number] > then:
                costs = number in scheme.rules and scheme.rules[number].points < 0
                seen["firm: deterred"] += 1
                seen["firm: deterred from what is only listed"] += not costs
        return kind

    return watch


def _candidates(world: Any) -> list[int]:
    """Return this month's candidates of firms by kind."""
    kinds = range(len(world.firm_kinds))
    return [month_total(world, "firm_undisturbed", (kind,)) for kind in kinds]


def _finding(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, firm: Any, number: int) -> bool:
        is_found: bool = original(world, firm, number)
        draw = words(world.event_seed, Stream.FIRM_ACT, world.month, firm.tile)
        by_tip = is_found and draw[3] >= world.firm_kinds[number].seen_below
        seen["firm: found" if is_found else "firm: not found"] += 1
        seen["firm: found by a tip alone"] += by_tip
        return is_found

    return watch


def _tipping(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, worker: int) -> bool:
        before = month_total(world, "firm_tips", (2,))
        tips: bool = original(world, worker)
        would = month_total(world, "firm_tips", (2,)) > before
        seen["tip: given"] += tips
        seen["tip: kept back by fear"] += would and not tips
        return tips

    return watch


def _believing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, worker: int) -> bool:
        is_believed: bool = original(world, worker)
        seen["tip: judged true" if is_believed else "tip: judged false"] += 1
        return is_believed

    return watch


def _rating(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, scheme: Any, firm: Any, kind: int | None) -> None:
        returns = sum(firm.due.get(world.month, []))
        raw = scheme.held(firm.score + returns)
        raw += scheme.rules[kind].points if kind in scheme.rules else 0
        grade, left = firm.grade, firm.left
        pending = len(world.representatives.get(world.month + 1, ()))
        original(world, scheme, firm, kind)
        seen["firm: points fall due"] += returns != 0
        seen["firm: held at floor"] += raw < firm.score
        seen["firm: held at cap"] += raw > firm.score
        seen["firm: better grade"] += firm.grade < grade
        seen["firm: worse grade"] += firm.grade > grade
        seen["firm: leaves the list at its term"] += left == 1 and firm.left == 0
        by_kind, by_grade = kind in scheme.list_kinds, firm.grade in scheme.list_grades
        if left <= 1 and firm.left > 0:
            seen["firm: listed for a kind"] += by_kind
            seen["firm: listed for a grade"] += by_grade and not by_kind
            seen["firm: listed for ever"] += firm.left == 255
            if len(world.representatives.get(world.month + 1, ())) > pending:
                who = "nominee" if firm.has_nominee else "representative"
                seen[f"firm: {who} pending"] += 1
        else:
            seen["firm: ground while listed"] += by_kind or by_grade

    return watch


def _evading(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, *firm: Any) -> None:
        fates = range(len(FATES))
        before = [month_total(world, "firm_fate", (fate,)) for fate in fates]
        original(world, *firm)
        for fate in fates:
            seen[f"firm: {FATES[fate]}"] += month_total(world, "firm_fate", (fate,)) - before[fate]

    return watch


def _closing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, firm: Any) -> None:
        sanctions = world.firm_scheme.sanctions
        by_grade = any(firm.grade in sanction.grades for sanction in sanctions)
        by_list = firm.left > 0 and any(sanction.listed for sanction in sanctions)
        original(world, firm)
        seen["firm: closes"] += 1
        seen["firm: lays off"] += bool(firm.workers)
        seen["firm: closes on its grade alone"] += by_grade and not by_list
        seen["firm: closes on its list alone"] += by_list and not by_grade

    return watch


def _closed(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, firm: Any) -> None:
        original(world, firm)
        seen["firm: opens again after a closure"] += firm.closed_left == 0

    return watch


def _favours(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any) -> None:
        original(world)
        seen["firm: favoured"] += month_total(world, "firm_fate", (FAVOURED,))

    return watch


def _governing(seen: Counter[str], original: Any) -> Any:
    def watch(world: Any, acts: Any) -> None:
        waiting = sum(world.open_problems.values())
        original(world, acts)
        arisen, reported, solved, shown = (
            month_total(world, "problems", (column,)) for column in range(4)
        )
        seen["problems: arisen"] += arisen
        seen["problems: reported"] += reported
        seen["problems: silenced by fear"] += max(arisen - reported, 0)
        seen["problems: solved"] += solved
        seen["problems: solved from an earlier month"] += waiting > 0 < solved
        seen["problems: not solved"] += any(world.open_problems.values())
        seen["problems: hidden from the centre"] += reported - shown

    return watch


WATCHERS = (
    ("firms.act", _acting),
    ("firms.is_found", _finding),
    ("firms.tips_off", _tipping),
    ("firms.is_believed", _believing),
    ("firms.rate", _rating),
    ("firms.evade", _evading),
    ("firms.close", _closing),
    ("firms.stay_closed", _closed),
    ("world.firms", _favours),
    ("world.govern", _governing),
)
