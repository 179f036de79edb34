"""What the labels of the tallies stand for: domain, protection and sign of each kind and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROTECTION_LEVELS = ("absolute", "qualified", "none")
"""Protection of conduct by human-rights law, strongest first."""

CAUSES = ("true", "wrong_person", "invented")
"""Why a record exists, in the order of the tallies. Only the simulator can tell them apart."""

UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """
    The facts about kinds, rules and doors that turn counts into measures.

    Parameters
    ----------
    kind_domain, kind_protection, kind_sign
        By kind of conduct: domain, level of protection, sign (harm, good, neutral, conform).
    kind_harms_others
        Whether acts of the kind harm someone else.
    rule_kind
        By rule: the kind of conduct that it charges.
    rule_takes
        By rule: whether the middle of its points is at or below zero.
    door_side
        By door: ``sanction`` (a door that closes) or ``perk`` (a door that opens).
    """

    kind_domain: Mapping[str, str]
    kind_protection: Mapping[str, str]
    kind_sign: Mapping[str, str]
    kind_harms_others: Mapping[str, bool]
    rule_kind: Mapping[str, str]
    rule_takes: Mapping[str, bool]
    door_side: Mapping[str, str]

    def rule_domain(self, rule: str) -> str:
        """Return the domain of the conduct that the rule charges."""
        return self.kind_domain.get(self.rule_kind.get(rule, ""), UNKNOWN)

    def rule_protection(self, rule: str) -> str:
        """Return the level of protection of the conduct that the rule charges."""
        return self.kind_protection.get(self.rule_kind.get(rule, ""), UNKNOWN)
