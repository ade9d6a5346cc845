"""From page to page of a long list: where one is, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable

from dash import dcc, html

from dashboard.text import t


def pager(page: int, pages: int, address: Callable[[int], str]) -> html.Nav | None:
    """Nothing where all of it stands on one page."""
    if pages == 1:
        return None
    ways = [(t("component.pager.newer"), page - 1), (t("component.pager.older"), page + 1)]
    links = [html.Li(dcc.Link(label, href=address(to), className="quiet-button")) for label, to in ways if 1 <= to <= pages]
    here = html.Li(t("component.pager.here", page=page, pages=pages), className="muted")
    return html.Nav(html.Ul([here, *links], className="pager"), **{"aria-label": t("component.pager.label")})
