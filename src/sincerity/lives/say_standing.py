"""Sentences about grades, lists and doors."""

from __future__ import annotations

from sincerity.lives.saying import Said, Sayer, Telling
from sincerity.lives.words import both, figure, months, number, somebody

__all__ = ["SAYERS"]

TAINTS = {
    "false": "on something not done",
    "protected": "on an act that human-rights law protects",
    "trivial": "on a trivial act",
    "cannot_pay": "on a debt that the person could not pay",
    "another": "on somebody else's act",
}
"""What would make the consequences of an entry wrongful."""

WRONGFUL = {
    "false": "would be open but for something not done",
    "protected": "would be open but for a protected act",
    "disproportionate": "{is_are} far graver than the act",
    "cannot_pay": "would be open but for a debt that could not be paid",
    "another": "would be open but for somebody else's act",
}
"""What is wrongful about a closed door, by column of burden."""

MOST_DOORS = 8
SHOWN_DOORS = 6
"""Of more doors than the first of these, so many are named."""

_REASONS = {
    "term": "Its term is over.",
    "performed": "The person did what was owed.",
    "repaired": "The person applied to leave the list.",
    "upheld": "An objection to its record was upheld.",
    "grade": "The grade that led there is past.",
}


def _override(t: Telling) -> Said:
    rule, grade = t.words.rule(t.facts["rule"]), t.facts["to"]
    return Said(
        f"Rule {rule} holds the person to grade {grade} or worse for {months(t.facts['months'])}.",
        "An override goes straight to a grade, whatever the score.",
    )


def _grade(t: Telling) -> Said:
    facts, event = t.facts, t.event
    if facts["how"] == "withdrawn":
        return Said(
            f"The county withdraws its grades: {facts['from']} is no longer in force.",
            "Superiors took notice of an outcry or of open protest in the county.",
        )
    if event.before is None:
        what = f"The first grade is {facts['to']}."
    else:
        verb = "falls" if (event.now or 0) > event.before else "rises"
        what = f"The grade {verb} from {facts['from']} to {facts['to']}."
    if facts["how"] == "override":
        return Said(what, "An override is in force.")
    score = f"{figure(facts['score'])} points"
    if event.before is not None and (event.now or 0) > event.before:
        limit = facts["next_starts_at"]
        reading = f"{score} are below the {figure(limit)} at which the next better grade begins."
    elif facts["starts_at"] is None:
        reading = f"The score is {score}."
    else:
        reading = (
            f"{score} reach the {figure(facts['starts_at'])} at which grade {facts['to']} begins."
        )
    return Said(what, f"Grades are read from scores this month: {reading}")


def _entry(t: Telling) -> Said:
    facts = t.facts
    listing = t.words.listing(facts["list"])
    again = " again" if facts["again"] else ""
    what = f"The name is put on the list {listing}{again}"
    what += f", with effect from {t.words.when(facts['starts'])}" if _later(t) else ""
    what += (
        ", without end."
        if facts["until"] is None
        else (f", until the end of {t.words.when(facts['until'])}.")
    )
    why = [_ground(t)]
    if facts["taints"]:
        reasons = both(TAINTS[taint] for taint in facts["taints"])
        why.append(f"It rests {reasons}.")
    if facts["public"]:
        why.append("The list is public.")
    return Said(what, " ".join(why))


def _later(t: Telling) -> bool:
    return int(t.facts["starts"]) > t.event.month


def _ground(t: Telling) -> str:
    """Say what led to an entry."""
    facts, words = t.facts, t.words
    if facts["ground"] == "record":
        return f"A record of “{words.kind(facts['kind'])}” leads to this list."
    if facts["ground"] == "points":
        return f"The points charged for “{words.kind(facts['kind'])}” lead to this list."
    if facts["ground"] == "grade":
        return "The grade in force leads to this list."
    if facts["ground"] == "list":
        return "Standing on another list leads to this one."
    return "The person stands for a firm that was listed."


def _effect(t: Telling) -> Said:
    listing = t.words.listing(t.facts["list"])
    return Said(f"The entry on {listing} takes effect.", "Its time of grace is over.")


def _extended(t: Telling) -> Said:
    listing, until = t.words.listing(t.facts["list"]), t.facts["until"]
    end = "without end" if until is None else f"to the end of {t.words.when(until)}"
    return Said(
        f"The entry on {listing} is prolonged {end}.", "A new ground makes its term start again."
    )


def _exit(t: Telling) -> Said:
    listing = t.words.listing(t.facts["list"])
    return Said(
        f"The entry on {listing} ends after {months(t.facts['months'])}.",
        _REASONS[t.facts["reason"]],
    )


def _doors(t: Telling) -> str:
    names = [t.words.door(door) for door in t.facts["doors"]]
    if len(names) > MOST_DOORS:
        return f"{', '.join(names[:SHOWN_DOORS])} and {number(len(names) - SHOWN_DOORS)} more"
    return both(names)


def _counted(count: int, one: str, many: str) -> str:
    """Return how many doors do something, as the beginning of a sentence."""
    return f"A door {one}" if count == 1 else f"{number(count).capitalize()} doors {many}"


def _closed(t: Telling) -> Said:
    facts, count = t.facts, len(t.facts["doors"])
    head = _counted(count, "closes", "close")
    if facts["way"] == "late":
        head = _counted(count, "stays closed", "stay closed")
    why = [{"own": _own, "household": _household, "late": _late}[facts["way"]](t)]
    if facts["way"] == "own":
        why += _wrongly(count, facts["wrongful"], facts["wrongful_doors"])
    return Said(f"{head}: {_doors(t)}.", " ".join(why))


def _wrongly(count: int, columns: tuple[str, ...], doors: tuple[int, ...]) -> list[str]:
    """Say how many of so many doors are wrongfully closed, column by column."""
    said = []
    for column, wrong in zip(columns, doors, strict=True):
        which = "It" if count == 1 else "All" if wrong == count else number(wrong).capitalize()
        of_them = "" if which in ("It", "All") else " of them"
        text = WRONGFUL[column].format(is_are="is" if wrong == 1 else "are")
        said.append(f"{which}{of_them} {text}.")
    return said


def _own(t: Telling) -> str:
    grounds = [f"the list {t.words.listing(name)}" for name in t.facts["lists"]]
    if t.facts["grade"] is not None:
        grounds.append(f"grade {t.facts['grade']}")
    return f"Because of {both(grounds)}." if grounds else "Because of grade or list."


def _household(t: Telling) -> str:
    they = "it is" if len(t.facts["doors"]) == 1 else "they are"
    others = both(somebody(other) for other in t.facts["others"])
    return f"Because {they} closed to {others or 'somebody'}, of the same household."


def _late(t: Telling) -> str:
    return "The entry has ended, and whoever keeps the door has not heard of that."


def _opened(t: Telling) -> Said:
    head = _counted(len(t.facts["doors"]), "opens again", "open again")
    return Said(f"{head}: {_doors(t)}.", "What closed this is past.")


def _offered(t: Telling) -> Said:
    return Said(f"What the scheme offers opens: {_doors(t)}.", "By grade or list.")


def _withdrawn(t: Telling) -> Said:
    return Said(f"What the scheme offered is withdrawn: {_doors(t)}.", "By grade or list.")


def _attempt(t: Telling) -> Said:
    facts = t.facts
    tried = t.words.life_door(facts["life_door"])
    keeper = t.words.agency(facts["agency"])
    door = t.words.door(facts["door"])
    if facts["end"] == "unknown":
        return Said(
            f"Tries {tried}, and is let through: {door} applies.",
            f"The door is closed, but at {keeper} nobody has heard of that.",
        )
    if facts["end"] == "let_through":
        return Said(
            f"Tries {tried}, and is let through: {door} applies.",
            f"At {keeper} they know that the door is closed, and do not keep to it this time.",
        )
    why = ["It would not be closed but for something that was not done."] if facts["wrong"] else []
    if facts["means_fall"]:
        why.append("Means will fall by a step next month.")
    if facts["months_out_of_work"]:
        why.append(f"It costs work for {months(facts['months_out_of_work'])}.")
    return Said(f"Tries {tried}, and is turned away by {keeper}: {door}.", " ".join(why))


def _told(t: Telling) -> Said:
    listing = t.words.listing(t.facts["list"])
    if t.facts["by"] == "door":
        return Said(
            f"Learns at a closed door of the entry on {listing}.", "Nobody had told before."
        )
    return Said(f"Is told of the entry on {listing}.", "By notice, or by chance where none is due.")


def _watched(t: Telling) -> Said:
    return Said(
        "Is watched more closely from now on.",
        "The scheme has the acts of people on some lists or of some grades seen more often.",
    )


def _unwatched(t: Telling) -> Said:
    return Said("Is no longer watched more closely.", "List or grade is past.")


SAYERS: dict[str, Sayer] = {
    "override": _override,
    "grade": _grade,
    "entry": _entry,
    "effect": _effect,
    "extended": _extended,
    "exit": _exit,
    "closed": _closed,
    "opened": _opened,
    "offered": _offered,
    "withdrawn": _withdrawn,
    "attempt": _attempt,
    "told": _told,
    "watched": _watched,
    "unwatched": _unwatched,
}
"""By the code of the event."""
