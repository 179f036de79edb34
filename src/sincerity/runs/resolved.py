"""The inputs of a run as files, with every default filled in, so that the run can be repeated."""

from __future__ import annotations

from typing import Any

from sincerity.runs.canonical import canonical_json
from sincerity.runs.model import RunInputs
from sincerity.runs.record import asked
from sincerity.scheme.resolved import resolved_yaml


def resolved_files(inputs: RunInputs) -> dict[str, bytes]:
    """
    Return the content of every file of ``resolved/``, by its name inside the run folder.

    Each input writes itself; a file loads again through the same loader as the one it came from.
    """
    given = inputs.institutions
    institutions = {} if given is None else {"resolved/institutions.yaml": _text(given)}
    return {
        "resolved/scheme.yaml": _text(inputs.scheme),
        "resolved/society.yaml": _text(inputs.society),
        "resolved/conduct.yaml": _text(inputs.conduct),
        "resolved/parameters.yaml": _text(inputs.parameters),
        **institutions,
        "resolved/study.json": canonical_json(
            {
                **asked(inputs),
                "plug_ins": list(inputs.plug_ins),
            }
        ),
    }


def _text(thing: Any) -> bytes:
    """Return the resolved file of one input."""
    write = getattr(thing, "to_resolved_yaml", None)
    text: str = write() if write is not None else resolved_yaml(thing)
    return text.encode("utf-8")
