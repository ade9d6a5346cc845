"""The chart that the data can bear: points with centre and limits, and what may be said of the newest one.

The choice follows shared practice for control charts (Making Data Count, Anhøj): counts over denominators have p and u charts,
measurements XmR, and few points no limits at all. A reader may hide lines, never change the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.stats import shewhart
from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.points import segments as stats_segments
from dashboard.stats.rules import signals
from dashboard.stats.run_chart import RunChart, run_chart
from dashboard.stats.xmr import RUN_CHART_FROM, TRIAL_LIMITS_FROM, xmr
from dashboard.usecases.finished import Break, Chart, IndicatorFacts, Point, Signal
from dashboard.usecases.intervals import with_intervals
from db.terms import MULTIPLIERS, Direction, Frequency, Kind

GOOD = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}
FEWEST_EVENTS = 2  # mean count a period; below it limits of p, u and c charts alarm far too often (METHOD 1.1)
FEWEST_CASES = 5  # expected cases a period for the normal approximation of a p chart


@dataclass(frozen=True, slots=True)
class Charted:
    """The points as they are drawn, and the numbers that the verdict is read from."""

    chart: Chart
    points: tuple[Point, ...]
    numbers: ControlChart | RunChart | None = None


def charted(points: Sequence[Point], breaks: Sequence[Break], indicator: IndicatorFacts, asked: Chart | None = None) -> Charted:
    """The chosen chart of these points, or the one asked for where the data can bear it."""
    chart = chosen(points, indicator, asked)
    if chart in (Chart.LINE, Chart.INTERVAL):
        return Charted(chart, with_intervals(points, indicator) if chart is Chart.INTERVAL else _without_limits(points))
    setup = Setup(segment=_segment(points, breaks))
    if chart is Chart.RUN:
        found = run_chart(_values(points), setup)
        centred = zip(points, found.centre, strict=True)
        return Charted(chart, tuple(_limited(point, centre) for point, centre in centred), found)
    return _control_chart(chart, points, indicator, setup)


def chosen(points: Sequence[Point], indicator: IndicatorFacts, asked: Chart | None = None) -> Chart:
    """Which chart these points can bear."""
    able = _able(points, indicator)
    return asked if asked in able else able[0]


def _able(points: Sequence[Point], indicator: IndicatorFacts) -> tuple[Chart, ...]:
    """The charts that are honest for these points, the best first."""
    count = sum(point.value is not None for point in points)
    simple = (Chart.INTERVAL, Chart.LINE) if any(_has_interval(point, indicator) for point in points) else (Chart.LINE,)
    run = (Chart.RUN,) if count >= RUN_CHART_FROM and _has_two_sides(points) else ()
    if indicator.frequency is Frequency.YEAR or count < RUN_CHART_FROM:
        return (*simple, *run)
    simple = simple[::-1]  # so many intervals beside one another hide what they belong to
    if count < TRIAL_LIMITS_FROM or _is_sparse(points, indicator):
        return (*run, *simple)
    return (_counted(points, indicator), *run, *simple)


def _has_two_sides(points: Sequence[Point]) -> bool:
    """A run chart needs points on both sides of its median: with mostly zeros, all that is not zero would be one long run."""
    values = [point.value for point in points if point.value is not None]
    return min(values) < float(np.median(values)) < max(values)


def _has_interval(point: Point, indicator: IndicatorFacts) -> bool:
    return with_intervals([point], indicator)[0].lower is not None


def _counted(points: Sequence[Point], indicator: IndicatorFacts) -> Chart:
    if indicator.kind is Kind.COUNT:
        return Chart.C
    if all(point.denominator is not None for point in points if point.value is not None):
        return {Kind.PROPORTION: Chart.P, Kind.RATE: Chart.U}.get(indicator.kind, Chart.XMR)
    return Chart.XMR


def _is_sparse(points: Sequence[Point], indicator: IndicatorFacts) -> bool:
    """Too few events a period for limits: their alarms would mostly be chance."""
    counted = _counted(points, indicator)
    if counted is Chart.XMR:
        return False
    events = [point.value if counted is Chart.C else point.numerator for point in points if point.value is not None]
    mean = float(np.mean(events))
    if counted is not Chart.P:
        return mean < FEWEST_EVENTS
    cases = float(np.mean([point.denominator for point in points if point.value is not None]))
    return min(mean, cases - mean) < FEWEST_CASES


def _control_chart(chart: Chart, points: Sequence[Point], indicator: IndicatorFacts, setup: Setup) -> Charted:
    with_denominator = {Chart.P: shewhart.p_chart, Chart.U: shewhart.u_chart}
    if chart in with_denominator:
        known = [point.value is not None for point in points]
        events, cases = (
            [getattr(point, name) if is_known else None for point, is_known in zip(points, known, strict=True)]
            for name in ("numerator", "denominator")
        )
        found = with_denominator[chart](events, cases, setup).times(MULTIPLIERS.get(indicator.unit, 1))
    else:
        found = {Chart.C: shewhart.c_chart, Chart.XMR: xmr}[chart](_values(points), setup)
    direction = signals(found).direction(concern=-GOOD[indicator.direction])
    shown = possible(found, indicator)
    limited = zip(points, shown.centre, shown.lower, shown.upper, direction, strict=True)
    drawn = (_limited(point, centre, low, high, signal_of(int(flag), indicator)) for point, centre, low, high, flag in limited)
    return Charted(chart, tuple(drawn), found)


def possible(chart: ControlChart, indicator: IndicatorFacts) -> ControlChart:
    """Limits as they are drawn: a share is never below 0 or above 100 %, a rate or count never below 0. The tests use the unclipped."""
    if indicator.kind is Kind.PROPORTION:
        return chart.clipped(0, max(MULTIPLIERS.get(indicator.unit, 1), float(np.nanmax(chart.values))))
    return chart.clipped(0) if indicator.kind in (Kind.RATE, Kind.COUNT) else chart


def signal_of(direction: int, indicator: IndicatorFacts) -> Signal | None:
    """What a point flagged high (1) or low (-1) means for this indicator."""
    if direction == 0:
        return None
    good = GOOD[indicator.direction]
    return Signal.CHANGED if good == 0 else Signal.BETTER if direction == good else Signal.WORSE


def _values(points: Sequence[Point]) -> list[float | None]:
    return [point.value for point in points]


def _segment(points: Sequence[Point], breaks: Sequence[Break]) -> np.ndarray:
    """A renumbered place is the same place; a merged one starts anew, and so do its limits."""
    starts = {change.period for change in breaks if change.reason != "renumbered"}
    return stats_segments(len(points), [index for index, point in enumerate(points) if point.period in starts])


def _without_limits(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(replace(point, lower=None, upper=None) for point in points)


def _limited(point: Point, centre: float, lower: float = np.nan, upper: float = np.nan, signal: Signal | None = None) -> Point:
    known = (None if np.isnan(number) else float(number) for number in (centre, lower, upper))
    names = dict(zip(("centre", "lower", "upper"), known, strict=True))
    return replace(point, **names, signal=signal)
