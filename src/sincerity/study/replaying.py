"""Opening a finished run so that any township of it can be lived through again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError, VerificationError
from sincerity.runs.canonical import sha256_of_bytes
from sincerity.runs.place import INPUTS, LIBRARY, REPLAY_NAMES
from sincerity.runs.record import CALIBRATION_KIND, CONTRAST_KIND, KIND, KINDS, STUDY_KIND
from sincerity.runs.run import Run, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sincerity.conduct import Conduct
    from sincerity.engine.simulation import AfterPhase
    from sincerity.institutions import Institutions
    from sincerity.parameters import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.society import CompiledSociety, Recipe
    from sincerity.society.templates import Template
    from sincerity.world.frame import Frame
    from sincerity.world.recording import Recording
    from sincerity.world.replay import ReplayWorld

STUDY_FILE = "resolved/study.json"
SCHEME_FILE = "resolved/scheme.yaml"
"""Nothing is replayed from it, but lives tell by its lines."""
_MANY_WORLDS = {CONTRAST_KIND: "comparison", CALIBRATION_KIND: "calibration", STUDY_KIND: "study"}


@dataclass(frozen=True)
class Replayable:
    """A finished run with all that a replay of its townships needs; see `open_replay`.

    Attributes
    ----------
    run
        The run folder.
    scheme, society, conduct, parameters, institutions
        The inputs, as the run was made from them.
    asked
        What else was asked: seed, replicate, months, integration and so on (`resolved/study.json`).
    library
        The society's tile library.
    """

    run: Run
    scheme: Scheme
    society: Recipe
    conduct: Conduct
    parameters: Parameters
    institutions: Institutions | None
    asked: Mapping[str, Any]
    library: tuple[Template, ...]

    @property
    def months(self) -> int:
        """Months of the run."""
        return int(self.asked["months"])

    @property
    def integration(self) -> str:
        """How far agencies share."""
        return str(self.asked["integration"])

    @cached_property
    def compiled_society(self) -> CompiledSociety:
        """The society's tables."""
        from sincerity.society import compile_society

        return compile_society(self.society, library=self.library)

    @cached_property
    def frame(self) -> Frame:
        """What the run stood on."""
        from sincerity.world.frame import Frame

        return Frame(
            self.compiled_society,
            self.scheme,
            self.conduct,
            self.parameters,
            institutions=self.institutions,
            integration=self.integration,
            seed=int(self.asked["seed"]),
            replicate=int(self.asked["replicate"]),
        )

    @cached_property
    def recording(self) -> Recording:
        """What crossed between the run's townships, and their digests."""
        from sincerity.runs.recording_files import read_recording

        return read_recording(self.run.folder)

    @property
    def townships(self) -> int:
        """Number of townships."""
        return len(self.compiled_society.county_of_township)

    def township_of(self, person: int) -> int:
        """Return the township in which a synthetic person lives.

        Raises
        ------
        UsageError
            If nobody has this number.
        """
        society = self.compiled_society
        if not 0 <= person < society.n_slots:
            raise UsageError(
                f"there is no synthetic person {person}: this society numbers its people from 0 to"
                f" {society.n_slots - 1:,}"
            )
        tile, place = divmod(person, 64)
        if society.tpl_size[int(society.template[tile]) * 64 + place] == 0:
            raise UsageError(f"number {person} is a vacant place of this society")
        edges = society.first_tile_of_township
        return int(edges.searchsorted(tile, side="right")) - 1

    def window(
        self, townships: int | range, *, after_phase: AfterPhase | None = None
    ) -> ReplayWorld:
        """Return townships at their first month; see `sincerity.world.replay.replay`."""
        from sincerity.world.replay import replay

        return replay(
            self.frame,
            self.recording,
            townships,
            after_phase=after_phase,
            blame=self.why_a_replay_may_part,
        )

    @property
    def made_by_others(self) -> str:
        """What to know where other sources made the run than tell it now; empty where the same did.

        A replay compares the state of every month. What a month only counts (answers to the survey,
        grievances and what becomes of them, what makes a closed door wrongful, attempts) it cannot.
        """
        from sincerity.runs.environment import code

        made, here = self.run.record["code"], code()
        if made == here:
            return ""
        return (
            f"other sources made this run (version {made.get('version', 'unknown')},"
            f" {made.get('source_sha256', '')[:8]}, not {here['source_sha256'][:8]}): its state is"
            " compared month by month, but answers, grievances, attempts and why a closed door is"
            " wrongful are told by the sources at hand"
        )

    def why_a_replay_may_part(self) -> str:
        """Say what is to be made of a replay that does not come to the run's state."""
        from sincerity.runs.environment import code

        made, here = self.run.record["code"], code()
        if made == here:
            return "these are the sources that made the run, so its recording is not what it was"
        version = made.get("version", "unknown")
        return (
            f"the run was made by version {version} with other sources than these"
            f" ({made.get('source_sha256', '')[:8]}, not {here['source_sha256'][:8]}); replay it"
            " with the version that made it, or run it again with this one"
        )


def open_replay(folder: Path | str) -> Replayable:
    """Open a finished run for replay.

    Inputs and recording are compared with the record of the run before anything is read from them,
    and so is the scheme of which lives cite the lines.

    Raises
    ------
    UsageError
        If the folder is of many runs, or the run was made without a recording, or with code that is
        not part of the package.
    VerificationError
        If there is no finished run, or a file that a replay reads is not as recorded.
    """
    if (kind := read_record(Path(folder), KINDS)["kind"]) != KIND:
        raise UsageError(
            f"{folder} is the folder of a {_MANY_WORLDS[kind]}, which keeps no recording of its"
            " worlds; only runs, as 'sincerity run' makes them, can be replayed"
        )
    run = Run(folder)
    files = run.record["files"]
    absent = [name for name in REPLAY_NAMES if name not in files]
    if absent:
        raise UsageError(
            f"{run.folder} keeps no recording, so single lives and townships of it cannot be"
            " replayed; run it again: recordings are kept unless --no-recording is given"
        )
    if not run.record["certified"]:
        raise UsageError(f"{run.folder} was made with a plug-in, which a replay would not have")
    read = {name: _as_recorded(run, name) for name in (*REPLAY_NAMES, STUDY_FILE, SCHEME_FILE)}
    return replayable(run, read[INPUTS], read[LIBRARY], json.loads(read[STUDY_FILE]))


def replayable(run: Run, inputs: bytes, library: bytes, asked: Mapping[str, Any]) -> Replayable:
    """Return a run for replay from the content of its files of inputs."""
    from sincerity.runs.library_file import library_from_json
    from sincerity.runs.plain_inputs import inputs_from_json

    try:
        found: dict[str, Any] = inputs_from_json(inputs)
        return Replayable(
            run=run,
            scheme=found["scheme"],
            society=found["society"],
            conduct=found["conduct"],
            parameters=found["parameters"],
            institutions=found.get("institutions"),
            asked=asked,
            library=library_from_json(library),
        )
    except (ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise VerificationError(
            f"{run.folder}/replay cannot be read by this version ({reason}); replay the run with"
            " the version that made it, or run it again with this one"
        ) from None


def _as_recorded(run: Run, name: str) -> bytes:
    """Return a file's bytes if they are those of the record."""
    path = run.folder / name
    entry = run.record["files"].get(name)
    data = path.read_bytes() if path.is_file() else b""
    if entry is None or entry["sha256"] != sha256_of_bytes(data):
        raise VerificationError(
            f"{path} is not as the record says, so nothing is replayed from it; see"
            f" 'sincerity verify {run.folder}'"
        )
    return data
