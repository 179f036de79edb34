"""Drawing a Vega-Lite chart as SVG that can stand inside a page, in its colours and its font."""

from __future__ import annotations

import html
import re
from typing import Any

VEGA_LITE = "6.4"

_REMOVED_ATTRIBUTES = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|xmlns(?::xlink)?|version|font-family)="[^"]*"'
)
_HIDDEN_TEXT = re.compile(r'<text[^>]* opacity="0"[^>]*>[^<]*</text>')
_HIDDEN_PATH = re.compile(r'<path[^>]* display="none"[^>]*/>')
_EMPTY_BOX = re.compile(r'<path d="[^"]*"/>')
_EMPTY_GROUP = re.compile(r"<g(?: [^>]*)?></g>|<g(?: [^>]*)?/>")
_TAG = re.compile(r"<[^>]+>")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_HEAD = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")


def draw(spec: dict[str, Any], label: str, css_class: str) -> str:
    """
    Return the chart as inline SVG.

    Colours stay those of the light palette, as attributes that the style sheet maps to its
    tokens. Fonts, roles and classes of the drawing program are taken out; the picture is one
    image with one label.

    Parameters
    ----------
    spec
        Vega-Lite specification with its data inside.
    label
        What the picture shows, for somebody who cannot see it.
    css_class
        Class of the ``svg`` element.
    """
    import vl_convert

    return tidy(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE), label, css_class)


def tidy(svg: str, label: str, css_class: str) -> str:
    """Return the SVG without what a page does not need, with one role and one label."""
    head = _HEAD.search(svg)
    if head is None:
        raise ValueError("the drawing has no size")
    width, height = (round(float(size)) for size in head.groups())
    body = svg[head.end() : svg.rindex("</svg>")]
    body = _HIDDEN_TEXT.sub("", body)
    body = _HIDDEN_PATH.sub("", body)
    body = _TAG.sub(_lean_tag, body)
    body = _EMPTY_BOX.sub("", body)
    for _ in range(4):  # groups nest; what is left empty after four rounds does no harm
        body = _EMPTY_GROUP.sub("", body)
    return (
        f'<svg class="{css_class}" role="img" aria-label="{html.escape(label)}" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">{body}</svg>'
    )


def _lean_tag(tag: re.Match[str]) -> str:
    """Return one tag without what a page does not need, its numbers short."""
    lean = _REMOVED_ATTRIBUTES.sub("", tag.group())
    lean = _NUMBER.sub(lambda number: f"{float(number.group()):.2f}", lean)
    return lean.replace(' opacity="1"', "").replace(' stroke-width="1"', "")
