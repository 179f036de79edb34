"""Parameters of responses, the county office and people's means, each with range and source.

>>> from sincerity.parameters import load_parameters
>>> load_parameters("base", {"respond.chill": "none"})["respond.chill"]
'none'
"""

from __future__ import annotations

from sincerity.parameters.check import require_room_for_invented
from sincerity.parameters.loader import load_parameters
from sincerity.parameters.model import Parameter, Parameters, Value

__all__ = ["Parameter", "Parameters", "Value", "load_parameters", "require_room_for_invented"]
