"""`sincerity schemes`: what ships, each with its status."""

from __future__ import annotations

from sincerity.cli.console import Console, table


def execute(*, console: Console) -> None:
    """List the shipped schemes with status, place, dates and number of rules."""
    from sincerity.library import scheme_names
    from sincerity.scheme.load import load_scheme

    schemes = [load_scheme(name) for name in scheme_names()]
    console.result(
        [
            {
                "id": scheme.id,
                "title": scheme.title,
                "status": scheme.status.kind,
                "place": scheme.status.place,
                "from": scheme.status.start,
                "until": scheme.status.until,
                "rules": len(scheme.rules),
            }
            for scheme in schemes
        ],
        table(
            ["scheme", "status", "place", "from", "rules", "title"],
            [
                (s.id, s.status.kind, s.status.place, s.status.start, len(s.rules), s.title)
                for s in schemes
            ],
        ),
    )
