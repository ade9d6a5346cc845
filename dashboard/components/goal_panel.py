"""One of the three national goals: the answer in a sentence, and how many indicators stand where."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html

from dashboard.components.count_bar import count_bar
from dashboard.components.fictional_badge import fictional_badge
from dashboard.usecases.finished import Signal


def goal_panel(
    name: str, sentence: str, counts: Mapping[Signal, int], href: str | None = None, *, has_fictional: bool = False
) -> html.Article:
    title = dcc.Link(name, href=href, className="cover-link") if href else name
    badge = [html.P(fictional_badge(is_part=True), className="source-line")] if has_fictional else []
    return html.Article(
        [html.H2(title, className="card-name"), html.P(sentence, className="answer"), html.Div([count_bar(counts), *badge])],
        className="card-surface goal-panel",
    )
