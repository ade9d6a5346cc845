"""Målverdier: every target of an indicator, and deciding a new one."""

from __future__ import annotations

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import indicator_address
from dashboard.components.form import form
from dashboard.components.goal_addresses import GOALS, name_at_end, saved_kind, targets_address
from dashboard.components.notice import told
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.target_table import target_table
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.forms import FormView
from dashboard.usecases.indicator import indicator_exists
from dashboard.usecases.targets import FORM, TargetsPage, decide_target, form_again, targets_page
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SAVE, GO = "targets-news", "targets-form", "targets-save", "targets-go"
PATH, SEARCH = ("_pages_location", "pathname"), ("_pages_location", "search")
SAVED = "mal"

dash.register_page(
    __name__,
    path_template=f"{GOALS}/indikator/<indicator>",
    name=t("page.targets.name"),
    title=t("shell.page_title", page=t("page.targets.name")),
    exists=indicator_exists,
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.targets.name")), skeleton("panel", 1)]), id="targets")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.READER, Output("targets", "children"), Input(*PATH), Input(*SEARCH))
def show(pathname: str | None, search: str | None) -> list[object]:
    return _page(targets_page(current_asker(), name_at_end(pathname)), saved_kind(search))


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> html.Div:
    return _fields(form_again(current_asker(), name_at_end(pathname), written, unfit))


@guarded(Role.ANALYST, *saving(FORM, SAVE, news=NEWS, place=PLACE, then=(GO, "href")), State(*PATH), prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    indicator = name_at_end(pathname)
    return stored(targets_address(indicator, f"{SAVED}-{decide_target(current_asker(), indicator, written)}"))


def _page(found: TargetsPage, saved: str) -> list[object]:
    crumbs = [(found.name, indicator_address(found.id, Selection()))]
    head = page_head(t("page.targets.title", name=found.name), t(f"page.targets.direction.{found.direction}"), crumbs=crumbs)
    news = html.Div([told("done", t("page.targets.done"))] if saved == SAVED else [], id=NEWS)
    table = target_table(found.lines) if found.lines else html.P(t(f"page.targets.{found.hindrance or 'empty'}"))
    return [head, news, table, *_deciding(found)]


def _deciding(found: TargetsPage) -> list[object]:
    if found.form is None:
        return []
    return [html.H2(t("page.targets.new")), html.P(t("page.targets.rules")), html.Div(_fields(found.form), id=PLACE)]


def _fields(view: FormView) -> html.Div:
    return form(view, html.Button(t("page.targets.decide"), id=SAVE, type="button", className="button"))
