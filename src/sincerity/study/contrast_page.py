"""What the page of a comparison needs to know of the study that it reports on."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.measures.contrast import Contrast
from sincerity.measures.pairing import PRECISION
from sincerity.study.cells import LETTERS
from sincerity.study.ensemble import Ensemble
from sincerity.study.settings import Other, Setting
from sincerity.study.study import Study

if TYPE_CHECKING:
    from sincerity.report.contrast_facts import ContrastFacts, Side
    from sincerity.report.model import Opening

__all__ = ["command", "contrast_facts", "page_facts", "write_page"]


def write_page(
    path: Path,
    ensemble: Ensemble,
    contrasts: Sequence[Contrast],
    digest: str,
    opening: Opening | None = None,
) -> None:
    """Write the page of a comparison."""
    from sincerity.report.contrast import write_contrast_report

    write_contrast_report(page_facts(ensemble, contrasts, digest), path, opening)


def page_facts(
    ensemble: Ensemble, contrasts: Sequence[Contrast], digest: str
) -> list[ContrastFacts]:
    """Return what the page of a comparison says of each pair of settings."""
    prefixes = [f"{LETTERS[one]}-" for one, _ in ensemble.pairs] if len(contrasts) > 1 else [""]
    return [
        contrast_facts(ensemble, contrast, digest, places=places, prefix=prefix)
        for contrast, places, prefix in zip(contrasts, ensemble.pairs, prefixes, strict=True)
    ]


def contrast_facts(
    ensemble: Ensemble,
    contrast: Contrast,
    digest: str,
    *,
    places: tuple[int, int] = (0, 1),
    prefix: str = "",
) -> ContrastFacts:
    """Return what a page says of one pair of settings."""
    from sincerity import __version__
    from sincerity.report.contrast_facts import ContrastFacts

    first, second = (ensemble.settings[place] for place in places)
    same = first.inputs.scheme == second.inputs.scheme
    by_stage = same and first.inputs.integration != second.inputs.integration
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
        command=command(ensemble, contrast.precision),
        prefix=prefix,
    )


def command(ensemble: Ensemble, precision: float = PRECISION) -> str:
    """Return the command that makes the same comparison; loaded files by where they are kept."""
    study = ensemble.study
    alone = ensemble.together is None
    words = ["sincerity", "run" if alone else "compare", _named(study.scheme, "a/scheme")]
    others = [
        _other(other, setting, ensemble, LETTERS[place])
        for place, (other, setting) in enumerate(
            zip(ensemble.others, ensemble.settings[1:], strict=True), 1
        )
    ]
    if not alone:
        words += others
    words += ["--society", _named(study.society, "a/society")]
    words += ["--months", str(study.months), "--seed", str(study.seed)]
    if study.integration is not None:
        words += ["--integration", study.integration.replace("_", "-")]
    if alone:
        words += ["--against", *others]
    words += ["--draws", str(ensemble.draws), "--replicates", str(ensemble.replicates)]
    if not alone and precision != PRECISION:
        words += ["--precision", f"{precision:g}"]
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


def _other(other: Other, setting: Setting, ensemble: Ensemble, letter: str) -> str:
    """Return what another setting was called, or where the folder keeps its scheme."""
    first = ensemble.settings[0].inputs
    if setting.inputs.scheme == first.scheme and setting.inputs.integration != first.integration:
        return setting.inputs.integration.replace("_", "-")
    given = other.scheme if isinstance(other, Study) else other
    return _named(given, f"{letter}/scheme")


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
