"""The chart that the data can bear: points with centre and limits, and the numbers that the verdict is read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.stats import shewhart
from dashboard.stats.chart_choice import Choice, Evidence, Why, choose
from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.points import segments as stats_segments
from dashboard.stats.rules import signals
from dashboard.stats.run_chart import RunChart, run_chart
from dashboard.stats.xmr import RUN_CHART_FROM, TRIAL_LIMITS_FROM, xmr
from dashboard.usecases.finished import LIMIT_CHARTS, Break, Chart, IndicatorFacts, Point, Signal
from dashboard.usecases.intervals import with_intervals
from db.terms import MULTIPLIERS, Direction, Frequency, Kind

GOOD = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}
# Rare events stand as they came, period by period; their verdict is an exact test, not limits.
STANDS_AS_LINE = {Chart.G: Chart.LINE, Chart.T: Chart.LINE, Chart.LIST: Chart.LINE}
RARE = (Why.RARE, Why.RARE_DATED, Why.FEW_EVENTS)
OF_COUNTS: dict[Chart, Callable[..., ControlChart]] = {
    Chart.P: shewhart.p_chart,
    Chart.P_PRIME: shewhart.p_prime_chart,
    Chart.U: shewhart.u_chart,
    Chart.U_PRIME: shewhart.u_prime_chart,
}


@dataclass(frozen=True, slots=True)
class Charted:
    """The points as they are drawn, why so, and the numbers that the verdict is read from."""

    chart: Chart
    why: Why
    points: tuple[Point, ...]
    numbers: ControlChart | RunChart | None = None


def charted(points: Sequence[Point], breaks: Sequence[Break], indicator: IndicatorFacts, asked: Chart | None = None) -> Charted:
    """The chart that statistics choose for these points, or the one asked for where the data can bear it."""
    choice = chosen(points, indicator, asked)
    if choice.chart not in (*LIMIT_CHARTS, Chart.RUN):
        drawn = with_intervals(points, indicator) if choice.chart is Chart.INTERVAL else _without_limits(points)
        return Charted(choice.chart, choice.why, drawn)
    setup = Setup(segment=_segment(points, breaks))
    if choice.chart is Chart.RUN:
        found = run_chart([point.value for point in points], setup)
        return Charted(Chart.RUN, choice.why, tuple(map(_limited, points, found.centre)), found)
    return _control_chart(choice, points, indicator, setup)


def chosen(points: Sequence[Point], indicator: IndicatorFacts, asked: Chart | None = None) -> Choice:
    """Which chart these points can bear, and why."""
    data = evidence(points, indicator)
    choice = choose(data)
    if data.frequency == Frequency.YEAR and any(point.lower is not None for point in points):
        choice = Choice(Chart.INTERVAL, Why.PUBLISHED)
    if asked and asked in _able(data):
        return Choice(asked, Why.FIXED)
    return Choice(STANDS_AS_LINE.get(choice.chart, choice.chart), choice.why)


def evidence(points: Sequence[Point], indicator: IndicatorFacts) -> Evidence:
    """The points as statistics ask for them. A hidden or missing number takes its counts with it."""
    known = [point.value is not None for point in points]
    counted = indicator.kind in (Kind.PROPORTION, Kind.RATE)
    return Evidence(
        kind=str(indicator.kind),
        frequency=str(indicator.frequency),
        values=[point.value for point in points],
        events=[point.numerator if is_known else None for point, is_known in zip(points, known, strict=True)] if counted else None,
        n=[point.denominator if is_known else None for point, is_known in zip(points, known, strict=True)] if counted else None,
    )


def _able(data: Evidence) -> tuple[Chart, ...]:
    """The charts that may be asked for: a reader or script may choose a humbler one, never one with limits that mislead."""
    able = [Chart.LINE, *([Chart.INTERVAL] if data.has_counts else []), *([Chart.RUN] if data.points >= RUN_CHART_FROM else [])]
    if data.points >= TRIAL_LIMITS_FROM and not data.is_rare and data.frequency != "year":
        able.append(Chart.XMR)
        if data.has_counts:
            able += {Kind.PROPORTION: [Chart.P, Chart.P_PRIME], Kind.RATE: [Chart.U, Chart.U_PRIME], Kind.COUNT: [Chart.C]}[Kind(data.kind)]
    return tuple(able)


def _control_chart(choice: Choice, points: Sequence[Point], indicator: IndicatorFacts, setup: Setup) -> Charted:
    found = control_numbers(choice.chart, evidence(points, indicator), indicator, setup)
    direction = signals(found).direction(concern=-GOOD[indicator.direction])
    shown = possible(found, indicator)
    limited = zip(points, shown.centre, shown.lower, shown.upper, direction, strict=True)
    drawn = (_limited(point, centre, low, high, signal_of(int(flag), indicator)) for point, centre, low, high, flag in limited)
    return Charted(choice.chart, choice.why, tuple(drawn), found)


def control_numbers(chart: Chart, data: Evidence, indicator: IndicatorFacts, setup: Setup) -> ControlChart:
    """In the indicator's unit, unclipped where the chart allows; of one series, or of many under each other."""
    if chart in OF_COUNTS:
        return OF_COUNTS[chart](data.x, data.cases, setup).times(MULTIPLIERS.get(indicator.unit, 1))
    return {Chart.C: shewhart.c_chart, Chart.XMR: xmr}[chart](data.values, setup)


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
