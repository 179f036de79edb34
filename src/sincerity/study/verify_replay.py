"""Whether a run's townships, lived through again, come to what the run says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import SincerityError, UsageError, VerificationError
from sincerity.runs.place import INPUTS, LIBRARY
from sincerity.runs.verify import Problem
from sincerity.study.replaying import open_replay

if TYPE_CHECKING:
    from sincerity.study.replaying import Replayable


def verify_by_replay(
    folder: Path | str,
    townships: int,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Problem]:
    """Return what parts from the record when some townships of a run are lived through again.

    The state of each is compared at the end of every month. Which ones is decided by the run's
    digest: nobody picks them, and the same run is asked for the same ones.

    Parameters
    ----------
    folder
        A run folder that has been found to be as recorded.
    townships
        How many, at least 1; all of them if there are fewer.
    progress
        Called with how many are done, and of how many.

    Raises
    ------
    UsageError
        If the folder keeps no recording, or no township is asked for.
    VerificationError
        If there is no finished run, or a file that a replay reads is not as recorded.
    """
    if townships < 1:
        raise UsageError(f"replay at least one township, not {townships}")
    run = open_replay(folder)
    problems = _other_inputs(run)
    chosen = in_drawn_order(run.townships, run.run.digest)[:townships]
    for done, township in enumerate(chosen):
        progress(done, len(chosen))
        try:
            run.window(township).run()
        except VerificationError as error:
            problems.append(Problem("replay", "replay", str(error)))
    progress(len(chosen), len(chosen))
    return problems


def in_drawn_order(count: int, key: str) -> list[int]:
    """Return 0, ..., count - 1 in an order that a hash of each with a key decides."""
    return sorted(range(count), key=lambda n: hashlib.sha256(f"{key} {n}".encode()).digest())


def _other_inputs(run: Replayable) -> list[Problem]:
    """Return inputs of which the resolved files say something else than what is replayed."""
    from sincerity.conduct import load_conduct
    from sincerity.institutions import load_institutions
    from sincerity.parameters import load_parameters
    from sincerity.scheme.load import load_scheme
    from sincerity.society import load_society
    from sincerity.society.blueprint import library_of

    load: dict[str, Callable[[Path], Any]] = {
        "scheme": load_scheme,
        "society": load_society,
        "conduct": load_conduct,
        "parameters": load_parameters,
        "institutions": lambda path: load_institutions(path, conduct=run.conduct),
    }
    problems = []
    for name, read in load.items():
        path = run.run.resolved(name)
        kept = getattr(run, name)
        if kept is None and not path.exists():
            continue
        try:
            same = read(path) == kept
        except SincerityError as error:
            sentence = f"resolved/{name}.yaml cannot be read: {str(error).splitlines()[0]}"
            problems.append(Problem("replay", INPUTS, sentence))
            continue
        if not same:
            sentence = f"it has another {name} than resolved/{name}.yaml"
            problems.append(Problem("replay", INPUTS, sentence))
    if library_of(run.society) != run.library:
        sentence = "it is not the tile library of resolved/society.yaml"
        problems.append(Problem("replay", LIBRARY, sentence))
    return problems
