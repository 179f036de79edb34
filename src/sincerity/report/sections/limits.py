"""What the report is not, and what its words mean."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Term
from sincerity.report.sections.unknowns import unsourced
from sincerity.report.wording import count


def limits(facts: Facts) -> list[str]:
    """Return the sentences that must be read before any number."""
    chosen, number = unsourced(facts)
    return [
        "Nobody here is real. Every synthetic person is a number from which a generator computes "
        "age, home and work; no record about any person went in, and none can.",
        "This is not a forecast and not a description of a place. It says what follows, in this "
        "model, from rules and assumptions that are written down.",
        f"{count(len(chosen))} of {count(number)} values behind it have no source that could be "
        "checked. They are listed below with their ranges.",
        "One run shows one series of accidents under one set of assumptions. It has no interval: "
        "neither of chance nor of assumption.",
        "It measures harm and what might mend it. It is of no use for scoring anyone.",
    ]


GLOSSARY = (
    Term("Synthetic person", "A number from which age, sex, home and the like are computed."),
    Term("Act", "Something a synthetic person did. Only the simulator knows of it."),
    Term("Record", "What the office believes happened. It may be untrue."),
    Term("Charge", "A rule applied to somebody because of a record: points are taken or given."),
    Term("Agency", "A body that sees some kinds of act, keeps records and may turn people away."),
    Term("Operator", "The agency that charges points and puts names on lists."),
    Term("Wrong person", "A record of a real act, entered against somebody who did not do it."),
    Term("Invented", "A record of an act that nobody did."),
    Term("False report, misjudged", "A neighbour's lie that an office believes, and the truth that "
         "it takes for a lie."),
    Term("True detection", "A record, against the one who did it, of an act that harms others and "
         "that no human right protects. Precision is the share of records that are such; recall "
         "the share of such acts on record."),
    Term("Covered", "Somebody to whom the scheme gives a score."),
    Term("Grade", "A band of the score, with doors that open or close."),
    Term("Sanction, perk", "A door that closes, a door that opens."),
    Term("Entry", "One name put on a list once, with what led there and when it ends."),
    Term("Sanction-month", "One person before one closed door for one month."),
    Term("Wrongful burden", "Sanction-months that would not be but for something wrongful: five "
         "columns that overlap and are never added up."),
    Term("Spillover", "A door closed to somebody because it is closed to a relative."),
    Term("Person-month", "One person for one month. Ten people for a year are 120 of them."),
    Term("n", "How many people, records or points a number rests on."),
    Term("Protected conduct", "Acts that human-rights law protects, without any permitted limit "
         "(absolute) or with limits under conditions (qualified)."),
    Term("Objection", "A person's statement that a record is wrong, which waits for a decision."),
    Term("Repair", "Getting off a list on application; performance is doing what is owed."),
    Term("Insolvent", "Somebody who cannot pay, as opposed to somebody who will not."),
    Term("Digest", "A short fingerprint of the final state: equal digests, equal worlds."),
    Term("Seed", "The number that decides all accidents. Another seed, other accidents."),
    Term("Mark", "How well a value is known, from V (seen in a public source) to M- (from memory, "
         "low confidence) and GAP (looked for, not found)."),
)  # fmt: skip
"""Words that a reader may not know, in the order in which they are needed."""
