"""The published rows that ship with the package: by name, and by no other way.

A name is looked up among the shipped files. A path, a text or a table of one's own is refused: a
calibration serves published aggregates alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path

from sincerity.calibrate.model import Row, Targets
from sincerity.errors import InternalError, UsageError

__all__ = ["load_targets", "target_names", "targets_folder"]

_ENDING = ".targets.yaml"


def targets_folder() -> Path:
    """Return the folder of the shipped targets and of what only they use."""
    return Path(str(resources.files("sincerity.library"))) / "targets"


def target_names() -> tuple[str, ...]:
    """Return the names of the calibrations that ship, sorted."""
    found = (path.name for path in targets_folder().iterdir() if path.name.endswith(_ENDING))
    return tuple(sorted(name.removesuffix(_ENDING) for name in found))


@lru_cache(maxsize=8)
def load_targets(name: str) -> Targets:
    """Return the published rows of a shipped scheme.

    Raises
    ------
    UsageError
        Nothing of that name ships. No path is taken: only published rows that ship can be fitted.

    Examples
    --------
    >>> load_targets("midas").degrees_of_freedom
    -2
    """
    if name not in target_names():
        known = ", ".join(target_names())
        near = difflib.get_close_matches(name, target_names(), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise UsageError(
            f"no published rows named '{name[:60]}' ship{hint} (known: {known}); "
            "a calibration takes no other targets"
        )
    return _read(targets_folder() / f"{name}{_ENDING}")


def _read(path: Path) -> Targets:
    """Read one shipped file, fill in its sources and check it."""
    from sincerity.scheme.inherit import inherit_sources
    from sincerity.scheme.nodes import Locations, to_plain
    from sincerity.scheme.reader import read_tree, validate_model

    root, faults = read_tree(path)
    if root is None:
        raise InternalError(f"{path.name} cannot be read: {faults[0]}")
    locations = Locations(root, faults)
    targets, unsourced = inherit_sources(
        validate_model(Targets, to_plain(root), locations), locations
    )
    wrong = [str(fault) for fault in unsourced] + list(_faults(targets))
    if wrong:
        raise InternalError(f"{path.name}: {'; '.join(wrong)}")
    return targets


def _faults(targets: Targets) -> Iterator[str]:
    """Yield what is wrong with shipped targets beyond their form."""
    from sincerity.calibrate.readings import READINGS

    for row in targets.rows:
        if row.role != "not_modelled" and row.reading not in READINGS:
            yield f"row {row.id} has no reading"
        if row.role == "fitted":
            yield from _faults_of_fitted(row)
    for forecast in targets.forecasts:
        if forecast.reading not in READINGS:
            yield f"forecast {forecast.id} has no reading"
    for free in targets.free:
        low, high = free.range
        if not low < high:
            yield f"the range of {free.id} is empty"
        for place in free.sets:
            dated = place.begins is not None or place.until is not None
            if dated and not place.at.startswith("parameters."):
                yield f"{free.id}: only parameters change within a run, not {place.at}"


def _faults_of_fitted(row: Row) -> Iterator[str]:
    """Yield what a row lacks to be held against."""
    if row.value is None:
        yield f"row {row.id} is fitted and has no number"
    if row.mark not in ("V", "D"):
        yield f"row {row.id} is fitted, but its mark is {row.mark}"
    if row.rounding is None and row.sampling is None:
        yield f"row {row.id} is fitted and says neither rounding nor sampling error"
    if row.discrepancy is None or row.discrepancy.value <= 0:
        yield f"row {row.id} is fitted and allows the model no discrepancy"
