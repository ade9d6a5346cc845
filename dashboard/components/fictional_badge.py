"""The mark on figures that are made up."""

from __future__ import annotations

from dash import html

from dashboard.text import t


def fictional_badge() -> html.Span:
    return html.Span(t("component.fictional.badge"), className="badge-fictional", title=t("component.fictional.meaning"))
