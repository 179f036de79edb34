"""The 21 properties in words: what published yardsticks ask of any scheme, in the same order.

The words are a person's to answer. None of them says that a scheme has a property or lacks it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PROPERTIES", "Property"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property that yardsticks ask about.

    Attributes
    ----------
    number
        1 to 21; never changes.
    yardstick
        Texts that ask for it, each with the mark of how well it is known here.
    question
        What stays open whatever the file says.
    run
        What a run must measure.
    codes
        Findings that ask about single places of a file under this property.
    figure
        What the number or word in a table of many schemes is; nothing where there is none.
    """

    number: int
    id: str
    title: str
    yardstick: str
    question: str
    run: str
    codes: tuple[str, ...] = ()
    figure: str = ""


PROPERTIES = (
    Property(
        1,
        "legal_basis",
        "Legal basis and listed scope",
        "Guo Ban Fa 2020-49 (V); the rule of a published catalogue (V)",
        "Which published law names each item, and who may add one?",
        "share of points and sanction-months that come from items outside such a list",
        figure="status of the text",
    ),
    Property(
        2,
        "notice",
        "Notice before effect",
        "PIPL 24 and 44 (M+); GDPR 13 and 14 (M+); rules on grace (V*)",
        "How many days lie between learning of an entry and its effect?",
        "share of sanctions with notice before them; days of notice, in the middle",
        ("R107",),
        figure="when people are told",
    ),
    Property(
        3,
        "purpose",
        "Purpose limitation, unrelated context",
        "EU AI Act 5(1)(c)(i), if automated as an AI system (V); GDPR 5(1)(b) (M+); PIPL 6 (M+)",
        "What does the conduct say about the person in the part of life that closes?",
        "share of sanction-months in another part of life than the conduct behind them",
        ("R106", "R125"),
        figure="pairs of ground and sanction that join two parts of life",
    ),
    Property(
        4,
        "proportionality",
        "Proportionality",
        "EU AI Act 5(1)(c)(ii), if automated as an AI system (V); permitted limits of the ICCPR "
        "(M+); Guo Ban Fa 2020-49 (V)",
        "How is the burden graded to the gravity of the act, and where does it end?",
        "rank correlation of gravity and burden; largest burden for a trivial act; acts charged "
        "more than once",
        ("R108", "R110", "R121"),
        figure="sanctions of severity 4 or 5 that one act is enough for",
    ),
    Property(
        5,
        "foreseeability",
        "Foreseeability",
        "rule of law; ICCPR 17 and 19(3) (M+)",
        "Could a person tell beforehand what is charged, and how much?",
        "share of points that come from open items or an official's choice",
        ("R105",),
        figure="grounds with definite conduct and points",
    ),
    Property(
        6,
        "accuracy",
        "Accuracy",
        "GDPR 5(1)(d) and 16 (M+); PIPL 8 and 46 (M+)",
        "Who finds a wrong record, and who mends it everywhere it has gone?",
        "rates of wrong persons, of acts that never happened, of records out of date; the ladder "
        "from any error to a changed grade or list",
        ("R116",),
    ),
    Property(
        7,
        "expiry",
        "Expiry",
        "terms of the court list (V); rules on repair (V); GDPR 5(1)(e) (M+)",
        "After how long does a person stand again where they stood?",
        "time until points and entries end, in the middle and for the slowest twentieth; share "
        "that never end",
        ("R102",),
        figure="longest term or wait; an open end has other ways off",
    ),
    Property(
        8,
        "repair",
        "Repair open to the poor",
        "Guo Ban Fa 2020-49 (V); court opinion 2019-35 (V); grading of 2025 (V)",
        "How does a person who cannot pay get back?",
        "rates of repair of those who cannot pay and of those who will not; price of a point",
        ("R117",),
        figure="burdening lists that people without means can leave early",
    ),
    Property(
        9,
        "remedy",
        "Appeal and remedy",
        "ICCPR 2(3) and 14 (M+); GDPR 22(3) (M+)",
        "Who hears a person, how soon, and what is given back?",
        "objections filed, delay, success, and what is given back of what was lost",
        ("R103", "R122"),
        figure="objection",
    ),
    Property(
        10,
        "human_review",
        "Human review",
        "GDPR 22 (M+) with the SCHUFA case, C-634/21 (V); PIPL 24 (M+)",
        "Does a person look before it takes effect, and may that person decide otherwise?",
        "share decided by no person; false entries that review takes away",
        figure="review by an outside body",
    ),
    Property(
        11,
        "explanation",
        "Explanation",
        "PIPL 24 (M+); EU AI Act 86 (V)",
        "Is the reason given so that the person could check it?",
        "share of entries and charges whose reason can be traced back to a record",
    ),
    Property(
        12,
        "collective",
        "No punishment for others, no guilt by association",
        "court opinion 2019-35 (V); ICCPR 14 and 24 (M+); Tirole 2021 (V)",
        "What did those who are reached do, and what could they have done?",
        "burden on people without a record of their own; people reached by one entry",
        ("R104", "R115", "R119", "R123"),
        figure="who is reached besides the person",
    ),
    Property(
        13,
        "protected_conduct",
        "No criteria of opinion, belief or assembly",
        "ICCPR 18, 19, 21 and 22 (M+)",
        "Which aim named in the article is pursued, and why is nothing milder enough?",
        "points and sanctions for protected acts; protected acts that are no longer done",
        ("R101", "R114", "R124"),
        figure="grounds that are protected conduct",
    ),
    Property(
        14,
        "movement",
        "Freedom of movement",
        "ICCPR 12 (M+)",
        "Which aim of the article is served, for how long, and who may lift it?",
        "days under a limit on travel; share of them for trivial or unrelated acts",
        ("R113",),
        figure="sanctions on movement",
    ),
    Property(
        15,
        "privacy",
        "Privacy",
        "ICCPR 17 (M+); GDPR 9 (M+)",
        "Who needs to know, and what stays findable afterwards?",
        "points for private and family life; days for which names are shown",
        ("R111",),
        figure="burdening lists shown to everyone",
    ),
    Property(
        16,
        "equality",
        "Non-discrimination",
        "ICCPR 26 (M+); GDPR recital 71 (M+)",
        "Whom does the same rule hit harder, and why?",
        "errors and burdens by group: registered and migrant, thin files, means, town and country",
        ("R112",),
    ),
    Property(
        17,
        "children",
        "Children",
        "Convention on the Rights of the Child (M+); ICCPR 24 (M+); no listing of minors (M+)",
        "What keeps a child's name and school out of it?",
        "children charged, listed, or turned away from a school because of a parent",
        ("R109", "R118"),
        figure="youngest age covered, years",
    ),
    Property(
        18,
        "security",
        "Security and integrity",
        "GDPR 32 (M+); PIPL 51 (M+)",
        "Who could change a record, and who would notice?",
        "change of a score for a given effort of an attacker; edits from inside that are found",
    ),
    Property(
        19,
        "private_enforcement",
        "No forced private enforcement",
        "Guo Ban Fa 2020-49 (V)",
        "Which law makes a private body turn people away, and who answers for its mistakes?",
        "share of refusals by private bodies that are made to take part",
        ("R120",),
        figure="sanctions carried out by private bodies",
    ),
    Property(
        20,
        "voluntariness",
        "Voluntariness",
        "national guidance of 2019 and 2020 (M+)",
        "What does it cost to stay out, or to leave?",
        "burden on those who are not members; cost of leaving",
    ),
    Property(
        21,
        "oversight",
        "Impact assessment, oversight, stop rule",
        "HUDERIA and CETS 225 (M+); PIPL 55 (M+); A/HRC/48/31 (M+); UNESCO 2021, paragraph 26 (M+)",
        "Who would stop it, at which number?",
        "whether a report of harms exists, and whether a number was set at which it stops",
    ),
)
