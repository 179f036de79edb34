"""Codes of the faults that only a conduct catalogue can have, as entries of the handbook."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["CONDUCT_CODES"]

CONDUCT_CODES = (
    Code(
        "E401",
        "value outside its own range",
        "A rate or chance lies outside the range that stands beside it.",
        "seen: {value: 0.5, range: [0.6, 0.9]}",
        "Mend the value or the range.",
    ),
    Code(
        "E402",
        "unsourced number without a range",
        "A number marked M+, M, M- or GAP is a guess, and a guess is varied over its range.",
        "rate: {value: 120, mark: M-}",
        "Add the lowest and the highest value that you would still believe.",
    ),
    Code(
        "E403",
        "range the wrong way round",
        "The first end of a range is above the second.",
        "range: [0.9, 0.1]",
        "Write the lowest value first.",
    ),
    Code(
        "E404",
        "chance outside 0 to 1",
        "A chance of being seen, of reaching a stage or of an invented record is not a chance.",
        "seen: 50",
        "Write a number from 0 to 1: half is 0.5.",
    ),
    Code(
        "E405",
        "rate, multiplier or bound outside what it can be",
        "A rate is 0 to 12,000 a year per 1,000 people (one act a person-month), a multiplier 0 to "
        "1,000, a bound 1 to 100 rates.",
        "bound: 0.5",
        "A bound is the most that responses can make of the rate; 1 means they only lower it.",
    ),
    Code(
        "E406",
        "bounds of one class add up to too much",
        "In some class of people rates times multipliers times bounds add up to more than one "
        "candidate act a person-month.",
        "rate: 9000        # and a second kind at 6000",
        "Lower rates or bounds; frequent conduct is better left out or counted in bundles.",
    ),
    Code(
        "E407",
        "stages that cannot follow each other",
        "The first stage is the act itself and has no chance; each later one needs the chance of "
        "reaching it from the one before.",
        "stages: [{id: breach}, {id: sued}]",
        "Give every stage but the first a chance.",
    ),
    Code(
        "E408",
        "id used twice",
        "Two kinds, of people or of firms, or two stages of one kind, have the same id.",
        "kinds: [{id: red_light, ...}, {id: red_light, ...}]",
        "Rename or remove one of them.",
    ),
    Code(
        "E409",
        "unknown or repeated condition of who can do an act",
        "'who' names something that people of a society do not have, or names it twice.",
        "who: [dirver]",
        "Name driver, party, online, official, employed, adult or migrant, each once.",
    ),
    Code(
        "E410",
        "protection without article or note",
        "An act is said to be protected without saying by what, and under which limits.",
        "protection: {level: qualified}",
        "Add the article and a note on the limits that it permits.",
    ),
    Code(
        "E411",
        "acts of one class of firms add up to too much",
        "In some class of firms rates times multipliers add up to more than one act a firm-month.",
        "firm_kinds: [{id: arrears, rate: 12000, ...}]",
        "Lower rates or multipliers.",
    ),
)
