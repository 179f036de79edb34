"""The report in a real browser: no accessibility fault, no sideways scrolling, no request."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sincerity.runs.run import Run

SCRIPT = Path(__file__).with_name("axe.mjs")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.long
@pytest.mark.skipif(
    BROWSER is None or shutil.which("npm") is None, reason="needs chromium, node and npm"
)
def test_that_axe_finds_nothing_at_any_width_in_light_and_dark(
    suining: Run, tmp_path: Path
) -> None:
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "playwright-core", "axe-core"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    done = subprocess.run(
        ["node", str(SCRIPT), str(BROWSER), str(suining.folder / "report.html")],
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
        assert result["requests"] == 1  # the report itself
