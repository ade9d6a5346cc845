"""The same numbers as the chart, in a table: newest first, and a reason in words where there is no number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import NOTHING, answer_text, keys, number, period_text, t, unit_name
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, IndicatorFacts, Kind, Period, Point, Series, Status
from dashboard.usecases.remarks import remarks_at
from dashboard.usecases.target_words import level_words
from dashboard.usecases.wait_words import since_text, wait_number
from dashboard.usecases.waits import Waits


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    cell: Callable[[Period, Point | None], str]
    is_number: bool = True


def series_table(series: Series) -> html.Div | html.P:
    """Every period that any line knows of; columns that would be empty are left out."""
    own = {point.period: point for point in (*series.points, *series.other_frequency)}
    lines = (*series.comparators, *series.units)
    periods = sorted({*own, *(point.period for line in lines for point in line.points)}, reverse=True)
    if not periods:
        return html.P(t("component.table.none"), className="muted")
    columns = list(_columns(series))
    table = data_table(
        t("component.table.caption", indicator=series.indicator.name, area=series.area.name, unit=unit_name(series.indicator.unit)),
        [t("component.table.period"), *(column.heading for column in columns)],
        [[period_text(period), *(column.cell(period, own.get(period)) for column in columns)] for period in periods],
        numeric=[place for place, column in enumerate(columns, start=1) if column.is_number],
    )
    return html.Div([html.P(_answer(series), className="table-answer"), table])


def _answer(series: Series) -> str:
    """The sentence of the chart goes where its numbers go, with the target level where there is one."""
    level = level_words(series)
    return f"{series.sentence} {t('component.table.level', level=level[0], note=level[1])}" if level else series.sentence


def _own_has_rows(series: Series) -> bool:
    """A place whose units answer for themselves has no column of its own."""
    return bool(series.points or series.other_frequency or not series.units)


def _columns(series: Series) -> Iterator[Column]:
    decimals = series.indicator.decimals
    if _own_has_rows(series):
        yield Column(series.area.name, lambda _, point: shown(point, series.indicator))
    for name in ("numerator", "denominator"):
        if any(getattr(point, name) is not None for point in series.points):
            yield Column(t(f"component.table.{name}"), lambda _, point, name=name: _part(point, name))
    if series.waits is not None:
        yield from _wait_columns(series.waits)
    elif series.chart is not Chart.LINE:
        yield from _limit_columns(series, decimals)
    for line in (*series.comparators, *series.units):
        of_line = {point.period: point for point in line.points}
        yield Column(line.area.name, lambda period, _, of_line=of_line: shown(of_line.get(period), series.indicator))
    if any(_note(series, point.period, point) for point in series.points):
        yield Column(t("component.table.note"), lambda period, point: _note(series, period, point), is_number=False)


def _wait_columns(waits: Waits) -> Iterator[Column]:
    """How long it was before the first event of each period, and what was usual then."""
    ended = waits.by_period()
    headings = {
        "length": t("component.table.wait", unit=t(f"wait.unit.{waits.unit}").capitalize()),
        "centre": t("component.table.wait_usual"),
        "upper": t("component.table.wait_longest"),
    }
    for name, heading in headings.items():
        if any(getattr(wait, name) is not None for wait in waits.ended):
            yield Column(heading, lambda period, _, name=name: wait_number(getattr(ended.get(period), name, None)))


def _limit_columns(series: Series, decimals: int) -> Iterator[Column]:
    kind = "limit" if series.chart in LIMIT_CHARTS else "interval"
    keys = {"lower": f"component.table.lower_{kind}", "upper": f"component.table.upper_{kind}", "centre": "component.table.centre"}
    for name, key in keys.items():
        if any(getattr(point, name) is not None for point in series.points):
            yield Column(t(key), lambda _, point, name=name: number(getattr(point, name, None), decimals))


def shown(point: Point | None, indicator: IndicatorFacts) -> str:
    """The number, or why there is none."""
    if point is None:
        return NOTHING
    if point.value is None:
        return t(f"status.{point.status}")
    return answer_text(point.value) if indicator.kind is Kind.YES_NO else number(point.value, indicator.decimals)


def _part(point: Point | None, name: str) -> str:
    if point is not None and point.status is Status.SUPPRESSED:
        return NOTHING
    value = getattr(point, name, None)
    return number(value, 0 if value is None or float(value).is_integer() else 1)


def _note(series: Series, period: Period, point: Point | None) -> str:
    return " · ".join(_notes(series, period, point))


def _notes(series: Series, period: Period, point: Point | None) -> Iterator[str]:
    if point is not None:
        if point.status is Status.PROVISIONAL:
            yield t(f"status.{point.status}")
        if point.signal is not None:
            yield t(f"signal.{point.signal}")
        if series.waits and series.waits.running and period == series.waits.last:
            yield since_text(series.waits)
        if point.note:
            yield point.note
    yield from remarks_at(series, period)
    told = {mark.kind for mark in series.marks if mark.period == period}
    for gap in series.breaks:
        if gap.period == period and gap.reason not in told:
            yield t("component.table.break", reason=_reason(gap.reason))


def _reason(code: str) -> str:
    key = f"figure.break.{code}"
    return t(key if key in keys() else "figure.break.other").lower()
