"""A study put together from what a caller asks, as if it had been written as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sincerity.designs.areas import AREAS
from sincerity.designs.model import StudyFile
from sincerity.errors import UsageError

__all__ = ["asked_study"]


def asked_study(
    *,
    scheme: str,
    design: Mapping[str, Any],
    over: Sequence[str] | None,
    each: bool,
    vary: Sequence[str],
    measures: Sequence[str],
    worlds: Mapping[str, Any],
    replicates: int = 8,
    seed: int = 1,
    design_seed: int = 1,
) -> StudyFile:
    """Return the study of what one scheme's results hang on.

    Parameters
    ----------
    scheme
        Name of a shipped scheme, or a scheme file.
    design
        The mapping `design` of a study file.
    over, each
        Areas whose assumptions vary, all of them when None and nothing else is named; whether
        each assumption stands for itself.
    vary
        Places that vary by themselves.
    measures
        Outcome measures to show.
    worlds
        The mapping `worlds` of a study file, without its schemes.

    Raises
    ------
    UsageError
        A value has not the form that a study file wants.
    """
    areas = list(AREAS) if over is None and not vary else list(over or ())
    name = re.sub(r"[^a-z0-9]+", "-", Path(scheme).name.partition(".")[0].lower()).strip("-")
    entries: list[dict[str, Any]] = [{"at": place} for place in vary]
    entries += [{"over": areas, "each": each}] if areas else []
    data = {
        "schema": "study/v1",
        "id": f"sensitivity-{name or 'scheme'}",
        "title": f"What results of {name} hang on",
        "question": f"On which assumptions do the results of the scheme '{name}' hang, alone and "
        "together with others?",
        "worlds": {"schemes": (scheme,), **worlds},
        "vary": entries,
        "design": dict(design),
        "replicates": replicates,
        "measures": tuple(measures),
        "seed": seed,
        "design_seed": design_seed,
    }
    try:
        return StudyFile.model_validate(data)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in detail["loc"])
        raise UsageError(f"{place}: {detail['msg']}") from None
