"""Publiser: now or on a date, with a note; and what became of it."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.addresses import delivery_address, indicator_address
from dashboard.components.notice import notice
from dashboard.selection import Selection
from dashboard.text import keys, moment_text, number, t
from dashboard.usecases.kept_report import Outcome
from dashboard.usecases.uploads import LONGEST_NOTE, UploadState, UploadView

NOTE, SMALL, MOMENT = "upload-note", "upload-small", "upload-moment"


def publishing(upload: UploadView) -> list[object]:
    """What can be done with a file that may be published; or the delivery that it became."""
    if upload.state is UploadState.PUBLISHED:
        return _done(upload)
    scheduled = upload.state is UploadState.SCHEDULED
    said = (
        [notice("info", t("upload.publish.scheduled", at=moment_text(upload.publish_at), by=upload.report.by or upload.by))]
        if scheduled
        else []
    )
    parts = [*said, *_stopped(upload), *_small(upload), *_note(upload)]
    now = t("upload.publish.now" if scheduled else "upload.publish.button", rows=upload.report.rows, count=number(upload.report.rows))
    buttons = [_act("publiser", now, "button"), _act("avbryt", t("upload.publish.cancel"), "quiet-button")]
    return [*parts, html.Div(buttons, className="button-row"), _on_a_date(scheduled)]


def _done(upload: UploadView) -> list[object]:
    """The delivery, and the way to the charts of its first rows."""
    is_old = upload.report.outcome is Outcome.UNCHANGED
    key = "unchanged" if is_old else "done"
    parts: list[object] = [notice("info" if is_old else "done", t(f"upload.publish.{key}", file=upload.file, delivery=upload.delivery))]
    parts.append(html.P(dcc.Link(t("upload.publish.delivery", delivery=upload.delivery), href=delivery_address(upload.delivery))))
    charts = dict.fromkeys((sample.indicator, sample.area) for sample in upload.report.samples)
    if charts:
        links = [_chart(upload, *codes) for codes in charts]
        parts.append(html.Div([html.H3(t("upload.publish.see")), html.Ul(links, className="plain-list")]))
    return [
        *parts,
        html.P(html.A(t("upload.publish.another"), href="/last-opp?opplasting=", className="quiet-button", **{"data-open": ""})),
    ]


def _chart(upload: UploadView, indicator: str, area: str) -> html.Li:
    named = ", ".join(upload.names.get(code, code) for code in (indicator, area))
    return html.Li(dcc.Link(named, href=indicator_address(indicator, Selection(area=area))))


def _stopped(upload: UploadView) -> list[object]:
    key = f"upload.reason.{upload.report.reason}"
    return [notice("warning", t(key))] if key in keys() else []


def _small(upload: UploadView) -> list[object]:
    if not upload.report.small:
        return []
    label = t("upload.publish.small", count=upload.report.small, shown=number(upload.report.small))
    return [html.Div(dbc.Checkbox(id=SMALL, label=label, value=False), className="card-surface tick")]


def _note(upload: UploadView) -> list[object]:
    label = html.Label(t("upload.publish.note"), htmlFor=NOTE, className="field-label")
    field = dcc.Textarea(id=NOTE, value=upload.note or "", maxLength=LONGEST_NOTE, rows=2, className="form-control")
    return [html.Div([label, field], className="note-field")]


def _on_a_date(scheduled: bool) -> html.Details:
    label = html.Label(t("upload.publish.moment"), htmlFor=MOMENT, className="field-label")
    field = dbc.Input(id=MOMENT, type="datetime-local", className="moment-field")
    button = _act("planlegg", t("upload.publish.move" if scheduled else "upload.publish.schedule"), "quiet-button")
    explained = html.P(t("upload.publish.embargo"), className="source-line")
    return html.Details([html.Summary(t("upload.publish.on_a_date")), html.Div([label, field]), explained, button])


def _act(action: str, label: str, name: str) -> html.Button:
    return html.Button(label, type="button", className=name, **{"data-act": action})
