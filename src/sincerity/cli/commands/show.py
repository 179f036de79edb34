"""`sincerity show`: a scheme as readable prose, with its sources and what is unknown."""

from __future__ import annotations

from typing import Annotated

import typer

from sincerity.cli.commands.run import Setting, assignments
from sincerity.cli.console import Console

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Resolved = Annotated[
    bool, typer.Option("--resolved", help="Print the file with every default filled in.")
]


def execute(
    scheme: Scheme, setting: Setting = None, resolved: Resolved = False, *, console: Console
) -> None:
    """Write out a scheme for a reader: who, what, how much, what follows, and who says so."""
    from sincerity.conduct import load_conduct
    from sincerity.scheme.load import load_scheme
    from sincerity.scheme.prose import prose

    loaded = load_scheme(scheme, assignments(setting, "--setting"))
    text = loaded.to_resolved_yaml() if resolved else prose(loaded, load_conduct())
    console.result({"id": loaded.id, "title": loaded.title, "text": text}, text)
