"""What a person is told and can do about it."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.lint.finding import Finding
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations, Path, Span

__all__ = ["process_findings"]


def process_findings(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """Yield what there is to ask about objection and notice; nothing where nobody is charged."""
    if not any((rule.lowest_points or 0) < 0 for rule in scheme.rules):
        return
    burdens = len(scheme.sanctions) + sum(listing.public for listing in scheme.lists)
    objection = scheme.process.objection
    if objection.value != "available":
        yield Finding(
            "R103",
            "no objection",
            "remedy: ICCPR 2(3) and 14; GDPR 22(3); PIPL 24",
            _text("objection", objection.value, objection.note),
            f"{len(scheme.rules)} rules and {burdens} sanctions or published lists, "
            + _state(objection.value, "no way to object", "whether one can object is not known"),
            "Who hears a person who says that the record is wrong, and what is given back?",
            _span(locations, ("process", "objection")),
        )
    notice = scheme.process.notice
    if burdens and notice.value != "before":
        yield Finding(
            "R107",
            "no notice before effect",
            "notice: PIPL 24 and 44; GDPR 13 and 14; grace rules",
            _text("notice", notice.value, notice.note),
            f"{burdens} sanctions or published lists, "
            + _state(notice.value, f"notice: {notice.value}", "whether people are told is unknown"),
            "How many days does a person have between learning of the entry and its effect?",
            _span(locations, ("process", "notice")),
        )


def _text(name: str, value: str, note: str | None) -> str:
    """Return what the file says."""
    return f"process, {name}: {value}" + (f" ({note})" if note else "")


def _state(value: str, known: str, unknown: str) -> str:
    """Return the sentence for a known or an unknown value."""
    return unknown if value == "unknown" else known


def _span(locations: Locations, path: Path) -> Span:
    """Return the place of a path, or of the scheme's id where the file says nothing."""
    return locations.span(path) if locations.node(path[:1]) else locations.span(("id",))
