"""Codes of the faults that only a parameter file can have, with a title each."""

from __future__ import annotations

__all__ = ["CODES"]

CODES: dict[str, str] = {
    "E501": "value outside its own range",
    "E502": "unsourced number without a range",
    "E503": "range with its ends the wrong way round",
    "E504": "value that its unit does not allow",
    "E505": "choice that is not one of those named",
    "E506": "parameter that the model needs and the file does not give",
    "E507": "unknown parameter",
    "E508": "parameter given twice",
    "E509": "more invented records than the conduct catalogue has room for",
}
