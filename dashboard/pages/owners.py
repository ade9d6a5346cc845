"""Eiere: who answers for something, and who has left."""

from __future__ import annotations

from urllib.parse import parse_qs

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import ACTIONS, OWNERS, actions_address, owner_address
from dashboard.components.data_table import data_table
from dashboard.components.empty_state import empty_state
from dashboard.components.form import form
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.text import NOTHING, t
from dashboard.usecases.forms import FormView
from dashboard.usecases.owners import FORM, OwnerFacts, OwnersPage, form_again, owners_page, write_owner
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SAVE, GO = "owner-news", "owner-form", "owner-save", "owner-go"
SEARCH = "_pages_location", "search"
COLUMNS = ("name", "post", "open", "state")

dash.register_page(__name__, path=OWNERS, name=t("page.owners.name"), title=t("shell.page_title", page=t("page.owners.name")))


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.owners.name")), skeleton("panel", 1)]), id="owners")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.READER, Output("owners", "children"), Input(*SEARCH))
def show(search: str | None) -> list[object]:
    return _page(owners_page(current_asker(), _chosen(search)))


def _form_again(unfit: Unfit, written: Written, _: object) -> html.Div:
    return _form(form_again(written, unfit))


@guarded(Role.LEADER, *saving(FORM, SAVE, news=NEWS, place=PLACE, then=(GO, "href")), State(*SEARCH), prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, search: str | None) -> Answer:
    """The address says whom it was about, so that a second name can be written after the first."""
    return stored(f"{OWNERS}?lagret={write_owner(current_asker(), _chosen(search), written)}")


def _chosen(search: str | None) -> int | None:
    """The one that is being changed; 0, which nobody has, where the address says nothing that could be one."""
    said = parse_qs((search or "").lstrip("?"), max_num_fields=50).get("rediger", [None])[-1]
    if said is None:
        return None
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else 0


def _page(found: OwnersPage) -> list[object]:
    head = page_head(t("page.owners.name"), t("page.owners.intro"), crumbs=[(t("page.actions.name"), ACTIONS)], has_actions=False)
    table = _table(found) if found.owners else empty_state(t("page.owners.empty_title"), t("page.owners.empty"))
    return [head, table, *_writing(found)]


def _table(found: OwnersPage) -> html.Div:
    headings = [t(f"page.owners.column.{name}") for name in COLUMNS]
    rows = [_row(owner, may_write=found.form is not None) for owner in found.owners]
    return data_table(t("page.owners.caption"), headings, rows, className="stacking")


def _row(owner: OwnerFacts, *, may_write: bool) -> list[object]:
    """The name leads to its form, for those who may write."""
    name = dcc.Link(owner.name, href=owner_address(owner.id)) if may_write else owner.name
    way = t("page.owners.none_open")
    if owner.open_actions:
        way = dcc.Link(t("page.owners.open", count=owner.open_actions), href=actions_address(f"?eier={owner.id}&status=apne"))
    state = t("page.owners.left" if owner.has_left else "page.owners.leaves", day=owner.left_on) if owner.left_on else t("page.owners.here")
    return [name, owner.post or NOTHING, way, state]


def _writing(found: OwnersPage) -> list[object]:
    if found.form is None:
        return []
    chosen = next((owner.name for owner in found.owners if owner.id == found.chosen), None)
    title = t("page.owners.edit", name=chosen) if chosen else t("page.owners.new")
    return [html.H2(title), html.Div(id=NEWS, **{"aria-live": "polite"}), html.Div(_form(found.form), id=PLACE)]


def _form(view: FormView) -> html.Div:
    save = html.Button(t("form.save"), id=SAVE, type="button", className="button")
    leave = [dcc.Link(t("form.cancel"), href=OWNERS, className="quiet-button")] if view.revision else []
    return form(view, save, *leave)
