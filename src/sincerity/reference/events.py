"""What passes from one phase to the next within a month."""

from dataclasses import dataclass

TRUE, WRONG_PERSON, INVENTED = 0, 1, 2
"""Why a record exists: its subject did it; somebody else did; nobody did."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something a synthetic person did: truth, which institutions do not see.

    Attributes
    ----------
    actor
        Slot of the person.
    number
        Which of the actor's candidate acts of the month, 0, 1, ...
    kind
        Position of the kind in the conduct catalogue.
    seen_word, wrong_word
        The act's third and fourth words: is it seen, is the wrong person named.
    """

    actor: int
    number: int
    kind: int
    seen_word: int
    wrong_word: int


@dataclass(frozen=True, order=True, slots=True)
class Record:
    """What the credit office believes; ordered by where it came from.

    Attributes
    ----------
    month, actor, number
        The origin: month of the act, who acted, which candidate of that month.
    stage
        Highest stage reached, 0 the first.
    kind
        Position of the kind in the conduct catalogue.
    subject
        Slot of the person it is entered against.
    cause
        `TRUE`, `WRONG_PERSON` or `INVENTED`; the office does not know it.
    """

    month: int
    actor: int
    number: int
    stage: int
    kind: int
    subject: int
    cause: int


@dataclass(frozen=True, slots=True)
class Charge:
    """Points put on a person for one stage of one record: rule, signed points, cause."""

    rule: int
    points: int
    cause: int
