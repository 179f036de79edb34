"""What the labels of the tallies stand for: domain, protection and sign of each kind and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PROTECTION_LEVELS = ("absolute", "qualified", "none")
"""Protection of conduct by human-rights law, strongest first."""

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
    list_grounds
        By black list: the kinds of conduct of which a record can lead there. Other lists are not
        in it.
    """

    kind_domain: Mapping[str, str]
    kind_protection: Mapping[str, str]
    kind_sign: Mapping[str, str]
    kind_harms_others: Mapping[str, bool]
    rule_kind: Mapping[str, str]
    rule_takes: Mapping[str, bool]
    door_side: Mapping[str, str]
    list_grounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rule_domain(self, rule: str) -> str:
        """Return the domain of the conduct that the rule charges."""
        return self.kind_domain.get(self.rule_kind.get(rule, ""), UNKNOWN)

    def rule_protection(self, rule: str) -> str:
        """Return the level of protection of the conduct that the rule charges."""
        return self.kind_protection.get(self.rule_kind.get(rule, ""), UNKNOWN)

    def is_to_be_found(self, kind: str) -> bool:
        """
        Return whether a true record of the kind can be a true detection.

        Only acts that harm others and that no human right protects: a petition or a belief is
        never found out, it is held against somebody.
        """
        return self.kind_harms_others[kind] and self.kind_protection[kind] == "none"

    def is_held_against(self, kind: str) -> bool:
        """Return whether a record of the kind can be used against somebody."""
        return self.kind_sign[kind] not in ("good", "conform")
