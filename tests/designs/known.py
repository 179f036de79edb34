"""Worlds that answer by a formula whose indices are known, put in place of simulated ones.

Each reads a few parameters of the inputs that it is given, so that the whole way is tested: the
file, its columns, the design, the change of the inputs, the cells and the indices. They are
functions of a module, so that workers in other processes find them.
"""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Sequence

from sincerity.measures.headline import NAMES
from sincerity.runs.model import RunInputs
from sincerity.society import CompiledSociety
from sincerity.study.cells import Outcome

PLACES = (
    "remedy.can_secure",
    "remedy.can_strained",
    "remedy.can_insolvent",
    "remedy.upheld_wrong",
    "remedy.upheld_right",
    "govern.favour",
    "govern.target_pressure",
    "respond.informed_without_notice",
)
"""Chances: each may take any value from 0 to 1, evenly."""

SOBOL_G = (0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0)


def study_text(
    design: str, columns: int = 3, *, more: str = "", measure: str = "burden_false_rate"
) -> str:
    """Return a study of the first few places, each from 0 to 1."""
    places = "\n".join(f"  - {{at: {place}, range: [0, 1]}}" for place in PLACES[:columns])
    return f"""\
schema: study/v1
id: known
title: A function whose indices are known
question: Does the way from file to index give what is known?
worlds: {{schemes: suining-2010, months: 1}}
vary:
{places}
design: {design}
measures: [{measure}]
{more}
"""


def positions(inputs: RunInputs, columns: int) -> Sequence[float]:
    """Return where the first few places stand."""
    return [float(str(inputs.parameters[place])) for place in PLACES[:columns]]


def answered(value: float | None, inputs: RunInputs) -> Outcome:
    """Return an outcome of which a few measures say something."""
    headline: dict[str, float | int | None] = dict.fromkeys(NAMES, 0)
    headline["burden_false_rate"] = headline["protected_acts_lost"] = value
    return Outcome(headline, f"{inputs.replicate:032x}", 0.001, {})


def ishigami(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """Ishigami and Homma's function with A = 7 and B = 0.1."""
    x, y, z = (math.pi * (2 * place - 1) for place in positions(inputs, 3))
    return answered(math.sin(x) + 7 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x), inputs)


def sobol_g(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """Sobol's G function of eight numbers."""
    pairs = zip(positions(inputs, 8), SOBOL_G, strict=True)
    return answered(math.prod((abs(4 * x - 2) + a) / (1 + a) for x, a in pairs), inputs)


def straight(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """3 x - 2 y, and nothing of z: every elementary effect is 3, -2 or 0."""
    x, y, _ = positions(inputs, 3)
    return answered(10 + 3 * x - 2 * y, inputs)


def crossed(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """(2 x - 1) (2 y - 1): nothing alone, everything together."""
    x, y, _ = positions(inputs, 3)
    return answered((2 * x - 1) * (2 * y - 1), inputs)


def counting(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """The replicate and the first place: what a grid with replicates is checked by."""
    return answered(100 * positions(inputs, 1)[0] + inputs.replicate, inputs)


def noisy(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """As `straight`, with accidents that move it as much as the places do."""
    x, y, _ = positions(inputs, 3)
    return answered(10 + 3 * x - 2 * y + 2 * inputs.replicate, inputs)


def without_recovery(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """As `straight`, but in no world has any closure ended."""
    outcome = straight(inputs, society, threads)
    outcome.headline["months_to_recover"] = None  # type: ignore[index]
    return outcome


def slow(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """As `straight`, but slow enough to be stopped in the middle."""
    time.sleep(0.05)
    return straight(inputs, society, threads)


def failing(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """As `straight`, but worlds above one half of the first place cannot be."""
    if positions(inputs, 1)[0] > 0.5:
        raise ZeroDivisionError("a world that cannot be")
    return straight(inputs, society, threads)


def dying(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """As `straight`, but the process of a world above 0.9 of the first place is killed."""
    if positions(inputs, 1)[0] > 0.9:
        os.kill(os.getpid(), signal.SIGKILL)
    return straight(inputs, society, threads)


def threads_seen(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """The threads that the world may use, and those that libraries were told of."""
    return answered(float(threads or 0) + 100 * float(os.environ["NUMBA_NUM_THREADS"]), inputs)
