"""Tiltak: what is overdue, and who answers for it?"""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.action_table import action_table
from dashboard.components.addresses import ACTIONS, OWNERS, actions_address, actions_file_address, new_action_address
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.text import t
from dashboard.usecases.action_selection import NAMES, ActionSelection
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
    head = page_head(t("page.actions.name"), found.sentence, filters=_in_words(found))
    if not found.actions:
        said = empty_state(t("page.actions.none_title"), t("page.actions.none"), (t("page.actions.all"), actions_address()))
        return [head, *_ways(found), _filters(found), said]
    return [head, *_ways(found), _filters(found), action_table(found.actions), _files(found)]


def _ways(found: ActionsPage) -> list[html.P]:
    may_write = current_asker().user.role.may(Role.LEADER)
    chosen = found.chosen
    address = new_action_address(indicator=chosen.indicator, area=chosen.area, service_area=chosen.service_area)
    new = [dcc.Link(t("page.actions.new"), href=address, className="button")] if may_write else []
    return [html.P([*new, dcc.Link(t("page.owners.name"), href=OWNERS)], className="inline-links")]


def _empty() -> html.Div:
    return empty_state(t("page.actions.empty_title"), t("page.actions.empty"))


def _filters(found: ActionsPage) -> html.Div:
    fields = [
        select_field(f"filter-{NAMES[name]}", t(f"actions.filter.{name}"), options, getattr(found.chosen, name))
        for name, options in found.options.items()
        if len(options) > 1
    ]
    return filter_bar(*fields)


def _in_words(found: ActionsPage) -> list[str]:
    """«Sykehjem», «Solbakken sykehjem»: of the filters that are on."""
    named = ((options, getattr(found.chosen, name)) for name, options in found.options.items())
    return [next((option.label for option in options if option.value == value), value) for options, value in named if value]


def _files(found: ActionsPage) -> html.P:
    links = [
        html.A(t(f"page.actions.download.{form}"), href=actions_file_address(found.chosen.to_query(), form), download="") for form in FORMS
    ]
    return html.P(links, className="inline-links")
