"""Colours of the page and of its charts, in light and dark, and how far apart they are."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "panel": "#f4f5f2",
    "ink": "#1b1b1b",
    "muted": "#54565a",
    "line": "#c9cbc6",
    "edge": "#7d807b",
    "link": "#005a8c",
    "focus": "#005a8c",
    "notice": "#fff4dc",
    "notice-edge": "#8a5a00",
    "axis": "#54565a",
    "grid": "#e3e5e0",
    "s1": "#0072b2",
    "s2": "#d55e00",
    "s3": "#772233",
    "s4": "#000077",
    "s5": "#8a7878",
    "s6": "#000000",
}
"""Colour tokens on a light page."""

DARK: Mapping[str, str] = {
    "page": "#1b1b1b",
    "panel": "#262726",
    "ink": "#f1f0ec",
    "muted": "#bab9b3",
    "line": "#4a4c49",
    "edge": "#8d908a",
    "link": "#7cc4ee",
    "focus": "#7cc4ee",
    "notice": "#3a2f17",
    "notice-edge": "#e0b050",
    "axis": "#bab9b3",
    "grid": "#383a37",
    "s1": "#4aa8dc",
    "s2": "#f08a45",
    "s3": "#ee93a6",
    "s4": "#a9b1ff",
    "s5": "#b5a5a5",
    "s6": "#ffffff",
}
"""The same tokens on a dark page."""

SERIES = ("s1", "s2", "s3", "s4", "s5", "s6")
"""Tokens of data, in the order in which a chart uses them."""

CHART_TOKENS = ("ink", "muted", "axis", "grid", "page", *SERIES)
"""Tokens that a chart may use. Charts are drawn in the light colours; the page's style sheet maps
each of them to its token, so the same drawing serves the dark page."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """
    Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
