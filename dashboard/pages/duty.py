"""En oppgave i årshjulet: what it is, when it was done, and the forms for marking it as done and for changing it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

import dash
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import YEAR_WHEEL, duty_address, number_at_end
from dashboard.components.duty_facts import DONE, MARK_DONE, TAKE_BACK, done_form, duty_facts, times_table
from dashboard.components.edit_list import edit_list
from dashboard.components.form import form
from dashboard.components.notice import told
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.saving import Answer, Written, added, done, draws_again, saving
from dashboard.text import t
from dashboard.usecases.duties import DutyPage, done_view, duty_page, exists, time_options
from dashboard.usecases.duty_writing import mark_done, take_back_done, write_duty
from dashboard.usecases.writing import Unfit

NEWS, FORM_PLACE, DONE_PLACE, SAVE, SAVED = "duty-news", "duty-form", "duty-done-form", "duty-save", "duty-saved"
HERE = {"news": NEWS, "then": (SAVED, "data")}

dash.register_page(
    __name__,
    path_template=f"{YEAR_WHEEL}/<number>",
    name=t("page.duty.name"),
    title=t("shell.page_title", page=t("page.duty.name")),
    exists=exists,
)
PATH = State("_pages_location", "pathname")


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.duty.name")), skeleton("panel", 1)]), id="duty")
    return html.Div([html.Div(id=NEWS), place, dcc.Store(id=SAVED)])


@guarded(
    Role.READER,
    Output("duty", "children"),
    Input("_pages_location", "pathname"),
    Input(SAVED, "data"),
    State("_pages_location", "search"),
)
def show(pathname: str | None, _: object, search: str | None) -> list[object]:
    time = parse_qs((search or "").lstrip("?"), max_num_fields=50).get("gang", [None])[-1]
    return _page(duty_page(current_asker(), number_at_end(pathname)), time)


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> object:
    return _form(duty_page(current_asker(), number_at_end(pathname), written, unfit))


@guarded(Role.LEADER, *saving("duty", SAVE, place=FORM_PLACE, **HERE), PATH, prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    id = number_at_end(pathname)
    saved = write_duty(current_asker(), id, written)
    return added(t("duty.added"), t("duty.open"), duty_address(saved)) if id is None else done(t("duty.saved"), written)


def _done_again(unfit: Unfit, written: Written, time: str | None, pathname: str | None) -> list[object]:
    found = duty_page(current_asker(), number_at_end(pathname) or 0)
    return done_form(time_options(found), time, done_view(written, unfit))


@guarded(Role.LEADER, *saving("duty_done", MARK_DONE, place=DONE_PLACE, **HERE), State(DONE, "value"), PATH, prevent_initial_call=True)
@draws_again(_done_again)
def mark(written: Written, time: str | None, pathname: str | None) -> Answer:
    mark_done(current_asker(), number_at_end(pathname) or 0, time or "", written)
    return done(t("duty.marked"), [time, written])


@guarded(
    Role.LEADER,
    Output(NEWS, "children", allow_duplicate=True),
    Output(SAVED, "data", allow_duplicate=True),
    Input({"type": TAKE_BACK, "month": ALL}, "n_clicks"),
    PATH,
    prevent_initial_call=True,
)
def take_back(clicks: list[int | None], pathname: str | None) -> tuple[object, object]:
    return (
        _taken_back(number_at_end(pathname) or 0, str(ctx.triggered_id["month"]), sum(filter(None, clicks)))
        if any(clicks)
        else (no_update,) * 2
    )


def _taken_back(id: int, month: str, clicks: int) -> tuple[object, object]:
    take_back_done(current_asker(), id, month)
    return told("done", t("duty.taken_back")), f"back-{month}-{clicks}"


def _page(found: DutyPage, time: str | None) -> list[object]:
    may_write = found.form is not None
    crumbs = [(t("page.year_wheel.name"), YEAR_WHEEL)]
    if found.id is None:
        return [page_head(t("duty.new_title"), t("duty.new_intro"), crumbs=crumbs), html.Div(_form(found), id=FORM_PLACE)]
    parts = [page_head(found.title or "", crumbs=crumbs), duty_facts(found), html.H2(t("duty.times"))]
    parts += [times_table(found.times, may_write=may_write) if found.times else html.P(t("duty.no_times"))]
    return [*parts, *(_writing(found, time) if may_write else ()), edit_list("duty", found.history)]


def _writing(found: DutyPage, time: str | None) -> Sequence[object]:
    times = time_options(found)
    done = [html.Div(done_form(times, time, done_view({})), id=DONE_PLACE)] if times else []
    note = [html.P(t("duty.from_file"), className="field-note")] if found.is_from_file else []
    change = html.Details([html.Summary(t("duty.change_title")), *note, html.Div(_form(found), id=FORM_PLACE)])
    return [*done, change]


def _form(found: DutyPage) -> object:
    return form(found.form, html.Button(t("form.save"), id=SAVE, type="button", className="button")) if found.form else None
