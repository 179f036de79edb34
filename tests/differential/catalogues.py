"""Random catalogues of conduct whose rates are inflated until a person acts most months."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from sincerity.conduct.firms import OWNERSHIPS, SECTORS, SIZES
from sincerity.conduct.model import ELIGIBILITY, Conduct
from tests.differential.dice import Dice

AGES = ("under_14", "14_17", "18_29", "30_44", "45_59", "60_plus")
SIGNS = ("harm", "harm", "harm", "good", "neutral", "conform", "conform")
PROTECTIONS = ("none", "none", "qualified", "absolute")
FACTORS = tuple(Decimal(n) for n in ("0", "0.3", "0.7", "1", "1.4", "2"))
BOUNDS = tuple(Decimal(n) for n in ("1", "1", "1.25", "1.5", "3"))


def random_conduct(dice: Dice) -> Conduct:
    """Return a catalogue of 2 to 7 kinds, with 0.8 to 0.98 candidates a month at the most."""
    invented = dice.choice(tuple(Decimal(n) for n in ("0", "0.05", "0.2", "0.25")))
    kinds = [_kind(dice, number) for number in range(dice.between(2, 7))]
    weights = [dice.between(1, 4) for _ in kinds]
    total = dice.share(80, 98) - invented
    for kind, weight in zip(kinds, weights, strict=True):
        # The class with the largest multipliers takes the whole budget of its kind.
        room = total * weight / sum(weights) * 12_000 / kind["bound"]
        for factors in kind["by"].values():
            room /= max([Decimal(1), *factors.values()])
        kind["rate"] = room.quantize(Decimal("0.01"), ROUND_DOWN)
    return Conduct.model_validate(
        {
            "schema": "conduct/v1",
            "id": "generated",
            "title": "Generated kinds of conduct",
            "sources": {"made-up": {"title": "Made up", "mark": "fictional"}},
            "arrivals": "single" if dice.percent(25) else "poisson",
            "invented_bound": {"value": invented, "source": "made-up"},
            "kinds": kinds,
            "firm_kinds": _firm_kinds(dice),
        }
    )


def _kind(dice: Dice, number: int) -> dict[str, Any]:
    """Return one kind of act without its rate."""
    stages = dice.choice((0, 1, 2, 3, 3))
    sign = dice.choice(SIGNS)
    return {
        "id": f"kind_{number}",
        "label": f"Kind {number}",
        "domain": "traffic",
        "source": "made-up",
        "sign": sign,
        "harms_others": dice.percent(50),
        "gravity": dice.between(1, 5),
        "accuses": dice.choice((None, "false", "true")),
        "tells": dice.choice((None, None, "problem")),
        "protection": {
            "level": "none" if sign == "conform" else dice.choice(PROTECTIONS),
            "article": "ICCPR 19",
            "note": "-",
        },
        "who": ["online"] if dice.percent(15) else dice.some(ELIGIBILITY, 4),
        "by": factors(dice),
        "bound": dice.choice(BOUNDS),
        "cannot_pay": dice.percent(40),
        "seen": dice.chance(30, 100),
        "stages": [{"id": "begun"}, *_later_stages(dice, stages)] if stages else [],
    }


def _firm_kinds(dice: Dice) -> list[dict[str, Any]]:
    """Return up to three kinds; the firms that do most do something nearly every month."""
    kinds = [_firm_kind(dice, number) for number in range(dice.between(1, 3))]
    for kind in kinds:
        room = dice.share(50, 98) * 12_000 / len(kinds)
        for table in kind["by"].values():
            room /= max([Decimal(1), *table.values()])
        kind["rate"] = room.quantize(Decimal("0.01"), ROUND_DOWN)
    return kinds


def _firm_kind(dice: Dice, number: int) -> dict[str, Any]:
    """Return one kind of conduct of firms without its rate."""
    words = {
        "sector": SECTORS,
        "size": SIZES,
        "ownership": OWNERSHIPS,
    }
    return {
        "id": f"firm_kind_{number}",
        "label": f"Firm kind {number}",
        "domain": "commerce",
        "source": "made-up",
        "gravity": dice.between(1, 5),
        "by": {
            table: {label: dice.choice(FACTORS[1:]) for label in dice.some(labels, 20)}
            for table, labels in words.items()
        },
        "victims": dice.between(0, 30),
        "seen": dice.chance(20, 80),
    }


def _later_stages(dice: Dice, stages: int) -> list[dict[str, Any]]:
    """Return the stages after the first."""
    return [{"id": f"stage_{n}", "chance": dice.chance(30, 100)} for n in range(1, stages)]


def factors(dice: Dice, chance: int = 12) -> dict[str, dict[str, Decimal]]:
    """Return multipliers for some of the ages, sexes, places and means, each by so many percent."""
    words = {
        "age": AGES,
        "sex": ("male", "female"),
        "urban": ("urban", "rural"),
        "means": ("secure", "strained", "insolvent"),
    }
    return {
        table: {label: dice.choice(FACTORS) for label in dice.some(labels, chance)}
        for table, labels in words.items()
    }
