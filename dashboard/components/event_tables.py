"""What reported events were about and how much harm came of them, as tables: counts of the months whose numbers are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.components.pictures import image
from dashboard.text import number, period_text, t, value_with_unit
from dashboard.usecases.event_counts import Counted, SeverityCount, pareto_sentence
from dashboard.usecases.finished import Period


def pareto(rows: Sequence[Counted], drawn: Mapping[str, str], first: Period, last: Period) -> html.Section:
    """Sentence, picture, key and table; `drawn` are the pictures, wide and for a phone."""
    sentence = pareto_sentence(rows)
    pictures = [image(svg, sentence, f"comparison-{name}") for name, svg in drawn.items()]
    span = t("events.span", first=period_text(first), last=period_text(last))
    return html.Section(
        [
            html.H2(t("events.pareto.title"), id="pareto", className="card-name"),
            html.P(sentence, className="answer"),
            html.Figure(
                [html.Div(pictures, className="chart"), html.Figcaption(t("events.pareto.key"), className="muted")],
                className="chart-figure",
            ),
            html.P(span, className="source-line"),
            *hidden_note(rows),
            _table(rows),
        ],
        className="card-surface chart-card",
        **{"aria-labelledby": "pareto"},
    )


def hidden_note(rows: Sequence[Counted | SeverityCount]) -> list[html.P]:
    return [html.P(t("events.hidden"), className="muted")] if any(row.hidden for row in rows) else []


def count_text(count: int, hidden: int) -> str:
    """«34», «minst 34 (5 måneder skjult)», «skjult»."""
    if not hidden:
        return number(count)
    return t("events.at_least", count=number(count), hidden=hidden) if count else t("events.all_hidden", hidden=hidden)


def _table(rows: Sequence[Counted]) -> html.Div:
    headings = [t(f"events.column.{name}") for name in ("category", "count", "cumulative", "harmful", "share")]
    body = [
        [
            row.name,
            count_text(row.count, row.hidden),
            value_with_unit(row.cumulative, "percent"),
            t("events.out_of", part=number(row.harmful), whole=number(row.reported)) if row.reported else t("events.not_shown"),
            value_with_unit(row.share_with_harm, "percent"),
        ]
        for row in rows
    ]
    return data_table(t("events.pareto.caption"), headings, body, numeric=(1, 2, 3, 4))


def severity_table(rows: Sequence[SeverityCount]) -> html.Section:
    body = [[t(f"severity.{row.severity}"), count_text(row.count, row.hidden)] for row in rows]
    table = data_table(t("events.severity.caption"), [t("events.column.severity"), t("events.column.count")], body, numeric=(1,))
    title = html.H2(t("events.severity.title"), id="severity", className="card-name")
    return html.Section([title, *hidden_note(rows), table], className="card-surface chart-card", **{"aria-labelledby": "severity"})
