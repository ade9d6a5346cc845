"""One duty: what it is and who asks for it, its times with what was done, and the form for marking one as done."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.addresses import GOALS, indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.fact_list import fact_list
from dashboard.components.form import form
from dashboard.components.wheel_entry import state_mark, whose
from dashboard.selection import Selection
from dashboard.text import date_text, t
from dashboard.usecases.choices import Option
from dashboard.usecases.duties import DutyPage
from dashboard.usecases.forms import FormView
from dashboard.usecases.wheel_entries import Entry

DONE, MARK_DONE, TAKE_BACK = "duty-done", "duty-mark-done", "duty-take-back"


def duty_facts(page: DutyPage) -> html.Dl:
    rows: list[tuple[str, object]] = [(t("duty.rhythm"), page.rhythm or ""), (t("duty.who"), _who(page))]
    rows += [(t("filter.service_area"), page.service or t("filter.all_services"))]
    rows += [(t("duty.why"), page.why)] if page.why else []
    rows += [(t("duty.asked_by"), _asked_by(*page.asked_by))] if page.asked_by else []
    rows += [(t("duty.source"), outward(*page.source))] if page.source else []
    if page.indicator:
        id, name = page.indicator
        rows.append((t("duty.indicator"), dcc.Link(name, href=indicator_address(id, Selection()))))
    rows += [(t("duty.ended"), date_text(page.ended_on))] if page.ended_on else []
    return fact_list(rows)


def outward(words: str, address: str | None) -> object:
    """A link where there is an address; it was read as one to a page when it was written."""
    if not address:
        return words
    return dcc.Link(words, href=address) if address.startswith("/") else html.A(words, href=address, rel="noreferrer")


def _who(page: DutyPage) -> str:
    return whose(page.times[-1]) if page.times else t("wheel.nobody")


def _asked_by(objective: str, pathway: str) -> html.Span:
    return html.Span([dcc.Link(objective, href=GOALS), f": {pathway}" if pathway else ""])


def times_table(times: Sequence[Entry], *, may_write: bool) -> html.Div:
    may_undo = may_write and any(entry.done_on is not None for entry in times)
    headings = [t(f"wheel.column.{name}") for name in ("due", "state", "note")] + ([t("duty.change")] if may_undo else [])
    rows = [_row(entry, may_undo) for entry in reversed(times)]
    return data_table(t("duty.times"), headings, rows, className="stacking")


def _row(entry: Entry, may_undo: bool) -> list[object]:
    undo = html.Button(t("duty.take_back"), id={"type": TAKE_BACK, "month": f"{entry.due:%Y-M%m}"}, type="button", className="quiet-button")
    row: list[object] = [date_text(entry.due), state_mark(entry), entry.note or ""]
    return [*row, undo if entry.done_on is not None else ""] if may_undo else row


def done_form(times: Sequence[Option], chosen: str | None, view: FormView) -> list[object]:
    """Which time, on which day, with a note."""
    options = [{"value": one.value, "label": one.label} for one in times]
    asked = chosen if chosen in {one.value for one in times} else options[0]["value"]
    select = dbc.Select(id=DONE, options=options, value=asked)
    which = html.Div([html.Label(t("duty.which"), htmlFor=DONE, className="field-label"), select], className="field form-field")
    button = html.Button(t("duty.mark_done"), id=MARK_DONE, type="button", className="button")
    return [html.H2(t("duty.mark_title")), html.Div(which, className="form"), form(view, button)]
