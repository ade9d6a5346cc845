"""What has just been stored, read first by those who listen."""

from __future__ import annotations

from dash import html

from dashboard.components.notice import notice


def saved_notice(sentence: str) -> html.Div:
    return html.Div(notice("done", sentence), tabIndex=-1, **{"data-focus": "1"})
