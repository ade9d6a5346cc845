"""Møtemodus: a meeting on the big screen, one thing a step; only what is decided and the answers to three questions can be written there."""

from __future__ import annotations

from urllib.parse import parse_qs

import dash
from dash import MATCH, Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import MEETINGS, meeting_number
from dashboard.components.decision_box import decision_part, decisions_id, form_with_button, open_decision, open_id
from dashboard.components.meeting_steps import Pictures, steps_view
from dashboard.components.notice import told
from dashboard.figures.theme import PHONE, PROJECTOR
from dashboard.figures.trend_svg import trend_svg
from dashboard.saving import Answer, Written, draws_again, saving
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.finished import Series
from dashboard.usecases.meeting_forms import decided_in, form_again, forms_of, item_of, write_form
from dashboard.usecases.meeting_page import MeetingPage, meeting_page
from dashboard.usecases.remarks import remarks
from dashboard.usecases.writing import Unfit

dash.register_page(
    __name__,
    path_template=f"{MEETINGS}/<number>/vis",
    name=t("page.meeting_page.show"),
    title=t("shell.page_title", page=t("page.meeting_page.name")),
)


def layout(**_: object) -> html.Div:
    return html.Div(html.H1(t("page.meeting_page.name")), id="meeting_mode", className="meeting-mode")


@guarded(
    Role.READER,
    Output("meeting_mode", "children"),
    Input("_pages_location", "pathname"),
    Input("_pages_location", "search"),
)
def show(pathname: str | None, search: str | None) -> list[object]:
    service = Selection.from_query(search or "").service_area
    return _view(meeting_page(current_asker(), meeting_number(pathname), service, is_shown=True), search)


def _form_again(unfit: Unfit, written: Written) -> html.Div:
    return form_with_button(form_again(current_asker(), _pressed(), written, unfit))


SAVE, NEWS, BODY = ({"form": MATCH, "meeting": part} for part in ("save", "news", "body"))


@guarded(Role.LEADER, *saving(MATCH, SAVE, news=NEWS, place=BODY), prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written) -> Answer:
    """Only what was saved is drawn again: what somebody is writing beside it stays."""
    form = _pressed()
    write_form(current_asker(), form, written)
    return AFTER[form.partition(" ")[0]](form)


def _pressed() -> str:
    """The form whose button it was."""
    return dash.ctx.inputs_list[0]["id"]["form"]


def _saved_notice() -> html.Div:
    """Where the keyboard goes on, since what was pressed is drawn anew."""
    return told("done", t("meeting.mode.saved"))


def _noted(form: str) -> tuple[object, object]:
    item = item_of(current_asker(), form)
    return _saved_notice(), form_with_button(forms_of(current_asker(), item).notes)


def _decided(form: str) -> tuple[object, object]:
    item = item_of(current_asker(), form)
    parts = decision_part(item, forms_of(current_asker(), item), may_begin=True, news=_saved_notice())
    dash.set_props(decisions_id(item.id), {"children": parts})
    return dash.no_update, dash.no_update


def _followed_up(form: str) -> tuple[object, object]:
    one = decided_in(current_asker(), form)
    dash.set_props(open_id(one.id), {"children": [_saved_notice(), *open_decision(one, writes=True)]})
    return dash.no_update, dash.no_update


AFTER = {"meeting_notes": _noted, "decision": _decided, "closing": _followed_up, "new_date": _followed_up}


def _view(found: MeetingPage, search: str | None) -> list[object]:
    pictures = {item.id: _pictures(item.series) for item in found.agenda if item.series}
    writes = found.may_keep and not found.meeting.is_held
    forms = {item.id: forms_of(current_asker(), item) for item in found.agenda} if writes else {}
    return steps_view(found, pictures, forms, _step(search))


def _pictures(series: Series) -> Pictures:
    return Pictures(trend_svg(series, PROJECTOR), trend_svg(series, PHONE), remarks(series))


def _step(search: str | None) -> int:
    text = parse_qs((search or "").lstrip("?"), max_num_fields=50).get("steg", ["1"])[-1]
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 1
