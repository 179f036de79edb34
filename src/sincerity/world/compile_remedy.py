"""The ways back compiled: scheme and parameters become the tables of remedy and of the council."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import EXP_NEG, ONE, threshold
from sincerity.phases.remedy_tables import RemedyTables
from sincerity.phases.score import ScoreTables
from sincerity.scheme.compile import CompiledScheme
from sincerity.society.codes import MEANS
from sincerity.world.council import CERTAIN_16, CountyTables

if TYPE_CHECKING:
    from sincerity.parameters.model import Parameters

Array = npt.NDArray[Any]

NO_REPAIR = -1


def has_exits(scheme: CompiledScheme) -> bool:
    """Return whether any list can be left by performance or by repair."""
    return any(item.performance or item.repair_after is not None for item in scheme.lists)


def has_remedy(scheme: CompiledScheme) -> bool:
    """Return whether a scheme has any way back that takes a phase of its own."""
    return scheme.objection or has_exits(scheme)


def remedy_tables(
    scheme: CompiledScheme, score: ScoreTables, parameters: "Parameters"
) -> RemedyTables:
    """Return the tables of remedy; what charges take is read from the tables of the score."""

    def by_means(name: str) -> Array:
        chances = [threshold(parameters[f"remedy.{name}_{means}"]) for means in MEANS]
        return np.array(chances, dtype=np.uint64)

    told = ONE if scheme.gives_notice else threshold(parameters["respond.informed_without_notice"])
    upheld = [threshold(parameters[f"remedy.upheld_{record}"]) for record in ("right", "wrong")]
    after = [NO_REPAIR if item.repair_after is None else item.repair_after for item in scheme.lists]
    open_to = [sum(1 << means for means in item.repair_open) for item in scheme.lists]
    return RemedyTables(
        objection=int(scheme.objection),
        restitution=int(scheme.restitution),
        informed=np.uint64(told),
        list_notice=np.array([item.gives_notice for item in scheme.lists], dtype=np.uint8),
        can=by_means("can"),
        fear_weight=int(parameters["remedy.fear"]),
        exp_neg=np.array(EXP_NEG, dtype=np.int64),
        upheld=np.array(upheld, dtype=np.uint64),
        performance=np.array([item.performance for item in scheme.lists], dtype=np.uint8),
        repair_after=np.array(after, dtype=np.int64),
        repair_open=np.array(open_to, dtype=np.uint8),
        perform=by_means("perform"),
        repair=by_means("repair"),
        recovery=score.recovery,
        kind_taint=score.kind_taint,
        cannot_pay=score.cannot_pay,
        collective=score.collective,
    )


def county_tables(parameters: "Parameters") -> CountyTables:
    """Return what counties get done, for each resident and month."""
    spare = 1 - Fraction(parameters["govern.measured_effort"])
    return CountyTables(
        decides=Fraction(parameters["remedy.capacity"]) / 1000,
        solves=Fraction(parameters["govern.capacity"]) / 1000 * spare,
        hides=threshold(parameters["govern.hide"], CERTAIN_16),
    )
