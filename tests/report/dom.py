"""A small reader of HTML for tests: elements, attributes, text, and faults of nesting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link"}


@dataclass
class Element:
    """One element with its children in order; text is kept as strings among them."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and everything below it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list[Element]:
        """Return all elements below with one of the tags, in the order of the page."""
        return [element for element in self.walk() if element.tag in tags]

    def one(self, tag: str) -> Element:
        """Return the only element below with the tag."""
        found = self.all(tag)
        assert len(found) == 1, (tag, len(found))
        return found[0]

    @property
    def text(self) -> str:
        """All text below, with single spaces."""
        parts = [c if isinstance(c, str) else c.text for c in self.children]
        return " ".join(" ".join(parts).split())


class _Reader(HTMLParser):
    """Builds the tree and refuses an end tag that does not match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(attrs) == len(element.attributes), f"attribute given twice on {tag}"
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {n: v or "" for n, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open[-1].tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def finished(self) -> Element:
        """Return the root once everything is closed."""
        assert self._open == [self.root], f"<{self._open[-1].tag}> is not closed"
        return self.root


def parse(html: str) -> Element:
    """Return the page as a tree; an AssertionError where tags do not nest."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()
