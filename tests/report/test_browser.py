"""The report in a real browser: no accessibility fault, no sideways scrolling, no request."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sincerity.report.life import write_life_page
from sincerity.runs.run import Run
from sincerity.study import Study
from sincerity.study.safeguarding import Safeguarding
from sincerity.study.safeguards import chosen_safeguards
from tests.report.a_life import life_with_false_records

SCRIPT = Path(__file__).with_name("axe.mjs")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


def _require_nothing_found(report: Path, tmp_path: Path) -> None:
    """Open a page in the browser and require what every page keeps to."""
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "playwright-core", "axe-core"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    done = subprocess.run(
        ["node", str(SCRIPT), str(BROWSER), str(report)],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    results = json.loads(done.stdout)
    assert len(results) == 4
    for result in results:
        assert result["violations"] == []
        assert result["scrollWidth"] == result["width"]
        assert result["requests"] == 1  # the page itself


needs_browser = pytest.mark.skipif(
    BROWSER is None or shutil.which("npm") is None, reason="needs chromium, node and npm"
)


@pytest.mark.long
@needs_browser
def test_that_axe_finds_nothing_at_any_width_in_light_and_dark(
    suining: Run, tmp_path: Path
) -> None:
    _require_nothing_found(suining.folder / "report.html", tmp_path)


@pytest.mark.long
@needs_browser
def test_that_axe_finds_nothing_on_the_page_of_a_life(tmp_path: Path) -> None:
    page = write_life_page(
        life_with_false_records(), tmp_path / "life.html", picked="Picked for a test."
    )
    _require_nothing_found(page, tmp_path)


@pytest.mark.long
@needs_browser
def test_that_axe_finds_nothing_on_the_page_of_safeguards(tmp_path: Path) -> None:
    study = Study("court-list-2013", "teaching-town", months=6)
    asked = Safeguarding(study, chosen_safeguards(["notice", "human-check"]), draws=0, replicates=3)
    run, _ = asked.run(tmp_path / "run")
    _require_nothing_found(run.folder / "report.html", tmp_path)
