"""Views of the same thing, as links at the top of each of them."""

from __future__ import annotations

from dash import dcc, html


def view_tabs(label: str, views: tuple[tuple[str, str], ...], here: str) -> html.Nav:
    """`label` names them all; `views` are pairs of label and address; `here` is the label of the one that is shown."""
    links = [
        html.Li(
            html.Span(label, className="tab", **{"aria-current": "page"})
            if label == here
            else dcc.Link(label, href=address, className="tab")
        )
        for label, address in views
    ]
    return html.Nav(html.Ul(links), className="tabs", **{"aria-label": label})
