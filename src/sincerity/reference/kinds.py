"""The catalogue of conduct as the twin reads it, in the light of the scheme and the parameters."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sincerity.chance.fixed import cumulative_thresholds, saturating_index, threshold
from sincerity.conduct import Conduct
from sincerity.conduct.model import Kind as KindEntry
from sincerity.parameters import Parameters
from sincerity.reference.reading import SchemeReading

MOST_EXPECTED_POINTS = 1000
"""Points beyond which no act is expected to cost or bring more."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of conduct, with what the scheme and the office make of it.

    Attributes
    ----------
    entry
        The entry of the catalogue.
    is_problem, accuses_falsely
        The act tells an office of a public problem; it names somebody who has done nothing.
    accept_below, seen_below
        Thresholds: a candidate becomes an act when nothing responds; the office hears of it.
    seen_when_supervised_below
        The office hears of an act of someone who is watched more.
    later_stages_below
        Thresholds of the second and third stage, given the one before.
    expected_points
        Points that its rules are expected to put on one act, signed, and what being listed for it
        counts for; 0 when nothing follows.
    loss
        Index 0..255 of those points, of either sign.
    """

    entry: KindEntry
    sign: str
    gravity: int
    is_protected: bool
    is_problem: bool
    accuses_falsely: bool
    needs: tuple[str, ...]
    cannot_pay: bool
    accept_below: int
    seen_below: int
    seen_when_supervised_below: int
    later_stages_below: tuple[int, ...]
    expected_points: int
    loss: int


def read_kinds(conduct: Conduct, scheme: SchemeReading, parameters: Parameters) -> tuple[Kind, ...]:
    """Read the catalogue in the light of the scheme and of the office's parameters."""
    seen_factor = Fraction(parameters["office.seen_factor"])
    supervised = scheme.supervision.factor if scheme.supervision else Fraction(1)
    loss_scale = Fraction(parameters["respond.loss_scale"])
    severity_points = int(parameters["respond.severity_points"])
    kinds = []
    for number, entry in enumerate(conduct.kinds):
        later = [stage.chance for stage in entry.stages[1:]]
        points = expected_points(scheme, number, max(len(entry.stages), 1))
        points += listing_points(scheme, number, severity_points)
        points = max(-MOST_EXPECTED_POINTS, min(points, MOST_EXPECTED_POINTS))
        seen = Fraction(entry.seen.used) * seen_factor
        kinds.append(
            Kind(
                entry=entry,
                sign=entry.sign,
                gravity=entry.gravity,
                is_protected=entry.protection.level != "none",
                is_problem=entry.tells == "problem",
                accuses_falsely=entry.accuses == "false",
                needs=entry.who,
                cannot_pay=entry.cannot_pay,
                accept_below=threshold(1 / Fraction(entry.bound)),
                seen_below=threshold(min(Fraction(1), seen)),
                seen_when_supervised_below=threshold(min(Fraction(1), seen * supervised)),
                later_stages_below=tuple(threshold(c.used) for c in later if c is not None),
                expected_points=points,
                loss=saturating_index(points, loss_scale),
            )
        )
    return tuple(kinds)


def expected_points(scheme: SchemeReading, kind: int, stages: int) -> int:
    """Return the points people expect one act to cost or bring, if every stage were reached.

    The sum over stages where each is charged; otherwise the weightiest (of equals the earliest).
    """
    found = [scheme.known_rule(kind, stage) for stage in range(stages)]
    points = [scheme.rules[rule].usual_points for rule in found if rule is not None]
    if scheme.charges_each_stage:
        return sum(points)
    return max(points, key=abs, default=0)


def listing_points(scheme: SchemeReading, kind: int, severity_points: int) -> int:
    """Return what people count being listed for a kind as, in points: by what the list closes.

    Sanctions of black lists count against the act, perks of red ones for it.
    """
    points = 0
    for number, rule in enumerate(scheme.lists):
        if any(kind == ground for ground, _ in rule.kinds):
            for door in scheme.doors:
                if number in door.lists and rule.colour == "black" and door.closes:
                    points -= severity_points * door.severity
                if number in door.lists and rule.colour == "red" and not door.closes:
                    points += severity_points * door.severity
    return points


def mean_loss(kinds: tuple[Kind, ...]) -> int:
    """Return the index of loss that people fear who have only heard of the scheme."""
    losses = [kind.loss for kind in kinds if kind.expected_points < 0]
    return sum(losses) // len(losses) if losses else 0


def vague_fear(scheme: SchemeReading, fear_vague: int) -> int:
    """Return the fear that open-ended and discretionary rules keep up, 0..255."""
    negative = [rule for rule in scheme.rules if rule.usual_points < 0]
    vague = [rule for rule in negative if rule.is_vague]
    return fear_vague * len(vague) // len(negative) if negative else 0


def invented_kinds(conduct: Conduct) -> list[int]:
    """Return cumulative thresholds of the kind of an invented record; empty if there is no harm."""
    is_harm = [int(kind.sign == "harm") for kind in conduct.kinds]
    return cumulative_thresholds(is_harm) if any(is_harm) else []


def invented_accepted(conduct: Conduct, parameters: Parameters) -> int:
    """Return the threshold of a candidate invention to become a record."""
    bound = Fraction(conduct.invented_bound.used)
    invented: Decimal | int | str = parameters["office.invented"]
    return threshold(Fraction(invented) / bound) if bound else 0
