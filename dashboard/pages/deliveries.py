"""Leveranser: every file received, from whom and when, and what became of it."""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import DELIVERIES
from dashboard.components.delivery_tabs import delivery_tabs
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.page_head import page_head
from dashboard.components.pager import pager
from dashboard.components.received_table import received_table
from dashboard.text import number, t
from dashboard.usecases.received import ReceivedPage, ReceivedSelection, received_page

dash.register_page(
    __name__,
    path=DELIVERIES,
    name=t("page.deliveries.name"),
    title=t("shell.page_title", page=t("page.deliveries.name")),
    order=4.5,  # after Last opp
    role=Role.ANALYST,
)


def layout(**_: object) -> html.Div:
    return html.Div(html.H1(t("page.deliveries.name")), id="deliveries")


@guarded(Role.ANALYST, Output("deliveries", "children"), Input("_pages_location", "search"))
def show(search: str | None) -> list[object]:
    return _page(received_page(current_asker(), ReceivedSelection.from_query(search or "")))


def _page(found: ReceivedPage) -> list[object]:
    head = page_head(t("page.deliveries.name"), t("page.deliveries.intro"), has_actions=False)
    top = [head, *delivery_tabs(current_asker().user, t("page.deliveries.name"))]
    if len(found.people) == 1:
        return [*top, empty_state(t("page.deliveries.empty_title"), t("page.deliveries.empty"), way_to_upload(current_asker().user))]
    return [*top, _filters(found), *_list(found)]


def _filters(found: ReceivedPage) -> html.Div:
    chosen = found.chosen
    return filter_bar(
        select_field("filter-kilde", t("received.column.source"), found.sources, chosen.source),
        select_field("filter-av", t("received.column.by"), found.people, chosen.by),
        select_field("filter-mottatt", t("received.column.received"), found.days, chosen.received),
    )


def _list(found: ReceivedPage) -> list[object]:
    if not found.deliveries:
        return [empty_state(t("page.deliveries.none_title"), t("page.deliveries.none"), (t("page.deliveries.all"), DELIVERIES))]
    ways = pager(found.chosen.page, found.pages, lambda page: f"{DELIVERIES}{found.chosen.with_(page=page).to_query()}")
    count = html.P(t("page.deliveries.count", count=found.total, shown=number(found.total)), className="muted", role="status")
    return [count, received_table(found.deliveries), *([ways] if ways else [])]
