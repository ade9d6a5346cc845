"""What the reader is told about one period: every line's value, what is usual, and why a number is not there."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import wait_line
from dashboard.figures.layers import LIMIT_CHARTS
from dashboard.figures.marks import is_flagged, is_hidden
from dashboard.figures.scale import all_points
from dashboard.text import number, period_text, t, value_with_unit
from dashboard.usecases.finished import Chart, Period, Point, Series, Status
from dashboard.usecases.remarks import remarks_at


def periods(series: Series) -> list[Period]:
    """Every period that some line knows of."""
    return sorted({point.period for point in all_points(series) if point.value is not None or is_hidden(point)})


def told(series: Series, period: Period) -> list[str]:
    """The period, then a line for each thing known; plain text, not yet escaped."""
    lines = [period_text(period)]
    if series.waits is not None:
        return [*lines, *_waited(series, [point for point in series.points if point.period == period])]
    own = next((point for point in series.points if point.period == period), None)
    if own is not None:
        lines += _own(series, own)
    lines += remarks_at(series, period)
    for line in series.comparators:
        found = next((point for point in line.points if point.period == period), None)
        if found is not None:
            lines.append(t("figure.hover_line", name=line.area.name, value=_value(series, found)))
    return lines


def _waited(series: Series, points: list[Point]) -> Iterator[str]:
    yield from wait_line.told(series, points)
    yield from (t(f"figure.flagged.{point.signal}") for point in points if is_flagged(point))
    yield from (t(f"status.{point.status}") for point in points if is_hidden(point))


def _own(series: Series, point: Point) -> Iterator[str]:
    yield t("figure.hover_line", name=series.area.name, value=_value(series, point))
    if point.value is not None and None not in (point.numerator, point.denominator):
        yield t("figure.counts", numerator=number(point.numerator), denominator=number(point.denominator))
    if is_flagged(point):
        yield t(f"figure.flagged.{point.signal}")
    if None not in (point.lower, point.upper) and series.chart is not Chart.LINE:
        limits = "figure.hover_trial" if point.is_trial else "figure.hover_limits"
        key = limits if series.chart in LIMIT_CHARTS else "figure.hover_interval"
        decimals = series.indicator.decimals
        yield t(key, lower=number(point.lower, decimals), upper=number(point.upper, decimals))


def _value(series: Series, point: Point) -> str:
    """The value; marked when provisional; the reason when there is none."""
    if point.value is None:
        return t(f"status.{point.status}")
    value = value_with_unit(point.value, series.indicator.unit, series.indicator.decimals)
    if point.status is Status.PROVISIONAL:
        return t("figure.hover_status", value=value, status=t(f"status.{point.status}"))
    return value
