"""Approval and protest compiled: scheme, conduct and parameters become their phases' tables."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import threshold
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.phases.classes import CLASSES, TABLE_SIZE, split_class
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.opinion import APPROVAL_RULES, EXPRESSION_RULES, OpinionTables
from sincerity.phases.protest import OTHERS_RULES, SIGNS, ProtestTables
from sincerity.phases.response import ResponseTables, Role
from sincerity.phases.thresholds import threshold_table
from sincerity.scheme.compile import CompiledScheme
from sincerity.society.codes import AGE_BANDS, MEANS, URBAN
from sincerity.world.council import AttentionTables

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.parameters.model import Parameters

Array = npt.NDArray[Any]

_OLDER_BAND = AGE_BANDS.index("45_59")
_SECURE, _INSOLVENT = MEANS.index("secure"), MEANS.index("insolvent")
_IN_TOWN = URBAN.index("urban")
PLACES = ("township", "cell")
"""Where visible punishment is seen."""


@dataclass(frozen=True, slots=True)
class VoiceTables:
    """Tables of what people think and say.

    Attributes
    ----------
    asks, speaks
        Whether a world has the phases `approval` and `protest`.
    near
        What each visibly punished or wronged resident in a thousand of a cell weighs, 0..255.
    sees_cells
        Whether visible punishment is seen in the cell and not in the township.
    """

    opinion: OpinionTables
    protest: ProtestTables
    attention: AttentionTables
    near: int
    asks: bool
    speaks: bool
    sees_cells: bool

    @property
    def keeps_cells(self) -> bool:
        """Whether a bulletin by cell is wanted."""
        return self.asks or self.speaks or self.sees_cells


def sample_design(share: Fraction) -> tuple[int, int]:
    """Return the threshold at which a tile is visited, and how many of its places are.

    The number of places is the smallest power of two that reaches the share.
    """
    visits = 1
    while visits < SLOTS_PER_TILE * share:
        visits *= 2
    return threshold(SLOTS_PER_TILE * share / visits), visits


def _group_levels(parameters: "Parameters") -> Array:
    """Return int64 [256]: by class, what a person approves alone."""

    def level(name: str) -> int:
        return int(parameters[f"approval.{name}"])

    levels = np.full(TABLE_SIZE, 0, dtype=np.int64)
    for number in range(CLASSES):
        parts = split_class(number)
        levels[number] = (
            level("base")
            + level("urban") * (parts.urban == _IN_TOWN)
            + level("older") * (parts.age_band >= _OLDER_BAND)
            + level("secure") * (parts.means == _SECURE)
            - level("insolvent") * (parts.means == _INSOLVENT)
        )
    return levels


def opinion_tables(
    scheme: CompiledScheme, conduct: "Conduct", response: ResponseTables, parameters: "Parameters"
) -> OpinionTables:
    """Return the tables of what people think of a scheme."""

    def whole(name: str) -> int:
        return int(parameters[f"approval.{name}"])

    drawn, visits = sample_design(Fraction(parameters["approval.sample"]))
    vague, taking = scheme.vague_share
    punished = [number for number, role in enumerate(response.role) if role == Role.DETERRENCE]
    protected = [n for n in punished if conduct.kinds[n].protection.level != "none"]
    return OpinionTables(
        tile_drawn=np.uint64(drawn),
        visits=visits,
        rule=APPROVAL_RULES.index(str(parameters["approval.rule"])),
        expression=EXPRESSION_RULES.index(str(parameters["approval.expression"])),
        group=_group_levels(parameters),
        party=whole("party"),
        leaning=whole("leaning"),
        framing=whole("framing"),
        lesson=whole("lesson") * len(protected) // max(len(punished), 1),
        perk=whole("perk"),
        door=whole("door"),
        wronged=whole("wronged"),
        wronged_before=whole("wronged_before"),
        household=whole("household"),
        pressed=whole("pressed"),
        refuse=threshold(parameters["approval.refuse"]),
        refuse_fear=threshold(parameters["approval.refuse_fear"]),
        fair_base=whole("fair_base"),
        fair_vague=whole("fair_vague") * vague // max(taking, 1),
        fair_harm=whole("fair_harm"),
    )


def _bits(numbers: set[int]) -> int:
    """Return a set of numbers as bits."""
    return sum(1 << number for number in numbers)


def protest_tables(scheme: CompiledScheme, parameters: "Parameters") -> ProtestTables:
    """Return the tables of who speaks up."""

    def whole(name: str) -> int:
        return int(parameters[f"protest.{name}"])

    rule = str(parameters["protest.thresholds"])
    closing = scheme.doors[: scheme.sanctions]
    closing_lists: set[int] = set().union(*(door.lists for door in closing))
    blaming = {n for n, one in enumerate(scheme.lists) if one.public and one.blames}
    named_lists = blaming if whole("named") else set()
    closing_grades: set[int] = set().union(*(door.grades for door in closing))
    return ProtestTables(
        reached=threshold_table(
            rule, parameters["protest.threshold_mean"], parameters["protest.threshold_spread"]
        ),
        sign=SIGNS[OTHERS_RULES.index(str(parameters["protest.others"]))],
        others_weight=round(Fraction(parameters["protest.others_weight"]) * 256),
        grievance_weight=whole("grievance_weight"),
        fear_weight=whole("fear_weight"),
        door=whole("door"),
        wronged=whole("wronged"),
        wronged_before=whole("wronged_before"),
        household=whole("household"),
        named=whole("named"),
        fairness=whole("fairness"),
        in_the_open=int(rule != "none"),
        online=int(str(parameters["outcry.online"]) == "on"),
        speak=threshold(parameters["outcry.speak"]),
        named_lists=_bits(named_lists),
        burden_lists=_bits(named_lists | closing_lists),
        first_grade=min(closing_grades, default=NO_GRADE),
        grade_span=max(closing_grades, default=0) - min(closing_grades, default=0),
    )


def voice_tables(
    scheme: CompiledScheme,
    conduct: "Conduct",
    response: ResponseTables,
    parameters: "Parameters",
    *,
    heard: bool,
) -> VoiceTables:
    """Return the tables of approval and protest; `heard`: people can hear of the scheme at all."""
    protest = protest_tables(scheme, parameters)
    open_to_attention = str(parameters["outcry.attention"]) == "on"

    def attention(name: str) -> int:
        chance = threshold(parameters[f"outcry.attention_{name}"])
        return chance if open_to_attention else 0

    return VoiceTables(
        opinion=opinion_tables(scheme, conduct, response, parameters),
        protest=protest,
        attention=AttentionTables(
            speakers=attention("speakers"),
            protesters=attention("protesters"),
            withdraws=scheme.withdraws_grades,
        ),
        near=int(parameters["approval.near"]),
        asks=heard and str(parameters["approval.survey"]) == "on",
        speaks=bool(protest.in_the_open or protest.online),
        sees_cells=str(parameters["respond.visible_place"]) == "cell",
    )
