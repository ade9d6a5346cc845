"""What the product made of a file: how it was read, what must be mended, what it changes, and the button that says what happens."""

from __future__ import annotations

from collections.abc import Iterator

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.addresses import indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.key_figures import key_figures
from dashboard.components.notice import NoticeKind, notice
from dashboard.components.problem_table import problem_table
from dashboard.selection import Selection
from dashboard.text import keys, number, period_text, t
from dashboard.usecases.finished import Period
from dashboard.usecases.upload_answer import Outcome, Sample, UploadAnswer

NOTICE_OF: dict[Outcome, NoticeKind] = {
    Outcome.STORED: "done",
    Outcome.UNCHANGED: "info",
    Outcome.NEEDS_ANSWER: "warning",
    Outcome.REFUSED: "error",
}
ANSWER = "answer-"  # before a question's code: the id of its choices
COUNTS = ("rows", "new", "changed", "same")
SAMPLE = ("indicator", "area", "breakdown", "period", "value", "numerator", "denominator")


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
        parts += [html.H2(t("page.upload.effect")), html.Div(key_figures(counts), className="figures-in-row")]
    return [*parts, *_read_as(answer)]


def _questions(answer: UploadAnswer) -> Iterator[object]:
    if answer.outcome is not Outcome.NEEDS_ANSWER:
        return
    for question in answer.questions:
        options = [{"value": value, "label": _words(f"choice.{question.code}.{value}", value)} for value in question.values]
        choice = dbc.RadioItems(id=f"{ANSWER}{question.code}", options=options)
        yield html.Fieldset([html.Legend(question.message), choice], className="card-surface")
    yield html.Button(t("page.upload.again"), type="button", className="button", **{"data-upload": "kontroll"})


def _publish(answer: UploadAnswer, is_ready: bool) -> Iterator[object]:
    if is_ready:
        label = t("page.upload.publish", rows=answer.rows)
        yield html.P(html.Button(label, type="button", className="button", **{"data-upload": "publiser"}))


def _see(answer: UploadAnswer) -> Iterator[object]:
    """To the charts of the first rows."""
    if answer.delivery is None or not answer.samples:
        return
    charts = dict.fromkeys((sample.indicator, sample.area) for sample in answer.samples)
    links = [
        html.Li(dcc.Link(", ".join(_named(answer, *codes)), href=indicator_address(codes[0], Selection(area=codes[1])))) for codes in charts
    ]
    yield html.Div([html.H2(t("page.upload.see")), html.Ul(links, className="plain-list")])


def _read_as(answer: UploadAnswer) -> Iterator[object]:
    """Only what has a name on the screen: the rest is for the command line."""
    known = [(name, value) for name, value in answer.detected if f"detected.{name}" in keys()]
    lines = [(t(f"detected.{name}"), _words(f"detected_value.{name}.{value}", value)) for name, value in known]
    if lines:
        yield html.H2(t("page.upload.read_as"))
        yield html.Dl([part for name, value in lines for part in (html.Dt(name), html.Dd(value))], className="definitions")
    if answer.samples:
        headings = [t(f"page.upload.sample.{name}") for name in SAMPLE]
        yield data_table(
            t("page.upload.sample.caption"),
            headings,
            [_row(answer, sample) for sample in answer.samples],
            numeric=[4, 5, 6],
            shows_caption=True,
            className="stacking",
        )


def _named(answer: UploadAnswer, *codes: str) -> list[str]:
    return [answer.names.get(code, code) for code in codes]


def _row(answer: UploadAnswer, sample: Sample) -> list[str]:
    names = _named(answer, sample.indicator, sample.area)
    texts = [*names, sample.breakdown or t("filter.whole"), period_text(Period.parse(sample.period))]
    return texts + [_plain(each) for each in (sample.value, sample.numerator, sample.denominator)]


def _plain(value: float | None) -> str:
    """With the decimals that it has, four at the most."""
    return number(value, next(places for places in range(5) if places == 4 or value is None or round(value, places) == value))


def _words(key: str, otherwise: str) -> str:
    return t(key) if key in keys() else otherwise
