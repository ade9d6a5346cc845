"""The year as tables, month by month: what, who, when, done. All that the wheel shows stands here."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import YEAR_WHEEL
from dashboard.components.data_table import data_table
from dashboard.components.wheel_entry import entry_link, state_mark, whose
from dashboard.text import date_text, t
from dashboard.usecases.wheel_entries import Entry
from dashboard.usecases.year_wheel import Deadlines

COLUMNS = ("due", "what", "kind", "who", "state")


def wheel_list(entries: Sequence[Entry], year: int) -> list[object]:
    parts: list[object] = []
    for month in sorted({entry.due.month for entry in entries}):
        name = t("wheel.month", month=t(f"component.month.{month}"), year=year)
        parts += [html.H3(name, id=month_id(month)), entry_table(name, [entry for entry in entries if entry.due.month == month])]
    return parts


def entry_table(caption: str, entries: Sequence[Entry]) -> html.Div:
    headings = [t(f"wheel.column.{name}") for name in COLUMNS]
    rows = [[date_text(each.due), _what(each), t(f"wheel.kind.{each.kind}"), whose(each), state_mark(each)] for each in entries]
    return data_table(caption, headings, rows, className="stacking wheel-table")


def month_id(month: int) -> str:
    return f"maned-{month}"


def _what(entry: Entry) -> html.Span:
    note = [html.Span(entry.note, className="field-note")] if entry.note else []
    return html.Span([entry_link(entry), *note])


def deadline_list(found: Deadlines) -> html.Div:
    """How many are overdue, and the next ones, each in a line."""
    over = html.P(dcc.Link(t("wheel.so_many_over", count=found.overdue), href=YEAR_WHEEL), className="wheel-state-overdue")
    lines = [[date_text(each.due), ": ", entry_link(each), f" – {whose(each)} – ", state_mark(each)] for each in found.next]
    coming = (
        html.Ul([html.Li(line) for line in lines], className="deadline-list") if lines else html.P(t("wheel.none_ahead"), className="muted")
    )
    return html.Div([*([over] if found.overdue else []), coming])
