"""The one list of random streams: who asks for chance, and for what.

Each stream states its *entity* (what the number in the address counts), its *layout* and what its
words decide. ``dense`` streams give one 32-bit word a person (four people share one Philox block);
``sparse`` streams give four words an address. Numbers are never reused; user-defined phases take
numbers from `FIRST_USER_STREAM` upwards.
"""

from enum import IntEnum

FIRST_USER_STREAM = 200
"""Streams below this number belong to the package."""


class Stream(IntEnum):
    """Stream numbers, with the meaning of each word."""

    # Society streams: keyed by the society seed, month 0, so that people exist before any world.
    TILE = 1
    """sparse, entity tile: w0 template, w1 urban, w2 place sampled for reports, w3 spare."""
    HOUSEHOLD = 2
    """sparse, entity first slot of the household: w0 migrant, w1 means at start."""
    PERSON = 3
    """sparse, entity slot: w0 work, w1 party member, w2 online, w3 driver."""
    TRAIT = 4
    """sparse, entity slot: w0 undeterrable, w1 boldness, w2 enrolment in the scheme,
    w3 class of shared causes of error; detail 1: w0 leaning in approval (top byte)."""
    TEMPLATE = 5
    """sparse, entity running number: candidate households while the tile library is built."""
    FIRM = 6
    """sparse, entity tile: w0 whether there is a firm, w1 sector, w2 size, w3 ownership."""
    FIRM_PEOPLE = 7
    """sparse, entity tile: w0 representative, w1 well connected, w2 nominee, w3 spare; entity slot,
    detail 1: w0 whether a wage worker works for the tile's firm."""
    DESIGN = 8
    """sparse, keyed by the seed of a design, entity the assumption: month 0, detail a place in the
    list of strata: with which place before it it changes; month 1, detail the draw: where in its
    stratum it lies."""
    KEY = 9
    """sparse, entity replicate: w0 and w1 make the event seed of a replicate."""

    # Event streams: keyed by the event seed and the month.
    LIFE = 10
    """dense, entity person: one move of means."""
    CONDUCT = 11
    """dense, entity person: how many candidate acts this month."""
    ACT = 12
    """sparse, actor, slot: w0 kind, w1 acceptance, w2 seen (or invented kind), w3 wrong person."""
    STAGE = 13
    """sparse, entity actor, slot: w0 second stage, w1 third stage, w2 and w3 spare."""
    WRONG_TARGET = 14
    """sparse, entity actor, slot: the slot a misdirected record names."""
    DISCRETION = 15
    """sparse, entity actor, slot and stage as decision: points inside a discretion range;
    decision 8 + stage: w0 favour, w1 pressure of targets."""
    RESPOND = 16
    """dense, entity person: byte 0 rounds certainty, byte 1 fear; the upper half is awareness."""
    LEARN = 17
    """sparse, entity the person charged: w0 rounding (byte 0 certainty, byte 1 fear), w1 informed;
    slot 0 for the person, 1 + place in the tile for each other member of the household."""
    SEEN = 18
    """sparse, entity actor, slot, agency: w0 seen, w1 wrong person, w2 whether the operator comes
    to know, w3 how late (high half entry, low half sharing)."""
    INVENTED = 19
    """sparse, entity person, slot, agency: w0 whether this agency invents, w1 the kind."""
    ACCUSED = 20
    """sparse, entity actor, slot: w0 kind, w1 believed, w2 shared, w3 how late; decision 1: the
    target."""
    SHARE = 21
    """sparse, entity the listed, month of entry, list as slot, agency: w0 whether the agency comes
    to know, w1 how late (high half). In month 0, slot 15: of a grade; slot 14: of a relative."""
    ATTEMPT = 22
    """sparse, entity person, slot the attempt: w0 how many (slot 0), w1 door, w2 compliance,
    w3 consequence."""
    EXIT = 23
    """sparse, entity person, list as slot: w0 performance, w1 repair."""
    OBJECT = 24
    """sparse, the record's origin, slot and agency: w0 informed, w1 files, w2 verdict; decision 1:
    w1 files once the person has found out at a door."""
    FIRM_ACT = 25
    """sparse, entity tile: w0 whether the firm acts, w1 kind, w2 acceptance, w3 found."""
    FIRM_TIP = 26
    """sparse, entity worker: w0 tips, w1 judged false."""
    FIRM_FATE = 27
    """sparse, entity tile: w0 closes, w1 nominee, w2 closes and reopens, w3 high half buys points,
    low half favour."""
    SURVEY = 28
    """sparse, entity tile: w0 whether the survey visits it, w1 the place it begins at."""
    ANSWER = 29
    """sparse, entity person asked: w0 refuses to answer."""
    PROTEST = 30
    """dense, keyed by the society seed, month 0, entity person: threshold of open protest."""
    OUTCRY = 31
    """sparse, entity person with a grievance: w0 speaks online."""
    ATTENTION = 32
    """sparse, entity county: w0 whether superiors notice."""
