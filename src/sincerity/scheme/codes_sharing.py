"""Codes of agencies, doors, lists that feed lists, ways out, supervision and firms."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["SHARING_CODES"]

SHARING_CODES = (
    Code(
        "E214",
        "unknown agency",
        "The operator is no agency of the institutions file.",
        "operator: cuort",
        "Take the suggestion, or add the agency to an institutions file of your own.",
    ),
    Code(
        "E215",
        "unknown door",
        "A sanction or perk stands at a door that the institutions file does not have.",
        "door: fligt",
        "Take the suggestion, or add the door to an institutions file of your own.",
    ),
    Code(
        "E216",
        "unknown kind of conduct of firms",
        "A rule or the list of firms names conduct that the catalogue does not have for firms.",
        "firms: {rules: [{on: {kind: polution}, ...}]}",
        "Take the suggestion, or add the kind to 'firm_kinds' of a catalogue of your own.",
    ),
    Code(
        "E217",
        "conduct of people and of firms confused",
        "A rule for people names conduct of firms, or the reverse.",
        "firms: {rules: [{on: {kind: red_light}, ...}]}",
        "Move the rule, or name a kind of the other sort.",
    ),
    Code(
        "E322",
        "lists that lead back to themselves",
        "A list takes its names from another list that takes names from it: nobody would leave.",
        "- {id: a, entry: {lists: [b]}, ...}\n- {id: b, entry: {lists: [a]}, ...}",
        "Take one list of the ring, which the message names, out of 'entry.lists'.",
    ),
    Code(
        "E323",
        "grace as long as the term",
        "The wait before an entry takes effect is as long as the entry itself, or longer.",
        "grace: 6 months\nterm: 6 months",
        "Check which of the two the text gives.",
    ),
    Code(
        "E324",
        "repair after the term has ended",
        "Repair opens in the month in which the entry, grace and term, ends anyway, or later.",
        "term: 12 months\nexit: {repair: {after: 12 months}}",
        "Shorten the wait, or write 'repair: none'.",
    ),
    Code(
        "E325",
        "performance where nothing is owed",
        "A list can be left by doing what is owed, but no conduct that leads there leaves "
        "anything owed. A warning.",
        "entry: {kinds: [{kind: red_light}]}\nexit: {performance: available}",
        "Check the grounds of the list; kinds that leave something owed have 'cannot_pay'.",
    ),
    Code(
        "E326",
        "supervision of nobody",
        "Supervision names no grade and no list.",
        "supervision: {factor: 2}",
        "Give 'grades' or 'lists'.",
    ),
    Code(
        "E335",
        "withdrawal of nothing",
        "A scheme says that its grades can be withdrawn, and has none. A warning.",
        "grades: none\nwithdrawal: {of: grades}",
        "Leave 'withdrawal' out, or give the bands that the text gives.",
    ),
    Code(
        "E327",
        "operator that sees nothing",
        "The operator sees no kind of conduct that the scheme answers to. A warning: others may "
        "pass their records on.",
        "operator: housing_office       # the rules are about traffic",
        "Check the operator, or what it sees in the institutions file.",
    ),
    Code(
        "E328",
        "sharing without an operator",
        "The scheme is read across agencies, but none of them charges and lists.",
        "integration: joint",
        "Name the agency in 'operator', or write 'integration: office'.",
    ),
    Code(
        "E329",
        "door of another part of life",
        "A sanction or perk and the door it stands at belong to different domains. A warning.",
        "{id: no_loan, domain: finance, door: flight, ...}",
        "Check the domain and the door.",
    ),
    Code(
        "E330",
        "exit by a grade that lets nobody in",
        "An entry made by grade ends with the grade, but no grade leads to the list. A warning.",
        "entry: {points_at_most: -50}\nexit: {grade: true}",
        "Give 'entry.grades', or leave the exit out.",
    ),
    Code(
        "E331",
        "no list of firms",
        "A sanction or the rule on representatives is for listed firms, and no list of firms is "
        "there.",
        "firms: {base: 100, representative: debtors}",
        "Add 'firms.list'.",
    ),
    Code(
        "E332",
        "restitution without objection",
        "Upheld objections give points back, but nobody can object. A warning.",
        "process: {objection: none, restitution: available}",
        "Check both against the text.",
    ),
    Code(
        "E333",
        "representatives exempt from their own list",
        "The list that representatives of listed firms are entered on exempts them. A warning.",
        "lists: [{id: debtors, exempt: [representatives], ...}]\nfirms: {representative: debtors}",
        "Take one of the two away.",
    ),
    Code(
        "E334",
        "list before the one that feeds it",
        "A list takes names from a list that is written after it, so they reach it a month later. "
        "A note.",
        "- {id: b, entry: {lists: [a]}, ...}\n- {id: a, ...}",
        "Write the list that feeds the other first, if names should reach both in one month.",
    ),
)
