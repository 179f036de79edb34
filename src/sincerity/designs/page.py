"""The page of a study."""
from __future__ import annotations
from typing import Any
from sincerity.designs.found import Found


def study_page(found: Found, digest: str) -> Any:
    raise NotImplementedError
