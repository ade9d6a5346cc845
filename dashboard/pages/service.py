"""Tjeneste: all trends of one service, harm first."""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import indicator_address, overview_address
from dashboard.components.earlier_version import earlier_version
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.components.small_multiple import small_multiple, small_multiples
from dashboard.figures.trend_svg import trend_svg
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.service import GoalGroup, ServicePage, service_page

dash.register_page(
    __name__, path="/tjeneste", name=t("page.service.name"), title=t("shell.page_title", page=t("page.service.name")), order=2
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.service.name")), skeleton("small", 6)]), id="service")


@guarded(Role.READER, Output("service", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(service_page(current_asker(), chosen), chosen)


def _page(found: ServicePage, chosen: Selection) -> list[object]:
    head = page_head(
        found.name or t("page.service.name"),
        found.sentence,
        filters=in_words(found.choices, found.selection),
        crumbs=[(t("page.overview.name"), overview_address(chosen))],
    )
    top = [head, *earlier_version(chosen), selection_bar(found.choices, found.selection, everything=False)]
    if not found.groups:
        return [*top, empty_state(t("page.service.empty_title"), t("page.service.empty"), way_to_upload(current_asker().user))]
    return [*top, *(part for group in found.groups for part in _group(group, chosen))]


def _group(group: GoalGroup, chosen: Selection) -> list[object]:
    cards = [small_multiple(series, trend_svg(series), indicator_address(series.indicator.id, chosen)) for series in group.series]
    return [html.H2(group.name), small_multiples(cards)]
