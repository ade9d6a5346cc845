"""Indikator: the one chart that everybody discusses, with its table, its definition and its files."""

from __future__ import annotations

from urllib.parse import unquote

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import file_address, indicator_address, overview_address, service_address
from dashboard.components.chart_card import chart_card
from dashboard.components.definition_list import definition_list
from dashboard.components.earlier_version import earlier_version
from dashboard.components.indicator_tabs import indicator_tabs
from dashboard.components.key_figures import key_figures
from dashboard.components.level_link import level_link
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.series_figures import figures_beside
from dashboard.components.skeleton import skeleton
from dashboard.components.target_table import targets_part
from dashboard.figures.drawn import Drawn, drawn
from dashboard.figures.panels import panels
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.chart_reason import chart_reason
from dashboard.usecases.finished import Series
from dashboard.usecases.indicator import IndicatorPage, indicator_exists, indicator_page
from dashboard.usecases.targets import target_lines

FORMS = ("csv", "xlsx", "svg")

dash.register_page(
    __name__,
    path_template="/indikator/<indicator>",
    name=t("page.indicator.name"),
    title=t("shell.page_title", page=t("page.indicator.name")),
    exists=indicator_exists,
    uses_plotly=True,
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.indicator.name")), skeleton("chart")]), id="indicator")


@guarded(
    Role.READER, Output("indicator", "children"), Input("_pages_location", "pathname"), Input("_pages_location", "search"), of_address=True
)
def show(pathname: str | None, search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(indicator_page(current_asker(), unquote((pathname or "").rsplit("/", 1)[-1]), chosen), chosen)


def _page(found: IndicatorPage, chosen: Selection) -> list[object]:
    series = found.series
    facts = series.indicator
    head = page_head(
        facts.name,
        filters=in_words(found.choices, found.selection),
        crumbs=[
            (t("page.overview.name"), overview_address(chosen)),
            (facts.service_area_name, service_address(facts.service_area, chosen)),
        ],
    )
    bar = selection_bar(found.choices, found.selection, breakdowns=series.breakdowns, has_service=False)
    return [
        head,
        *earlier_version(chosen),
        indicator_tabs(facts.id, chosen, "trend"),
        bar,
        *_charts(found, chosen),
    ]


def _charts(found: IndicatorPage, chosen: Selection) -> list[object]:
    """The chart; under it, where harm and reports belong together, the other one over the same time, and what they say together."""
    if found.pair is None:
        return [_panel(found.series, drawn(found.series), chosen)]
    one, other = found.pair.one, found.pair.beside
    first, second = panels(one, other)
    title = html.H2(t("pair.title", name=other.indicator.name), id="pair")
    answer = html.P(found.pair.sentence, className="pair-answer")
    together = html.Section([title, answer, _panel(other, second, chosen, "beside")], **{"aria-labelledby": "pair"})
    return [_panel(one, first, chosen), together]


def _panel(series: Series, pictures: Drawn, chosen: Selection, id: str = "chart") -> html.Div:
    """A chart and the few numbers beside it."""
    label = t("page.indicator.key_figures_of", name=series.indicator.name)
    beside = html.Aside([key_figures(figures_beside(series))], **{"aria-label": label})
    card = html.Div([_card(series, pictures, chosen, id), *level_link(series, chosen, indicator_address)])
    return html.Div([card, beside], className="chart-and-figures")


def _about(series: Series) -> html.Div:
    """The definition, which chart was chosen and why, and what has been asked of the number."""
    asker, id = current_asker(), series.indicator.id
    targets = targets_part(id, target_lines(asker, id), may_decide=asker.user.role.may(Role.ANALYST))
    return html.Div([definition_list(series.indicator), html.P(chart_reason(series), className="source-line"), targets])


def _card(series: Series, pictures: Drawn, chosen: Selection, id: str) -> html.Article:
    files = [(t(f"page.indicator.download.{form}"), file_address(series.indicator.id, chosen, form)) for form in FORMS]
    return chart_card(series, pictures, id, name=t("page.indicator.trend"), about=_about(series), downloads=files)
