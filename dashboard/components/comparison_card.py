"""The card of a comparison: the answer, the dot plot, the funnel, what must be known, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dash import html

from dashboard.components.comparison_table import everyone_of, members_table, period_words, rows_table
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.pictures import image
from dashboard.text import t, unit_name
from dashboard.usecases.compared import Against, Comparison
from dashboard.usecases.finished import Signal

if TYPE_CHECKING:
    from dashboard.figures.comparison_drawn import ComparisonDrawn

MOST_ROWS = 60  # a table of 357 rows takes a phone several seconds; of so many those beyond the limits are named
FLAGS = (Signal.BETTER, Signal.WORSE, Signal.CHANGED)


def comparison_card(comparison: Comparison, drawn: ComparisonDrawn | None, id: str) -> html.Article:
    """`drawn` is None where there is nothing to draw: answers of yes and no."""
    figures = list(_figures(comparison, drawn)) if drawn else []
    return html.Article(
        [
            _head(comparison, id),
            html.P(comparison.sentence, className="answer"),
            *figures,
            html.Ul([html.Li(note) for note in comparison.notes], className="plain-list comparison-notes") if comparison.notes else None,
            html.P(t("component.chart_card.source", source=comparison.indicator.source_name), className="source-line"),
            html.Div(list(_tables(comparison)), className="card-actions"),
        ],
        id=id,
        className="card-surface chart-card",
        **{"aria-labelledby": f"{id}-name"},
    )


def _head(comparison: Comparison, id: str) -> html.Header:
    kind = "unit" if comparison.own and comparison.against is Against.UNITS else comparison.against
    title = t(f"comparison.title.{kind}", area=comparison.area.name, period=period_words(comparison))
    name = [html.H2(title, id=f"{id}-name", className="card-name"), html.Span(unit_name(comparison.indicator.unit), className="card-unit")]
    badge = [html.Div([fictional_badge()], className="marks")] if comparison.is_fictional else []
    return html.Header([html.Div(name, className="card-title"), *badge], className="card-head")


def _figures(comparison: Comparison, drawn: ComparisonDrawn) -> Iterator[html.Figure]:
    dots = t("comparison.figure.dots", indicator=comparison.indicator.name, area=comparison.area.name)
    yield _figure(t("comparison.figure.dots_heading"), dots, drawn.dots, drawn.dots_phone, _dots_key(comparison))
    if drawn.funnel:
        who = t(f"comparison.count.{comparison.funnel.units[0].area.type}", count=len(comparison.funnel.units))
        alt = t("comparison.figure.funnel", indicator=comparison.indicator.name, who=who)
        yield _figure(t("comparison.figure.funnel_heading"), alt, drawn.funnel, drawn.funnel_phone, _funnel_key(comparison))


def _figure(heading: str, alt: str, wide: str, phone: str, key: Sequence[html.Li]) -> html.Figure:
    """Two layouts of one picture; the style sheet shows one of them."""
    pictures = html.Div([image(wide, alt, "comparison-wide"), image(phone, alt, "comparison-phone")], className="chart")
    legend = html.Ul(list(key), className="chart-key", **{"aria-label": t("component.chart_card.key")})
    return html.Figure([html.Figcaption(heading, className="comparison-heading"), pictures, legend], className="chart-figure")


def _dots_key(comparison: Comparison) -> Iterator[html.Li]:
    own = comparison.own
    if any(row.point and row.point.lower is not None for row in comparison.rows):
        yield _entry("interval", t("comparison.key.interval"))
    if own or comparison.funnel:
        yield _entry("reference", t("comparison.key.reference") if own else t("comparison.key.all"))
    name = own.area.name if own else t("comparison.key.everyone")
    for signal in FLAGS:
        if any(row.signal is signal for row in comparison.rows):
            yield _entry(signal, t(f"comparison.key.{signal}", name=name))


def _funnel_key(comparison: Comparison) -> Iterator[html.Li]:
    yield _entry("limit95", t("comparison.key.limit95"))
    yield _entry("limit998", t("comparison.key.limit998"))
    for signal in FLAGS:
        if any(unit.signal is signal for unit in comparison.funnel.units):
            yield _entry(signal, t(f"comparison.key.beyond_{signal}"))


def _entry(swatch: str, words: str) -> html.Li:
    return html.Li([html.Span(className=f"swatch swatch-{swatch}", **{"aria-hidden": "true"}), words])


def _tables(comparison: Comparison) -> Iterator[html.Details]:
    yield _opener(t("comparison.table.show"), rows_table(comparison))
    if comparison.others and comparison.is_drawn:
        everyone = everyone_of(comparison)
        if len(everyone) <= MOST_ROWS:
            yield _opener(t("comparison.table.show_all", count=len(everyone)), members_table("caption_all", everyone, comparison))
        elif comparison.funnel and comparison.funnel.beyond:
            codes = {unit.area.code for unit in comparison.funnel.beyond}
            beyond = [row for row in everyone if row.area.code in codes]
            yield _opener(t("comparison.table.show_beyond", count=len(beyond)), members_table("caption_beyond", beyond, comparison))


def _opener(label: str, content: object) -> html.Details:
    return html.Details([html.Summary(label, className="quiet-button"), html.Div(content, className="opened")], className="opener")
