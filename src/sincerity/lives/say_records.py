"""Sentences about acts, records and points."""

from __future__ import annotations

from sincerity.lives.saying import Said, Sayer, Telling
from sincerity.lives.words import figure, months, points, somebody

__all__ = ["SAYERS"]

_KNOWN = {
    "recorded": "It is on record at once.",
    "on_its_way": "It is on record somewhere; {operator} will learn of it later.",
    "misfiled": "It is on record, but against somebody else.",
    "unknown": "{operator} never learns of it.",
}


def _act(t: Telling) -> Said:
    known = _KNOWN[t.facts["known"]].format(operator=t.words.operator)
    why = [known[:1].upper() + known[1:]]
    if t.facts["protection"] == "absolute":
        why.append("Human-rights law protects this act and permits no limit.")
    elif t.facts["protection"] == "qualified":
        why.append("Human-rights law protects this act; limits need conditions.")
    if t.facts["cannot_pay"]:
        why.append("At this time the person could not pay.")
    return Said(f"Act: {t.words.kind(t.facts['kind'])}.", " ".join(why))


def _misfiled(t: Telling) -> Said:
    other, agency = somebody(t.facts["other"]), t.words.agency(t.facts["agency"])
    return Said(
        f"The record of this act names {other} instead.",
        f"A wrong entry by {agency}: whoever is named did not do it.",
    )


def _accused(t: Telling) -> Said:
    other, kind = somebody(t.facts["other"]), t.words.kind(t.facts["kind"])
    agency = _sentence(t.words.agency(t.facts["agency"]))
    return Said(
        f"The accusation is believed; a record will name {other}: {kind}.",
        f"{agency} took the report.",
    )


def _record(t: Telling) -> Said:
    facts = t.facts
    stage = f", stage “{facts['stage'].replace('_', ' ')}”" if facts["stage"] else ""
    by = "" if facts["agency"] is None else f", entered by {t.words.agency(facts['agency'])}"
    what = f"A record reaches {t.words.operator}: {t.words.kind(facts['kind'])}{stage}{by}."
    why = [_truth(t)]
    if facts["months_since"]:
        why.append(f"It took {months(facts['months_since'])} to get there.")
    if not facts["has_score"]:
        why.append("The scheme keeps no score of this person, so no rule charges it.")
    elif not t.has_consequence:
        why.append(_nothing_follows(t))
    return Said(what, " ".join(why))


def _nothing_follows(t: Telling) -> str:
    """Say why a record leads to nothing, where a rule is there whose points nobody knows."""
    inert = [
        rule
        for rule in t.words.setting.scheme.rules
        if rule.is_inert and rule.on.kind == t.facts["kind"]
    ]
    if not inert:
        return "Nothing follows from it."
    rule = t.words.rule(inert[0].id)
    return f"Rule {rule} is about this, but no source gives its points, so nothing is taken."


def _truth(t: Telling) -> str:
    """Say whether a record is of something that the person did."""
    other = t.facts["other"]
    who = "" if other is None else somebody(other)
    return {
        "true": "The record is true: the person did it.",
        "wrong_person": f"The record is false: {who} did it, and the entry names the wrong person.",
        "invented": "The record is false: nobody did it.",
        "false_report": f"The record is false: {who} accused the person of something not done.",
        "misjudged": "The record is false: the person told the truth about a firm and was not "
        "believed.",
    }[t.facts["cause"]]


def _charge(t: Telling) -> Said:
    facts = t.facts
    taken, asked = facts["effective"], facts["points"]
    verb = "takes" if asked < 0 else "gives"
    rule = t.words.rule(facts["rule"])
    what = f"Rule {rule} {verb} {points(taken)}: {t.change}."
    if taken == 0:
        bound = f"{_bound(asked)} of {figure(t.event.now or 0)}"
        what = f"Rule {rule} {verb} nothing: the score is at its {bound}."
    why = ["It charges the record."] if t.event.is_true else ["It charges a record that is false."]
    if facts["collective"]:
        why = ["It charges the person for another's act."]
    if taken not in (0, asked):
        why.append(f"It asks for {points(asked)}; the {_bound(asked)} of the score stops it there.")
    if facts["leaves_a_choice"]:
        low, high = sorted((abs(facts["lowest"]), abs(facts["highest"])))
        why.append(f"The rule leaves a range of {low:,} to {high:,} points.")
    if facts["comes_back_months"]:
        way = "come back" if asked < 0 else "are taken back"
        why.append(f"The points {way} after {months(facts['comes_back_months'])}.")
    return Said(what, " ".join(why))


def _bound(asked: int) -> str:
    return "floor" if asked < 0 else "cap"


def _capped(t: Telling) -> Said:
    rule = t.words.rule(t.facts["rule"])
    return Said(
        f"Rule {rule} takes or gives nothing more this month.", "It has reached its monthly limit."
    )


def _returned(t: Telling) -> Said:
    amount = t.facts["points"]
    verb = "come back" if amount > 0 else "are taken back"
    causes = t.causes
    why = ""
    if causes and causes[0].what == "decision":
        why = "An objection was upheld, and the scheme gives points back."
    elif causes:
        verb_then = "taken" if amount > 0 else "given"
        rule = t.words.rule(causes[0].facts["rule"])
        why = (
            f"They were {verb_then} in {t.words.when(causes[0].month)} by {rule}; the term is over."
        )
    return Said(f"{_sentence(points(amount))} {verb}: {t.change}.", why)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _swallowed(t: Telling) -> Said:
    bound = "cap" if t.facts["points"] < 0 else "floor"
    return Said(
        f"The {bound} of the score swallows {points(t.facts['points'])}: {t.change}.",
        f"A score cannot pass its {bound}.",
    )


def _enrolled(t: Telling) -> Said:
    return Said(
        f"The scheme begins to keep a score: {points(t.event.now or 0)} to start with.",
        "The person has reached the age from which the scheme covers people.",
    )


SAYERS: dict[str, Sayer] = {
    "act": _act,
    "misfiled": _misfiled,
    "accused": _accused,
    "record": _record,
    "charge": _charge,
    "capped": _capped,
    "returned": _returned,
    "swallowed": _swallowed,
    "enrolled": _enrolled,
}
"""By the code of the event."""
