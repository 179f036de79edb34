"""A document as a tree of nodes that know where they were written.

Plain Python values forget their place; reforms move values between files. A node keeps both, so
that every later sentence about a value can point at the line that a person wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union

from sincerity.errors import Diagnostic, Related, Severity

__all__ = [
    "Faulty",
    "Locations",
    "Node",
    "Path",
    "Plain",
    "Source",
    "Span",
    "to_plain",
]

Path = tuple[str | int, ...]
Scalar = Union[str, int, Decimal, bool, None]  # noqa: UP007  (evaluated at run time below)
Plain = Union[Scalar, "Faulty", list["Plain"], dict[str, "Plain"]]


@dataclass(frozen=True, slots=True)
class Source:
    """One text that was read: the name shown for it and its lines."""

    file: str
    lines: tuple[str, ...] = field(repr=False)

    def excerpt(self, line: int) -> tuple[tuple[int, str], ...]:
        """Return the line before `line` and `line` itself, numbered, as far as they exist."""
        numbers = [n for n in (line - 1, line) if 1 <= n <= len(self.lines)]
        return tuple((n, self.lines[n - 1]) for n in numbers)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of one source; lines and columns count from 1."""

    source: Source
    line: int
    column: int
    end_column: int

    def diagnostic(
        self,
        code: str,
        message: str,
        *,
        severity: Severity = "error",
        hint: str = "",
        help: str = "",  # the name of the field in Diagnostic
        related: Sequence[Related] = (),
    ) -> Diagnostic:
        """Return a diagnostic that points here."""
        return Diagnostic(
            code=code,
            message=message,
            file=self.source.file,
            line=self.line,
            column=self.column,
            end_column=self.end_column,
            severity=severity,
            help=help,
            related=tuple(related),
            hint=hint,
            excerpt=self.source.excerpt(self.line),
        )


class Faulty:
    """Stands for a value that could not be read and whose fault is already reported."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<unreadable>"


FAULTY = Faulty()


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list of nodes or a mapping of nodes, with its place.

    `key_spans` gives the place of each key of a mapping and is empty otherwise.
    """

    value: Scalar | Faulty | list[Node] | dict[str, Node]
    span: Span
    key_spans: dict[str, Span] = field(default_factory=dict)

    def child(self, step: str | int) -> Node | None:
        """Return the node one step down, or None where there is none."""
        if isinstance(self.value, dict):
            return self.value.get(step) if isinstance(step, str) else None
        if isinstance(self.value, list) and isinstance(step, int):
            return self.value[step] if 0 <= step < len(self.value) else None
        return None


def to_plain(node: Node) -> Plain:
    """Return the values of a tree without their places.

    Depth is bounded by the reader, so recursion is safe here.
    """
    if isinstance(node.value, dict):
        return {key: to_plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [to_plain(child) for child in node.value]
    return node.value


class Locations:
    """Finds the place of a key or value by its path in the plain data.

    A path is a tuple of keys and list indices. A path that leads nowhere (a missing key, a
    position inside a value that was written in short form) gives the nearest place above it.

    `faults` are diagnostics of the reading itself that did not prevent a tree from being made;
    `validate_model` reports them together with its own.
    """

    def __init__(self, root: Node, faults: Sequence[Diagnostic] = ()) -> None:
        self.root = root
        self.faults: tuple[Diagnostic, ...] = tuple(faults)

    @property
    def file(self) -> str:
        """Name of the file that the root was written in."""
        return self.root.span.source.file

    def node(self, path: Path) -> Node | None:
        """Return the node at exactly `path`, or None."""
        node: Node | None = self.root
        for step in path:
            if node is None:
                return None
            node = node.child(step)
        return node

    def own(self, *paths: Path) -> Path:
        """Return the first path whose value stands in the root's own file, else the first path.

        Two values that disagree may come from two files; the one to mend is in the file that
        changes the other.
        """
        return next((p for p in paths if self.span(p).source.file == self.file), paths[0])

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the value at `path`, or of its key.

        Parameters
        ----------
        key
            Point at the key instead of the value; a list item has no key and gives its value.
        """
        node, span, key_span = self.root, self.root.span, None
        for step in path:
            below = node.child(step)
            if below is None:
                break
            key_span = node.key_spans.get(step) if isinstance(step, str) else None
            node, span = below, below.span
        return key_span if key and key_span is not None else span

    def diagnostic(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        key: bool = False,
        severity: Severity = "error",
        hint: str = "",
        help: str = "",
        related: Sequence[Related] = (),
    ) -> Diagnostic:
        """Return a diagnostic that points at `path` (or at its key)."""
        return self.span(path, key=key).diagnostic(
            code, message, severity=severity, hint=hint, help=help, related=related
        )

    def related(self, path: Path, message: str, *, key: bool = False) -> Related:
        """Return `path` as a related place of a diagnostic."""
        span = self.span(path, key=key)
        return Related(message, span.source.file, span.line, span.column)
