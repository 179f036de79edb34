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
    "Block",
    "CapacityError",
    "ColumnSpec",
    "ColumnTable",
    "Conduct",
    "Diagnostic",
    "Hooks",
    "InputFileError",
    "Institutions",
    "InternalError",
    "Parameters",
    "Phase",
    "Plan",
    "Run",
    "Scheme",
    "Simulation",
    "SincerityError",
    "Study",
    "UsageError",
    "VerificationError",
    "View",
    "World",
    "__version__",
    "compare",
    "fill_dense",
    "load_conduct",
    "load_institutions",
    "load_parameters",
    "load_scheme",
    "load_society",
    "threshold",
]

_HOMES = {
    "Block": "sincerity.engine.block",
    "CapacityError": "sincerity.errors",
    "ColumnSpec": "sincerity.columns.spec",
    "ColumnTable": "sincerity.columns.table",
    "Conduct": "sincerity.conduct",
    "Diagnostic": "sincerity.errors",
    "Hooks": "sincerity.engine.simulation",
    "InputFileError": "sincerity.errors",
    "Institutions": "sincerity.institutions",
    "InternalError": "sincerity.errors",
    "Parameters": "sincerity.parameters",
    "Phase": "sincerity.engine.plan",
    "Plan": "sincerity.engine.plan",
    "Run": "sincerity.study.people",
    "Scheme": "sincerity.scheme.model",
    "Simulation": "sincerity.engine.simulation",
    "SincerityError": "sincerity.errors",
    "Study": "sincerity.study",
    "UsageError": "sincerity.errors",
    "VerificationError": "sincerity.errors",
    "View": "sincerity.columns.spec",
    "World": "sincerity.world.world",
    "compare": "sincerity.study.compare",
    "fill_dense": "sincerity.chance.kernels",
    "load_conduct": "sincerity.conduct",
    "load_institutions": "sincerity.institutions",
    "load_parameters": "sincerity.parameters",
    "load_scheme": "sincerity.scheme.load",
    "load_society": "sincerity.society",
    "threshold": "sincerity.chance.fixed",
}

if TYPE_CHECKING:
    from sincerity.chance.fixed import threshold
    from sincerity.chance.kernels import fill_dense
    from sincerity.columns.spec import ColumnSpec, View
    from sincerity.columns.table import ColumnTable
    from sincerity.conduct import Conduct, load_conduct
    from sincerity.engine.block import Block
    from sincerity.engine.plan import Phase, Plan
    from sincerity.engine.simulation import Hooks, Simulation
    from sincerity.errors import (
        CapacityError,
        Diagnostic,
        InputFileError,
        InternalError,
        SincerityError,
        UsageError,
        VerificationError,
    )
    from sincerity.institutions import Institutions, load_institutions
    from sincerity.parameters import Parameters, load_parameters
    from sincerity.scheme.load import load_scheme
    from sincerity.scheme.model import Scheme
    from sincerity.society import load_society
    from sincerity.study import Study
    from sincerity.study.compare import compare
    from sincerity.study.people import Run
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
