"""What passes from one phase to the next, and the rows that wait from month to month."""

from dataclasses import dataclass

TRUE, WRONG_PERSON, INVENTED, FALSE_REPORT, MISJUDGED = 0, 1, 2, 3, 4
"""Why a record exists: its subject did it; somebody else did; nobody did; a neighbour accused the
subject falsely; the subject told the truth about a firm and was not believed."""
BY_GRADE, BY_LIST, BY_FIRM = 5, 6, 7
"""Why a list entry exists that no record caused: a grade, another list, a listed firm."""
TERM, PERFORMED, REPAIRED, UPHELD, GRADE = 0, 1, 2, 3, 4
"""Why an entry ends."""
FALSE, PROTECTED, TRIVIAL, CANNOT_PAY, ANOTHER = 1, 2, 4, 8, 16
"""Taints, as bits: not what the subject did; protected conduct; a trifle; could not be helped; the
conduct of somebody else."""
TAINTS = (FALSE, PROTECTED, TRIVIAL, CANNOT_PAY, ANOTHER)
KNOWN, PAYABLE, ENDED = 32, 64, 128
"""Flags of an entry beside its taints: the subject knows; paying would end it; it is over."""
NEVER = 65535
"""A month that does not come."""
NO_AGENCY = 255
"""Agency of a record in a world with one office, and of one that no agency keeps."""
NO_KIND = 255
NO_RECORD = 255
"""Slot of the origin of an entry that no record caused."""
TIP = 254
"""Slot of the origin of a record about a tip."""

Origin = tuple[int, int, int, int]
"""Month, person and slot of what made a record, and the agency that keeps it."""


def agency_byte(agency: int) -> int:
    """Return the agency's part of an address: 0 for none."""
    return 0 if agency == NO_AGENCY else agency + 1


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


@dataclass(frozen=True, slots=True)
class Invention:
    """A candidate of a person's month that becomes the record of an act that nobody did."""

    subject: int
    number: int
    kind_word: int
    """Decides the kind where one office invents."""


@dataclass(frozen=True, order=True, slots=True)
class Record:
    """What the operator of the scheme believes; ordered by where it came from.

    Attributes
    ----------
    month, actor, number
        The origin: month of the act, who acted, which candidate of that month.
    agency
        Position of the agency that keeps it, `NO_AGENCY` where there is one office.
    cause
        `TRUE` to `MISJUDGED`; nobody who reads the record knows it.
    stage
        Highest stage reached, 0 the first.
    kind
        Position of the kind in the conduct catalogue.
    subject
        Slot of the person it is entered against.
    """

    month: int
    actor: int
    number: int
    agency: int
    cause: int
    stage: int
    kind: int
    subject: int

    @property
    def origin(self) -> Origin:
        """Where the record came from, and who keeps it."""
        return self.month, self.actor, self.number, self.agency

    @property
    def byte(self) -> int:
        """The agency's part of every address that this record decides."""
        return agency_byte(self.agency)


@dataclass(frozen=True, slots=True)
class Charge:
    """Points put on a person for one stage of one record.

    Attributes
    ----------
    rule
        Position of the rule.
    points
        Signed points, after the rule's caps.
    record
        What is charged.
    effective
        Points that the score really moved by, known once the month is netted.
    due
        Month in which they come back, or `NEVER`.
    taints
        Bits of `TAINTS`.
    """

    rule: int
    points: int
    record: Record
    effective: int = 0
    due: int = NEVER
    taints: int = 0

    @property
    def cause(self) -> int:
        """Why the record exists."""
        return self.record.cause


@dataclass(slots=True)
class Entry:
    """A name on a list.

    Attributes
    ----------
    person, listing
        Slot of the person and position of the list.
    entered, starts, ends
        Months of entry, of the first effect, and of the end (`NEVER`: none).
    cause, kind
        Cause of the record or `BY_GRADE` and so on; position of the record's kind or `NO_KIND`.
    origin
        Of the record; an entry without one has its own month, person and `NO_RECORD`.
    flags
        Taints, `KNOWN`, `PAYABLE`, `ENDED`.
    reason
        Why it ends.
    """

    person: int
    listing: int
    entered: int
    starts: int
    ends: int
    cause: int
    kind: int
    origin: Origin
    flags: int
    reason: int = TERM

    @property
    def is_active(self) -> bool:
        """Whether the entry has not ended, be it in effect or in its time of grace."""
        return not self.flags & ENDED

    def is_in_effect(self, month: int) -> bool:
        """Return whether the entry closes and opens doors in a month."""
        return self.is_active and self.starts <= month


@dataclass(slots=True)
class LedgerRow:
    """Points that a tainted charge took and that have not come back."""

    person: int
    points: int
    due: int
    taints: int


@dataclass(frozen=True, slots=True)
class Part:
    """Points that one charge of a record took: what an objection asks back."""

    points: int
    due: int
    taints: int


@dataclass(slots=True)
class Objection:
    """A person's objection to one record; it has a ticket from the end of its month on."""

    person: int
    origin: Origin
    cause: int
    filed: int
    parts: tuple[Part, ...]
    ticket: int = -1


@dataclass(frozen=True, slots=True)
class Blocked:
    """What one attempt at a closed door did to a person: a fall of means, months out of work."""

    person: int
    falls: bool
    idle_months: int
