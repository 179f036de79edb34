"""Check the conduct that rules name against a catalogue."""

from __future__ import annotations

from sincerity.errors import Diagnostic
from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.model import Rule, Scheme
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_conduct", "stage_of"]


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
    kinds = kinds_by_id(conduct) if conduct is not None else {}
    faults: list[Diagnostic] = []
    claimed: dict[tuple[str, str | None], int] = {}
    charged: dict[str, int] = {}
    for index, rule in enumerate(scheme.rules):
        path: Path = ("rules", index, "on")
        stage = rule.on.stage
        if conduct is not None:
            kind = kinds.get(rule.on.kind)
            if kind is None:
                faults.append(_unknown_kind(rule, path, kinds, locations))
                continue
            faults += _stage(rule, kind, path, locations)
            stage = stage_of(rule, kind)
        first = claimed.setdefault((rule.on.kind, stage), index)
        if first != index:
            faults.append(_same_claim(scheme, first, index, stage, locations))
        elif not rule.is_inert:
            other = charged.setdefault(rule.on.kind, index)
            if other != index and scheme.ladder == "each":
                faults.append(_charged_twice(scheme, other, index, locations))
    return faults


def _unknown_kind(
    rule: Rule, path: Path, kinds: dict[str, KindView], locations: Locations
) -> Diagnostic:
    """Report a kind that the catalogue does not have."""
    return locations.diagnostic(
        "E205",
        (*path, "kind"),
        f"the catalogue has no kind of conduct '{rule.on.kind[:60]}'",
        hint=did_you_mean(rule.on.kind, kinds),
        help="name a kind of the catalogue of conduct",
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


def _stage(rule: Rule, kind: KindView, path: Path, locations: Locations) -> list[Diagnostic]:
    """Report a stage that the kind does not have."""
    known = [stage.id for stage in kind.stages]
    if rule.on.stage is None or rule.on.stage in known:
        return []
    offered = f"stages of '{kind.id}': {', '.join(known)}" if known else "this kind has no stages"
    return [
        locations.diagnostic(
            "E206",
            (*path, "stage"),
            f"'{kind.id}' has no stage '{rule.on.stage[:60]}'",
            hint=did_you_mean(rule.on.stage, known),
            help=offered,
        )
    ]
