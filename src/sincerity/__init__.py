"""Sincerity: a laboratory for societies under a score, on wholly synthetic populations.

The public names are those of ``__all__``. Each is loaded from its module when first used, so
``import sincerity`` reads no library and compiles nothing.

Examples
--------
>>> import sincerity as lab
>>> scheme = lab.load_scheme("suining-2010")
>>> scheme.status.kind
'piloted'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "CapacityError",
    "Conduct",
    "Diagnostic",
    "InputFileError",
    "InternalError",
    "Parameters",
    "Run",
    "Scheme",
    "SincerityError",
    "Study",
    "UsageError",
    "VerificationError",
    "World",
    "__version__",
    "load_conduct",
    "load_parameters",
    "load_scheme",
    "load_society",
]

_HOMES = {
    "CapacityError": "sincerity.errors",
    "Conduct": "sincerity.conduct",
    "Diagnostic": "sincerity.errors",
    "InputFileError": "sincerity.errors",
    "InternalError": "sincerity.errors",
    "Parameters": "sincerity.parameters",
    "Run": "sincerity.runs.run",
    "Scheme": "sincerity.scheme.model",
    "SincerityError": "sincerity.errors",
    "Study": "sincerity.study",
    "UsageError": "sincerity.errors",
    "VerificationError": "sincerity.errors",
    "World": "sincerity.world.world",
    "load_conduct": "sincerity.conduct",
    "load_parameters": "sincerity.parameters",
    "load_scheme": "sincerity.scheme.load",
    "load_society": "sincerity.society",
}

if TYPE_CHECKING:
    from sincerity.conduct import Conduct, load_conduct
    from sincerity.errors import (
        CapacityError,
        Diagnostic,
        InputFileError,
        InternalError,
        SincerityError,
        UsageError,
        VerificationError,
    )
    from sincerity.parameters import Parameters, load_parameters
    from sincerity.runs.run import Run
    from sincerity.scheme.load import load_scheme
    from sincerity.scheme.model import Scheme
    from sincerity.society import load_society
    from sincerity.study import Study
    from sincerity.world.world import World


def __getattr__(name: str) -> Any:
    """Load a public name from its module, once."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sincerity' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
