"""Et tiltak: to read, to write down, to follow up. One address with its forms below it, since Dash takes all of them for the same page."""

from __future__ import annotations

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.action_effects import effect_table
from dashboard.components.action_facts import action_facts, action_notices
from dashboard.components.addresses import ACTIONS, EDIT, FOLLOW_UP, OWNERS, action_address, action_place
from dashboard.components.edit_list import edit_list
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.form import form
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.text import moment_text, t
from dashboard.usecases.action import ActionPage, action_exists, action_page
from dashboard.usecases.action_start import asked_for
from dashboard.usecases.action_writing import FORM, ActionForm, action_form, write_action
from dashboard.usecases.follow_up import follow_up_form, write_follow_up
from dashboard.usecases.forms import FormView
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SAVE, GO = "action-news", "action-form", "action-save", "action-go"
PATH = "_pages_location"

dash.register_page(
    __name__,
    path_template=f"{ACTIONS}/<rest>",
    name=t("page.action.name"),
    title=t("shell.page_title", page=t("page.action.name")),
    exists=lambda asker, rest: _exists(asker, *action_place(rest)),
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.action.name")), skeleton("panel", 1)]), id="action")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.READER, Output("action", "children"), Input(PATH, "pathname"), Input(PATH, "search"))
def show(pathname: str | None, search: str | None) -> list[object]:
    id, view = action_place(_rest(pathname))
    return VIEWS[view](id, search or "")


def _form_again(unfit: Unfit, written: Written, pathname: str | None, _: object) -> object:
    id, view = action_place(_rest(pathname))
    is_follow_up, asker = view == FOLLOW_UP, current_asker()
    again = follow_up_form(asker, id, written, unfit) if is_follow_up else action_form(asker, id, written, unfit).view
    return _form(again, id)


@guarded(
    Role.LEADER,
    *saving(FORM, SAVE, news=NEWS, place=PLACE, then=(GO, "href")),
    State(PATH, "pathname"),
    State(PATH, "search"),
    prevent_initial_call=True,
)
@draws_again(_form_again)
def save(written: Written, pathname: str | None, search: str | None) -> Answer:
    id, view = action_place(_rest(pathname))
    return stored(action_address(_stored(current_asker(), id, written, view, search or "")))


def _rest(pathname: str | None) -> str:
    return (pathname or "").strip("/").partition("/")[2]


def _exists(asker: Asker, id: int | None, _: str) -> bool:
    return id is None or action_exists(asker, id)


def _stored(asker: Asker, id: int | None, written: Written, view: str, search: str) -> int:
    if view == FOLLOW_UP:
        return write_follow_up(asker, id, written)
    return write_action(asker, id, written, matter=asked_for(asker, search).matter)


def _read(id: int, _: str) -> list[object]:
    found = action_page(current_asker(), id)
    facts = found.facts
    head = page_head(
        facts.title,
        crumbs=[(t("page.actions.name"), ACTIONS)],
        badge=fictional_badge() if facts.is_fictional else None,
    )
    notices = action_notices(facts, may_write=found.may_write)
    return [head, *notices, *_ways(found), action_facts(facts), html.H2(t("page.action.effects")), *effect_table(facts), *_history(found)]


def _ways(found: ActionPage) -> list[object]:
    if not found.may_write:
        return []
    links = [
        dcc.Link(t(f"action.way.{view}"), href=action_address(found.facts.id, view), className="quiet-button") for view in (FOLLOW_UP, EDIT)
    ]
    return [html.P(links, className="button-row")]


def _history(found: ActionPage) -> list[object]:
    last = found.history[0]
    said = html.P(t("page.action.last", at=moment_text(last.at), by=last.by), className="source-line")
    return [said, edit_list(FORM, found.history)]


def _edit(id: int | None, search: str) -> list[object]:
    asker = current_asker()
    found = action_form(asker, id, asked_for(asker, search).given if id is None else None)
    title = t("page.action.new") if found.title is None else t("page.action.edit")
    crumbs = [(t("page.actions.name"), ACTIONS), *([(found.title, action_address(id))] if found.title and id else [])]
    return [page_head(title, t("page.action.intro"), crumbs=crumbs, has_actions=False), *_lacking(found), *_writing(found.view, id)]


def _lacking(found: ActionForm) -> list[object]:
    said = [t("page.action.lacks_owners"), " ", dcc.Link(t("page.owners.name"), href=OWNERS)]
    return [notice("info", html.P(said))] if found.lacks_owners else []


def _follow_up(id: int, _: str) -> list[object]:
    asker = current_asker()
    facts = action_page(asker, id).facts
    crumbs = [(t("page.actions.name"), ACTIONS), (facts.title, action_address(id))]
    expected = [html.H2(t("form.action.hypothesis")), html.P(facts.hypothesis, className="as-written")]
    said = html.Div([*expected, html.H2(t("page.action.effects")), *effect_table(facts), html.H2(t("page.action.said"))])
    head = page_head(t("page.action.follow_up"), t("page.action.follow_up_intro"), crumbs=crumbs, has_actions=False)
    return [head, said, *_writing(follow_up_form(asker, id), id)]


def _writing(view: FormView, id: int | None) -> list[object]:
    return [html.Div(id=NEWS, **{"aria-live": "polite"}), html.Div(_form(view, id), id=PLACE)]


def _form(view: FormView, id: int | None) -> html.Div:
    save = html.Button(t("form.save"), id=SAVE, type="button", className="button")
    leave = dcc.Link(t("form.cancel"), href=ACTIONS if id is None else action_address(id), className="quiet-button")
    return form(view, save, leave)


VIEWS = {"": _read, EDIT: _edit, FOLLOW_UP: _follow_up}
