"""The corpus of files: what each must be met with, and what it is met with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sincerity.conduct import load_conduct
from sincerity.errors import Diagnostic, InputFileError
from sincerity.institutions import load_institutions
from sincerity.scheme import check_scheme
from sincerity.scheme.cases import run_cases
from sincerity.scheme.lint import lint_scheme

ROOT = Path(__file__).parent.parent / "corpus"
CONDUCT = load_conduct()
INSTITUTIONS = load_institutions("base")
_HEADER = re.compile(r"^# expect: (.*?)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class CorpusFile:
    """A file and the diagnostics it must be met with, each as `CODE place`."""

    name: str
    path: Path
    expected: tuple[str, ...]

    @property
    def family(self) -> str:
        """Folder of the file: good, bad or hostile."""
        return self.name.split("/")[0]


@cache
def corpus() -> tuple[CorpusFile, ...]:
    """Return every file of the corpus; those in `parts` are only there to be extended."""
    manifest = _manifest()
    files = []
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        is_part = "parts" in path.parts or path.is_symlink() or path.suffix == ".txt"
        if is_part or name == "manifest.yaml" or (path.is_dir() and name not in manifest):
            continue
        if name in manifest:
            expected = [manifest[name]]
        else:
            expected = _HEADER.findall(path.read_bytes().decode("utf-8"))
            assert expected, f"{name} says nothing about what to expect"
        files.append(CorpusFile(name, path, tuple(e for e in expected if e != "nothing")))
    return tuple(files)


@cache
def diagnostics_of(path: Path) -> tuple[Diagnostic, ...]:
    """Return everything there is to say about a file, rights lints included."""
    conduct, institutions = CONDUCT, INSTITUTIONS
    if ".cases." in path.name:
        try:
            run_cases(path, conduct)
        except InputFileError as error:
            return error.diagnostics
        return ()
    loaded = check_scheme(path, conduct=conduct, institutions=institutions)
    findings = [f.to_diagnostic() for f in lint_scheme(loaded, conduct, institutions)]
    return (*loaded.diagnostics, *findings)


def as_expected(diagnostic: Diagnostic, path: Path) -> str:
    """Return a diagnostic in the form of the corpus; another file is named before the line."""
    file = Path(diagnostic.file).name
    other = "" if file == path.name else f"{file}:"
    return f"{diagnostic.code} {other}{diagnostic.line}:{diagnostic.column}"


def _manifest() -> dict[str, str]:
    """Return what is expected of files that cannot carry a comment."""
    rows = (ROOT / "manifest.yaml").read_text(encoding="utf-8").splitlines()
    found = {}
    for row in rows:
        if not row.startswith("#"):
            name, expected = row.split(": ", 1)
            found[name] = expected
    return found
