"""Random parameters of the office, of life and of every rival rule of response."""

from decimal import Decimal
from functools import cache

from sincerity.conduct.model import Conduct
from sincerity.parameters import Parameters, load_parameters
from tests.differential.dice import Dice

WEIGHTS = (
    "certainty_decay",
    "caught",
    "unfair",
    "household",
    "fear_decay",
    "fear_own",
    "fear_household",
)
LEVELS = (
    "certainty_start",
    "certainty_floor",
    "fear_vague",
    "fear_visible",
    "deterrence_certainty",
    "deterrence_severity",
    "deterrence_expected",
    "chill_fear",
    "backlash_fear",
    "conform_fear",
    "perk_gain",
    "crowding",
)
OPINIONS = (
    "urban",
    "older",
    "secure",
    "insolvent",
    "party",
    "leaning",
    "framing",
    "lesson",
    "perk",
    "door",
    "wronged",
    "wronged_before",
    "household",
    "near",
    "fair_vague",
)
GRIEVANCES = ("door", "wronged", "wronged_before", "household", "named")
CHOICES = {
    "deterrence": ("certainty_first", "certainty_first", "expected_loss", "expected_loss", "none"),
    "chill": ("visible_punishment", "visible_punishment", "backlash", "backlash", "none"),
    "perks": ("incentive", "incentive", "crowding_out", "crowding_out", "none"),
    "beliefs": ("on", "on", "on", "on", "on", "off"),
}
STEPS = (
    "secure_to_strained",
    "strained_to_secure",
    "strained_to_insolvent",
    "insolvent_to_strained",
)


@cache
def _base() -> Parameters:
    return load_parameters("base", {})


def random_parameters(dice: Dice, conduct: Conduct) -> Parameters:
    """Return parameters with frequent errors, quick learning and strong responses."""
    bound = conduct.invented_bound.value
    values: dict[str, str | int | Decimal] = {
        "office.wrong_person": dice.choice((Decimal(0), dice.share(10, 60))),
        "office.invented": bound * dice.choice((0, 1)) if dice.percent(30) else bound / 2,
        "office.seen_factor": dice.choice((Decimal("0.5"), Decimal(1), Decimal(2))),
        "respond.hear_base": dice.chance(0, 30),
        "respond.hear_visible": dice.share(0, 1),
        "respond.learn_rules": dice.chance(10, 100),
        "respond.informed_without_notice": dice.chance(0, 60),
        "respond.loss_scale": dice.between(5, 200),
        "trait.undeterrable": dice.chance(0, 30),
    }
    values |= {
        "office.report_believed": dice.chance(30, 100),
        "respond.severity_points": dice.between(1, 50),
        "remedy.capacity": dice.choice((Decimal(0), Decimal(10), Decimal(40), Decimal(200))),
        "remedy.fear": dice.choice((0, dice.level(64))),
        "remedy.upheld_wrong": dice.chance(40, 100),
        "remedy.upheld_right": dice.chance(0, 60),
        "govern.favour": dice.choice((Decimal(0), dice.share(10, 80))),
        "govern.target_pressure": dice.choice((Decimal(0), dice.share(10, 80))),
        "govern.capacity": dice.choice((Decimal(0), Decimal(20), Decimal(200))),
        "govern.measured_effort": dice.share(0, 90),
        "govern.hide": dice.share(0, 90),
        "firms.deterred": dice.chance(30, 100),
        "firms.tip": dice.chance(10, 60),
        "firms.tip_fear": dice.level(64),
        "firms.judged_false": dice.chance(10, 60),
        "firms.favour": dice.chance(10, 80),
        "firms.nominee": dice.chance(10, 60),
        "firms.reopen": dice.chance(5, 40),
        "firms.buys": dice.chance(5, 60),
        "firms.bought_points": dice.between(1, 50),
        "firms.closed_months": dice.between(1, 6),
        "firms.layoff_months": dice.between(1, 6),
    }
    values |= {
        f"remedy.{name}_{means}": dice.chance(low, high)
        for name, low, high in (("can", 40, 100), ("perform", 15, 60), ("repair", 5, 60))
        for means in ("secure", "strained", "insolvent")
    }
    values |= _opinions(dice)
    values |= {
        f"life.means.{place}.{step}": dice.chance(0, 60)
        for place in ("urban", "rural")
        for step in STEPS
    }
    values |= {f"respond.{name}": dice.level(256) for name in WEIGHTS}
    values |= {f"respond.{name}": dice.level(255) for name in LEVELS}
    values |= {f"respond.{name}": dice.choice(words) for name, words in CHOICES.items()}
    return _base().with_values(values)


def _opinions(dice: Dice) -> dict[str, str | int | Decimal]:
    """Return parameters of approval, protest and outcry in which few stay silent."""
    values: dict[str, str | int | Decimal] = {
        "respond.visible_place": dice.choice(("township", "cell")),
        "approval.survey": dice.choice(("on", "on", "on", "on", "off")),
        "approval.sample": dice.choice((Decimal("0.004"), dice.share(5, 30), Decimal(1))),
        "approval.rule": dice.choice(("experience", "experience", "framing", "none")),
        "approval.expression": dice.choice(("falsification", "falsification", "silence", "none")),
        "approval.pressed": dice.level(256),
        "approval.refuse": dice.chance(0, 20),
        "approval.refuse_fear": dice.chance(0, 100),
        "approval.fair_harm": dice.level(256),
        "protest.thresholds": dice.choice(
            ("normal", "normal", "normal", "uniform", "degenerate", "none")
        ),
        "protest.threshold_mean": dice.share(5, 90),
        "protest.threshold_spread": dice.choice((Decimal(0), dice.share(5, 40))),
        "protest.others": dice.choice(("encourage", "encourage", "leave_to_others", "none")),
        "protest.others_weight": dice.choice((Decimal(0), Decimal("2.5"), Decimal(20))),
        "protest.grievance_weight": dice.between(64, 256),
        "protest.fear_weight": dice.level(256),
        "protest.fairness": dice.level(256),
        "outcry.online": dice.choice(("on", "on", "on", "off")),
        "outcry.speak": dice.chance(20, 100),
        "outcry.attention": dice.choice(("on", "on", "on", "on", "off")),
        "outcry.attention_speakers": dice.choice((Decimal(0), dice.share(0, 1), dice.share(0, 1))),
        "outcry.attention_protesters": dice.choice((Decimal(0), dice.share(0, 1))),
    }
    values |= {f"approval.{name}": dice.level(96) for name in OPINIONS}
    values |= {"approval.base": dice.between(60, 200), "approval.fair_base": dice.between(60, 240)}
    values |= {f"protest.{name}": dice.level(255) for name in GRIEVANCES}
    return values
