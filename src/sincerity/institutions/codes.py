"""Codes of the faults that only a file of institutions can have, as entries of the handbook."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["INSTITUTION_CODES"]

INSTITUTION_CODES = (
    Code(
        "E701",
        "agency that sees an unknown kind",
        "An agency sees a kind of conduct that is not in the catalogue.",
        "sees: {red_ligth: 0.2}",
        "Take the suggestion; 'conduct' says which shipped catalogue the file is written for.",
    ),
    Code(
        "E702",
        "unknown agency",
        "A door, or 'reports_to', names an agency that the file does not have.",
        "agency: airr",
        "Take the suggestion, or add the agency.",
    ),
    Code(
        "E703",
        "agency or door twice",
        "Two agencies, or two doors, have the same id.",
        "agencies: [{id: court, ...}, {id: court, ...}]",
        "Rename or remove one of them.",
    ),
    Code(
        "E704",
        "delay that ends before it begins",
        "The first month of a delay is after the last one.",
        "enters: [2, 0]",
        "Write the fewer months first.",
    ),
    Code(
        "E705",
        "stage of integration missing",
        "A file gives all four stages, so that runs can be compared between them.",
        "stages: {islands: ...}",
        "Copy the missing stage from the base file.",
    ),
    Code(
        "E706",
        "first or last stage that is not what it says",
        "Islands share nothing, and one store shares everything at once.",
        "islands: {vertical: {chance: 0.5, months: [0, 0]}}",
        "Write chance 0 for islands, 1 for one_store, and months [0, 0] for both.",
    ),
    Code(
        "E707",
        "shared causes that are none",
        "A class of shared causes has a share of people above 0 and times of 0 or more, and errors "
        "hit somebody.",
        "shared_causes: [{share: 0, times: 2}]",
        "Write shares above 0 and at least one 'times' above 0; they need not add up to 1.",
    ),
    Code(
        "E708",
        "more attempts than one a month",
        "Attempts at a door, or at all doors together of one class, are more than 12 a year.",
        "attempts: 40",
        "Lower attempts or multipliers; what happens daily is better counted in bundles.",
    ),
    Code(
        "E709",
        "chance outside 0 to 1",
        "A chance of seeing, inventing, misnaming, sharing, complying or falling is not a chance.",
        "complies: 90",
        "Write a number from 0 to 1: nine in ten is 0.9.",
    ),
    Code(
        "E710",
        "value outside its own range",
        "A number lies outside the range that stands beside it.",
        "complies: {value: 0.9, range: [0.1, 0.8]}",
        "Mend the value or the range.",
    ),
    Code(
        "E711",
        "unsourced number without a range",
        "A number marked M+, M, M- or GAP is a guess, and a guess is varied over its range.",
        "wrong_person: {value: 0.01, mark: M-}",
        "Add the lowest and the highest value that you would still believe.",
    ),
    Code(
        "E712",
        "range the wrong way round",
        "The first end of a range is above the second.",
        "range: [0.9, 0.1]",
        "Write the lowest value first.",
    ),
    Code(
        "E713",
        "inventing agency without a harm to invent",
        "Invented records are about kinds of harm that the agency sees, and it sees none.",
        "sees: {blood_donation: 0.5}\ninvents: 0.0001",
        "Write 'invents: 0', or add what its records are about to 'sees'.",
    ),
    Code(
        "E714",
        "more invented records than there is room for",
        "Agencies together invent more records, in the class that errors hit most, than "
        "'invented_bound' of the conduct catalogue allows.",
        "invents: 0.01",
        "Lower 'invents' or 'times', or raise invented_bound in a catalogue of your own.",
    ),
    Code(
        "E715",
        "multiplier outside what it can be",
        "A multiplier of attempts is 0 to 1,000.",
        "by: {age: {60_plus: -1}}",
        "Write 0 for people who never stand before the door.",
    ),
)
