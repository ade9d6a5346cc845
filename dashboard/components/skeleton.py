"""While numbers are on their way: the outline of what will stand there."""

from __future__ import annotations

from typing import Literal

from dash import html

from dashboard.text import t

Outline = Literal["chart", "small", "panel"]


def skeleton(outline: Outline = "chart", count: int = 1) -> html.Div:
    cards = [html.Div(_lines(outline), className=f"card-surface skeleton skeleton-{outline}") for _ in range(count)]
    said = html.Span(t("component.skeleton.loading"), className="visually-hidden", role="status")
    place = "multiples" if outline != "chart" else "stack"
    return html.Div([said, html.Div(cards, className=place, **{"aria-hidden": "true"})])


def _lines(outline: Outline) -> list[html.Div]:
    words = [html.Div(className=f"skeleton-line skeleton-{part}") for part in ("name", "mark", "sentence")]
    return words if outline == "panel" else [*words, html.Div(className="skeleton-line skeleton-picture")]
