"""The chart card, the same everywhere: name, marks, answer, chart, source line, table, definition, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dash import html

from dashboard.components.chart_key import chart_key
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.pictures import chart
from dashboard.components.remark_list import remark_list
from dashboard.components.series_table import series_table
from dashboard.components.sign_list import sign_list
from dashboard.components.signal_mark import marks_of
from dashboard.text import date_text, period_text, t
from dashboard.usecases.finished import Provenance, Series
from dashboard.usecases.wait_words import unit_words

if TYPE_CHECKING:
    from dashboard.figures.drawn import Drawn


def chart_card(
    series: Series,
    drawn: Drawn,
    id: str,
    *,
    name: str | None = None,
    about: object = None,
    downloads: Sequence[tuple[str, str]] = (),
    is_table_open: bool = False,
) -> html.Article:
    """`name` where the page's heading says the indicator's already; `about` is what «Om tallet» opens; `downloads` are pairs of label and address. The graph's id is `<id>-graph`."""
    return html.Article(
        [
            card_head(series, f"{id}-name", name),
            html.P(series.sentence, className="answer"),
            html.Figure(
                [chart(drawn, series.sentence, f"{id}-graph"), chart_key(drawn.key), remark_list(drawn.remarks)], className="chart-figure"
            ),
            html.P(source_line(series.provenance), className="source-line"),
            html.Div(list(_actions(series, about, downloads, is_table_open)), className="card-actions"),
        ],
        id=id,
        className="card-surface chart-card",
        **{"aria-labelledby": f"{id}-name"},
    )


def card_head(series: Series, name_id: str, name: object = None, level: type = html.H2) -> html.Header:
    """Name and unit, then the marks."""
    badge = [fictional_badge()] if series.is_fictional else []
    return html.Header(
        [
            html.Div(
                [
                    level(name or series.indicator.name, id=name_id, className="card-name"),
                    html.Span(unit_and_group(series), className="card-unit"),
                ],
                className="card-title",
            ),
            html.Div([*marks_of(series), *badge], className="marks"),
        ],
        className="card-head",
    )


def unit_and_group(series: Series) -> str:
    """«skår · beboere, skala 1–6»: two groups of the same indicator must not be taken for each other."""
    overlap = t(f"overlap.{series.indicator.overlap}") if series.indicator.overlap else ""
    return " · ".join(part for part in (unit_words(series), overlap, series.breakdown) if part)


def source_line(whence: Provenance) -> str:
    """«Kilde: egne tall, mars 2026 · levert 4. april 2026 · dekning 6 av 6»."""
    return " · ".join(_source_parts(whence))


def _source_parts(whence: Provenance) -> Iterator[str]:
    if whence.last_period is not None:
        yield t("component.chart_card.source_period", source=whence.source_name, period=period_text(whence.last_period))
    else:
        yield t("component.chart_card.source", source=whence.source_name)
    if whence.received_at is not None:
        yield t("component.chart_card.delivered", date=date_text(whence.received_at))
    if whence.expected:
        yield t("component.chart_card.coverage", reported=whence.reported, expected=whence.expected)
    if whence.is_late:
        yield t("component.chart_card.late")


def _actions(series: Series, about: object, downloads: Sequence[tuple[str, str]], is_table_open: bool) -> Iterator[html.Details]:
    yield _opener(t("component.chart_card.table"), series_table(series), is_open=is_table_open)
    if about is not None:
        yield _opener(t("component.chart_card.about"), about)
    yield _opener(t("component.chart_card.signs"), sign_list())
    if downloads:
        files = html.Ul([html.Li(html.A(label, href=address, download="")) for label, address in downloads])
        yield _opener(t("component.chart_card.download"), files, "opener menu")


def _opener(label: str, content: object, className: str = "opener", *, is_open: bool = False) -> html.Details:
    return html.Details(
        [html.Summary(label, className="quiet-button"), html.Div(content, className="opened")], className=className, open=is_open
    )
