"""Which settings a study compares: their names, their inputs, and what makes them comparable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Union

from sincerity.errors import UsageError
from sincerity.study.study import Study, stage_of

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.scheme.model import Scheme

__all__ = ["Other", "Setting", "is_stage", "same_but_name", "settings_of", "shared_answers"]

Other = Union[str, Path, "Scheme", Study]
"""A stage of integration, a scheme by name, path or loaded, or a study of the same society."""

_SHARED = ("months", "seed")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name and its inputs at the values of the files."""

    name: str
    inputs: RunInputs


def settings_of(study: Study, others: Sequence[Other]) -> tuple[Setting, ...]:
    """Return the setting of a study and the others beside it, checked.

    Settings that differ in their stage of integration alone are called by their stages, all others
    by their schemes; a name that was there already is told apart.

    Raises
    ------
    UsageError
        The settings cannot share what happens: their catalogues of conduct, societies, months or
        seeds differ.
    """
    inputs = [study.inputs, *(_other(study, other).inputs for other in others)]
    first = inputs[0]
    for second in inputs[1:]:
        if first.conduct != second.conduct:
            raise UsageError(
                f"the settings have different catalogues of conduct ({first.conduct.id}, "
                f"{second.conduct.id}), so they cannot share what happens; name one with --conduct"
            )
        if first.society != second.society or first.replicate != second.replicate:
            raise UsageError("settings are compared on one society and from the same replicate")
        for name in _SHARED:
            if getattr(first, name) != getattr(second, name):
                raise UsageError(f"the settings differ in their {name}, so they cannot be paired")
        _require_fixed_alike(first, second)
    by_stage = all(one.scheme == first.scheme for one in inputs) and any(
        one.integration != first.integration for one in inputs
    )
    names: list[str] = []
    for one in inputs:
        name = one.integration if by_stage else one.scheme.id
        if not by_stage and name in names and one.integration != first.integration:
            name = f"{name}-{one.integration}"
        names.append(_told_apart(name, names))
    return tuple(Setting(name, one) for name, one in zip(names, inputs, strict=True))


def same_but_name(first: RunInputs, second: RunInputs) -> bool:
    """Say whether two settings are one and the same, whatever their study is called."""
    return replace(first, study="") == replace(second, study="")


def is_stage(word: object) -> bool:
    """Say whether a word names a stage of integration rather than a scheme."""
    from sincerity.scheme.model_words import INTEGRATIONS

    return isinstance(word, str) and word.replace("-", "_") in INTEGRATIONS


def _other(study: Study, other: Other) -> Study:
    """Return the study under another setting."""
    if isinstance(other, Study):
        return other
    if isinstance(other, str) and is_stage(other):
        return replace(study, integration=stage_of(other))
    return replace(study, scheme=other, settings=shared_answers(study, other))


def shared_answers(study: Study, other: str | Path | Scheme) -> dict[str, str]:
    """Return the answers that a study sets, as far as another scheme asks the same questions."""
    if not study.settings:
        return {}
    from sincerity.scheme.load import load_scheme

    scheme = load_scheme(other) if isinstance(other, str | Path) else other
    return {name: str(a) for name, a in study.settings.items() if name in scheme.settings}


def _require_fixed_alike(first: RunInputs, second: RunInputs) -> None:
    """Refuse a question that one side answers for good while draws answer it on the other."""
    for name in first.scheme.settings.keys() & second.scheme.settings.keys():
        if (name in first.settings) != (name in second.settings):
            raise UsageError(
                f"the question '{name}' is answered for one of the schemes alone; set it for both, "
                "or for none, so that draws of the assumptions answer it alike"
            )


def _told_apart(name: str, taken: Sequence[str]) -> str:
    """Return a name that none of the settings has yet."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"other-{name}" if number == 2 else f"other-{number}-{name}"
    return found
