"""Et læringskort: to read, to write, to approve, and to say that it is used. One address with its form below it."""

from __future__ import annotations

import dash
from dash import ALL, Input, Output, State, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.edit_list import edit_list
from dashboard.components.form import FORM_IDS, FORM_VALUES, form, given
from dashboard.components.learning_addresses import CARDS, EDIT, card_address, place_of
from dashboard.components.learning_card import card_whole, state_mark, use_table, whence
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.shared_forms import ANY_FIELD, do_button, do_id, news_place, shared_notice, take_up_form, withdraw_form
from dashboard.components.skeleton import skeleton
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.text import moment_text, t
from dashboard.usecases.card import CardPage, card_exists, card_page
from dashboard.usecases.card_deeds import do_with_card
from dashboard.usecases.card_writing import FORM, card_form, write_card
from dashboard.usecases.forms import FormView
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SAVE, GO, DONE, ABOUT = "card-news", "card-form", "card-save", "card-go", "card-done", "card"
PATH = "_pages_location"

dash.register_page(
    __name__,
    path_template=f"{CARDS}/<rest>",
    name=t("page.card.name"),
    title=t("shell.page_title", page=t("page.card.name")),
    exists=lambda asker, rest: _exists(asker, *place_of(rest, "")),
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.card.name")), skeleton("panel", 1)]), id="card-page")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav"), dcc.Store(id=DONE)])


@guarded(Role.READER, Output("card-page", "children"), Input(PATH, "pathname"), Input(DONE, "data"))
def show(pathname: str | None, done: str | None) -> list[object]:
    id, view = place_of(pathname, CARDS)
    return _edit(id) if view == EDIT else _read(id, done)


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> html.Div:
    id, _ = place_of(pathname, CARDS)
    return _form(card_form(current_asker(), id, written, unfit), id)


@guarded(Role.LEADER, *saving(FORM, SAVE, news=NEWS, place=PLACE, then=(GO, "href")), State(PATH, "pathname"), prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    return stored(card_address(write_card(current_asker(), place_of(pathname, CARDS)[0], written)))


@guarded(
    Role.LEADER,
    Output(NEWS, "children", allow_duplicate=True),
    Output(DONE, "data"),
    Input(do_id(ABOUT, ALL, ALL), "n_clicks"),
    State(ANY_FIELD, FORM_VALUES),
    State(ANY_FIELD, FORM_IDS),
    State(PATH, "pathname"),
    prevent_initial_call=True,
)
def do(clicks: list, values: list, ids: list, pathname: str | None) -> tuple[object, object]:
    """What a button says, with what stands in the fields beside it."""
    if not any(clicks):
        return dash.no_update, dash.no_update
    deed, of = dash.ctx.triggered_id["do"], dash.ctx.triggered_id["of"]
    return None, do_with_card(current_asker(), place_of(pathname, CARDS)[0], deed, of, given(values, ids))


def _exists(asker: Asker, id: int | None, _: str) -> bool:
    return id is None or card_exists(asker, id)


def _read(id: int | None, done: str | None) -> list[object]:
    found = card_page(current_asker(), id or 0)
    facts = found.facts
    mark = state_mark(facts)
    head = page_head(facts.title, whence(facts), crumbs=[(t("page.cards.name"), CARDS)], badge=mark)
    said = notice("done", t(f"sharing.done.{done.split()[0]}")) if done else None
    return [head, news_place(NEWS, said), *_state(found), card_whole(facts), *_uses(found), *_written(found)]


def _state(found: CardPage) -> list[object]:
    """For those who may write it: what it waits for, and the buttons."""
    if not found.may_write:
        return []
    facts = found.facts
    change = dcc.Link(t("sharing.change"), href=card_address(facts.id, EDIT), className="quiet-button")
    approve = [do_button(ABOUT, "approve", str(facts.revision))] if found.may_approve else []
    return [*shared_notice(facts.state, may_approve=found.may_approve), html.P([*approve, change], className="button-row")]


def _uses(found: CardPage) -> list[object]:
    may_tell = bool(found.units) or current_asker().user.role.may(Role.LEADER)
    stop = {use.area: do_button(ABOUT, "give_up", use.area) for use in found.facts.in_use} if may_tell else {}
    form = [take_up_form(ABOUT, found.units)] if found.units and found.facts.approved_at else []
    return [html.H2(t("cards.use.title")), use_table(found.facts.uses, stop), *form]


def _written(found: CardPage) -> list[object]:
    facts = found.facts
    words = {"by": facts.created_by, "approver": facts.approved_by, "at": moment_text(facts.approved_at) if facts.approved_at else ""}
    said = html.P(t(f"sharing.whence.{'approved' if facts.approved_at else 'other'}", **words), className="source-line")
    withdraw = [withdraw_form(ABOUT, facts.revision)] if facts.approved_at and found.may_write else []
    return [said, *([edit_list(FORM, found.history)] if found.history else []), *withdraw]


def _edit(id: int | None) -> list[object]:
    view = card_form(current_asker(), id)
    title = t("page.card.new" if id is None else "page.card.edit")
    head = page_head(title, t("page.card.intro"), crumbs=[(t("page.cards.name"), CARDS)], has_actions=False)
    again = [notice("info", t("sharing.approved_anew"))] if id is not None else []
    return [head, *again, news_place(NEWS), html.Div(_form(view, id), id=PLACE)]


def _form(view: FormView, id: int | None) -> html.Div:
    save = html.Button(t("sharing.save"), id=SAVE, type="button", className="button")
    leave = dcc.Link(t("form.cancel"), href=CARDS if id is None else card_address(id), className="quiet-button")
    return form(view, save, leave)
