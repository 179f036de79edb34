"""`sincerity test`: the cases beside a scheme, pass or fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.console import Console

if TYPE_CHECKING:
    from sincerity.scheme.cases import CaseReport

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH...]",
        help="Case files, folders of them, or names of shipped schemes; all that ship if none.",
    ),
]


def execute(paths: Paths = None, *, console: Console) -> int:
    """Run rule cases: a few abstract events, and what the scheme must make of them."""
    from sincerity.institutions import surroundings
    from sincerity.scheme.cases import run_cases

    reports = [run_cases(path, surroundings) for path in find(paths or [])]
    failed = sum(not result.passed for report in reports for result in report.results)
    passed = sum(result.passed for report in reports for result in report.results)
    console.result(
        {"passed": passed, "failed": failed, "files": [_plain(report) for report in reports]},
        "\n".join([*map(_text(console), reports), f"{passed} passed, {failed} failed"]),
    )
    return PROBLEMS if failed else 0


def find(words: list[str]) -> list[Path]:
    """Return the case files that the words name.

    Raises
    ------
    UsageError
        A word that names no cases.
    """
    from sincerity.errors import UsageError
    from sincerity.library import case_names, cases_path

    files = []
    for word in words or case_names():
        path = Path(word)
        if path.is_dir():
            inside = sorted(path.rglob("*.cases.yaml"))
            if not inside:
                raise UsageError(f"{word}: no *.cases.yaml in this folder")
            files += inside
        elif path.name.endswith(".scheme.yaml"):
            beside = path.with_name(path.name.replace(".scheme.yaml", ".cases.yaml"))
            if not beside.is_file():
                raise UsageError(f"{word}: there is no {beside.name} beside it")
            files.append(beside)
        else:
            files.append(cases_path(word) if word in case_names() else path)
    return list(dict.fromkeys(files))


def _text(console: Console) -> Any:
    """Return how a report is written: failures only, unless the call is verbose."""

    def text(report: CaseReport) -> str:
        shown = report.results if console.verbosity > 0 else _failures(report)
        lines = [str(result) for result in shown]
        count = len(report.results)
        held = count - len(_failures(report))
        lines.append(f"{report.scheme}: {held} of {count} cases hold ({Path(report.file).name})")
        return "\n".join(lines)

    return text


def _failures(report: CaseReport) -> list[Any]:
    """Return the results that do not hold."""
    return [result for result in report.results if not result.passed]


def _plain(report: CaseReport) -> dict[str, Any]:
    """Return a report as plain values: names, places, pass or fail."""
    return {
        "file": report.file,
        "scheme": report.scheme,
        "settings": report.settings,
        "cases": [
            {"name": result.name, "passed": result.passed, "line": result.line}
            for result in report.results
        ],
    }
