"""Tiltak: what is overdue, and who answers for it?"""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.action_table import action_table
from dashboard.components.addresses import ACTIONS, OWNERS, actions_address, actions_file_address, new_action_address
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import chosen_bar, chosen_in_words
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.text import t
from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.actions import ActionsPage, actions_page

FORMS = ("csv", "xlsx")

dash.register_page(__name__, path=ACTIONS, name=t("page.actions.name"), title=t("shell.page_title", page=t("page.actions.name")), order=3.1)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.actions.name")), skeleton("panel", 1)]), id="actions")


@guarded(Role.READER, Output("actions", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    return _page(actions_page(current_asker(), ActionSelection.from_query(search or "")))


def _page(found: ActionsPage) -> list[object]:
    if not found.total:
        return [page_head(t("page.actions.name"), has_actions=False), *_ways(found), _empty()]
    head = page_head(t("page.actions.name"), found.sentence, filters=chosen_in_words(found.options, found.chosen))
    offered = {name: options for name, options in found.options.items() if len(options) > 1}
    top = [head, *_ways(found), chosen_bar("actions", offered, found.chosen)]
    if not found.actions:
        said = empty_state(t("page.actions.none_title"), t("page.actions.none"), (t("page.actions.all"), actions_address()))
        return [*top, said]
    return [*top, action_table(found.actions), _files(found)]


def _ways(found: ActionsPage) -> list[html.P]:
    may_write = current_asker().user.role.may(Role.LEADER)
    chosen = found.chosen
    address = new_action_address(indicator=chosen.indicator, area=chosen.area, service_area=chosen.service_area)
    new = [dcc.Link(t("page.actions.new"), href=address, className="button")] if may_write else []
    return [html.P([*new, dcc.Link(t("page.owners.name"), href=OWNERS)], className="inline-links")]


def _empty() -> html.Div:
    return empty_state(t("page.actions.empty_title"), t("page.actions.empty"))


def _files(found: ActionsPage) -> html.P:
    links = [
        html.A(t(f"page.actions.download.{form}"), href=actions_file_address(found.chosen.to_query(), form), download="") for form in FORMS
    ]
    return html.P(links, className="inline-links")
