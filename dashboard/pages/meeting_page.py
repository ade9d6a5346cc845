"""Et møte: set up from what the figures and the measures propose; once held, as it stood that day.

Its name comes after meeting_mode's: Dash takes the first page whose address fits, and /moter/<number> fits /moter/3/vis too.
"""

from __future__ import annotations

import dash
from dash import ALL, Input, Output, State, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import MEETINGS, meeting_number
from dashboard.components.meeting_item import key_in
from dashboard.components.meeting_view import ADD, CANCEL, CONFIRM, DO, HOLD, NEWS, OWN, hold_question, meeting_view, own_item
from dashboard.components.notice import told
from dashboard.saving import Answer, Written, done, draws_again, saving
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.agenda_deeds import do
from dashboard.usecases.agenda_writing import add_own
from dashboard.usecases.holding import hold
from dashboard.usecases.meeting_forms import own_form
from dashboard.usecases.meeting_page import meeting_page
from dashboard.usecases.writing import Unfit

dash.register_page(
    __name__,
    path_template=f"{MEETINGS}/<number>",
    name=t("page.meeting_page.name"),
    title=t("shell.page_title", page=t("page.meeting_page.name")),
)
CHANGED = "meeting-changed"
PATH, SEARCH = State("_pages_location", "pathname"), State("_pages_location", "search")
NOTHING = (dash.no_update, dash.no_update)


def layout(**_: object) -> html.Div:
    return html.Div(
        [html.Div(id=NEWS), html.Div(html.H1(t("page.meeting_page.name")), id="meeting_page"), html.Div(id=CHANGED, hidden=True)]
    )


@guarded(
    Role.READER,
    Output("meeting_page", "children"),
    Input("_pages_location", "pathname"),
    Input("_pages_location", "search"),
    Input(CHANGED, "children"),
)
def show(pathname: str | None, search: str | None, changed: str | None) -> list[object]:
    service = Selection.from_query(search or "").service_area
    found = meeting_page(current_asker(), meeting_number(pathname), service)
    form = own_form(current_asker(), found.service_area) if found.may_keep and not found.meeting.is_held else None
    return meeting_view(found, form, changed or "")


@guarded(
    Role.LEADER,
    Output(NEWS, "children"),
    Output(CHANGED, "children"),
    Input({"agenda": ALL, "deed": ALL}, "n_clicks"),
    State({"agenda": ALL, "reason": ALL}, "value"),
    State({"agenda": ALL, "reason": ALL}, "id"),
    PATH,
    prevent_initial_call=True,
)
def press(_: list[int | None], reasons: list[str | None], ids: list[dict[str, str]], pathname: str | None) -> tuple[object, object]:
    """Dash also calls this when a button appears; only a press does anything."""
    pressed = dash.ctx.triggered_id if dash.ctx.triggered and dash.ctx.triggered[0]["value"] else None
    said = {key_in(id): reason for id, reason in zip(ids, reasons, strict=True)}
    return _done(meeting_number(pathname), key_in(pressed), pressed["deed"], said) if pressed else NOTHING


def _own_again(unfit: Unfit, written: Written, pathname: str | None) -> html.Div:
    found = meeting_page(current_asker(), meeting_number(pathname), is_shown=True)
    return own_item(own_form(current_asker(), found.service_area, written, unfit))


@guarded(Role.LEADER, *saving("agenda_item", ADD, news=NEWS, place=OWN, then=(CHANGED, "children")), PATH, prevent_initial_call=True)
@draws_again(_own_again)
def add(written: Written, pathname: str | None) -> Answer:
    return done(t("page.meeting_page.added"), f"own {add_own(current_asker(), meeting_number(pathname), written)}")


@guarded(Role.LEADER, Output(CONFIRM, "children"), Input(HOLD, "n_clicks"), PATH, SEARCH, prevent_initial_call=True)
def ask(clicks: int | None, pathname: str | None, search: str | None) -> object:
    found = meeting_page(current_asker(), meeting_number(pathname), Selection.from_query(search or "").service_area, is_shown=True)
    return hold_question(found.meeting) if clicks else dash.no_update


@guarded(Role.LEADER, Output(CONFIRM, "children", allow_duplicate=True), Input(CANCEL, "n_clicks"), prevent_initial_call=True)
def cancel(clicks: int | None) -> object:
    return None if clicks else dash.no_update


@guarded(
    Role.LEADER,
    Output(NEWS, "children", allow_duplicate=True),
    Output(CHANGED, "children", allow_duplicate=True),
    Input(DO, "n_clicks"),
    State(DO, "value"),
    PATH,
    prevent_initial_call=True,
)
def mark_held(clicks: int | None, revision: str | None, pathname: str | None) -> tuple[object, object]:
    return _held(meeting_number(pathname), revision or "") if clicks else NOTHING


def _done(meeting: int, key: str, deed: str, reasons: dict[str, str | None]) -> tuple[object, object]:
    """What was pressed goes along, so that the focus comes back to it."""
    try:
        do(current_asker(), meeting, key, deed, reasons.get(key))
    except Unfit as unfit:
        return told("error", unfit.faults[0].sentence), dash.no_update
    return None, f"{key} {deed}"


def _held(meeting: int, revision: str) -> tuple[object, object]:
    is_number = revision.isascii() and revision.isdigit() and len(revision) <= 9
    hold(current_asker(), meeting, int(revision) if is_number else 0)
    return told("done", t("page.meeting_page.held_now")), f"held {revision}"
