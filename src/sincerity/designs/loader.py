"""Read a study file: its form, its worlds and everything that varies, all faults in one pass."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sincerity.designs.arms import arms_of, located
from sincerity.designs.bench import MOST_CELLS, Bench
from sincerity.designs.faults import Fault
from sincerity.designs.model import DESIGN_KEYS, StudyFile
from sincerity.designs.seeking import faults_of_seeking
from sincerity.errors import Diagnostic, InputFileError, UsageError
from sincerity.measures.headline import NAMES
from sincerity.scheme.nodes import Locations
from sincerity.scheme.paths import PathRefusedError, is_file_name, neighbour
from sincerity.scheme.reader import read_document
from sincerity.scheme.suggest import did_you_mean
from sincerity.scheme.validation import in_file_order, validation_faults
from sincerity.study.ensemble import RunWorld, run_world

__all__ = ["bench_of", "load_study", "read_study"]


def load_study(
    path_or_text: str | os.PathLike[str],
    *,
    threads: int | None = None,
    world: RunWorld = run_world,
) -> Bench:
    """Read a study file, and return its worlds, ready to be run.

    Parameters
    ----------
    path_or_text
        A path, or the text of a file (a string of several lines), whose files are then looked for
        in the current folder.
    threads
        Threads of each world; one a processor when None.
    world
        Runs one world to its end; tests put something quicker in its place.

    Raises
    ------
    InputFileError
        With every fault of the file and of those that it names.
    """
    file, locations, folder, faults = read_study(path_or_text)
    in_file = faults_of_file(file, folder)
    wrong: list[Fault] = list(in_file)
    bench = None
    if not any(fault.code == "E808" for fault in in_file):
        try:
            arms, of_arms = arms_of(located(file, folder), threads)
        except InputFileError as error:
            faults = [*faults, *error.diagnostics]
        else:
            bench = Bench(file, tuple(arms), folder, world)
            wrong += of_arms
            wrong += faults_of_bench(bench) if arms and not wrong else []
    faults = [*faults, *(_placed(fault, locations) for fault in wrong)]
    if faults or bench is None:
        raise InputFileError(in_file_order(faults))
    return bench


def read_study(
    path_or_text: str | os.PathLike[str],
) -> tuple[StudyFile, Locations, Path, list[Diagnostic]]:
    """Return a study of the right form, where its values stand, its folder, and what it must not.

    Raises
    ------
    InputFileError
        With every fault of its form, and with every key that asks it to look for something.
    """
    is_text = isinstance(path_or_text, str) and "\n" in path_or_text
    data, locations = read_document(path_or_text, kind="study")
    sought = [_placed(fault, locations, key=True) for fault in faults_of_seeking(data)]
    file, of_form = validation_faults(StudyFile, data, locations)
    faults = [*locations.faults, *sought]
    if file is None or of_form:
        raise InputFileError(in_file_order([*faults, *of_form]))
    folder = Path.cwd() if is_text else Path(path_or_text).resolve().parent
    return file, locations, folder, faults


def bench_of(
    file: StudyFile,
    folder: Path | None = None,
    *,
    threads: int | None = None,
    world: RunWorld = run_world,
) -> Bench:
    """Return the worlds of a study that was put together by a call, not read from a file.

    Parameters
    ----------
    folder
        Where the files that it names are looked for; the current one when left out.

    Raises
    ------
    UsageError
        The study asks for something that is not there; the first faults are told.
    InputFileError
        A file that it names has faults.
    """
    faults: list[Fault] = [*_faults_of_measures(file), *_faults_of_design(file)]
    place = folder or Path.cwd()
    arms, wrong = arms_of(located(file, place), threads)
    bench = Bench(file, tuple(arms), place, world)
    faults += wrong
    faults += faults_of_bench(bench) if arms else []
    if faults:
        raise UsageError("; ".join(str(fault) for fault in faults[:3]))
    return bench


def faults_of_file(file: StudyFile, folder: Path) -> list[Fault]:
    """Return what is wrong with a study before any file that it names is opened."""
    return [
        *_faults_of_measures(file),
        *_faults_of_design(file),
        *_faults_of_names(file, folder),
    ]


def faults_of_bench(bench: Bench) -> list[Fault]:
    """Return what is wrong with the worlds of a study: nothing varies, or there are too many."""
    kind = bench.file.design.kind
    if kind != "grid" and not any(arm.knobs for arm in bench.arms):
        message = f"nothing varies; {kind} wants something under 'vary'"
        return [Fault("E810", ("design", "kind"), message, help="add '{over: [behaviour]}'")]
    if kind == "grid" and (areas := _areas_at(bench.file)) is not None:
        message = "a grid wants values of each place; areas have ranges alone"
        return [Fault("E810", ("vary", areas, "over"), message, help="use hypercube or morris")]
    if bench.worlds > MOST_CELLS:
        message = f"this study has {bench.worlds:,} worlds; at most {MOST_CELLS:,} are run"
        return [Fault("E809", ("design",), message, help="vary less, or take fewer points")]
    return []


def _areas_at(file: StudyFile) -> int | None:
    """Return the first entry that names areas."""
    return next((place for place, entry in enumerate(file.vary) if entry.over), None)


def _faults_of_measures(file: StudyFile) -> Iterator[Fault]:
    """Yield measures that there are not, and those that are named twice."""
    seen: set[str] = set()
    for place, name in enumerate(file.measures):
        path = ("measures", place)
        if name not in NAMES:
            hint = did_you_mean(name, NAMES)
            known = f"there are: {', '.join(NAMES)}"
            yield Fault("E806", path, f"there is no measure '{name[:60]}'", hint, known)
        elif name in seen:
            yield Fault("E806", path, f"'{name}' is named twice", help="remove one of them")
        seen.add(name)


def _faults_of_design(file: StudyFile) -> Iterator[Fault]:
    """Yield numbers that belong to another design."""
    own = DESIGN_KEYS[file.design.kind]
    for key in dict.fromkeys(key for keys in DESIGN_KEYS.values() for key in keys):
        if key not in own and getattr(file.design, key) is not None:
            owners = [kind for kind, keys in DESIGN_KEYS.items() if key in keys]
            message = f"'{key}' belongs to {' and '.join(owners)}, not to {file.design.kind}"
            yield Fault("E805", ("design", key), message, help="remove it, or change 'kind'")
    if file.design.levels is not None and file.design.levels % 2:
        message = "morris wants an even number of levels"
        yield Fault("E805", ("design", "levels"), message, help="write 4, 6 or 8")


def _faults_of_names(file: StudyFile, folder: Path) -> Iterator[Fault]:
    """Yield files that the study names and may not open."""
    worlds = file.worlds
    named: list[tuple[tuple[str | int, ...], str | None]] = [
        *((("worlds", "schemes", n), name) for n, name in enumerate(worlds.schemes)),
        *(
            (("worlds", key), getattr(worlds, key))
            for key in ("society", "conduct", "parameters", "institutions")
        ),
    ]
    for path, name in named:
        if name is None or not is_file_name(name):
            continue
        try:
            neighbour(folder, name, levels_up=1)
        except PathRefusedError as error:
            help = "name a file beside this one, or what ships"
            yield Fault("E808", path, f"'{name[:80]}': {error}", help=help)


def _placed(fault: Fault, locations: Locations, *, key: bool = False) -> Diagnostic:
    """Return a fault with its line and column."""
    return locations.diagnostic(
        fault.code, fault.path, fault.message, key=key, hint=fault.hint, help=fault.help
    )
