"""A study in slow worlds, to be killed in the middle by a test."""

from __future__ import annotations

import sys
from pathlib import Path

from sincerity.designs.folder import run_study
from sincerity.designs.loader import load_study
from tests.designs import known

STUDY = known.study_text("{kind: saltelli, points: 8, tornado: false}", more="replicates: 2")


def main(folder: Path) -> None:
    """Run the study on two processes."""
    bench = load_study(STUDY, threads=1, world=known.slow)
    run_study(bench, folder, jobs=2, report=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
