"""Sammenlign: does the own number stand out more than chance allows?"""

from __future__ import annotations

from urllib.parse import unquote

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import comparison_address, indicator_address, overview_address, service_address
from dashboard.components.comparison_card import comparison_card
from dashboard.components.earlier_version import earlier_version
from dashboard.components.empty_state import empty_state
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.components.view_tabs import view_tabs
from dashboard.figures.comparison_drawn import comparison_drawn
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.comparison import ComparisonPage, comparison_page
from dashboard.usecases.finished import Kind

dash.register_page(
    __name__,
    path_template="/sammenlign/<indicator>",
    name=t("page.comparison.name"),
    title=t("shell.page_title", page=t("page.comparison.name")),
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.comparison.name")), skeleton("chart")]), id="comparison")


@guarded(Role.READER, Output("comparison", "children"), Input("_pages_location", "pathname"), Input("_pages_location", "search"))
def show(pathname: str | None, search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(comparison_page(current_asker(), unquote((pathname or "").rsplit("/", 1)[-1]), chosen), chosen)


def _page(found: ComparisonPage, chosen: Selection) -> list[object]:
    facts = found.indicator
    head = page_head(
        facts.name,
        filters=in_words(found.choices, found.selection),
        crumbs=[
            (t("page.overview.name"), overview_address(chosen)),
            (facts.service_area_name, service_address(facts.service_area, chosen)),
        ],
    )
    views = (
        (t("page.comparison.trend"), indicator_address(facts.id, chosen)),
        (t("page.comparison.name"), comparison_address(facts.id, chosen)),
    )
    bar = selection_bar(found.choices, found.selection, breakdowns=found.breakdowns, has_service=False)
    return [head, *earlier_version(chosen), view_tabs(t("page.comparison.tabs"), views, t("page.comparison.name")), bar, _cards(found)]


def _cards(found: ComparisonPage) -> html.Div:
    if not found.comparisons:
        key = "counts" if found.indicator.kind is Kind.COUNT else "empty"
        return empty_state(t(f"page.comparison.{key}_title"), t(f"page.comparison.{key}"))
    cards = [comparison_card(one, comparison_drawn(one), f"comparison-{one.against}") for one in found.comparisons]
    return html.Div(cards, className="stack")
