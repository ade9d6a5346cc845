"""Et oppslag under «dette sa dere – dette gjør vi»: to write and to change."""

from __future__ import annotations

from collections.abc import Mapping

import dash
from dash import ALL, Input, Output, State, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.form import FORM_IDS, FORM_VALUES, field_id, form, given
from dashboard.components.learning_addresses import VOICE, place_of
from dashboard.components.page_head import page_head
from dashboard.components.shared_forms import do_id, news_place, withdraw_form
from dashboard.components.skeleton import skeleton
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.forms import FormView
from dashboard.usecases.statements import FORM, can_be_withdrawn, do_with_statement, statement_exists, statement_form, write_statement
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SAVE, GO = "statement-news", "statement-form", "statement-save", "statement-go"
ABOUT, PATH = "statement", "_pages_location"

dash.register_page(
    __name__,
    path_template=f"{VOICE}/<rest>",
    name=t("page.statement.name"),
    title=t("shell.page_title", page=t("page.statement.name")),
    role=Role.LEADER,
    exists=lambda asker, rest: _exists(asker, place_of(rest, "")[0]),
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.statement.name")), skeleton("panel", 1)]), id="statement-page")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.LEADER, Output("statement-page", "children"), Input(PATH, "pathname"))
def show(pathname: str | None) -> list[object]:
    id, _ = place_of(pathname, VOICE)
    view = statement_form(current_asker(), id)
    head = page_head(t("page.statement.name"), t("page.statement.intro"), crumbs=[(t("page.voice.name"), VOICE)], has_actions=False)
    withdraw = [withdraw_form(ABOUT, f"{id} {view.revision}")] if can_be_withdrawn(current_asker(), id) else []
    return [head, news_place(NEWS), html.Div(_form(view), id=PLACE), *withdraw]


@guarded(
    Role.LEADER,
    Output(NEWS, "children"),
    Output(PLACE, "children"),
    Output(GO, "href"),
    Input(SAVE, "n_clicks"),
    State(field_id(FORM, ALL), FORM_VALUES),
    State(field_id(FORM, ALL), FORM_IDS),
    State(PATH, "pathname"),
    prevent_initial_call=True,
)
def save(clicks: int | None, values: list, ids: list, pathname: str | None) -> tuple[object, object, object]:
    """Dash also calls this when the button appears; only a press saves anything."""
    return _saved(given(values, ids), place_of(pathname, VOICE)[0]) if clicks else (dash.no_update,) * 3


@guarded(
    Role.LEADER,
    Output(NEWS, "children", allow_duplicate=True),
    Output(GO, "href", allow_duplicate=True),
    Input(do_id(ABOUT, "withdraw", ALL), "n_clicks"),
    State(field_id("withdraw", ALL), FORM_VALUES),
    State(field_id("withdraw", ALL), FORM_IDS),
    prevent_initial_call=True,
)
def withdraw(clicks: list, values: list, ids: list) -> tuple[object, object]:
    if not any(clicks):
        return dash.no_update, dash.no_update
    do_with_statement(current_asker(), "withdraw", dash.ctx.triggered_id["of"], given(values, ids))
    return None, VOICE


def _exists(asker: Asker, id: int | None) -> bool:
    return id is None or statement_exists(asker, id)


def _saved(written: Mapping[str, object], id: int | None) -> tuple[object, object, object]:
    """Back to the service's page when it is stored; else the form again, with what was written and what is wrong in it."""
    asker = current_asker()
    try:
        service = write_statement(asker, id, written)
        return None, dash.no_update, VOICE + Selection(service_area=service).to_query()
    except Unfit as unfit:
        return None, _form(statement_form(asker, id, written, unfit)), dash.no_update


def _form(view: FormView) -> html.Div:
    save = html.Button(t("sharing.save"), id=SAVE, type="button", className="button")
    return form(view, save, dcc.Link(t("form.cancel"), href=VOICE, className="quiet-button"))
