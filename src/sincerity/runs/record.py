"""The record of a run: what went in, what came out, and a hash of every byte of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sincerity.runs.canonical import canonical_json, sha256_of_bytes, sha256_of_file
from sincerity.runs.environment import code, environment
from sincerity.runs.model import FORMAT, RunInputs, RunResult

RECORD_NAME = "record.json"
KIND = "sincerity run"
CONTRAST_KIND = "sincerity contrast"
"""Record of many runs under two settings; see `sincerity.study.contrast_folder`."""
CALIBRATION_KIND = "sincerity calibration"
"""Record of a scheme held against published rows; see `sincerity.calibrate.folder`."""
STUDY_KIND = "sincerity study"
"""Record of many worlds by a design; see `sincerity.designs.folder`."""
KINDS = (KIND, CONTRAST_KIND, CALIBRATION_KIND, STUDY_KIND)
"""What a record that can be verified may be of."""
SAYS = "detects change, does not prove authorship"


def input_hash(resolved: Mapping[str, bytes]) -> str:
    """
    Return the hash of all inputs and of the code: equal hash, equal numbers.

    Parameters
    ----------
    resolved
        Content of every file of ``resolved/`` by name.
    """
    inputs = {name: sha256_of_bytes(data) for name, data in resolved.items()}
    return sha256_of_bytes(canonical_json({"inputs": inputs, "code": code()}))


def build_record(
    inputs: RunInputs, result: RunResult, hash_of_inputs: str, finished: datetime | None = None
) -> dict[str, Any]:
    """
    Return the record without its list of files and without its fingerprint.

    Parameters
    ----------
    inputs, result
        What the run was asked and what it answered.
    hash_of_inputs
        From `input_hash`.
    finished
        UTC time at which the run ended; now when it is left out.
    """
    moment = finished or datetime.now(UTC)
    return {
        "kind": KIND,
        "format": FORMAT,
        "says": SAYS,
        "people": "all people are synthetic",
        "certified": not inputs.plug_ins,
        "not_certified_because": [f"Python plug-in took part: {name}" for name in inputs.plug_ins],
        "input_hash": hash_of_inputs,
        "digest": result.digest,
        "run": {
            **asked(inputs),
            "residents": result.residents,
            "finished": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        "code": code(),
        "environment": environment(),
        "performance": {
            "seconds": round(result.seconds, 6),
            "threads": result.threads,
            "bytes_per_person": round(result.bytes_per_person, 3),
            "peak_rss_mb": round(result.peak_rss_mb, 1),
        },
    }


def seal(record: Mapping[str, Any], folder: Path, names: list[str]) -> dict[str, Any]:
    """Return the record with the size and SHA-256 of each named file and its own fingerprint."""
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": sha256_of_file(folder / name)}
        for name in sorted(names)
    }
    whole = {**record, "files": files}
    return {**whole, "fingerprint": fingerprint(whole)}


def fingerprint(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the record's canonical form without its own fingerprint."""
    return sha256_of_bytes(
        canonical_json({key: value for key, value in record.items() if key != "fingerprint"})
    )


def name_of(thing: Any) -> str:
    """Return the id of an input; its class name when it has none."""
    return str(getattr(thing, "id", type(thing).__name__))


def asked(inputs: RunInputs) -> dict[str, Any]:
    """Return what was asked of a run, by plain values and by the names of its input files."""
    return {
        "study": inputs.study,
        "scenario": inputs.scenario,
        "replicate": inputs.replicate,
        "months": inputs.months,
        "start": inputs.start,
        "seed": inputs.seed,
        "settings": dict(inputs.settings),
        "overrides": dict(inputs.overrides),
        "scheme": name_of(inputs.scheme),
        "society": name_of(inputs.society),
        "conduct": name_of(inputs.conduct),
        "parameters": name_of(inputs.parameters),
        "institutions": None if inputs.institutions is None else name_of(inputs.institutions),
        "integration": inputs.integration,
    }
