"""What the scheme language needs to know of an institutions file, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sincerity.scheme.conduct_view import ConductView

__all__ = ["AgencyView", "InstitutionsView", "LifeDoorView", "Surroundings"]


class AgencyView(Protocol):
    """One body that sees acts and turns people away."""

    @property
    def id(self) -> str:
        """Identifier of the agency."""

    @property
    def label(self) -> str:
        """Name in plain words."""

    @property
    def private(self) -> bool:
        """Whether it is a private body that is made to take part."""

    @property
    def sees(self) -> Mapping[str, Any]:
        """The kinds of conduct that it sees."""


class LifeDoorView(Protocol):
    """One door of life."""

    @property
    def id(self) -> str:
        """Identifier of the door."""

    @property
    def label(self) -> str:
        """Name in plain words."""

    @property
    def domain(self) -> str:
        """The part of life it belongs to."""

    @property
    def agency(self) -> str:
        """Identifier of the agency that turns people away."""


class InstitutionsView(Protocol):
    """Agencies, and the doors that they keep."""

    @property
    def agencies(self) -> Sequence[AgencyView]:
        """Agencies in the order of the file."""

    @property
    def agency_ids(self) -> Sequence[str]:
        """Ids of the agencies."""

    @property
    def doors(self) -> Sequence[LifeDoorView]:
        """Doors in the order of the file."""

    @property
    def door_ids(self) -> Sequence[str]:
        """Ids of the doors."""


class Surroundings(Protocol):
    """Finds what a scheme is read against by the name of its institutions."""

    def __call__(self, name: str, /) -> tuple[ConductView | None, InstitutionsView | None]:
        """Return the catalogue of conduct and the institutions; none where one has faults."""
