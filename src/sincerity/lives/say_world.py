"""Sentences about life, beliefs, ways back and firms."""

from __future__ import annotations

from sincerity.lives.saying import Said, Sayer, Telling
from sincerity.lives.words import both, lowered, months, points, somebody

__all__ = ["SAYERS"]

_BANDS = {
    "under_14": "under 14",
    "14_17": "14 to 17",
    "18_29": "18 to 29",
    "30_44": "30 to 44",
    "45_59": "45 to 59",
    "60_plus": "60 and over",
}
_ROLES = {"representative": "stands for", "worker": "works for", "stand_in": "lends a name to"}
_FATES = {
    "open_again": "The firm that the person {role} opens again.",
    "listed": "The firm that the person {role} is put on the list of firms.",
    "off_list": "The firm that the person {role} is off the list of firms.",
    "nominee": "The firm that the person {role} names somebody else as its representative.",
    "closed": "The firm that the person {role} is closed.",
}


def _aged(t: Telling) -> Said:
    return Said(f"Is now in the age band {_BANDS[t.facts['to']]}.", "People grow older in January.")


def _means(t: Telling) -> Said:
    verb = "fall" if (t.event.now or 0) > (t.event.before or 0) else "improve"
    what = f"Means {verb} from {t.facts['from']} to {t.facts['to']}."
    if t.facts["because"] == "door":
        return Said(what, "Being turned away at a closed door last month brought this.")
    return Said(what, "This came of itself; the scheme had no part in it.")


def _out_of_work(t: Telling) -> Said:
    what = f"Is out of work for {months(t.facts['months'])}."
    if t.facts["because"] == "firm":
        return Said(what, "The firm was closed under the scheme.")
    return Said(what, "Being turned away at a closed door cost the work.")


def _at_work(t: Telling) -> Said:
    return Said("Can work again.", "The months out of work are over.")


def _heard(t: Telling) -> Said:
    why = {
        "penalty": "A penalty brought the news.",
        "household": "Somebody in the household was penalised.",
        "others": "People talk of it.",
    }[t.facts["through"]]
    return Said("Hears of the scheme for the first time.", why)


def _learned_rules(t: Telling) -> Said:
    return Said(
        "Learns the rules of the scheme.", "People who have heard of it learn them in time."
    )


def _felt(t: Telling) -> Said:
    facts = t.facts
    sure = f"{facts['certainty_before']} \N{RIGHTWARDS ARROW} {facts['certainty']}"
    moved = f"fear {t.change}, belief that conduct decides what is charged {sure} (of 255)"
    if facts["whose"] == "own":
        earned = (
            "It was for something done."
            if facts["earned"]
            else ("It was for something not done: conduct seems not to matter.")
        )
        return Said(f"Learns of the penalty: {moved}.", earned)
    others = both(somebody(other) for other in facts["others"])
    return Said(f"A penalty in the household is felt: {moved}.", f"It fell on {others}.")


def _objection(t: Telling) -> Said:
    kind = t.words.kind(t.facts["kind"])
    truth = "The record is true." if t.event.is_true else "The record is false."
    taken = t.facts["taken"]
    lost = f" It took {points(taken)}." if taken else ""
    return Said(f"Objects to the record of “{kind}”.", f"{truth}{lost} Objections wait their turn.")


def _decision(t: Telling) -> Said:
    facts = t.facts
    kind, wait = t.words.kind(facts["kind"]), months(facts["months_waited"])
    verdict = "upheld" if facts["upheld"] else "rejected"
    what = f"The objection to the record of “{kind}” is {verdict} after {wait}."
    why = [f"The office cannot see that the record is {'true' if t.event.is_true else 'false'}."]
    if facts["given_back"]:
        why.append(f"{points(facts['given_back'])} come back next month.")
    if facts["lists"]:
        lists = both(t.words.listing(name) for name in facts["lists"])
        why.append(f"The entry on {lists} ends next month.")
    return Said(what, " ".join(why))


def _way_off(t: Telling) -> Said:
    listing = t.words.listing(t.facts["list"])
    if t.facts["how"] == "performed":
        return Said(
            f"Does what is owed: the entry on {listing} ends next month.",
            "The list lets people go who perform.",
        )
    return Said(
        f"Applies to leave the list {listing}: the entry ends next month.",
        "The list is open to repair.",
    )


def _role(t: Telling) -> str:
    return both(_ROLES[role] for role in t.facts["roles"])


def _firm_act(t: Telling) -> Said:
    kind = lowered(t.words.firm_kind(t.facts["kind"]))
    found = "It is found out." if t.facts["found"] else "It is not found out."
    return Said(f"The firm that the person {_role(t)} harms people: {kind}.", found)


def _tip(t: Telling) -> Said:
    if t.facts["believed"]:
        return Said("Tells on the firm and is believed.", "Workers know what their firm does.")
    return Said(
        "Tells on the firm and is held to have lied.",
        "What was told is true. A record of a false accusation may follow.",
    )


def _firm(t: Telling) -> Said:
    what = _FATES[t.facts["what"]].format(role=_role(t))
    why = {"listed": "The scheme lists firms.", "closed": "A sanction on firms closed it."}
    return Said(what, why.get(t.facts["what"], ""))


_ANSWERS = (
    "strongly disapproves",
    "disapproves",
    "neither approves nor disapproves",
    "approves",
    "strongly approves",
)


def _asked(t: Telling) -> Said:
    facts = t.facts
    answered = facts["answer"]
    what = "Is asked about the scheme in a survey, and "
    what += "does not answer." if answered is None else f"{_ANSWERS[answered]}."
    why = f"Thinks {facts['private']} of 255 of it"
    if facts["expressed"] != facts["private"]:
        why += f", and says {facts['expressed']} for fear"
    return Said(what, f"{why}. The sense of fairness is {facts['fairness']} of 255.")


def _grievance(t: Telling) -> Said:
    if not t.facts["begins"]:
        return Said(
            "Has no grievance any more.",
            "No door is closed, in the household either, and no published list has the name.",
        )
    door = "a door is closed to the person or in the household, or was, for something not done"
    name = "the name stands on a published list of the blamed"
    about = [door] if t.facts["of_doors"] else []
    about += [name] if t.facts["named"] else []
    why = "; ".join(about)
    return Said(
        f"Has a grievance from now on, of {t.event.now} of 255.", f"{why[0].upper()}{why[1:]}."
    )


def _speaks(t: Telling) -> Said:
    if t.facts["way"] == "open":
        return Said(
            "Protests in the open.",
            "The grievance, and what neighbours did, outweigh fear. Protest is a right.",
        )
    return Said("Speaks up online.", "Speech about a grievance is a right, and no record is made.")


def _silenced(t: Telling) -> Said:
    way = "protest in the open" if t.facts["way"] == "open" else "speak up online"
    return Said(f"Would {way}, and does not.", f"Fear keeps silent: {t.facts['fear']} of 255.")


SAYERS: dict[str, Sayer] = {
    "aged": _aged,
    "means": _means,
    "out_of_work": _out_of_work,
    "at_work": _at_work,
    "heard": _heard,
    "learned_rules": _learned_rules,
    "felt": _felt,
    "objection": _objection,
    "decision": _decision,
    "way_off": _way_off,
    "firm_act": _firm_act,
    "tip": _tip,
    "firm": _firm,
    "asked": _asked,
    "grievance": _grievance,
    "speaks": _speaks,
    "silenced": _silenced,
}
"""By the code of the event."""
