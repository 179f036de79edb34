"""The arms of a study: each scheme at each stage of integration, with what varies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.designs.areas import AREAS
from sincerity.designs.faults import Fault
from sincerity.designs.knobs import Factor, Knob, factors_of
from sincerity.designs.model import StudyFile
from sincerity.designs.society import society_assumptions
from sincerity.designs.vary import asked_knob
from sincerity.designs.weights import moves_points_alone, weights_of
from sincerity.errors import InputFileError, SincerityError, UsageError
from sincerity.scheme.nodes import Path as Path_
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.suggest import did_you_mean
from sincerity.study.assumptions import Assumption, every_value
from sincerity.study.reading import is_read
from sincerity.study.study import Study

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["Arm", "arms_of", "located"]

_QUESTION = "scheme.settings."


@dataclass(frozen=True)
class Arm:
    """One scheme at one stage of integration.

    Parameters
    ----------
    number
        From 1, in the order of the file.
    study
        Scheme, society, months and seed: how one world of it is run.
    knobs
        What varies in it, in the order of the file and then of the areas.
    factors
        What its design moves as one.
    """

    number: int
    study: Study
    knobs: tuple[Knob, ...]
    factors: tuple[Factor, ...]

    @cached_property
    def inputs(self) -> RunInputs:
        """The inputs at the values of the files."""
        return self.study.inputs

    @property
    def label(self) -> str:
        """Scheme and stage, as tables have it."""
        return f"{self.inputs.scheme.id}, {self.inputs.integration.replace('_', ' ')}"


def located(file: StudyFile, folder: Path) -> StudyFile:
    """Return the study with the files that it names found from a folder, names left as they are."""

    def find(name: str | None) -> str | None:
        return str((folder / name).resolve()) if name and is_file_name(name) else name

    worlds = file.worlds
    changes = {
        "schemes": tuple(find(name) for name in worlds.schemes),
        **{key: find(getattr(worlds, key)) for key in ("society", *_INPUTS)},
    }
    return file.model_copy(update={"worlds": worlds.model_copy(update=changes)})


_INPUTS = ("conduct", "parameters", "institutions")


def arms_of(file: StudyFile, threads: int | None = None) -> tuple[list[Arm], list[Fault]]:
    """Return the arms of a study whose files are located, and everything that is wrong with it.

    Parameters
    ----------
    threads
        Threads of each world; one a processor when None.

    Raises
    ------
    InputFileError
        A file that the study names has faults; they are told with their places in that file.
    """
    faults = list(_faults_of_areas(file))
    studies, more = _studies(file, threads)
    faults += more
    if not studies:
        return [], faults
    known = [_everything(study.inputs, file) for study in studies]
    for number, entry in enumerate(file.vary):
        if entry.at is not None and not any(entry.at in places for places in known):
            faults.append(_unknown(entry.at, number, known))
    arms = []
    for number, (study, places) in enumerate(zip(studies, known, strict=True), 1):
        named, wrong = _named(file, study, places)
        faults += [fault for fault in wrong if fault not in faults]
        knobs = (*named, *_of_areas(file, study, places, {knob.id for knob in named}))
        grouped = {
            area: not entry.each
            for entry in file.vary
            for area in AREAS
            if area in (entry.over or ())
        }
        arms.append(Arm(number, study, knobs, factors_of(knobs, grouped)))
    return arms, faults


def _faults_of_areas(file: StudyFile) -> Iterator[Fault]:
    """Yield entries that do not say how they vary, unknown areas, and what is varied twice."""
    seen: set[str] = set()
    for number, entry in enumerate(file.vary):
        path = ("vary", number)
        if (entry.at is None) == (entry.over is None):
            message = "an entry has either 'at', one place, or 'over', areas of the model"
            yield Fault("E803", path, message, help="make two entries of it")
        elif entry.over is not None and (entry.values or entry.range or entry.steps):
            message = "areas vary over the ranges of their files"
            yield Fault("E803", path, message, help="name a place with 'at' to give it values")
        elif entry.values is not None and (entry.range is not None or entry.steps is not None):
            message = "give either 'values' or a range, not both"
            yield Fault("E803", path, message, help="remove one of them")
        for place, area in enumerate(entry.over or ()):
            if area not in AREAS:
                known = f"one of: {', '.join(AREAS)}"
                hint = did_you_mean(area, AREAS)
                yield Fault("E811", (*path, "over", place), f"no area '{area[:40]}'", hint, known)
        for what in (*([entry.at] if entry.at else ()), *(entry.over or ())):
            if what in seen:
                key = "at" if entry.at else "over"
                message = f"'{what[:80]}' is varied twice"
                yield Fault("E807", (*path, key), message, help="remove one of the entries")
            seen.add(what)
        fixed = {*file.worlds.set, *(f"{_QUESTION}{name}" for name in file.worlds.settings)}
        if entry.at in fixed:
            message = f"'{entry.at[:80]}' is fixed for all worlds of this study"
            help = "do not fix it, or do not vary it"
            yield Fault("E807", (*path, "at"), message, help=help)


def _studies(file: StudyFile, threads: int | None) -> tuple[list[Study], list[Fault]]:
    """Return one study for each scheme and stage, and why some cannot be made."""
    worlds = file.worlds
    studies: list[Study] = []
    faults = list(_faults_of_set(file))
    changes = {} if faults else worlds.set
    wrong_files: list[InputFileError] = []
    answered: set[str] = set()
    for number, name in enumerate(worlds.schemes):
        for place, stage in enumerate(worlds.integration or (None,)):
            try:
                settings = _settings_of(name, file)
                answered |= set(settings)
                study = Study(
                    _input(name),
                    _input(worlds.society),
                    months=worlds.months,
                    seed=file.seed,
                    settings=settings,
                    set=changes,
                    conduct=None if worlds.conduct is None else _input(worlds.conduct),
                    parameters=_input(worlds.parameters),
                    institutions=None
                    if worlds.institutions is None
                    else _input(worlds.institutions),
                    integration=stage,
                    threads=threads,
                    name=file.id,
                )
                _ = study.inputs
            except InputFileError as error:
                wrong_files.append(error)
            except SincerityError as error:
                path: Path_ = ("worlds", "schemes", number)
                if "stage of integration" in str(error):
                    path = ("worlds", "integration", place)
                fault = Fault("E808", path, _CODE.sub("", str(error)))
                faults += [] if fault in faults else [fault]
            else:
                studies.append(study)
    if wrong_files:
        found = dict.fromkeys(d for error in wrong_files for d in error.diagnostics)
        raise InputFileError(tuple(found))
    if len(worlds.schemes) > 1 and not faults:
        faults += [
            Fault("E802", ("worlds", "settings", name), f"no scheme here asks '{name}'")
            for name in worlds.settings
            if name not in answered
        ]
    return studies, faults


def _settings_of(name: str, file: StudyFile) -> dict[str, str]:
    """Return the answers for one scheme: all, or where there are several, those that it asks for.

    Raises
    ------
    SincerityError
        There is no such scheme, or its file has faults.
    """
    from sincerity.scheme.load import load_scheme

    settings = dict(file.worlds.settings)
    if not settings or len(file.worlds.schemes) == 1:
        return settings
    asked = load_scheme(_input(name)).settings
    return {question: answer for question, answer in settings.items() if question in asked}


def _faults_of_set(file: StudyFile) -> Iterator[Fault]:
    """Yield parameters that cannot be set as the study asks."""
    from sincerity.parameters import load_parameters

    if not file.worlds.set:
        return
    try:
        parameters = load_parameters(_input(file.worlds.parameters))
    except SincerityError:
        return  # told where the worlds are made
    for name, value in file.worlds.set.items():
        try:
            parameters.with_values({name: value})
        except UsageError as error:
            code = "E804" if name in parameters else "E802"
            help = "'sincerity parameters SCHEME' lists parameters and their units"
            yield Fault(code, ("worlds", "set", name), _CODE.sub("", str(error)), help=help)


_CODE = re.compile(r"^[A-Z][0-9]{3} ")


def _input(name: str) -> str | Path:
    """Return a path where a name is one."""
    return Path(name) if is_file_name(name) else name


def _everything(inputs: RunInputs, file: StudyFile) -> dict[str, Assumption]:
    """Return every value that a study may name, by place."""
    found = {a.id: a for a in every_value(inputs) if is_read(a, inputs)}
    found |= {weight.id: weight for weight in weights_of(inputs.scheme)}
    return found | {a.id: a for a in society_assumptions(inputs.society)}


def _unknown(place: str, number: int, known: Sequence[dict[str, Assumption]]) -> Fault:
    """Return the fault of a place that no world reads."""
    names = [name for places in known for name in places]
    return Fault(
        "E802",
        ("vary", number, "at"),
        f"no world of this study reads '{place[:80]}'",
        did_you_mean(place, names),
        "'sincerity parameters SCHEME --varied' lists the places",
    )


def _named(
    file: StudyFile, study: Study, places: dict[str, Assumption]
) -> tuple[list[Knob], list[Fault]]:
    """Return the places that the study names and this arm has, and what is wrong with them."""
    knobs: list[Knob] = []
    faults: list[Fault] = []
    for number, entry in enumerate(file.vary):
        if entry.at is None or entry.at not in places:
            continue
        found, wrong = asked_knob(entry, places[entry.at], number, study.inputs, file.design.kind)
        faults += wrong
        if found is not None:
            knobs.append(found)
    return knobs, faults


def _of_areas(
    file: StudyFile, study: Study, places: dict[str, Assumption], taken: set[str]
) -> Iterator[Knob]:
    """Yield every open assumption of the areas that vary, those that are named left out."""
    areas = [area for entry in file.vary for area in entry.over or ()]
    scheme = study.inputs.scheme
    for assumption in places.values():
        knob = Knob(assumption)
        if knob.area not in areas or assumption.id in taken or not assumption.is_open:
            continue
        is_question = assumption.id.startswith(_QUESTION)
        question = assumption.id.removeprefix(_QUESTION)
        if "weights" in areas and is_question and moves_points_alone(scheme, question):
            continue  # the weights ask the same, and finer
        yield knob
