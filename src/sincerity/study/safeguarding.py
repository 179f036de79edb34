"""Safeguards put to a scheme one at a time and together, beside the scheme as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import InputFileError, UsageError
from sincerity.measures.safeguards import Order, Safeguarded, safeguarded
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.record import RECORD_NAME
from sincerity.study.compare import Comparing
from sincerity.study.contrast_folder import ContrastRun
from sincerity.study.design import FEWEST_DRAWS
from sincerity.study.ensemble import EnsembleProgress
from sincerity.study.safeguard_tables import write_safeguard_tables
from sincerity.study.safeguards import (
    SAFEGUARDS,
    TOGETHER,
    Edits,
    Safeguard,
    reform_text,
)
from sincerity.study.settings import shared_answers
from sincerity.study.study import Study

if TYPE_CHECKING:
    from sincerity.measures.contrast import Contrast
    from sincerity.report.model import Opening
    from sincerity.scheme.model import Scheme

__all__ = ["Reform", "Safeguarding"]

REFORMS = "reforms"
"""Folder of the reform files in that of the study."""
_BASE_FILE = "base.scheme.yaml"
_TOGETHER_CHANGES = "every safeguard together"
_UNDONE = "E316"
"""Code of a change that an answer to one of the scheme's questions would undo."""


@dataclass(frozen=True, slots=True)
class Reform:
    """A safeguard in a scheme: its name, what it changes, its file, and the scheme with it."""

    name: str
    changes: str
    text: str
    scheme: Scheme


@dataclass(frozen=True)
class Safeguarding:
    """
    Safeguards that are to be put to a scheme.

    Parameters
    ----------
    base
        The study of the scheme as it is.
    safeguards
        Which ones; those that would change nothing are left out.
    order
        By which column of burden the table is ordered; never by control, by compliance or by
        protected acts that are lost.
    draws, replicates, design_seed
        As for `Comparing`.

    Raises
    ------
    UsageError
        When `reforms` is first read: the scheme has neither rules nor lists, or every safeguard
        is there already.
    """

    base: Study
    safeguards: Sequence[Safeguard] = SAFEGUARDS
    order: Order = "false"
    draws: int = FEWEST_DRAWS
    replicates: int = 8
    design_seed: int = 1
    _kept: dict[str, Study] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def reforms(self) -> tuple[Reform, ...]:
        """The scheme with each safeguard that changes something, and with all of them."""
        scheme = self.base.inputs.scheme
        if not scheme.rules and not scheme.lists and scheme.firms is None:
            raise UsageError(f"'{scheme.id}' scores nothing and lists nobody; nothing to safeguard")
        try:
            return self._reforms(scheme, self._extended(scheme), self.base.settings)
        except InputFileError as error:
            if all(fault.code != _UNDONE for fault in error.diagnostics):
                raise
        fixed = scheme.model_copy(update={"settings": {}})
        self._kept["base"] = replace(self.base, scheme=fixed, settings={})
        return self._reforms(fixed, _BASE_FILE, {})

    @cached_property
    def comparing(self) -> Comparing:
        """The comparison of all reforms with the scheme as it is."""
        reforms = self.reforms
        base = self._kept.get("base", self.base)
        return Comparing(
            base,
            [
                replace(base, scheme=reform.scheme, settings=shared_answers(base, reform.scheme))
                for reform in reforms
            ],
            draws=self.draws,
            replicates=self.replicates,
            design_seed=self.design_seed,
        )

    def run(
        self,
        out_dir: str | Path | None = None,
        *,
        progress: Callable[[EnsembleProgress], None] | None = None,
        results: str | Path = "results",
        report: bool = True,
        place_known: Callable[[Path], None] | None = None,
    ) -> tuple[ContrastRun, Safeguarded]:
        """Run every world and write the folder: a comparison, the reform files and their table.

        What was stopped goes on where it stood when the same is asked again.
        """
        from sincerity.report.safeguard_sections import safeguard_opening

        found: list[Safeguarded] = []

        def also(place: Path, contrasts: Sequence[Contrast]) -> Opening:
            table = safeguarded(contrasts, self._named(), order=self.order)
            found.append(table)
            (place / REFORMS).mkdir(exist_ok=True)
            for name, text in self.files().items():
                write_bytes_durably(place / REFORMS / name, text.encode("utf-8"))
            write_safeguard_tables(place, table)
            scheme = self._kept.get("base", self.base).inputs.scheme
            return safeguard_opening(table, contrasts[0], scheme=scheme.title, together=TOGETHER)

        run = self.comparing.run(
            out_dir,
            progress=progress,
            results=results,
            report=report,
            place_known=place_known,
            also=also,
        )
        return run, found[0]

    def files(self) -> dict[str, str]:
        """Return the reform files by name, and the file that they extend if it does not ship."""
        found = {f"{reform.scheme.id}.scheme.yaml": reform.text for reform in self.reforms}
        scheme = self._kept.get("base", self.base).inputs.scheme
        if any(f"extends: {_BASE_FILE}" in text for text in found.values()):
            found[_BASE_FILE] = scheme.to_resolved_yaml()
        return found

    def write(self, folder: Path) -> list[str]:
        """Write the reform files into a folder and return their paths.

        Raises
        ------
        UsageError
            A file of that name is there, or the folder is that of a finished run.
        """
        if (folder / RECORD_NAME).exists():
            raise UsageError(f"{folder} holds a finished run, which its record fixes; name another")
        folder.mkdir(parents=True, exist_ok=True)
        for name in self.files():
            if (folder / name).exists():
                raise UsageError(f"{folder / name} is there already and is left as it is")
        for name, text in self.files().items():
            write_bytes_durably(folder / name, text.encode("utf-8"))
        return [str(folder / name) for name in self.files()]

    def _named(self) -> list[tuple[str, str]]:
        """Return name and changes of each reform, in order."""
        return [(reform.name, reform.changes) for reform in self.reforms]

    def _extended(self, scheme: Scheme) -> str:
        """Return what a reform file extends: a shipped scheme by name, or a file beside it."""
        from sincerity import library

        is_shipped = isinstance(self.base.scheme, str) and scheme.id in library.scheme_names()
        return scheme.id if is_shipped and self.base.scheme == scheme.id else _BASE_FILE

    def _reforms(
        self, scheme: Scheme, extends: str, settings: Mapping[str, Any]
    ) -> tuple[Reform, ...]:
        """Return all reforms, each read back from its file."""
        from sincerity.scheme.load import load_scheme

        conduct = self.base.inputs.conduct
        answers = {name: str(answer) for name, answer in settings.items()}
        found: list[Reform] = []
        with tempfile.TemporaryDirectory() as folder:
            if extends == _BASE_FILE:
                (Path(folder) / _BASE_FILE).write_text(scheme.to_resolved_yaml(), encoding="utf-8")

            def read(name: str, changes: str, edits: Edits) -> Reform:
                text = reform_text(extends, scheme, name, changes, edits)
                path = Path(folder) / f"{name}.scheme.yaml"
                path.write_text(text, encoding="utf-8")
                return Reform(name, changes, text, load_scheme(path, answers))

            together, whole = Edits(), scheme
            for safeguard in self.safeguards:
                edits = safeguard.edits(scheme, conduct)
                if not edits:
                    continue
                found.append(read(safeguard.name, safeguard.changes, edits))
                together.add(safeguard.edits(whole, conduct))
                whole = read(TOGETHER, _TOGETHER_CHANGES, together).scheme
            if not found:
                raise UsageError(f"'{scheme.id}' has each of these safeguards already")
            if len(found) > 1:
                found.append(read(TOGETHER, _TOGETHER_CHANGES, together))
        return tuple(found)
