"""What a person is told and can do about it."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.lint.finding import Finding
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations, Path, Span

__all__ = ["process_findings"]


def process_findings(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """Yield what there is to ask about objection and notice; nothing where nobody is burdened."""
    burdening = [listing for listing in scheme.lists if listing.colour != "red"]
    by_record = any(listing.entry.kinds for listing in burdening)
    if not by_record and not any((rule.lowest_points or 0) < 0 for rule in scheme.rules):
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
    yield from _restitution(scheme, locations)
    yield from _notice(scheme, locations)


def _notice(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R107: effects without notice before them, of the whole scheme and of single lists."""
    own = {listing.id for listing in scheme.lists if listing.notice is not None}
    burdens = sum(listing.public and listing.id not in own for listing in scheme.lists) + sum(
        bool(door.grades) or not own.issuperset(door.lists) for door in scheme.sanctions
    )
    notice = scheme.process.notice
    if burdens and notice.value != "before":
        yield _late(
            _text("notice", notice.value, notice.note),
            f"{burdens} sanctions or published lists",
            notice.value,
            _span(locations, ("process", "notice")),
        )
    for index, listing in enumerate(scheme.lists):
        told = listing.notice
        burdens = listing.public + sum(listing.id in door.lists for door in scheme.sanctions)
        if told is None or told.value == "before" or listing.colour == "red" or not burdens:
            continue
        yield _late(
            f"list '{listing.id}': {listing.label}",
            f"{burdens} sanctions or published names",
            told.value,
            locations.span(("lists", index, "notice")),
        )


def _late(text: str, what: str, notice: str, span: Span) -> Finding:
    """Return the finding on an effect without notice before it."""
    return Finding(
        "R107",
        "no notice before effect",
        "notice: PIPL 24 and 44; GDPR 13 and 14; grace rules",
        text,
        f"{what}, " + _state(notice, f"notice: {notice}", "whether people are told is unknown"),
        "How many days does a person have between learning of the entry and its effect?",
        span,
    )


def _restitution(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R122: objections that give nothing back."""
    process = scheme.process
    if process.restitution.value != "none" or process.objection.value != "available":
        return
    yield Finding(
        "R122",
        "nothing given back",
        "remedy: ICCPR 2(3); GDPR 16 and 82",
        _text("restitution", process.restitution.value, process.restitution.note),
        "a person can object, and an objection that is upheld gives no points back",
        "What does a person who was right get back of what the record has taken meanwhile?",
        _span(locations, ("process", "restitution")),
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
