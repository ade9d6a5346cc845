"""One service: how its indicators stand against their own past and against the comparator, and how new the numbers are."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html

from dashboard.components.count_bar import count_list
from dashboard.components.fictional_badge import fictional_badge
from dashboard.text import period_text, t
from dashboard.usecases.finished import Period, Signal


def service_card(
    name: str,
    href: str,
    counts: Mapping[Signal, int],
    newest: Period | None,
    compared: Mapping[Signal, int] | None = None,
    compared_with: str = "",
    *,
    has_fictional: bool = False,
) -> html.Article:
    sides = [(t("component.service_card.before"), counts)]
    if compared and compared_with and sum(compared.values()):
        sides.append((t("component.service_card.compared", area=compared_with), compared))
    newest_text = t("component.service_card.newest", period=period_text(newest)) if newest else t("component.service_card.no_numbers")
    return html.Article(
        [
            html.H3(dcc.Link(name, href=href, className="cover-link"), className="card-name"),
            html.Dl([part for label, side in sides for part in (html.Dt(label), html.Dd(count_list(side)))], className="service-sides"),
            html.P([newest_text, *([" ", fictional_badge(is_part=True)] if has_fictional else [])], className="source-line"),
        ],
        className="card-surface service-card",
    )
