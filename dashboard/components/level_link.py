"""Under a chart with a new level: the same chart without it, one click away; and the way back."""

from __future__ import annotations

from collections.abc import Callable

from dash import dcc, html

from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.finished import Series
from dashboard.usecases.new_levels import has_levels


def level_link(series: Series, chosen: Selection, address: Callable[[str, Selection], str]) -> list[html.P]:
    """Nothing where no new level is counted."""
    if not has_levels(series):
        return []
    key = "with" if chosen.without_levels else "without"
    link = dcc.Link(
        t(f"component.level_link.{key}"), href=address(series.indicator.id, chosen.with_(without_levels=not chosen.without_levels))
    )
    said = [t("component.level_link.said"), " "] if chosen.without_levels else []
    return [html.P([*said, link], className="level-link")]
