"""Random institutions: a few agencies that see much, err often and share by chance, and doors."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import LEVELS, STAGES, Institutions
from tests.differential.catalogues import factors
from tests.differential.dice import Dice

SOURCED = {"source": "made-up"}
SECTORS = ("one", "two")


def random_institutions(dice: Dice, conduct: Conduct) -> Institutions:
    """Return institutions for a catalogue; what they invent keeps inside the catalogue's bound."""
    agencies = [_agency(dice, number, conduct) for number in range(dice.between(1, 5))]
    causes = _shared_causes(dice)
    bound = conduct.invented_bound.value
    harms = {kind.id for kind in conduct.kinds if kind.sign == "harm"}
    for agency in agencies:
        # No class is hit 2.6 times as often as the mean; the rest is for the logarithm.
        room = (bound / (len(agencies) * 9)).quantize(Decimal("1e-6"), ROUND_DOWN)
        times = dice.choice((0, 1, 3, 3, 3))
        agency["invents"] = room * times if harms & agency["sees"].keys() else 0
    ids = [agency["id"] for agency in agencies]
    return Institutions.model_validate(
        {
            "schema": "institutions/v1",
            "id": "generated",
            "title": "Generated institutions",
            "sources": {"made-up": {"title": "Made up", "mark": "fictional"}},
            "reports_to": dice.choice(ids) if dice.percent(75) else None,
            "shared_causes": causes,
            "agencies": agencies,
            "stages": {stage: _stage(dice, stage) for stage in STAGES},
            "doors": _doors(dice, ids),
        }
    )


def _shared_causes(dice: Dice) -> list[dict[str, Any]]:
    """Return no classes, or some whose mean the model sets to one."""
    if dice.percent(40):
        return []
    shares = [dice.between(1, 5) for _ in range(dice.between(1, 3))]
    return [SOURCED | {"share": share, "times": dice.choice((1, 2, 3))} for share in shares]


def _agency(dice: Dice, number: int, conduct: Conduct) -> dict[str, Any]:
    """Return one agency without what it invents."""
    seen = dice.some(conduct.kind_ids, 70)
    low = dice.choice((0, 0, 0, 1, 2))
    return SOURCED | {
        "id": f"agency_{number}",
        "label": f"Agency {number}",
        "level": dice.choice(LEVELS),
        "sector": dice.choice(SECTORS),
        "sees": {kind: dice.chance(30, 100) for kind in seen},
        "coverage": {
            place: dice.choice((Decimal(1), dice.share(30, 100)))
            for place in dice.some(("urban", "rural", "online"), 50)
        },
        "wrong_person": dice.choice((Decimal(0), dice.share(10, 60))),
        "enters": [low, low + dice.choice((0, 0, 1, 3))],
        "complies": dice.chance(30, 100),
    }


def _link(dice: Dice, chance: Decimal, latest: int) -> dict[str, Any]:
    low = dice.between(0, latest)
    return {"chance": chance, "months": [low, dice.between(low, latest)]}


def _stage(dice: Dice, stage: str) -> dict[str, Any]:
    """Return one stage; islands share nothing and one store everything, the others by chance."""
    if stage == "islands":
        links = {"vertical": _link(dice, Decimal(0), 0), "horizontal": _link(dice, Decimal(0), 0)}
    elif stage == "one_store":
        links = {"vertical": _link(dice, Decimal(1), 0), "horizontal": _link(dice, Decimal(1), 0)}
    else:
        links = {
            "vertical": _link(dice, dice.chance(60, 100), 3),
            "horizontal": _link(dice, dice.chance(0 if stage == "vertical" else 60, 100), 3),
        }
    return SOURCED | {"label": f"Stage {stage}"} | links


def _doors(dice: Dice, agencies: list[str]) -> list[dict[str, Any]]:
    """Return up to four doors; the class that tries them most does so up to once a month."""
    doors = [
        SOURCED
        | {
            "id": f"life_{number}",
            "label": f"Door of life {number}",
            "domain": "movement",
            "agency": dice.choice(agencies),
            "by": factors(dice, 6),
            "falls": dice.chance(0, 60),
            "out_of_work": dice.choice((0, dice.between(1, 6))),
        }
        for number in range(dice.choice((0, 1, 1, 2, 2, 3, 4)))
    ]
    for door in doors:
        room = Decimal(12) / len(doors)
        for table in door["by"].values():
            room /= max([Decimal(1), *table.values()])
        door["attempts"] = (room * dice.share(30, 100)).quantize(Decimal("0.01"), ROUND_DOWN)
    return doors
