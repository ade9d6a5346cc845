"""Under a chart: what its marks mean, those that are there."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.text import t


def chart_key(entries: Sequence[str]) -> html.Ul | None:
    """`entries` are names under figure.key, as `Drawn.key` gives them."""
    if not entries:
        return None
    return html.Ul(
        [html.Li([_swatch(name), t(f"figure.key.{name}")]) for name in entries],
        className="chart-key",
        **{"aria-label": t("component.chart_card.key")},
    )


def _swatch(name: str) -> html.Span:
    return html.Span(className=f"swatch swatch-{name}", **{"aria-hidden": "true"})
