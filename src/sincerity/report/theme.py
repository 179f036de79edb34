"""How every chart looks: one font, quiet axes, no colour that is not a token of the page."""

from __future__ import annotations

from typing import Any

from sincerity.report.palette import LIGHT, SERIES

WIDE_PX = 740
NARROW_PX = 320

FONT = "sans-serif"  # only used to measure text; the page sets its own font
FONT_SIZE_PX = 13

DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [3, 5])
"""Line patterns, so that no line is told apart by its colour alone."""

SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
"""Marks, for the same reason."""


def colours(number: int) -> list[str]:
    """Return the first colours of the data palette."""
    return [LIGHT[token] for token in SERIES[:number]]


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration shared by all charts."""
    ink, muted, axis, grid = (LIGHT[token] for token in ("ink", "muted", "axis", "grid"))
    return {
        "background": "transparent",
        "font": FONT,
        "padding": {"left": 8, "right": 16, "top": 2, "bottom": 2},
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": FONT_SIZE_PX,
            "titleFontSize": FONT_SIZE_PX,
            "titleFontWeight": "normal",
            "labelColor": muted,
            "titleColor": muted,
            "domainColor": axis,
            "tickColor": axis,
            "gridColor": grid,
            "labelLimit": 260,
            "titlePadding": 8,
        },
        "header": {
            "labelFontSize": FONT_SIZE_PX,
            "labelFontWeight": "bold",
            "labelColor": ink,
            "labelAnchor": "start",
            "labelPadding": 6,
            "labelLimit": 340,
            "title": None,
        },
        "legend": {
            "labelFontSize": FONT_SIZE_PX,
            "labelColor": ink,
            "labelLimit": 320,
            "titleFontSize": FONT_SIZE_PX,
            "titleColor": muted,
            "titleFontWeight": "normal",
            "symbolSize": 90,
            "symbolStrokeWidth": 2,
        },
        "text": {"fontSize": FONT_SIZE_PX, "color": ink},
    }
