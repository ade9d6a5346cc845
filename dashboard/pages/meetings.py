"""Møter: arenas, coming and held meetings, and what is left of what they decided."""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import MEETINGS
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.form import form
from dashboard.components.meeting_tables import arena_table, decision_table, meeting_table
from dashboard.components.page_head import page_head
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.meeting_list import (
    MeetingSelection,
    MeetingsPage,
    add_arena,
    arena_form,
    meeting_form,
    meetings_page,
    plan_meeting,
)

dash.register_page(
    __name__, path=MEETINGS, name=t("page.meetings.name"), title=t("shell.page_title", page=t("page.meetings.name")), order=3.6
)
NEWS, PLANNED = "meetings-news", "meetings-planned"
PLACES = {"meeting": "meetings-plan", "arena": "meetings-arena"}


def layout(**_: object) -> html.Div:
    return html.Div([html.Div(html.H1(t("page.meetings.name")), id="meetings"), html.Div(id=PLANNED, hidden=True)])


@guarded(Role.READER, Output("meetings", "children"), Input("_pages_location", "search"), Input(PLANNED, "children"))
def show(search: str | None, _: object) -> list[object]:
    return _page(meetings_page(current_asker(), MeetingSelection.from_query(search or "")))


def _saving(name: str) -> tuple[object, ...]:
    return saving(name, f"{name}-save", news=f"{NEWS}-{name}", place=PLACES[name], then=(PLANNED, "children"))


@guarded(Role.COMMITTEE, *_saving("meeting"), prevent_initial_call=True)
@draws_again(lambda unfit, written: _form(meeting_form(current_asker(), written, unfit)))
def plan(written: Written) -> Answer:
    return stored(f"meeting {plan_meeting(current_asker(), written)}")


@guarded(Role.COMMITTEE, *_saving("arena"), prevent_initial_call=True)
@draws_again(lambda unfit, written: _form(arena_form(current_asker(), written, unfit)))
def add(written: Written) -> Answer:
    return stored(f"arena {add_arena(current_asker(), written)}")


def _page(found: MeetingsPage) -> list[object]:
    head = page_head(t("page.meetings.name"), t("page.meetings.intro"), filters=found.in_words)
    bar = filter_bar(
        select_field("filter-tjeneste", t("meetings.filter.service"), found.services, found.chosen.service_area or ""),
        select_field("filter-arena", t("meetings.filter.arena"), _arenas(found), str(found.chosen.arena or "")),
    )
    return [head, bar, *_meetings(found), *_decisions(found), *_arena_list(found), *(_writing(found) if found.may_write else [])]


def _arenas(found: MeetingsPage) -> list[Option]:
    return [Option("", t("page.meetings.any_arena")), *(Option(str(each.id), each.name) for each in found.arenas)]


def _meetings(found: MeetingsPage) -> list[object]:
    parts: list[object] = []
    for name, meetings in (("coming", found.coming), ("held", found.held)):
        none = html.P(t(f"page.meetings.{name}_none"), className="muted")
        title = t(f"page.meetings.{name}")
        parts += [html.H2(title), meeting_table(title, meetings, found.chosen.service_area) if meetings else none]
    return parts


def _decisions(found: MeetingsPage) -> list[object]:
    title = html.H2(t("page.meetings.decisions", count=len(found.decisions)))
    if not found.decisions:
        return [title, html.P(t("page.meetings.decisions_none"), className="muted")]
    overdue = [html.P(t("page.meetings.decisions_overdue", count=found.overdue), className="overdue")] if found.overdue else []
    return [title, *overdue, decision_table(found.decisions, found.chosen.service_area)]


def _arena_list(found: MeetingsPage) -> list[object]:
    none = html.P(t("page.meetings.arenas_none"), className="muted")
    return [html.H2(t("page.meetings.arenas")), arena_table(found.arenas) if found.arenas else none]


def _writing(found: MeetingsPage) -> list[object]:
    plan = [_opened("plan", found.meeting_form)] if found.arenas else []
    return [*plan, _opened("add_arena", found.arena_form)]


def _opened(title: str, view: object) -> html.Details:
    news = html.Div(id=f"{NEWS}-{view.name}")
    return html.Details([html.Summary(t(f"page.meetings.{title}")), news, html.Div(_form(view), id=PLACES[view.name])])


def _form(view: object) -> html.Div:
    save = html.Button(
        t(f"page.meetings.{'plan' if view.name == 'meeting' else 'add_arena'}"), id=f"{view.name}-save", type="button", className="button"
    )
    return form(view, save)
