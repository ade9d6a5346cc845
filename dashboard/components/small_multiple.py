"""One trend among many: a card without footer. The whole card leads to the chart."""

from __future__ import annotations

import re

from dash import dcc, html

from dashboard.components.chart_card import card_head
from dashboard.components.pictures import image
from dashboard.usecases.finished import Series


def small_multiple(series: Series, svg: str, href: str) -> html.Article:
    """The link is the name; the style sheet stretches it over the card."""
    # A space in an id would make two of it, and a breakdown is words.
    name_id = re.sub(r"\W+", "-", f"name-{series.indicator.id}-{series.area.code}-{series.breakdown}")
    link = dcc.Link(series.indicator.short_name or series.indicator.name, href=href, className="cover-link")
    return html.Article(
        [
            card_head(series, name_id, link, html.H3),
            # The picture's text is the answer, so those who listen hear it once.
            html.P(series.sentence, className="answer clamped", **{"aria-hidden": "true"}),
            image(svg, series.sentence),
        ],
        className="card-surface small-multiple",
        **{"aria-labelledby": name_id},
    )


def small_multiples(cards: list[html.Article]) -> html.Div:
    """Three in a row, fewer where the screen is narrow."""
    return html.Div(cards, className="multiples")
