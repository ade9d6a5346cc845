"""What needs attention, the most urgent first; each row leads to its chart."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.signal_mark import marks_of
from dashboard.text import t
from dashboard.usecases.finished import Series


def attention_list(rows: Sequence[tuple[Series, str]], note: str = "") -> html.Div:
    """`rows` are series with the address of each; `note` says how many such flags chance alone would give."""
    if not rows:
        return html.Div(html.P(t("component.attention.none"), className="muted"), className="attention card-surface")
    said = [html.P(note, className="attention-note")] if note else []
    return html.Div(
        [*said, html.Ol([_row(series, href) for series, href in rows], className="attention-rows card-surface")], className="attention"
    )


def _row(series: Series, href: str) -> html.Li:
    badge = [fictional_badge()] if series.is_fictional else []
    since = (
        [html.Span(t("component.attention.since", since=series.change.since), className="attention-since")] if series.change.since else []
    )
    return html.Li(
        [
            html.Div(
                [
                    dcc.Link(series.indicator.name, href=href, className="cover-link attention-name"),
                    html.Span([series.area.name, " ", *badge], className="attention-area"),
                ],
                className="attention-what",
            ),
            html.Div([*marks_of(series), *since], className="marks attention-marks"),
            html.P(series.sentence, className="attention-sentence"),
            html.Span("→", className="attention-arrow", **{"aria-hidden": "true"}),
        ],
        className="attention-row",
    )
