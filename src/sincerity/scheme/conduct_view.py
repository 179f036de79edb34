"""What the scheme language needs to know of a catalogue of conduct, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = [
    "ConductView",
    "FirmKindView",
    "KindView",
    "ProtectionView",
    "StageView",
    "firm_kinds_by_id",
    "kinds_by_id",
]


class StageView(Protocol):
    """One stage that an act can reach."""

    @property
    def id(self) -> str:
        """Identifier of the stage."""


class ProtectionView(Protocol):
    """Whether a kind of conduct is protected by a right."""

    @property
    def level(self) -> str:
        """One of none, qualified, absolute."""

    @property
    def article(self) -> str | None:
        """The article that protects it."""

    @property
    def note(self) -> str | None:
        """Which limits the article permits."""


class KindView(Protocol):
    """One kind of conduct."""

    @property
    def id(self) -> str:
        """Identifier of the kind."""

    @property
    def label(self) -> str:
        """Name in plain words."""

    @property
    def domain(self) -> str:
        """The part of life it belongs to."""

    @property
    def sign(self) -> str:
        """One of harm, good, neutral, conform."""

    @property
    def gravity(self) -> int:
        """How grave one act is, 1 trivial to 5 gravest."""

    @property
    def protection(self) -> ProtectionView:
        """The right that protects it, if any."""

    @property
    def cannot_pay(self) -> bool:
        """Whether something is owed that insolvent people cannot pay."""

    @property
    def stages(self) -> Sequence[StageView]:
        """Stages in order; empty or one for a kind without stages."""


class FirmKindView(Protocol):
    """One kind of conduct of firms."""

    @property
    def id(self) -> str:
        """Identifier of the kind."""

    @property
    def label(self) -> str:
        """Name in plain words."""

    @property
    def domain(self) -> str:
        """The part of life it belongs to."""


class ConductView(Protocol):
    """A catalogue of conduct."""

    @property
    def kinds(self) -> Sequence[KindView]:
        """Kinds of conduct in the order of the catalogue."""

    @property
    def firm_kinds(self) -> Sequence[FirmKindView]:
        """Kinds of conduct of firms in the order of the catalogue."""


def firm_kinds_by_id(conduct: ConductView) -> dict[str, FirmKindView]:
    """Return the kinds of conduct of firms by their ids; none where a catalogue has none."""
    return {kind.id: kind for kind in conduct.firm_kinds}


def kinds_by_id(conduct: ConductView) -> dict[str, KindView]:
    """Return the kinds of a catalogue by their ids."""
    return {kind.id: kind for kind in conduct.kinds}
