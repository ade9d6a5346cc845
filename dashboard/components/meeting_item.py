"""One item as the page of a meeting lists it: what it is, what is said, what was revised since, what was decided, and its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.addresses import indicator_address
from dashboard.components.decision_list import decision_list
from dashboard.components.notice import notice
from dashboard.components.signal_mark import change_mark
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.finished import Series
from dashboard.usecases.meeting_items import ShownItem
from dashboard.usecases.meeting_series import Revised


def agenda_item(item: ShownItem, buttons: Sequence[object] = (), *, is_held: bool, version: int | None, may_begin: bool) -> html.Li:
    head = _head(t(f"item_kind.{item.kind}"), _title(item, version), item.series)
    because = [html.P(t("agenda.deed.because", reason=item.reason), className="muted")] if item.reason else []
    decided = [html.H4(t("meeting.decided")), decision_list(item.decisions, may_begin=may_begin)] if is_held or item.decisions else []
    body = [html.P(item.sentence), *because, *warnings(item, is_held=is_held), *_notes(item), *decided]
    return html.Li([head, *body, html.Div(list(buttons), className="agenda-buttons")], className="agenda-item card-surface")


def simple_item(kind: str, title: str, sentence: str, series: Series | None, *below: object) -> html.Li:
    """What is only proposed, or was answered with no."""
    return html.Li([_head(t(f"item_kind.{kind}"), title, series), html.P(sentence), *below], className="agenda-item card-surface")


def _head(kind: str, title: object, series: Series | None) -> html.Header:
    marks = [change_mark(series.change)] if series else []
    return html.Header(
        [html.Span(kind, className="agenda-kind"), html.H3(title, className="agenda-title"), *marks], className="agenda-head"
    )


def _title(item: ShownItem, version: int | None) -> object:
    if item.series is None:
        return item.title
    return dcc.Link(item.title, href=indicator_address(item.indicator, Selection(area=item.area, as_of=version)))


def warnings(item: ShownItem, *, is_held: bool) -> Iterator[object]:
    """What is no longer as it was said."""
    if item.is_withdrawn:
        yield notice("info", t("meeting.withdrawn" if is_held else "meeting.withdrawn_coming"))
    if item.drawn_otherwise is not None:
        yield notice("info", t("meeting.drawn_otherwise", sentence=item.drawn_otherwise))
    if item.revised:
        yield revised_notice(item.revised)


def revised_notice(changes: Sequence[Revised]) -> html.Div:
    """«2 tall er endret siden møtet», with each before and after."""
    facts = ({"period": one.period, "before": one.before, "after": one.after} for one in changes)
    listed = html.Ul([html.Li(t("meeting.revised.change", **each)) for each in facts])
    return notice("warning", listed, title=t("meeting.revised.title", count=len(changes)))


def _notes(item: ShownItem) -> Iterator[html.Dl]:
    written = [(name, text) for name, text in item.notes.items() if text]
    if written:
        pairs = [part for name, text in written for part in (html.Dt(t(f"meeting.note.{name}")), html.Dd(text))]
        yield html.Dl(pairs, className="meeting-notes")


def in_id(key: str) -> str:
    """Dash writes an id with æ, ø or å in one way in the browser and in another on the server, and then does not know what was pressed."""
    return quote(key)


def key_in(id: Mapping[str, str]) -> str:
    return unquote(id["agenda"])


def deed_button(key: str, deed: str, title: str, *, is_quiet: bool = True, focus: bool = False) -> html.Button:
    """`key` says what it is done with; the title makes it another button to those who listen."""
    id = {"agenda": in_id(key), "deed": deed}
    told = {"aria-label": t("agenda.deed.of", deed=t(f"agenda.deed.{deed}"), title=title)} | ({"data-focus": "1"} if focus else {})
    return html.Button(t(f"agenda.deed.{deed}"), id=id, type="button", className="quiet-button" if is_quiet else "button", **told)


def reason_field(key: str, title: str) -> html.Label:
    id = {"agenda": in_id(key), "reason": "reason"}
    said = html.Span(t("agenda.deed.reason_of", title=title), className="visually-hidden")
    field = dbc.Input(id=id, type="text", autoComplete="off", placeholder=t("agenda.deed.reason"))
    return html.Label([said, field], className="agenda-reason")
