"""The top of every page: the way back, one heading, one sentence, and which filters are on in words."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.text import t


def page_head(
    title: str,
    sentence: str = "",
    *,
    filters: Sequence[str] = (),
    crumbs: Sequence[tuple[str, str]] = (),
    badge: object = None,
    has_actions: bool = True,
) -> html.Header:
    """`filters` are words such as «Sykehjem», «Færder», «2019–2026», «mot landet»; `crumbs` pairs of label and address, outermost first."""
    parts = [
        _crumbs(crumbs, title) if crumbs else None,
        html.Div(
            [html.H1([title, *([" ", badge] if badge is not None else [])]), _actions() if has_actions else None], className="page-title"
        ),
        html.P(sentence, className="page-sentence") if sentence else None,
        _filters(filters) if filters else None,
    ]
    return html.Header([part for part in parts if part is not None], className="page-head")


def _crumbs(crumbs: Sequence[tuple[str, str]], title: str) -> html.Nav:
    links = [html.Li(dcc.Link(label, href=address)) for label, address in crumbs]
    here = html.Li(html.Span(title, **{"aria-current": "page"}))
    return html.Nav(html.Ol([*links, here]), className="crumbs", **{"aria-label": t("component.page_head.crumbs")})


def _filters(words: Sequence[str]) -> html.P:
    """One piece for each filter, so that a line never breaks inside «2019–2026»."""
    said = html.Span(t("component.page_head.filters"), className="visually-hidden")
    return html.P([said, *(html.Span(word) for word in words)], className="filters-in-words")


def _actions() -> html.Div:
    """assets/actions.js listens for the data attributes and says in the status line what it did."""
    return html.Div(
        [
            html.Span("", role="status", className="action-status"),
            html.Button(
                t("component.page_head.copy_link"),
                type="button",
                className="quiet-button",
                **{"data-copy-link": "true", "data-done": t("component.page_head.copied")},
            ),
            html.Button(t("component.page_head.print"), type="button", className="quiet-button", **{"data-print": "true"}),
        ],
        className="page-actions",
    )
