"""Tolkning: how a file was understood, three rows as they will be stored, and the questions that only its owner can answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import keys, number, period_text, t
from dashboard.usecases.finished import Period
from dashboard.usecases.kept_report import Sample, ShownProblem
from dashboard.usecases.uploads import UploadView

ANSWER = "answer-"  # before a question's code: the id of its choices
SAMPLE = ("indicator", "area", "breakdown", "period", "value", "numerator", "denominator")


def understood(upload: UploadView) -> list[object]:
    """What was detected, as far as it has a name on the screen, the columns, and the first rows."""
    lines = [(t(f"detected.{name}"), _said(name, value)) for name, value in upload.report.detected.items() if f"detected.{name}" in keys()]
    found: list[object] = []
    if lines:
        definitions = [part for name, value in lines for part in (html.Dt(name), html.Dd(value))]
        found.append(html.Dl(definitions, className="definitions"))
    return [*found, *_columns(upload.report.detected.get("columns")), *_samples(upload)]


def questions(asked: Sequence[ShownProblem]) -> Iterator[object]:
    """One group of choices a question; the page reads the file again with the answers."""
    for question in asked:
        options = [{"value": value, "label": _words(f"choice.{question.code}.{value}", value)} for value in question.values]
        choice = dbc.RadioItems(id=f"{ANSWER}{question.code}", options=options)
        yield html.Fieldset([html.Legend(question.message), choice], className="card-surface question")


def sample_value(value: float | None) -> str:
    """With the decimals that it has, four at the most."""
    return number(value, next(places for places in range(5) if places == 4 or value is None or round(value, places) == value))


def _said(name: str, value: object) -> str:
    if name == "span":
        return " – ".join(period_text(Period.parse(str(each))) for each in dict.fromkeys(value))
    if name == "periods":
        return ", ".join(t(f"frequency.{each}") for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(_words(f"detected_value.{name}.{each}", str(each)) for each in values)


def _columns(columns: object) -> Iterator[object]:
    """The file's own column names beside ours."""
    if isinstance(columns, Mapping) and columns:
        rows = [[str(name), str(ours) if ours else t("upload.reading.ignored")] for name, ours in columns.items()]
        headings = [t("upload.reading.column"), t("upload.reading.ours")]
        table = data_table(t("upload.reading.columns"), headings, rows, className="compact")
        yield html.Details([html.Summary(t("upload.reading.columns_read", columns=", ".join(map(str, columns)))), table])


def _samples(upload: UploadView) -> Iterator[object]:
    if upload.report.samples:
        headings = [t(f"upload.sample.{name}") for name in SAMPLE]
        rows = [_row(upload, sample) for sample in upload.report.samples]
        yield data_table(t("upload.sample.caption"), headings, rows, numeric=[4, 5, 6], shows_caption=True, className="stacking")


def _row(upload: UploadView, sample: Sample) -> list[str]:
    names = [upload.names.get(code, code) for code in (sample.indicator, sample.area)]
    texts = [*names, sample.breakdown or t("filter.whole"), period_text(Period.parse(sample.period))]
    return texts + [sample_value(each) for each in (sample.value, sample.numerator, sample.denominator)]


def _words(key: str, otherwise: str) -> str:
    return t(key) if key in keys() else otherwise
