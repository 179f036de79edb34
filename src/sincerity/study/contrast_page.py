"""What the page of a comparison needs to know of the study that it reports on."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.measures.contrast import Contrast
from sincerity.study.ensemble import Ensemble, Setting

if TYPE_CHECKING:
    from sincerity.report.contrast_facts import ContrastFacts, Side

__all__ = ["command", "contrast_facts", "write_page"]


def write_page(path: Path, ensemble: Ensemble, contrast: Contrast, digest: str) -> None:
    """Write the page of a comparison."""
    from sincerity.report.contrast import write_contrast_report

    write_contrast_report(contrast_facts(ensemble, contrast, digest), path)


def contrast_facts(ensemble: Ensemble, contrast: Contrast, digest: str) -> ContrastFacts:
    """Return what the page of a comparison says."""
    from sincerity import __version__
    from sincerity.report.contrast_facts import ContrastFacts

    first, second = ensemble.settings
    by_stage = ensemble.is_of_stages
    return ContrastFacts(
        contrast=contrast,
        sides=(_side(first, by_stage=by_stage), _side(second, by_stage=by_stage)),
        society=first.inputs.society.title,
        residents=ensemble.study.compiled_society.n_residents,
        months=first.inputs.months,
        start=first.inputs.start,
        seed=first.inputs.seed,
        design_seed=ensemble.design_seed,
        version=__version__,
        digest=digest,
        command=command(ensemble),
    )


def command(ensemble: Ensemble) -> str:
    """Return the command that makes the same comparison; loaded files by where they are kept."""
    study = ensemble.study
    _, second = ensemble.settings
    words = ["sincerity", "run", _named(study.scheme, "a/scheme")]
    words += ["--society", _named(study.society, "a/society")]
    words += ["--months", str(study.months), "--seed", str(study.seed)]
    if study.integration is not None:
        words += ["--integration", study.integration.replace("_", "-")]
    if ensemble.is_of_stages:
        words += ["--against", second.inputs.integration.replace("_", "-")]
    else:
        words += ["--against", _named(ensemble.against, "b/scheme")]
    words += ["--draws", str(ensemble.draws), "--replicates", str(ensemble.replicates)]
    for option in ("conduct", "parameters", "institutions"):
        given = getattr(study, option)
        if given not in (None, "base"):
            words += [f"--{option}", _named(given, f"a/{option}")]
    for name, value in sorted(study.settings.items()):
        words += ["--setting", f"{name}={value}"]
    for name, value in sorted(study.set.items()):
        words += ["--set", f"{name}={value}"]
    if ensemble.design_seed != 1:
        words += ["--design-seed", str(ensemble.design_seed)]
    return shlex.join(words)


def _named(given: object, kept_as: str) -> str:
    """Return what an input was called, or where the folder keeps it."""
    return str(given) if isinstance(given, str | Path) else f"resolved/{kept_as}.yaml"


def _side(setting: Setting, *, by_stage: bool) -> Side:
    """Return one setting as the page names it."""
    from sincerity.report.contrast_facts import Side

    scheme, stage = setting.inputs.scheme, setting.inputs.integration.replace("_", " ")
    phrase = f"“{stage}”" if by_stage else f"“{scheme.title}”"
    name = stage if by_stage else setting.name
    return Side(name, phrase, scheme, setting.inputs.integration)
