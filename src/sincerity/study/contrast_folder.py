"""The folder of a comparison of settings: begun, gone on with, finished and recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import InternalError
from sincerity.measures.contrast import Contrast
from sincerity.measures.pairing import PRECISION
from sincerity.runs.canonical import canonical_json
from sincerity.runs.place import RESOLVED
from sincerity.runs.record import CONTRAST_KIND, asked, input_hash
from sincerity.runs.resolved import resolved_files
from sincerity.study.cells import LETTERS, Cell, CellFiles, Outcome
from sincerity.study.contrast_page import command, write_page
from sincerity.study.contrast_tables import write_tables
from sincerity.study.contrasting import contrast_of
from sincerity.study.ensemble import Ensemble, EnsembleProgress
from sincerity.study.worlds_folder import begun, folder_for, record_of_worlds, sealed

if TYPE_CHECKING:
    from sincerity.report.model import Opening

__all__ = ["Also", "ContrastRun", "run_contrast"]

ASKED_NAME = f"{RESOLVED}/contrast.json"
CELLS = "cells"
PAGE_NAME = "report.html"
Also = Callable[[Path, Sequence[Contrast]], "Opening"]
"""What else a kind of comparison writes, given its folder and its numbers."""
_LONGEST = 80
"""Characters of the names of other settings in the name of a folder."""


@dataclass(frozen=True)
class ContrastRun:
    """A finished comparison: its folder, its numbers pair by pair of settings, and its record."""

    folder: Path
    contrasts: tuple[Contrast, ...]
    record: Mapping[str, Any]

    @property
    def contrast(self) -> Contrast:
        """The numbers of the first pair of settings."""
        return self.contrasts[0]


def run_contrast(
    ensemble: Ensemble,
    folder: Path | None = None,
    *,
    results: Path = Path("results"),
    report: bool = True,
    progress: Callable[[EnsembleProgress], None] | None = None,
    place_known: Callable[[Path], None] | None = None,
    precision: float = PRECISION,
    also: Also | None = None,
) -> ContrastRun:
    """Run every world of a comparison, and write its folder.

    Each world is a file of its own as soon as it is done. What was stopped goes on where it stood
    when the same is asked with the same code: into the same folder if it is named, otherwise into
    the unfinished one that is found under `results`.

    Parameters
    ----------
    folder
        Absent, empty, or left by the same comparison when it was stopped.
    results
        Root of the folders that are named for you.
    report
        Also write ``report.html``.
    progress
        Called after each world.
    place_known
        Called with the folder before the first world.
    precision
        Half the interval of a mean difference, as a share of it, for which replicates are counted.
    also
        Writes more files into the folder before it is recorded, and returns how its page
        begins.

    Raises
    ------
    UsageError
        The folder holds something else, or is being written; nothing in it is touched.
    InternalError
        No pair of worlds could be run.
    """
    resolved = _resolved(ensemble)
    hash_of_inputs = input_hash(resolved)
    place = folder_for(folder, results / _study_name(ensemble), hash_of_inputs)
    with begun(place, resolved, "comparison"):
        if place_known is not None:
            place_known(place)
        files = CellFiles(place / CELLS, hash_of_inputs)
        outcomes, failures = ensemble.run(files, progress=progress)
        names = [setting.name for setting in ensemble.settings]
        contrasts = tuple(
            contrast_of(
                (names[one], names[other]),
                outcomes,
                ensemble.varied,
                failures,
                places=(one, other),
                precision=precision,
            )
            for one, other in ensemble.pairs
        )
        if not any(contrast.replicates or contrast.draws for contrast in contrasts):
            raise InternalError(f"no pair of worlds could be run: {failures[0].why}")
        write_tables(place, contrasts, ensemble, outcomes)
        record = _record(ensemble, contrasts, outcomes, hash_of_inputs)
        opening = also(place, contrasts) if also is not None else None
        if report:
            write_page(place / PAGE_NAME, ensemble, contrasts, record["digest"], opening)
        record = sealed(place, record)
    return ContrastRun(place, contrasts, record)


def _resolved(ensemble: Ensemble) -> dict[str, bytes]:
    """Return the inputs of all settings, and what was asked, as files by name."""
    found: dict[str, bytes] = {}
    for key, setting in zip(LETTERS, ensemble.settings, strict=False):
        for name, data in resolved_files(setting.inputs).items():
            found[f"{RESOLVED}/{key}/{name.removeprefix(f'{RESOLVED}/')}"] = data
    found[ASKED_NAME] = canonical_json(_asked(ensemble))
    return found


def _asked(ensemble: Ensemble) -> dict[str, Any]:
    """Return what was asked, as plain values."""
    counted = {} if ensemble.together is None else {"person_by_person": True}
    return {
        **counted,
        "settings": [setting.name for setting in ensemble.settings],
        "draws": ensemble.draws,
        "replicates": ensemble.replicates,
        "design_seed": ensemble.design_seed,
        "months": ensemble.study.months,
        "seed": ensemble.study.seed,
    }


def _study_name(ensemble: Ensemble) -> str:
    """Return the kebab-case name under which a comparison is filed."""
    first, *others = (setting.name.replace("_", "-") for setting in ensemble.settings)
    joined = "-and-".join(others)[:_LONGEST]
    link = "against" if ensemble.together is None else "beside"
    return f"{ensemble.settings[0].inputs.study}-{first}-{link}-{joined}".rstrip("-")


def _record(
    ensemble: Ensemble,
    contrasts: Sequence[Contrast],
    outcomes: Mapping[Cell, Outcome],
    hash_of_inputs: str,
) -> dict[str, Any]:
    """Return the record without its list of files and without its fingerprint."""
    first, second, *others = (asked(setting.inputs) for setting in ensemble.settings)
    contrast = contrasts[0]
    about = {
        **_asked(ensemble),
        "first": first,
        "second": second,
        **({"others": others} if others else {}),
        "command": command(ensemble, contrast.precision),
        "residents": ensemble.study.compiled_society.n_residents,
        "assumptions_varied": contrast.varied if contrast.draws else 0,
        "pairs_of_replicates": min(contrast.replicates for contrast in contrasts),
        "pairs_of_draws": min(contrast.draws for contrast in contrasts),
        "nothing_differs": [found.first for found in contrasts if found.is_nothing],
        "failed": [{"cell": failure.cell, "why": failure.why} for failure in contrast.failures],
    }
    worlds = [(cell.name, outcomes[cell]) for cell in sorted(outcomes)]
    return record_of_worlds(CONTRAST_KIND, "contrast", about, worlds, hash_of_inputs)
