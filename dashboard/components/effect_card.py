"""One measure and what it has done: the sentence, before and after, what could have been seen, and what must be kept in mind."""

from __future__ import annotations

from collections.abc import Iterator

from dash import dcc, html

from dashboard.components.addresses import action_address
from dashboard.components.data_table import data_table
from dashboard.components.notice import notice
from dashboard.components.signal_mark import signal_mark
from dashboard.text import NOTHING, date_text, period_text, t, unit_name
from dashboard.usecases.effect_words import level_text
from dashboard.usecases.effects import MeasureEffect, Side

COLUMNS = ("side", "periods", "points", "level", "between")


def effect_card(effect: MeasureEffect, number: int | None, *others: object, chart_address: str | None) -> html.Article:
    """`number` is that of its flag in the chart; `chart_address` shows it there, None where it is shown; `others` stand below."""
    id = f"measure-{effect.measure.action}"
    flag = [html.Span(str(number), className="remark-number remark-measure"), " "] if number is not None else []
    shown = t("component.effect.shown") if chart_address is None else dcc.Link(t("component.effect.show"), href=chart_address)
    parts = [
        html.H3([*flag, dcc.Link(effect.measure.title, href=action_address(effect.measure.action))], id=id),
        html.P([_days(effect), " · ", shown], className="source-line"),
        html.P([signal_mark(effect.signal), " ", effect.sentence], className="answer"),
        *_table(effect),
        *([html.P(effect.seen)] if effect.seen else []),
        *_warnings(effect),
        *others,
    ]
    return html.Article(parts, className="card-surface effect-card", **{"aria-labelledby": id})


def _days(effect: MeasureEffect) -> str:
    """From its first day, and to its last where it has ended."""
    measure = effect.measure
    if measure.ends_on is None:
        return t("component.effect.since", start=date_text(measure.starts_on))
    return t("component.effect.span", start=date_text(measure.starts_on), end=date_text(measure.ends_on))


def _table(effect: MeasureEffect) -> Iterator[html.Div]:
    """Nothing where neither side may be told."""
    if effect.before.level is None and effect.after.level is None:
        return
    rows = [_row(effect, "before", effect.before), _row(effect, "after", effect.after)]
    if effect.difference is not None:
        rows.append([t("component.effect.difference"), NOTHING, NOTHING, *level_text(effect.difference, effect.indicator)])
    caption = t("component.effect.caption", title=effect.measure.title, unit=unit_name(effect.indicator.unit))
    yield data_table(caption, [t(f"component.effect.column.{name}") for name in COLUMNS], rows, numeric=[2, 3], className="stacking")


def _row(effect: MeasureEffect, name: str, side: Side) -> list[object]:
    periods = (
        t("component.effect.periods", first=period_text(side.first), last=period_text(side.last)) if side.first and side.last else NOTHING
    )
    return [t(f"component.effect.{name}"), periods, str(side.points), *level_text(side.level, effect.indicator)]


def _warnings(effect: MeasureEffect) -> list[html.Div]:
    if not effect.warnings:
        return []
    return [notice("warning", html.Ul([html.Li(said) for said in effect.warnings]), title=t("component.effect.mind"))]


def no_level(effect: MeasureEffect) -> html.P:
    """Why a new level is not suggested."""
    return html.P([t("component.effect.no_level"), " ", " ".join(effect.no_level)], className="source-line")
