"""Load a scheme: read, compose, choose, validate, inherit, check, in that order.

`check_scheme` is the whole path and never raises for a fault of the file; `load_scheme` is the
same path for callers that want the scheme or an error. `validate` and `run` use the same code.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sincerity import library
from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.checks import check_logic, check_references
from sincerity.scheme.checks_conduct import check_conduct
from sincerity.scheme.checks_institutions import check_institutions
from sincerity.scheme.choose import choose, refuse_unoffered
from sincerity.scheme.conduct_view import ConductView
from sincerity.scheme.inherit import inherit_sources
from sincerity.scheme.institutions_view import InstitutionsView, Surroundings
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations, Node, to_plain
from sincerity.scheme.paths import is_file_name, text_of
from sincerity.scheme.prune import prune
from sincerity.scheme.reader import check_header, read_tree
from sincerity.scheme.reform import compose
from sincerity.scheme.removed import gathered_at_removals
from sincerity.scheme.validation import in_file_order, validation_faults

__all__ = ["LoadedScheme", "check_scheme", "load_scheme", "scheme_file"]

_BASE = "base"


@dataclass(frozen=True, slots=True)
class LoadedScheme:
    """What came of loading a scheme file.

    `scheme` is None when there is an error among the diagnostics. `locations` finds the place
    of any value of the resolved scheme, in whichever file it was written.
    """

    scheme: Scheme | None
    diagnostics: tuple[Diagnostic, ...]
    locations: Locations | None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that forbid the use of the scheme."""
        return tuple(d for d in self.diagnostics if d.severity == "error")


def load_scheme(
    name_or_path: str | os.PathLike[str],
    settings: Mapping[str, str] | None = None,
    *,
    institutions: InstitutionsView | None = None,
) -> Scheme:
    """Return a scheme with everything resolved.

    Parameters
    ----------
    name_or_path
        The name of a shipped scheme, or a file.
    settings
        Answer to take for each setting; others keep the answer that the file gives.
    institutions
        Agencies and doors; with them, those that the scheme names are checked too.

    Raises
    ------
    InputFileError
        With every fault of the file (and of the files it extends).
    UsageError
        When no scheme of that name ships, or a setting or an answer is not offered.

    Examples
    --------
    >>> load_scheme("suining-2010").score.base.value
    1000
    """
    loaded = check_scheme(name_or_path, settings, institutions=institutions)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    return loaded.scheme


def check_scheme(
    name_or_path: str | os.PathLike[str],
    settings: Mapping[str, str] | None = None,
    *,
    conduct: ConductView | None = None,
    institutions: InstitutionsView | None = None,
    surroundings: Surroundings | None = None,
    shown_as: str | None = None,
    settings_from_file: bool = False,
) -> LoadedScheme:
    """Load a scheme and return everything there is to say about it.

    Parameters
    ----------
    name_or_path
        As for `load_scheme`; a string of several lines is the text of a scheme itself.
    conduct
        The catalogue of conduct; with it, kinds and stages that rules and lists name are checked
        too.
    institutions
        Agencies and doors; with them, those that the scheme names are checked too.
    surroundings
        Finds both by the name that the scheme writes under `institutions`, in place of them.
    shown_as
        Name shown for the file in messages.
    settings_from_file
        A setting that is not offered is then a fault of a file (E211), not of the call.

    Raises
    ------
    UsageError
        When no scheme of that name ships, or a setting or an answer is not offered.
    """
    file = scheme_file(name_or_path)
    try:
        root, faults = read_tree(file if file is not None else name_or_path, name=shown_as)
        faults += check_header(root, "scheme") if root is not None else []
        if root is None or any(fault.code == "E127" for fault in faults):
            return LoadedScheme(None, tuple(in_file_order(faults)), None)
        composed = compose(root, faults, file)
    except InputFileError as error:
        return LoadedScheme(None, tuple(in_file_order(list(error.diagnostics))), None)
    if not settings_from_file:
        refuse_unoffered(composed.root, settings or {})
    chosen, setting_faults = choose(composed.root, settings or {}, composed.assigned)
    others = _Others(conduct, institutions)
    if surroundings is not None:
        others = _found(chosen, surroundings)
    loaded = _checked(chosen, [*composed.faults, *setting_faults], others)
    if not composed.removed or loaded.scheme is not None:
        return loaded
    told = gathered_at_removals(loaded.diagnostics, composed.removed)
    return replace(loaded, diagnostics=tuple(in_file_order(told)))


def scheme_file(name_or_path: str | os.PathLike[str]) -> Path | None:
    """Return the file that a name or path means; None for the text of a scheme.

    Raises
    ------
    UsageError
        When no scheme of that name ships.
    """
    if isinstance(name_or_path, os.PathLike):
        return Path(name_or_path)
    if "\n" in name_or_path:
        return None
    if is_file_name(name_or_path) or os.path.sep in name_or_path:
        return Path(name_or_path)
    return library.scheme_path(name_or_path)


@dataclass(frozen=True, slots=True)
class _Others:
    """The other files that a scheme names things of."""

    conduct: ConductView | None
    institutions: InstitutionsView | None


def _found(root: Node, surroundings: Surroundings) -> _Others:
    """Return what a scheme is read against; the base where it names nothing that ships."""
    named = text_of(root.child("institutions"))
    return _Others(*surroundings(named if named in library.institutions_names() else _BASE))


def _checked(root: Node, faults: list[Diagnostic], others: _Others) -> LoadedScheme:
    """Validate a composed tree and run every check that its state allows."""
    locations = Locations(root, faults)
    data = to_plain(root)
    scheme, model_faults = validation_faults(Scheme, data, locations)
    faults = [*faults, *model_faults]
    if scheme is not None:
        scheme, found = _filled_and_checked(scheme, locations, data, others)
        faults += found
    else:
        faults += _faults_of_the_rest(root, model_faults, others)
    ordered = tuple(in_file_order(faults))
    failed = any(fault.severity == "error" for fault in ordered)
    return LoadedScheme(None if failed else scheme, ordered, locations)


def _filled_and_checked(
    scheme: Scheme, locations: Locations, data: Any, others: _Others
) -> tuple[Scheme, list[Diagnostic]]:
    """Return a scheme with its sources filled in, and every fault of its meaning.

    Parameters
    ----------
    data
        Plain data of the whole file, malformed parts included.
    """
    scheme, faults = inherit_sources(scheme, locations)
    faults += check_references(scheme, locations, data)
    faults += check_logic(scheme, locations, data)
    faults += check_conduct(scheme, locations, others.conduct)
    faults += check_institutions(scheme, locations, others.institutions)
    return scheme, faults


def _faults_of_the_rest(
    root: Node, model_faults: list[Diagnostic], others: _Others
) -> list[Diagnostic]:
    """Return faults of references and logic in what is left without the malformed parts.

    Without this a person would mend the form of one rule only to learn that another rule names
    a grade that does not exist.
    """
    pruned = prune(root, model_faults)
    if pruned is None:
        return []
    locations = Locations(pruned)
    scheme, _ = validation_faults(Scheme, to_plain(pruned), locations)
    if scheme is None:
        return []
    return _filled_and_checked(scheme, locations, to_plain(root), others)[1]
