"""The line that says the numbers are not today's, and leads to today's."""

from __future__ import annotations

from dash import html

from dashboard.components.notice import notice
from dashboard.selection import Selection
from dashboard.text import t


def earlier_version(selection: Selection) -> list[html.Div]:
    """Nothing when the numbers are the newest; the link keeps every other choice."""
    if selection.as_of is None:
        return []
    today = html.A(t("component.earlier_version.today"), href=selection.with_(as_of=None).to_query() or "?")
    return [notice("info", t("component.earlier_version.said", version=selection.as_of), " ", today)]
