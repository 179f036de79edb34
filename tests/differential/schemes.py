"""Random legal schemes that use every feature of the language."""

from decimal import Decimal
from typing import Any

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import Institutions
from sincerity.scheme.model import Scheme
from tests.differential.dice import Dice

SOURCED = {"source": "made-up"}

NOTICES = (
    {"value": "none"},
    {"value": "before"},
    {"value": "after"},
    {"value": "unknown"},
    {"value": "unknown", "assume": "before"},
    {"value": "unknown", "assume": "none"},
)
"""What a generated scheme says of notice; an assumed answer must be taken as said."""


def random_scheme(
    dice: Dice, conduct: Conduct, institutions: Institutions | None = None, firms: bool = False
) -> Scheme:
    """Return a scheme for a catalogue; one in twenty has no rule at all."""
    base = dice.choice((0, 100, 1000)) if dice.percent(88) else dice.choice((-29_910, 29_950))
    grades = _grades(dice, base) if dice.percent(80) else None
    grade_ids = [band["id"] for band in grades["bands"]] if grades else []
    lists = [_list(dice, n, grade_ids, conduct) for n in range(dice.choice((0, 1, 2, 3, 4)))]
    list_ids = [listing["id"] for listing in lists]
    life = institutions.door_ids if institutions is not None else ()
    doors = [_door(dice, n, grade_ids, list_ids, life) for n in range(dice.between(1, 6))]
    doors = [door for door in doors if door["grades"] or door["lists"]]
    operator = dice.choice(institutions.agency_ids) if institutions is not None else None
    return Scheme.model_validate(
        {
            "schema": "scheme/v1",
            "id": "generated",
            "title": "Generated scheme",
            "summary": "Made up at random to compare engine and twin.",
            "status": {"kind": "fictional"},
            "sources": {"made-up": {"title": "Made up", "mark": "fictional"}},
            "coverage": SOURCED
            | {
                "who": dice.choice(("residents", "residents", "registered")),
                "min_age": dice.choice((0, 6, 10, 14, 18, 30)),
                "share": dice.choice((1, 1, dice.share(50, 99))),
            },
            "score": SOURCED | _score(dice, base),
            "rules": [] if dice.percent(5) else _rules(dice, conduct, grade_ids),
            "ladder": dice.choice(("each", "highest")),
            "grades": grades or "none",
            "lists": lists,
            "sanctions": doors[: len(doors) - len(doors) // 3],
            "perks": doors[len(doors) - len(doors) // 3 :],
            "process": _process(dice, has_check=len(lists) == 3),
            "operator": operator,
            "supervision": _supervision(dice, grade_ids, list_ids),
            "firms": _firms(dice, conduct, list_ids) if firms and dice.percent(85) else None,
            "withdrawal": SOURCED | {"of": "grades"} if grades and len(doors) % 2 else None,
        }
    )


def _score(dice: Dice, base: int) -> dict[str, Any]:
    """Return the score, with bounds that are near enough to matter."""
    return {
        "base": base,
        "floor": base - dice.choice((10, 30, 90)) if _may_go(dice, base - 90) else "none",
        "cap": base + dice.choice((0, 20, 60)) if _may_go(dice, base + 60) else "none",
        "bounds": dice.choice(("absorbing", "ledger")),
    }


def _may_go(dice: Dice, points: int) -> bool:
    """Return whether there is a bound, which must lie in the range of a score."""
    return dice.percent(75) and abs(points) <= 30_000


def _rules(dice: Dice, conduct: Conduct, grade_ids: list[str]) -> list[dict[str, Any]]:
    """Return rules on some stages of some kinds, at least one."""
    triggers = [
        {"kind": kind.id, "stage": stage.id}
        if stage.id != "begun" or dice.percent(50)
        else {"kind": kind.id}
        for kind in conduct.kinds
        for stage in kind.stages
    ] + [{"kind": kind.id} for kind in conduct.kinds if not kind.stages]
    chosen = dice.some(triggers, 60) or triggers[:1]
    return [_rule(dice, n, trigger, grade_ids) for n, trigger in enumerate(chosen)]


def _rule(dice: Dice, number: int, trigger: dict[str, str], grade_ids: list[str]) -> dict[str, Any]:
    """Return one rule with points, a range left to officials, or unknown points."""
    rule: dict[str, Any] = SOURCED | {
        "id": f"rule_{number}",
        "label": f"Rule {number}",
        "on": trigger,
        "collective": dice.percent(20),
        "open_ended": dice.percent(20),
        "recovery": _recovery(dice),
    }
    sign = -1 if dice.percent(65) else 1
    if dice.percent(25):
        low = dice.choice((dice.between(-60, 20), -1))
        rule["discretion"] = {"low": low, "high": low + dice.choice((dice.between(1, 50), 2, 0))}
        if dice.percent(30):
            rule["discretion"]["by"] = "size"
    elif dice.percent(15):
        rule["points"] = {"value": "unknown"}
        if dice.percent(30):
            rule["points"]["assume"] = sign * dice.between(1, 60)
    else:
        rule["points"] = sign * dice.choice((1, 10, 35, 50, 120))
    if dice.percent(50):
        times = dice.percent(50)
        rule["cap"] = {"times": dice.between(1, 2)} if times else {"points": dice.between(5, 70)}
    if grade_ids and dice.percent(30):
        rule["override"] = {
            "grade": dice.choice(grade_ids),
            "for": f"{dice.between(1, 6)} months",
        }
    return rule


def _recovery(dice: Dice) -> Any:
    """Return a term of recovery, none, or one that is unknown and assumed."""
    term = f"{dice.between(1, 8)} months"
    unknown = {"value": "unknown", "assume": dice.choice(("none", term))}
    return dice.choice(("none", term, term, unknown))


def _grades(dice: Dice, base: int) -> dict[str, Any]:
    """Return one to five bands around the base, set anew every one to six months."""
    starts = sorted({base + dice.between(-80, 40) for _ in range(dice.between(0, 4))}, reverse=True)
    bands: list[dict[str, Any]] = [{"from": start} for start in starts]
    bands.append({})
    for band, name in zip(bands, "ABCDE", strict=False):
        band |= {"id": name, "label": f"Band {name}"}
    return SOURCED | {"regrade": f"{dice.between(1, 6)} months", "bands": bands}


def _process(dice: Dice, *, has_check: bool) -> dict[str, Any]:
    """Return what people are told and can do, and whether somebody checks each record."""
    said = {"notice": SOURCED | dice.choice(NOTICES)} if dice.percent(80) else {}
    if dice.percent(85):
        said["objection"] = SOURCED | {"value": "available"}
    if dice.percent(60):
        said["restitution"] = SOURCED | {"value": "available"}
    if has_check:
        said["human_check"] = SOURCED | {"value": "available"}
    return said


def _supervision(dice: Dice, grade_ids: list[str], list_ids: list[str]) -> dict[str, Any] | None:
    """Return who is watched more, or nothing."""
    grades, lists = dice.some(grade_ids, 40), dice.some(list_ids, 40)
    if not grades and not lists:
        return None
    return SOURCED | {
        "factor": dice.choice((Decimal(1), Decimal("1.5"), Decimal(3))),
        "grades": grades,
        "lists": lists,
    }


def _firms(dice: Dice, conduct: Conduct, list_ids: list[str]) -> dict[str, Any]:
    """Return what happens to firms."""
    kinds = [kind.id for kind in conduct.firm_kinds]
    grades = dice.percent(80)
    starts = sorted({dice.between(70, 104) for _ in range(dice.between(1, 3))}, reverse=True)
    bands: list[dict[str, Any]] = [{"from": start} for start in starts]
    bands.append({})
    for band, name in zip(bands, "ABCDE", strict=False):
        band |= {"id": name, "label": f"Band {name}"}
    ids = [band["id"] for band in bands] if grades else []
    entry = {"kinds": dice.some(kinds, 60), "grades": dice.some(ids, 40)}
    listed = any(entry.values())
    said: dict[str, Any] = SOURCED | {
        "base": 100,
        "floor": dice.choice(("none", 60, 90)),
        "cap": dice.choice(("none", 100, 120)),
        "rules": [
            SOURCED
            | {
                "id": f"firm_rule_{n}",
                "label": f"Firm rule {n}",
                "on": {"kind": kind},
                "points": dice.choice((-30, -11, -1, 5)),
                "recovery": f"{dice.between(1, 6)} months" if dice.percent(70) else "none",
            }
            for n, kind in enumerate(kinds)
            if n == 0 or dice.percent(70)
        ],
        "grades": SOURCED | {"regrade": f"{dice.between(1, 4)} months", "bands": bands}
        if grades
        else "none",
    }
    if listed:
        said["list"] = SOURCED | {
            "id": "firm_list",
            "label": "Firm list",
            "colour": "black",
            "entry": entry,
            "term": dice.choice(("permanent", f"{dice.between(1, 4)} months")),
            "public": True,
        }
        if list_ids and dice.percent(90):
            said["representative"] = dice.choice(list_ids)
    sanctions = [
        SOURCED
        | {
            "id": f"firm_door_{n}",
            "label": f"Firm door {n}",
            "grades": dice.some(ids, 50),
            "listed": listed and dice.percent(60),
            "domain": "commerce",
            "severity": dice.between(1, 5),
            "closure": dice.share(0, 40),
        }
        for n in range(dice.between(0, 2))
    ]
    said["sanctions"] = [door for door in sanctions if door["grades"] or door["listed"]]
    return said


def _triggers(dice: Dice, conduct: Conduct) -> list[dict[str, str]]:
    """Return some kinds of record, at any stage."""
    return [
        {"kind": kind.id, "stage": dice.choice(kind.stages).id}
        if kind.stages and dice.percent(60)
        else {"kind": kind.id}
        for kind in dice.some(conduct.kinds, 45)
    ]


def _repair(dice: Dice, latest: int) -> Any:
    """Return repair after fewer months than the term, or none."""
    if dice.percent(50) or latest < 1:
        return "none"
    means = dice.some(("secure", "strained", "insolvent"), 60) or ["secure"]
    return {"after": f"{dice.between(0, latest)} months", "open_to": means}


def _list(dice: Dice, number: int, grade_ids: list[str], conduct: Conduct) -> dict[str, Any]:
    """Return one list with at least one ground of entry."""
    entry: dict[str, Any] = {}
    if dice.percent(50):
        entry["points_at_most"] = dice.between(-60, -5)
    if dice.percent(30):
        entry["points_at_least"] = dice.between(5, 60)
    if grade_ids and dice.percent(50):
        entry["grades"] = dice.some(grade_ids, 40)
    if dice.percent(60):
        entry["kinds"] = _triggers(dice, conduct)
    if number and dice.percent(25):
        entry["lists"] = [f"list_{dice.below(number)}"]
    if not any(entry.values()):
        entry = {"points_at_most": -10}
    term = dice.between(1, 5) if dice.percent(80) else None
    grace = dice.choice((0, 0, dice.between(1, 3)))
    if term is not None:
        grace = min(grace, term - 1)
    exits: dict[str, Any] = {
        "performance": SOURCED | {"value": dice.choice(("available", "none"))},
        "repair": _repair(dice, 12 if term is None else term - 1),
        "grade": dice.percent(40),
    }
    said: dict[str, Any] = {} if dice.percent(60) else {"notice": SOURCED | dice.choice(NOTICES)}
    return (
        said
        | SOURCED
        | {
            "id": f"list_{number}",
            "label": f"List {number}",
            "colour": dice.choice(("black", "red", "mixed")),
            "entry": entry,
            "months": sorted({dice.between(1, 24) for _ in range(6)}) if dice.percent(25) else [],
            "term": "permanent" if term is None else f"{term} months",
            "grace": f"{grace} months",
            "exempt": dice.some(("minors", "students", "representatives"), 25),
            "exit": exits,
            "extension": dice.choice(("restart", "none")),
            "public": dice.percent(60),
        }
    )


def _door(
    dice: Dice, number: int, grade_ids: list[str], list_ids: list[str], life: tuple[str, ...]
) -> dict[str, Any]:
    """Return one sanction or perk; one that belongs to nothing is dropped by the caller."""
    return SOURCED | {
        "door": dice.choice(life) if life and dice.percent(90) else None,
        "reach": ["household"] if dice.percent(40) else [],
        "id": f"door_{number}",
        "label": f"Door {number}",
        "grades": dice.some(grade_ids, 40),
        "lists": dice.some(list_ids, 60),
        "domain": "movement",
        "severity": dice.between(1, 5),
    }
