"""Et oppslag under «dette sa dere – dette gjør vi»: to write and to change."""

from __future__ import annotations

import dash
from dash import ALL, Input, Output, State, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.form import FORM_IDS, FORM_VALUES, field_id, form, given
from dashboard.components.learning_addresses import VOICE, place_of
from dashboard.components.page_head import page_head
from dashboard.components.shared_forms import do_id, news_place, withdraw_form
from dashboard.components.skeleton import skeleton
from dashboard.saving import Answer, Written, draws_again, saving, stored
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


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> html.Div:
    return _form(statement_form(current_asker(), place_of(pathname, VOICE)[0], written, unfit))


@guarded(Role.LEADER, *saving(FORM, SAVE, news=NEWS, place=PLACE, then=(GO, "href")), State(PATH, "pathname"), prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    """Back to the service's page when it is stored."""
    service = write_statement(current_asker(), place_of(pathname, VOICE)[0], written)
    return stored(VOICE + Selection(service_area=service).to_query())


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


def _form(view: FormView) -> html.Div:
    save = html.Button(t("sharing.save"), id=SAVE, type="button", className="button")
    return form(view, save, dcc.Link(t("form.cancel"), href=VOICE, className="quiet-button"))
