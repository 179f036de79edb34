"""Check the conduct that rules and lists name against a catalogue."""

from __future__ import annotations

from sincerity.errors import Diagnostic
from sincerity.scheme.conduct_view import (
    ConductView,
    KindView,
    firm_kinds_by_id,
    kinds_by_id,
)
from sincerity.scheme.model import ListEntry, Listing, Rule, Scheme, Trigger
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_conduct", "kinds_leading_to", "stage_of"]


def check_conduct(
    scheme: Scheme, locations: Locations, conduct: ConductView | None
) -> list[Diagnostic]:
    """Return faults of kinds and stages, of rules that claim the same conduct, and ladders.

    Two rules on one stage of one kind are an error (E305): which of them holds would depend on
    their order. Two rules on two stages of one kind, each charged, are pointed out (E320).

    Parameters
    ----------
    conduct
        Without a catalogue only rules that say literally the same are found.
    """
    faults: list[Diagnostic] = []
    claimed: dict[tuple[str, str | None], int] = {}
    charged: dict[str, int] = {}
    for index, rule in enumerate(scheme.rules):
        path: Path = ("rules", index, "on")
        stage = rule.on.stage
        if conduct is not None:
            kind = kinds_by_id(conduct).get(rule.on.kind)
            if kind is None:
                faults.append(_unknown_kind(rule.on.kind, path, conduct, locations))
                continue
            faults += _stage(rule.on, kind, path, locations)
            stage = stage_of(rule, kind)
        first = claimed.setdefault((rule.on.kind, stage), index)
        if first != index:
            faults.append(_same_claim(scheme, first, index, stage, locations))
        elif not rule.is_inert:
            other = charged.setdefault(rule.on.kind, index)
            if other != index and scheme.ladder == "each":
                faults.append(_charged_twice(scheme, other, index, locations))
    if conduct is not None:
        faults += _lists(scheme, conduct, locations)
    return faults + _firms(scheme, conduct, locations)


def _lists(scheme: Scheme, conduct: ConductView, locations: Locations) -> list[Diagnostic]:
    """Check the kinds that lead to lists, and that performance has something to perform."""
    kinds = kinds_by_id(conduct)
    faults = []
    for index, listing in enumerate(scheme.lists):
        for number, trigger in enumerate(listing.entry.kinds):
            path: Path = ("lists", index, "entry", "kinds", number)
            kind = kinds.get(trigger.kind)
            if kind is None:
                faults.append(_unknown_kind(trigger.kind, path, conduct, locations))
            else:
                faults += _stage(trigger, kind, path, locations)
        leading = [kinds[name] for name in kinds_leading_to(scheme, listing) if name in kinds]
        if listing.ends_by_performance and leading and not any(k.cannot_pay for k in leading):
            sentence = (
                f"no kind of conduct that leads to list '{listing.id}' leaves anything owed: "
                "nobody can leave it by performance"
            )
            at: Path = ("lists", index, "exit", "performance")
            faults.append(locations.diagnostic("E325", at, sentence, severity="warning"))
    return faults


def _firms(scheme: Scheme, conduct: ConductView | None, locations: Locations) -> list[Diagnostic]:
    """Check the kinds of conduct of firms, and rules that claim the same one."""
    if scheme.firms is None:
        return []
    faults: list[Diagnostic] = []
    named: list[tuple[Path, str]] = [
        (("firms", "rules", index, "on", "kind"), rule.on.kind)
        for index, rule in enumerate(scheme.firms.rules)
    ]
    if scheme.firms.listing is not None:
        entered = scheme.firms.listing.entry.kinds
        named += [(("firms", "list", "entry", "kinds", i), kind) for i, kind in enumerate(entered)]
    for path, kind in named if conduct is not None else ():
        if conduct is not None and kind not in firm_kinds_by_id(conduct):
            faults.append(_unknown_firm_kind(kind, path, conduct, locations))
    first: dict[str, int] = {}
    for index, rule in enumerate(scheme.firms.rules):
        other = first.setdefault(rule.on.kind, index)
        if other != index:
            one = scheme.firms.rules[other]
            faults.append(
                locations.diagnostic(
                    "E305",
                    ("firms", "rules", index, "on"),
                    f"rules '{one.id}' and '{rule.id}' both answer to '{rule.on.kind}'",
                    help="keep one",
                    related=[locations.related(("firms", "rules", other, "on"), "the other rule")],
                )
            )
    return faults


def kinds_leading_to(scheme: Scheme, listing: Listing) -> list[str]:
    """Return the kinds of conduct of people that can put a name on a list, each once.

    By records, by charges, by a grade that charges lead to, or by another list.
    """
    found: dict[str, None] = {}
    waiting, seen = [listing], {listing.id}
    for here in waiting:  # grows while it is walked
        entry = here.entry
        found |= dict.fromkeys(trigger.kind for trigger in entry.kinds)
        found |= dict.fromkeys(rule.on.kind for rule in scheme.rules if _enters(rule, entry))
        for other in scheme.lists:
            if other.id in entry.lists and other.id not in seen:
                seen.add(other.id)
                waiting.append(other)
    return list(found)


def _enters(rule: Rule, entry: ListEntry) -> bool:
    """Tell whether a charge of a rule can put a name on a list, directly or by a grade."""
    low, high = rule.lowest_points, rule.highest_points
    if low is None or high is None:
        return False
    most, least = entry.points_at_most, entry.points_at_least
    by_charge = (most is not None and low <= most.used) or (
        least is not None and high >= least.used
    )
    return by_charge or (bool(entry.grades) and low < 0)


def _unknown_kind(name: str, path: Path, conduct: ConductView, locations: Locations) -> Diagnostic:
    """Report a kind that the catalogue does not have, or has for firms only."""
    if name in firm_kinds_by_id(conduct):
        return locations.diagnostic(
            "E217",
            (*path, "kind"),
            f"'{name}' is conduct of firms; here the conduct of people is wanted",
            help="name it under 'firms', or name a kind of conduct of people",
        )
    return locations.diagnostic(
        "E205",
        (*path, "kind"),
        f"the catalogue has no kind of conduct '{name[:60]}'",
        hint=did_you_mean(name, kinds_by_id(conduct)),
        help="name a kind of the catalogue of conduct",
    )


def _unknown_firm_kind(
    name: str, path: Path, conduct: ConductView, locations: Locations
) -> Diagnostic:
    """Report a kind of firms that the catalogue does not have, or has for people only."""
    if name in kinds_by_id(conduct):
        return locations.diagnostic(
            "E217",
            path,
            f"'{name}' is conduct of people; here the conduct of firms is wanted",
            help="name it in a rule or list of people, or name a kind of conduct of firms",
        )
    known = firm_kinds_by_id(conduct)
    return locations.diagnostic(
        "E216",
        path,
        f"the catalogue has no kind of conduct of firms '{name[:60]}'",
        hint=did_you_mean(name, known),
        help=f"kinds of firms: {', '.join(known)}" if known else "it has none for firms",
    )


def _same_claim(
    scheme: Scheme, first: int, second: int, stage: str | None, locations: Locations
) -> Diagnostic:
    """Report two rules on one stage of one kind."""
    one, two = scheme.rules[first], scheme.rules[second]
    at = f" at stage '{stage}'" if stage is not None else ""
    return locations.diagnostic(
        "E305",
        ("rules", second, "on"),
        f"rules '{one.id}' and '{two.id}' both answer to '{two.on.kind}'{at}",
        help="keep one, or move one to another stage",
        related=[locations.related(("rules", first, "on"), "the other rule")],
    )


def _charged_twice(scheme: Scheme, first: int, second: int, locations: Locations) -> Diagnostic:
    """Point out that one act can be charged at two stages."""
    one, two = scheme.rules[first], scheme.rules[second]
    return locations.diagnostic(
        "E320",
        ("rules", second, "on"),
        f"one act of '{two.on.kind}' can be charged by '{one.id}' and by '{two.id}'",
        severity="note",
        help="'ladder: highest' charges only the highest stage reached",
        related=[locations.related(("rules", first, "on"), "the other rule")],
    )


def stage_of(rule: Rule, kind: KindView) -> str | None:
    """Return the stage that a rule answers to; None for a kind without stages."""
    if rule.on.stage is not None:
        return rule.on.stage
    return kind.stages[0].id if kind.stages else None


def _stage(trigger: Trigger, kind: KindView, path: Path, locations: Locations) -> list[Diagnostic]:
    """Report a stage that the kind does not have."""
    known = [stage.id for stage in kind.stages]
    if trigger.stage is None or trigger.stage in known:
        return []
    offered = f"stages of '{kind.id}': {', '.join(known)}" if known else "this kind has no stages"
    return [
        locations.diagnostic(
            "E206",
            (*path, "stage"),
            f"'{kind.id}' has no stage '{trigger.stage[:60]}'",
            hint=did_you_mean(trigger.stage, known),
            help=offered,
        )
    ]
