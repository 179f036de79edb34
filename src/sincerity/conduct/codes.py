"""Codes of the faults that only a conduct catalogue can have, with a title each."""

from __future__ import annotations

__all__ = ["CODES"]

CODES: dict[str, str] = {
    "E401": "value outside its own range",
    "E402": "unsourced number without a range",
    "E403": "range with its ends the wrong way round",
    "E404": "chance outside 0 to 1",
    "E405": "rate, multiplier or bound outside what it can be",
    "E406": "bounds of one class add up to too much",
    "E407": "stages that cannot follow each other",
    "E408": "id used twice",
    "E409": "unknown or repeated condition of who can do an act",
    "E410": "protection without article or note",
}
