"""What the product made of a file: how it was read, what must be mended, what it changes, and the button that says what happens."""

from __future__ import annotations

from collections.abc import Iterator

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.key_figures import key_figures
from dashboard.components.notice import NoticeKind, notice
from dashboard.components.problem_table import problem_table
from dashboard.text import keys, number, t
from dashboard.usecases.finished import Outcome
from dashboard.usecases.upload_answer import UploadAnswer

NOTICE_OF: dict[Outcome, NoticeKind] = {
    Outcome.STORED: "done",
    Outcome.UNCHANGED: "info",
    Outcome.NEEDS_ANSWER: "warning",
    Outcome.REFUSED: "error",
}
ANSWER = "answer-"  # before a question's code: the id of its choices
COUNTS = ("rows", "new", "changed", "same")


def upload_report(answer: UploadAnswer) -> list[object]:
    is_ready = answer.outcome is Outcome.STORED and answer.delivery is None
    said = t(f"page.upload.outcome.{'ready' if is_ready else answer.outcome}", file=answer.file, delivery=answer.delivery)
    parts = [
        notice("info" if is_ready else NOTICE_OF[answer.outcome], said),
        *_questions(answer),
        *_publish(answer, is_ready),
        *_see(answer),
    ]
    parts += [html.H2(t("page.upload.check")), problem_table(answer.problems) if answer.problems else html.P(t("page.upload.no_problems"))]
    if answer.outcome in (Outcome.STORED, Outcome.UNCHANGED):
        counts = [(t(f"page.upload.{name}"), number(getattr(answer, name)), "") for name in COUNTS]
        parts += [html.H2(t("page.upload.effect")), key_figures(counts)]
    return [*parts, *_read_as(answer)]


def _questions(answer: UploadAnswer) -> Iterator[object]:
    if answer.outcome is not Outcome.NEEDS_ANSWER:
        return
    for question in answer.questions:
        options = [{"value": value, "label": words} for value, words in question.choices]
        choice = dbc.RadioItems(id=f"{ANSWER}{question.code}", options=options)
        yield html.Fieldset([html.Legend(question.message), choice], className="card-surface")
    yield html.Button(t("page.upload.again"), type="button", className="button", **{"data-upload": "kontroll"})


def _publish(answer: UploadAnswer, is_ready: bool) -> Iterator[object]:
    if is_ready:
        label = t("page.upload.publish", rows=answer.rows)
        yield html.P(html.Button(label, type="button", className="button", **{"data-upload": "publiser"}))


def _see(answer: UploadAnswer) -> Iterator[object]:
    if answer.delivery is None or not answer.indicators:
        return
    links = [html.Li(dcc.Link(name, href=f"/indikator/{name}")) for name in answer.indicators]
    yield html.Div([html.H2(t("page.upload.see")), html.Ul(links, className="plain-list")])


def _read_as(answer: UploadAnswer) -> Iterator[object]:
    """Only what has a name on the screen: the rest is for the command line."""
    lines = [(t(f"detected.{name}"), value) for name, value in answer.detected if f"detected.{name}" in keys()]
    if lines:
        yield html.H2(t("page.upload.read_as"))
        yield html.Dl([part for name, value in lines for part in (html.Dt(name), html.Dd(value))], className="definitions")
