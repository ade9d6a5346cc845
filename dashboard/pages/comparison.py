"""Sammenlign: does the own number stand out more than chance allows?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import (
    comparison_address,
    comparison_file_address,
    indicator_address,
    overview_address,
    service_address,
)
from dashboard.components.comparison_card import comparison_card
from dashboard.components.earlier_version import earlier_version
from dashboard.components.empty_state import empty_state
from dashboard.components.indicator_tabs import indicator_tabs
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.figures.comparison_drawn import ComparisonDrawn, comparison_drawn
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.compared import Comparison
from dashboard.usecases.comparison import ComparisonPage, comparison_page
from dashboard.usecases.finished import Kind
from dashboard.usecases.indicator import indicator_exists

dash.register_page(
    __name__,
    path_template="/sammenlign/<indicator>",
    name=t("page.comparison.name"),
    title=t("shell.page_title", page=t("page.comparison.name")),
    exists=indicator_exists,
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.comparison.name")), skeleton("chart")]), id="comparison")


@guarded(
    Role.READER, Output("comparison", "children"), Input("_pages_location", "pathname"), Input("_pages_location", "search"), of_address=True
)
def show(pathname: str | None, search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(comparison_page(current_asker(), _indicator(pathname), chosen), chosen)


def _indicator(pathname: str | None) -> str:
    return unquote((pathname or "").rstrip("/").rsplit("/", 1)[-1])


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
    bar = selection_bar(found.choices, found.selection, breakdowns=found.breakdowns, has_service=False, spans=False)
    tabs = indicator_tabs(facts.id, chosen, "comparison")
    return [head, *earlier_version(chosen), tabs, bar, _cards(found, chosen)]


def _cards(found: ComparisonPage, chosen: Selection) -> html.Div:
    drawn = [(one, comparison_drawn(one)) for one in found.comparisons]
    cards = [comparison_card(one, each, f"comparison-{one.against}", list(_files(one, each, chosen))) for one, each in drawn]
    return html.Div(cards or _empty(found, chosen), className="stack")


def _files(one: Comparison, drawn: ComparisonDrawn | None, chosen: Selection) -> Iterator[tuple[str, str]]:
    names = {"csv": "sammenligning.csv", "xlsx": "sammenligning.xlsx"}
    names |= {"prikker": "sammenligning-prikker.svg"} if drawn else {}
    names |= {"trakt": "sammenligning-trakt.svg"} if drawn and drawn.funnel else {}
    for form, name in names.items():
        yield t(f"page.comparison.download.{form}"), comparison_file_address(one.indicator.id, one.against, chosen, name)


def _empty(found: ComparisonPage, chosen: Selection) -> html.Div:
    """Why there is nothing to compare, and where there is something to see."""
    trend = (t("page.comparison.see_trend"), indicator_address(found.indicator.id, chosen))
    if found.indicator.kind is Kind.COUNT:
        return empty_state(t("page.comparison.counts_title"), t("page.comparison.counts"), trend)
    area = next((option.label for option in found.choices.areas if option.value == found.selection.area), "")
    if found.has_figures:
        return empty_state(t("page.comparison.empty_title"), t("page.comparison.empty", area=area), trend)
    until = t("page.comparison.until", year=chosen.last_year) if chosen.last_year else ""
    said = empty_state(t("page.comparison.no_figures_title"), t("page.comparison.no_figures", area=area, until=until))
    return html.Div([said, _elsewhere(found, chosen)], className="stack") if found.elsewhere else said


def _elsewhere(found: ComparisonPage, chosen: Selection) -> html.Nav:
    links = [
        html.Li(dcc.Link(each.name, href=comparison_address(found.indicator.id, chosen.with_(area=each.code, compare_with=()))))
        for each in found.elsewhere
    ]
    return html.Nav([html.P(t("page.comparison.elsewhere")), html.Ul(links)], **{"aria-label": t("page.comparison.elsewhere")})
