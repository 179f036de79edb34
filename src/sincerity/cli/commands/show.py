"""`sincerity show`: a scheme as readable prose, with its sources and what is unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.cli.commands.run import Setting, assignments
from sincerity.cli.console import Console, terminal_width

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme as Loaded


class Form(StrEnum):
    """How a scheme is written out."""

    text = "text"
    markdown = "markdown"
    yaml = "yaml"


Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
To = Annotated[
    Form,
    typer.Option("--to", help="Prose as text or Markdown, or the file with all defaults as YAML."),
]


def execute(
    scheme: Scheme,
    setting: Setting = None,
    to: To = Form.text,
    *,
    console: Console,
) -> None:
    """Write out a scheme for a reader: who, what, how much, what follows, and who says so."""
    from sincerity.scheme.load import load_scheme

    loaded = load_scheme(scheme, assignments(setting, "--setting"))
    text = _written(loaded, to)
    console.result({"id": loaded.id, "title": loaded.title, "text": text}, text)


def _written(scheme: Loaded, form: Form) -> str:
    """Return a scheme as prose or as a file with every default filled in."""
    from sincerity.institutions import surroundings
    from sincerity.scheme.prose import describe_scheme

    if form is Form.yaml:
        return scheme.to_resolved_yaml()
    page = describe_scheme(scheme, surroundings(scheme.institutions)[0])
    return page.to_markdown() if form is Form.markdown else page.to_text(terminal_width())
