"""Codes of the R family: questions that published yardsticks ask of a scheme."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["RIGHTS_CODES"]

_ANSWER = "A finding is a question: answer it in the file ('note', 'process') or in the study."

RIGHTS_CODES = (
    Code(
        "R101",
        "scored protected conduct",
        "A rule moves points for conduct that a human right protects.",
        "on: {kind: deemed_cult}",
        _ANSWER,
    ),
    Code(
        "R102",
        "no expiry",
        "Points never come back, or a name never leaves a list.",
        "recovery: none",
        _ANSWER,
    ),
    Code(
        "R103",
        "no objection",
        "The text gives no way to object, or none is known.",
        "process: {objection: {value: none, source: text}}",
        _ANSWER,
    ),
    Code(
        "R104",
        "points for another person's act",
        "A rule falls on somebody for what somebody else did.",
        "collective: true",
        _ANSWER,
    ),
    Code(
        "R105",
        "open-ended item",
        "The text names no definite conduct, or leaves the points to an official.",
        "discretion: {low: -50, high: -5}",
        _ANSWER,
    ),
    Code(
        "R106",
        "unrelated detriment",
        "A sanction closes a door in another part of life than the conduct that leads to it.",
        "sanctions: [{id: no_school, domain: education, ...}]   # for traffic offences",
        _ANSWER,
    ),
    Code(
        "R107",
        "no notice before effect",
        "Sanctions or published lists take effect without notice before them.",
        "process: {notice: {value: after, source: text}}",
        _ANSWER,
    ),
    Code(
        "R108",
        "grave sanction after one act",
        "A sanction of severity 4 or 5 follows from a single charge at the starting score.",
        "override: {grade: D, for: 24 months}",
        _ANSWER,
    ),
    Code(
        "R109",
        "minors are scored",
        "People below 18 years have a score.",
        "coverage: {who: residents, min_age: 14}",
        _ANSWER,
    ),
    Code(
        "R110",
        "one act charged at several stages",
        "A breach, the suit and the finding each take points for one act.",
        "ladder: each",
        _ANSWER,
    ),
    Code(
        "R111",
        "published names",
        "A list that burdens people is shown to everyone.",
        "public: true",
        _ANSWER,
    ),
    Code(
        "R112",
        "basic need as a perk",
        "A perk opens a door to relief, school, housing or utilities: others stand behind.",
        "perks: [{id: relief, domain: welfare, ...}]",
        _ANSWER,
    ),
    Code(
        "R113",
        "limit on movement",
        "A sanction limits where people can go.",
        "sanctions: [{id: no_train, domain: movement, ...}]",
        _ANSWER,
    ),
    Code(
        "R114",
        "rewarded loyalty",
        "A rule gives points for a show of loyalty.",
        "on: {kind: praise}",
        _ANSWER,
    ),
    Code(
        "R115",
        "closed to those who live with a person",
        "A sanction reaches the household of the person it is meant for.",
        "sanctions: [{id: no_school, reach: [household], ...}]",
        _ANSWER,
    ),
    Code(
        "R116",
        "watched more for having been seen",
        "People in a grade or on a list are watched more closely than others.",
        "supervision: {factor: 3, lists: [debtors]}",
        _ANSWER,
    ),
    Code(
        "R117",
        "no exit open to the insolvent",
        "A list can be left early, but not by those who cannot pay.",
        "exit: {performance: available}",
        _ANSWER,
    ),
    Code(
        "R118",
        "minors are listed",
        "A list that needs no score, or that exempts others, does not exempt minors.",
        "exempt: [students]",
        _ANSWER,
    ),
    Code(
        "R119",
        "representative listed for a firm",
        "The representative of a listed firm is entered on a list of people.",
        "firms: {representative: debtors, ...}",
        _ANSWER,
    ),
    Code(
        "R120",
        "private bodies made to enforce",
        "A sanction closes a door that a private body keeps.",
        "sanctions: [{id: no_flight, door: flight, ...}]",
        _ANSWER,
    ),
    Code(
        "R121",
        "listed for being listed",
        "A list takes its names from another list.",
        "entry: {lists: [debtors]}",
        _ANSWER,
    ),
    Code(
        "R122",
        "nothing given back",
        "An objection that is upheld gives no points back.",
        "process: {objection: available, restitution: none}",
        _ANSWER,
    ),
    Code(
        "R123",
        "workers lose their work",
        "A sanction on a firm can close it.",
        "firms: {sanctions: [{id: no_licence, closure: 0.02, ...}]}",
        _ANSWER,
    ),
    Code(
        "R124",
        "listed for protected conduct",
        "A record of conduct that a human right protects puts a name on a list.",
        "entry: {kinds: [{kind: petition}]}",
        _ANSWER,
    ),
    Code(
        "R125",
        "records that serve every purpose",
        "Records of one agency reach all agencies.",
        "integration: one_store",
        _ANSWER,
    ),
)
