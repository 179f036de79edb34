"""Read YAML (or JSON) of any kind of file into plain values that remember their places.

`read_document` is the only door through which a stranger's text enters. It accepts the small,
unambiguous part of YAML 1.2 that every tool reads alike: no anchors, aliases, tags, directives,
merge keys, tabs, duplicate keys or second documents. Limits come first, the tree is built from
parser events without recursion, and whatever the parser raises becomes a diagnostic.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.nodes import FAULTY, Locations, Node, Plain, Source, Span, to_plain
from sincerity.scheme.scalars import ScalarError, resolve_plain
from sincerity.scheme.suggest import did_you_mean
from sincerity.scheme.text_limits import decode, read_bytes, scan_text, smuggled, split_lines
from sincerity.scheme.validation import validate_model

if TYPE_CHECKING:
    from ruamel.yaml import YAML

__all__ = [
    "KINDS",
    "Kind",
    "Locations",
    "check_header",
    "parse_source",
    "read_document",
    "read_tree",
    "validate_model",
]

Kind = Literal["scheme", "cases", "conduct", "institutions", "parameters", "society", "study"]
KINDS: tuple[Kind, ...] = (
    "scheme",
    "cases",
    "conduct",
    "institutions",
    "parameters",
    "society",
    "study",
)

MAX_DEPTH = 32
MAX_EVENTS = 15_000  # about half a second of parsing on a slow core
MAX_FAULTS = 100


def read_document(
    path_or_text: str | os.PathLike[str], *, kind: Kind, name: str | None = None
) -> tuple[dict[str, Plain], Locations]:
    """Read one file, or one text, whose header says `schema: <kind>/v1`.

    Numbers come back as int or `decimal.Decimal`, never as float. Faults that leave a tree
    (a duplicate key, an ambiguous number) are kept in the locations for `validate_model`.

    Parameters
    ----------
    path_or_text
        A path object is a file. A string is a file when it is one line that ends in `.yaml`,
        `.yml` or `.json`, and otherwise the text itself.
    kind
        What the file must be.
    name
        Name shown for the file in messages; by default the path, or `<text>`.

    Raises
    ------
    InputFileError
        With every fault found, when no tree can be made or the header is not that of `kind`.
    """
    root, faults = read_tree(path_or_text, name=name)
    if root is None:
        raise InputFileError(faults)
    faults += check_header(root, kind)
    plain = to_plain(root)
    if not isinstance(plain, dict) or any(d.code == "E127" for d in faults):
        raise InputFileError(faults)
    return plain, Locations(root, faults)


def read_tree(
    path_or_text: str | os.PathLike[str], *, name: str | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """Read a file or text into a tree; None with at least one fault when none can be made.

    Raises
    ------
    InputFileError
        When the file cannot be opened, is too large or is not UTF-8.
    """
    source, text, is_json = _open(path_or_text, name)
    return parse_source(source, text, is_json=is_json)


def check_header(root: Node, kind: Kind) -> list[Diagnostic]:
    """Report a document that is not a mapping or whose `schema` is not that of `kind`."""
    wanted = f"{kind}/v1"
    if not isinstance(root.value, dict):
        sentence = "the file must be a mapping of keys to values"
        return [root.span.diagnostic("E127", sentence, help=f"start with 'schema: {wanted}'")]
    header = root.value.get("schema")
    if header is None:
        sentence = "the file does not say what it is: 'schema' is missing"
        return [root.span.diagnostic("E127", sentence, help=f"add the line 'schema: {wanted}'")]
    if header.value == wanted or header.value is FAULTY:
        return []
    written = header.value if isinstance(header.value, str) else ""
    family, _, version = written.partition("/v")
    if family == kind and version.isdigit():
        sentence = f"this version reads '{wanted}', not '{written}'"
        return [header.span.diagnostic("E127", sentence, help="use a matching version")]
    known = [f"{k}/v1" for k in KINDS]
    if written in known:
        sentence = f"this is a {family} file; a {kind} file is wanted here"
        return [header.span.diagnostic("E127", sentence)]
    sentence = f"unknown kind of file; '{wanted}' is wanted here"
    return [header.span.diagnostic("E127", sentence, hint=did_you_mean(written, known))]


def parse_source(
    source: Source, text: str, *, is_json: bool
) -> tuple[Node | None, list[Diagnostic]]:
    """Parse text into a tree; None with at least one fault when no tree can be made."""
    faults = scan_text(text, source, is_json=is_json)
    if faults:
        return None, faults
    # Outside the try below: a parser that is not installed is no fault of the text.
    from ruamel.yaml import YAML

    parser = YAML(typ="safe", pure=True, plug_ins=[])
    builder = _TreeBuilder(source, is_json=is_json)
    try:
        with closing(_events(parser, text.replace("\t", " ") if is_json else text)) as events:
            for event in events:
                builder.take(event)
    except _StopReadingError:
        pass
    except Exception as error:  # the parser may raise anything; a user must never see it
        builder.fail(error)
    if builder.root is None and not builder.faults:
        start = Span(source, 1, 1, 2)
        return None, [start.diagnostic("E126", "the file is empty")]
    if builder.root is None or builder.fatal:
        return None, builder.faults
    return builder.root, builder.faults


def _open(path_or_text: str | os.PathLike[str], name: str | None) -> tuple[Source, str, bool]:
    """Return the source, its whole text, and whether it is JSON."""
    is_file = isinstance(path_or_text, os.PathLike) or (
        "\n" not in path_or_text and path_or_text.endswith((".yaml", ".yml", ".json"))
    )
    if is_file:
        shown = name or os.fspath(path_or_text)
        data = read_bytes(FilePath(path_or_text), shown)
        source = decode(data, shown)
        text = data.decode("utf-8")
    else:
        text = str(path_or_text)
        source = split_lines(text, name or "<text>")
    is_json = source.file.endswith(".json") or text.lstrip(" \t\r\n").startswith("{")
    return source, text, is_json


def _events(parser: YAML, text: str) -> Generator[Any, None, None]:
    """Yield parser events one by one, so that limits stop the parser early."""
    yield from parser.parse(text)


class _StopReadingError(Exception):
    """Raised when a limit is passed and the rest of the text must not be parsed."""


class _Frame:
    """A list or mapping being filled."""

    __slots__ = ("items", "key", "key_span", "key_spans", "mapping", "skip_value", "span")

    def __init__(self, span: Span, *, is_mapping: bool) -> None:
        self.span = span
        self.items: list[Node] = []
        self.mapping: dict[str, Node] | None = {} if is_mapping else None
        self.key_spans: dict[str, Span] = {}
        self.key: str | None = None
        self.key_span: Span | None = None
        self.skip_value = False


class _TreeBuilder:
    """Builds nodes from parser events without recursion and collects faults."""

    def __init__(self, source: Source, *, is_json: bool) -> None:
        self.source = source
        self.is_json = is_json
        self.root: Node | None = None
        self.fatal = False
        """Whether the tree, if there is one, must not be looked at further."""
        self.faults: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        self._events = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Consume one parser event."""
        self._events += 1
        name = type(event).__name__
        if self._events > MAX_EVENTS:
            sentence = f"the file has more than {MAX_EVENTS:,} keys, values and brackets"
            self._stop(self._span(event).diagnostic("E114", sentence, help="make it smaller"))
        if name == "DocumentStartEvent":
            self._start_document(event)
        elif name == "AliasEvent":
            self._fault("E119", event, "anchors and aliases are not accepted", "write it out")
            self._add(Node(FAULTY, self._span(event)))
        elif name in {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent"}:
            self._check_properties(event)
            if name == "ScalarEvent":
                self._scalar(event)
            else:
                self._open(event, is_mapping=name == "MappingStartEvent")
        elif name in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close()

    def fail(self, error: Exception) -> None:
        """Turn whatever the parser raised into a diagnostic."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "the text cannot be read as YAML"
        sentence = str(problem).split("\n")[0][:160]
        last = len(self.source.lines)
        line = min(mark.line + 1, last) if mark is not None else last
        column = mark.column + 1 if mark is not None and mark.line + 1 <= last else 1
        span = Span(self.source, line, column, column + 1)
        self.faults.append(
            span.diagnostic("E101", f"not readable as YAML: {sentence}", help="check the marks")
        )
        self.fatal = True

    def _start_document(self, event: Any) -> None:
        """Count documents and refuse directives."""
        self._documents += 1
        if self._documents > 1:
            sentence = "a file holds one document; a second one starts here"
            self._stop(self._span(event).diagnostic("E123", sentence, help="use two files"))
        if event.version is not None or event.tags:
            self._fault("E121", event, "YAML directives are not accepted", "remove the line")

    def _check_properties(self, event: Any) -> None:
        """Report anchors and tags on a node."""
        if event.anchor is not None:
            self._fault("E119", event, "anchors and aliases are not accepted", "write it out")
        if event.tag is not None and event.tag != "!":
            self._fault("E120", event, "tags are not accepted", "remove the word after '!'")

    def _scalar(self, event: Any) -> None:
        """Take a scalar as a key or as a value."""
        span = self._span(event)
        frame = self._stack[-1] if self._stack else None
        text = _joined_surrogates(event.value)
        if text is None:
            self._fault("E116", event, "lone surrogate in an escape", "remove it")
            text = ""
        if event.style == '"':
            self._check_escapes(text, event)
        if frame is not None and frame.mapping is not None and frame.key is None:
            self._key(frame, text, event, span)
            return
        if event.style:
            self._add(Node(text, span))
            return
        try:
            value = resolve_plain(text)
            if value is None:
                where = f"'{frame.key[:60]}'" if frame is not None and frame.key else "this entry"
                sentence = f"the value of {where} is empty"
                if not text and frame is not None and frame.key_span is not None:
                    span = frame.key_span
                self._report(span.diagnostic("E126", sentence, help="give a value or leave it out"))
            self._add(Node(FAULTY if value is None else value, span))
        except ScalarError as fault:
            self._report(span.diagnostic(fault.code, fault.message, hint=fault.hint))
            self._add(Node(FAULTY, span))

    def _check_escapes(self, text: str, event: Any) -> None:
        """Refuse characters that an escape smuggles past the scan of the text."""
        code = smuggled(text)
        if code is not None:
            what = "a control" if code == "E116" else "an invisible"
            self._fault(code, event, f"an escape makes {what} character", "remove it")

    def _key(self, frame: _Frame, text: str, event: Any, span: Span) -> None:
        """Take a scalar as the next key of a mapping; every key is text as written."""
        assert frame.mapping is not None
        frame.key, frame.key_span = text, span
        if text == "<<" and not event.style:
            self._fault("E122", event, "merge keys are not accepted", "write the keys out")
            frame.skip_value = True
        elif not text:
            self._report(span.diagnostic("E128", "a key may not be empty", help="give it a name"))
            frame.skip_value = True
        elif text in frame.mapping:
            first = frame.key_spans[text]
            self._report(
                span.diagnostic(
                    "E110",
                    f"the key '{text}' is given twice",
                    hint=f"first given on line {first.line}",
                    help="keep one of them",
                )
            )
            frame.skip_value = True

    def _open(self, event: Any, *, is_mapping: bool) -> None:
        """Start a list or mapping."""
        span = self._span(event)
        if len(self._stack) >= MAX_DEPTH:
            sentence = f"the file is nested deeper than {MAX_DEPTH} levels"
            self._stop(span.diagnostic("E113", sentence, help="write it flatter"))
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.mapping is not None and frame.key is None:
            sentence = "a key must be text, not a list or a mapping"
            self._stop(span.diagnostic("E128", sentence, help="put the key in quotes"))
        self._stack.append(_Frame(span, is_mapping=is_mapping))

    def _close(self) -> None:
        """Finish the innermost list or mapping."""
        frame = self._stack.pop()
        if frame.mapping is not None:
            self._add(Node(frame.mapping, frame.span, frame.key_spans))
        else:
            self._add(Node(frame.items, frame.span))

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if frame.mapping is None:
            frame.items.append(node)
        elif frame.key is None:  # an alias in the place of a key, already reported
            frame.key, frame.skip_value = "", True
        else:
            if not frame.skip_value and frame.key_span is not None:
                frame.mapping[frame.key] = node
                frame.key_spans[frame.key] = frame.key_span
            frame.key, frame.key_span, frame.skip_value = None, None, False

    def _span(self, event: Any) -> Span:
        """Return the place of an event, cut to its first line."""
        start, end = event.start_mark, event.end_mark
        line = min(start.line, len(self.source.lines) - 1)
        row = self.source.lines[line]
        column = start.column + 1
        is_short = end.line == start.line and end.column > start.column
        end_column = end.column + 1 if is_short else max(len(row.rstrip()), column) + 1
        return Span(self.source, line + 1, column, end_column)

    def _fault(self, code: str, event: Any, message: str, help: str) -> None:
        """Report a construct that is not accepted; without it the tree means something else."""
        self.fatal = True
        self._report(self._span(event).diagnostic(code, message, help=help))

    def _report(self, diagnostic: Diagnostic) -> None:
        """Keep a fault; stop reading when there are too many."""
        self.faults.append(diagnostic)
        if len(self.faults) >= MAX_FAULTS:
            self.fatal = True
            raise _StopReadingError

    def _stop(self, diagnostic: Diagnostic) -> None:
        """Report a fault after which the rest of the text is not read."""
        self.faults.append(diagnostic)
        self.fatal = True
        raise _StopReadingError


def _joined_surrogates(text: str) -> str | None:
    """Join surrogate pairs that JSON escapes leave behind; None if one stands alone."""
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None
