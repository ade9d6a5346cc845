"""Oversikt: is harm falling, and where must we ask?"""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import COMPLETENESS, DELIVERIES, YEAR_WHEEL, actions_address, indicator_address, service_address
from dashboard.components.attention_list import attention_list
from dashboard.components.delivery_list import delivery_list
from dashboard.components.earlier_version import earlier_version
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.goal_addresses import goals_address
from dashboard.components.goal_panel import goal_panel
from dashboard.components.noise_line import noise_line
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.service_card import service_card
from dashboard.components.skeleton import skeleton
from dashboard.components.waiting_words import waiting_list
from dashboard.components.wheel_list import deadline_list
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.actions import waiting_actions
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.overview import Overview, ServiceCard, overview

SHOWN = 8  # rows of what needs attention before the reader asks for all

dash.register_page(__name__, path="/", name=t("page.overview.name"), title=t("shell.page_title", page=t("page.overview.name")), order=1)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.overview.name")), skeleton("panel", 3)]), id="overview")


@guarded(Role.READER, Output("overview", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(overview(current_asker(), chosen), chosen)


def _page(found: Overview, chosen: Selection) -> list[object]:
    head = page_head(t("page.overview.question"), t("page.overview.vision"), filters=in_words(found.choices, found.selection))
    top = [head, *earlier_version(chosen), selection_bar(found.choices, found.selection)]
    if not found.total:
        return [*top, empty_state(t("page.overview.empty_title"), t("page.overview.empty"), way_to_upload(current_asker().user))]
    goals = goals_address(GoalSelection(chosen))
    panels = [goal_panel(panel.name, panel.sentence, panel.counts, goals, has_fictional=panel.has_fictional) for panel in found.goals]
    return [
        *top,
        html.Div(panels, className="panels"),
        *_attention(found, chosen),
        *_waiting(found),
        *_services(found, chosen),
        *_deliveries(found),
        *_deadlines(found),
    ]


def _attention(found: Overview, chosen: Selection) -> list[object]:
    rows = [(series, indicator_address(series.indicator.id, chosen.with_(area=series.area.code))) for series in found.attention]
    heading = html.H2(t("page.overview.attention", count=len(rows)))
    note = f"{t('page.overview.attention_note')} {noise_line(found.noise)}"
    if len(rows) <= SHOWN:
        return [heading, attention_list(rows, note)]
    rest = html.Details([html.Summary(t("page.overview.all", count=len(rows)), className="quiet-button"), attention_list(rows[SHOWN:])])
    return [heading, attention_list(rows[:SHOWN], note), rest]


def _waiting(found: Overview) -> list[object]:
    """Nothing where nothing waits: the measures have a page of their own."""
    chosen = ActionSelection(service_area=found.selection.service_area or "", area=found.selection.area or "")
    actions = waiting_actions(current_asker(), chosen)
    if not actions:
        return []
    every = dcc.Link(t("page.overview.all_actions"), href=actions_address(chosen.to_query()))
    return [html.H2(t("page.overview.waiting", count=len(actions))), waiting_list(actions[:SHOWN]), html.P(every)]


def _services(found: Overview, chosen: Selection) -> list[object]:
    cards = [_card(card, chosen) for card in found.services]
    return [html.H2(t("page.overview.services")), html.Div(cards, className="multiples")]


def _card(card: ServiceCard, chosen: Selection) -> html.Article:
    address, compared = service_address(card.id, chosen), (card.compared, card.compared_with)
    return service_card(card.name, address, card.counts, card.newest, *compared, has_fictional=card.has_fictional)


def _deliveries(found: Overview) -> list[object]:
    every = [dcc.Link(t("page.overview.all_deliveries"), href=DELIVERIES)] if current_asker().user.role.may(Role.ANALYST) else []
    ways = html.P([*every, dcc.Link(t("page.overview.completeness"), href=COMPLETENESS)], className="inline-links")
    return [html.H2(t("page.overview.deliveries")), delivery_list(found.deliveries), ways]


def _deadlines(found: Overview) -> list[object]:
    ways = html.P(dcc.Link(t("page.overview.year_wheel"), href=YEAR_WHEEL), className="inline-links")
    return [html.H2(t("page.overview.deadlines")), deadline_list(found.deadlines), ways]
