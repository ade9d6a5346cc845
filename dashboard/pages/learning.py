"""Læring, hendelser: is more reported, is less harm done, and what is most of it about?"""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.chart_card import chart_card
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.event_tables import pareto, severity_table
from dashboard.components.filter_bar import chosen_bar, chosen_in_words
from dashboard.components.learning_addresses import EVENTS
from dashboard.components.learning_tabs import learning_tabs
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.figures.panels import panels
from dashboard.figures.pareto_svg import pareto_pictures
from dashboard.text import t
from dashboard.usecases.event_selection import EventSelection
from dashboard.usecases.reported_events import EventsPage, events_page

dash.register_page(
    __name__, path=EVENTS, name=t("page.events.name"), title=t("shell.page_title", page=t("page.events.name")), order=3.3, uses_plotly=True
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.events.name")), skeleton("chart", 2)]), id="events")


@guarded(Role.READER, Output("events", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    return _page(events_page(current_asker(), EventSelection.from_query(search or "")))


def _page(found: EventsPage) -> list[object]:
    head = page_head(
        t("page.events.name"),
        t("page.events.intro"),
        filters=chosen_in_words(found.options, found.chosen),
        has_actions=found.pair is not None,
    )
    top, filters = [head, learning_tabs(EVENTS)], chosen_bar("events", found.options, found.chosen)
    if not found.options["service_area"] or not found.chosen.service_area:
        return [*top, empty_state(t("page.events.empty_title"), t("page.events.empty"), way_to_upload(current_asker().user))]
    if found.pair is None:
        return [*top, filters, empty_state(t("page.events.none_title"), t("page.events.none"), (t("page.events.all"), EVENTS))]
    one, other = panels(found.pair.one, found.pair.beside)
    answer = html.P(found.pair.sentence, className="pair-answer")
    charts = [chart_card(found.pair.one, one, "reported"), chart_card(found.pair.beside, other, "harm")]
    return [*top, filters, answer, html.Div([*charts, *_tables(found)], className="stacked")]


def _tables(found: EventsPage) -> list[object]:
    if not found.categories:
        return [html.P(t("events.nothing_of_categories"), className="muted")]
    return [pareto(found.categories, pareto_pictures(found.categories), found.first, found.last), severity_table(found.severities)]
