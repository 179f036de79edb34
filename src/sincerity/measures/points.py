"""Who is charged, how many points, for what domain and how strongly protected the conduct is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.codebook import PROTECTION_LEVELS, Codebook
from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import Counts, by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_NETTED = (
    "A rule counts on one side only, by the middle of its range (zero counts as taking); one whose "
    "range spans zero is netted there, so that groups add up to everyone."
)

METRICS = (
    Metric(
        name="charges",
        item="rule",
        unit="charges",
        meaning="Times the rule was applied to someone this month.",
        formula="sum of rule_charges over causes",
        counted="the same charges",
        caveat="One act can be charged at several stages; a charge can rest on a false record.",
    ),
    Metric(
        name="charges_by_cause",
        item="cause",
        unit="charges",
        meaning="Charges of all rules by why the record behind them exists.",
        formula="sum of rule_charges over rules",
        counted="all charges",
        caveat="Only the simulator sees the cause; the office that charges does not.",
    ),
    Metric(
        name="false_charge_share",
        unit="share of charges",
        meaning="Share of charges that rest on a record of something the person did not do.",
        formula="charges of every cause but true / all charges",
        counted="all charges",
        caveat="The chances of a wrong or invented record are assumptions; see the parameters.",
    ),
    Metric(
        name="rule_points",
        item="rule",
        unit="points",
        meaning="Points that the rule charged this month: losses below zero, gains above zero.",
        formula="sum of rule_points over the classes of the group",
        counted="covered people of the group",
        caveat="After the rule's monthly caps and before scores are held at floor and cap: what "
        "those swallowed is in points_clamped.",
    ),
    Metric(
        name="points_lost",
        unit="points",
        meaning="Points charged as losses this month, as a positive number.",
        formula="minus the sum of rule_points over the rules that take points",
        counted="covered people of the group",
        caveat=f"Charged, not lost for good: what a floor swallowed is in points_clamped, what "
        f"came back later in points_returned. {_NETTED}",
    ),
    Metric(
        name="points_gained",
        unit="points",
        meaning="Points charged as gains this month.",
        formula="sum of rule_points over the rules that give points",
        counted="covered people of the group",
        caveat=f"What a cap on the score swallowed is in points_clamped. {_NETTED}",
    ),
    Metric(
        name="points_lost_domain",
        item="domain",
        unit="points",
        meaning="Points charged as losses this month by rules on conduct of the domain.",
        formula="points_lost over the rules of the domain",
        counted="points charged as losses in all domains",
        caveat=_NETTED,
    ),
    Metric(
        name="points_lost_protection",
        item="level",
        unit="points",
        meaning="Points charged as losses this month by rules on conduct that human-rights law "
        "protects absolutely, with permitted limits, or not at all.",
        formula="points_lost over the rules of the level",
        counted="points charged as losses at all levels",
        caveat="The level is that of the kind of conduct, not a judgement of any single act.",
    ),
    Metric(
        name="points_lost_protection_share",
        item="level",
        unit="share of points charged as losses",
        meaning="Share of the points charged as losses this month that rules on conduct of this "
        "level charged.",
        formula="points_lost_protection / points_lost",
        counted="points charged as losses at all levels",
        caveat="The level is that of the kind of conduct, not a judgement of any single act.",
    ),
    Metric(
        name="points_returned",
        unit="points",
        meaning="Points that fell back this month because their term had passed; above zero when "
        "more was given back than taken back.",
        formula="returned_points",
        counted="covered people",
    ),
    Metric(
        name="points_clamped",
        unit="points",
        meaning="Points that had no effect because a score stood at its floor or cap.",
        formula="clamped_points",
        counted="covered people",
        caveat="Charges and returns of a person's month are netted first; not split by rule.",
    ),
    Metric(
        name="charged_people",
        unit="people",
        meaning="People with at least one charge of a loss this month.",
        formula="charged_people summed over the classes of the group",
        counted="covered people of the group",
        caveat="Summing over months counts a person once for each month with a charge.",
    ),
    Metric(
        name="charged_share",
        unit="share of covered people",
        meaning="Share of covered people with at least one charge of a loss this month.",
        formula="charged_people / covered",
        counted="covered people of the group",
        caveat="Groups differ in what they do, in what is seen, and in what the rules name; this "
        "number does not say which.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies, book: Codebook) -> None:
    """Add charges and points by rule, domain, protection and group."""
    rules = tallies.labels.rules
    covered = by_group(tallies.class_grade[:, :, :-1].sum(axis=2))
    _add_charges(rows, tallies)
    taken = by_group(tallies.rule_points)  # month, rule, group
    takes = np.array([book.rule_takes[rule] for rule in rules], dtype=bool)[:, None]
    lost, gained = np.where(takes, -taken, 0), np.where(takes, 0, taken)
    for place, rule in enumerate(rules):
        rows.add("rule_points", taken[:, place], covered, item=rule)
    all_lost = lost.sum(axis=1)
    rows.add("points_lost", all_lost, covered)
    rows.add("points_gained", gained.sum(axis=1), covered)
    for domain in sorted({book.rule_domain(rule) for rule in rules}):
        chosen = _chosen(rules, [book.rule_domain(rule) == domain for rule in rules])
        rows.add("points_lost_domain", lost[:, chosen].sum(axis=1), all_lost, item=domain)
    for level in PROTECTION_LEVELS:
        chosen = _chosen(rules, [book.rule_protection(rule) == level for rule in rules])
        of_level = lost[:, chosen].sum(axis=1)
        rows.add("points_lost_protection", of_level, all_lost, item=level)
        rows.add("points_lost_protection_share", share(of_level, all_lost), all_lost, item=level)
    rows.add("points_returned", tallies.returned_points, covered[:, 0])
    rows.add("points_clamped", tallies.clamped_points, covered[:, 0])
    charged = by_group(tallies.charged_people)
    rows.add("charged_people", charged, covered)
    rows.add("charged_share", share(charged, covered), covered)


def _add_charges(rows: MetricRows, tallies: Tallies) -> None:
    """Add counts of charges by rule and by cause."""
    by_rule = tallies.rule_charges.sum(axis=2)
    by_cause = tallies.rule_charges.sum(axis=1)
    everything = by_cause.sum(axis=1)
    for place, rule in enumerate(tallies.labels.rules):
        rows.add("charges", by_rule[:, place], by_rule[:, place], item=rule)
    for place, cause in enumerate(tallies.labels.causes):
        rows.add("charges_by_cause", by_cause[:, place], everything, item=cause)
    rows.add("false_charge_share", share(by_cause[:, 1:].sum(axis=1), everything), everything)


def _chosen(rules: tuple[str, ...], wanted: list[bool]) -> Counts:
    """Return the indices of the rules that are wanted."""
    return np.flatnonzero(np.array(wanted, dtype=bool)) if rules else np.empty(0, dtype=np.int64)
