"""What the lines of a trend picture are called where they end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.figures import wait_line
from dashboard.figures.layers import target_stairs
from dashboard.figures.scale import period_range, position
from dashboard.text import number, t, value_with_unit
from dashboard.usecases.finished import Chart, Point, Series
from dashboard.usecases.wait_words import wait_text

UNIT_BESIDE = ("percent", "yes_no")  # the others would be long beside a line


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What a line is called, at its last value. `shown` is never cut away; the name may be."""

    name: str
    shown: str
    value: float
    month: float
    is_own: bool = False
    is_target: bool = False


def end_labels(series: Series, *, with_values: bool) -> list[EndLabel]:
    """Own line first, then the comparators, then the target that holds at the end."""
    if series.waits is not None:
        return list(_wait_labels(series, is_roomy=with_values))
    labels = []
    last = series.last
    if last is not None:
        labels.append(_end_label(series, series.area.name, last, with_values, is_own=True))
    for line in series.comparators:
        point = next((point for point in reversed(line.points) if point.value is not None), None)
        if point is not None:
            labels.append(_end_label(series, line.area.name, point, with_values))
    return labels + _target_labels(series)


def _wait_labels(series: Series, *, is_roomy: bool) -> Iterator[EndLabel]:
    """How long ago the newest event was; and where there is room, how long is usual."""
    waits, month = series.waits, period_range(series)[1]
    if waits.running is not None and (is_roomy or series.chart is not Chart.LIST):
        height = 0.0 if series.chart is Chart.LIST else waits.running.length
        yield EndLabel(wait_line.running_label(waits, is_roomy=is_roomy), "", height, month, is_own=True)
    if is_roomy and waits.usual is not None and series.chart is not Chart.LIST:
        yield EndLabel(t("figure.waits.usual_label", length=wait_text(waits.usual, waits.unit)), "", waits.usual, month)


def _target_labels(series: Series) -> list[EndLabel]:
    stairs = target_stairs(series)
    if not stairs:
        return []
    end = period_range(series)[1]
    at_end = [(step, stair) for step, stair in stairs if stair.end >= end]
    decimals = series.indicator.decimals
    return [
        EndLabel(t(f"figure.target.{step.level}"), _short(series, step.value, decimals), step.value, stair.end, is_target=True)
        for step, stair in at_end
    ]


def _end_label(series: Series, name: str, point: Point, with_value: bool, *, is_own: bool = False) -> EndLabel:
    shown = _short(series, point.value, series.indicator.decimals) if with_value else ""
    return EndLabel(name, shown, point.value, position(point.period), is_own=is_own)


def _short(series: Series, value: float, decimals: int) -> str:
    """Beside a line only per cent keeps its sign, and an answer is a word; other units stand once, in the heading."""
    return value_with_unit(value, series.indicator.unit, decimals) if series.indicator.unit in UNIT_BESIDE else number(value, decimals)
