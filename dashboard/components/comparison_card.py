"""The card of a comparison: the answer, the dot plot, the funnel, what must be known, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dash import html

from dashboard.components.comparison_table import everyone_table, rows_table
from dashboard.components.comparison_words import period_words
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.pictures import image
from dashboard.text import t, unit_name
from dashboard.usecases.compared import Against, Comparison

if TYPE_CHECKING:
    from dashboard.figures.comparison_drawn import ComparisonDrawn

LONG = 60  # rows: in so long a table those beyond the limits are hard to find, and get one of their own


def comparison_card(
    comparison: Comparison, drawn: ComparisonDrawn | None, id: str, downloads: Sequence[tuple[str, str]] = ()
) -> html.Article:
    """`drawn` is None where there is nothing to draw: answers of yes and no. `downloads` are pairs of label and address."""
    figures = list(_figures(comparison, drawn)) if drawn else []
    return html.Article(
        [
            _head(comparison, id),
            html.P(comparison.sentence, className="answer"),
            *figures,
            html.Ul([html.Li(note) for note in comparison.notes], className="plain-list comparison-notes") if comparison.notes else None,
            html.P(t("component.chart_card.source", source=comparison.indicator.source_name), className="source-line"),
            html.Div([*_tables(comparison), *_files(downloads)], className="card-actions"),
        ],
        id=id,
        className="card-surface chart-card",
        **{"aria-labelledby": f"{id}-name"},
    )


def _head(comparison: Comparison, id: str) -> html.Header:
    kind = "unit" if comparison.own and comparison.against is Against.UNITS else comparison.against
    title = t(f"comparison.title.{kind}", area=comparison.area.name, period=period_words(comparison))
    unit = " · ".join(part for part in (unit_name(comparison.indicator.unit), comparison.breakdown) if part)
    name = [html.H2(title, id=f"{id}-name", className="card-name"), html.Span(unit, className="card-unit")]
    badge = [html.Div([fictional_badge()], className="marks")] if comparison.is_fictional else []
    return html.Header([html.Div(name, className="card-title"), *badge], className="card-head")


def _figures(comparison: Comparison, drawn: ComparisonDrawn) -> Iterator[html.Figure]:
    has_intervals = any(row.point and row.point.lower is not None for row in comparison.rows)
    dots = "dots" if has_intervals else "dots_bare"
    alt = t(f"comparison.figure.{dots}", indicator=comparison.indicator.name, area=comparison.area.name)
    yield _figure(t(f"comparison.figure.{dots}_heading"), alt, drawn.dots, drawn.dots_phone, drawn.dots_key)
    if drawn.funnel:
        who = t(f"comparison.count.{comparison.funnel.units[0].area.type}", count=len(comparison.funnel.units))
        alt = t("comparison.figure.funnel", indicator=comparison.indicator.name, who=who)
        yield _figure(t("comparison.figure.funnel_heading"), alt, drawn.funnel, drawn.funnel_phone, drawn.funnel_key)


def _figure(heading: str, alt: str, wide: str, phone: str, key: Sequence[tuple[str, str]]) -> html.Figure:
    """Two layouts of one picture; the style sheet shows one of them."""
    pictures = html.Div([image(wide, alt, "comparison-wide"), image(phone, alt, "comparison-phone")], className="chart")
    legend = html.Ul([_entry(*each) for each in key], className="chart-key", **{"aria-label": t("component.chart_card.key")})
    return html.Figure(
        [html.Figcaption(heading, className="comparison-heading"), pictures, legend], className="chart-figure comparison-figure"
    )


def _entry(swatch: str, words: str) -> html.Li:
    return html.Li([html.Span(className=f"swatch swatch-{swatch}", **{"aria-hidden": "true"}), words])


def _tables(comparison: Comparison) -> Iterator[html.Details]:
    yield _opener(t("comparison.table.show"), rows_table(comparison))
    everyone = comparison.everyone
    if comparison.others:
        yield _opener(t("comparison.table.show_all", count=len(everyone)), everyone_table(comparison))
    if len(everyone) > LONG and comparison.funnel and comparison.funnel.beyond:
        codes = {unit.area.code for unit in comparison.funnel.beyond}
        beyond = [row for row in everyone if row.area.code in codes]
        yield _opener(t("comparison.table.show_beyond", count=len(beyond)), everyone_table(comparison, beyond))


def _files(downloads: Sequence[tuple[str, str]]) -> Iterator[html.Details]:
    if downloads:
        files = html.Ul([html.Li(html.A(label, href=address, download="")) for label, address in downloads])
        opened = html.Div(files, className="opened")
        yield html.Details([html.Summary(t("component.chart_card.download"), className="quiet-button"), opened], className="opener menu")


def _opener(label: str, content: object) -> html.Details:
    return html.Details([html.Summary(label, className="quiet-button"), html.Div(content, className="opened")], className="opener")
