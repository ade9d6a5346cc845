"""The chart that the data can bear: points with centre and limits, and the numbers that the verdict is read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from dashboard.stats import shewhart
from dashboard.stats.chart_choice import Choice, Evidence, Why, choose, obstacle
from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.points import Floats
from dashboard.stats.rules import Signals, signals
from dashboard.stats.run_chart import RunChart, run_chart
from dashboard.stats.xmr import FULL_FROM, RUN_CHART_FROM, TRIAL_LIMITS_FROM, points_of_segment, xmr
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, IndicatorFacts, Point, Signal
from dashboard.usecases.intervals import with_intervals
from dashboard.usecases.noted import Break
from dashboard.usecases.rare import Rare, rare_events
from dashboard.usecases.stretches import numbered, restarts, setup_of, telling
from db.fixed_charts import CHARTS_OF_KIND
from db.terms import MULTIPLIERS, Direction, Frequency, Kind, Period, Status

GOOD = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}
RARE = (Chart.G, Chart.T, Chart.LIST)  # the time between events is shown, or when each came
OF_COUNTS: dict[Chart, Callable[..., ControlChart]] = {
    Chart.P: shewhart.p_chart,
    Chart.P_PRIME: shewhart.p_prime_chart,
    Chart.U: shewhart.u_chart,
    Chart.U_PRIME: shewhart.u_prime_chart,
}


@dataclass(frozen=True)
class Charted:
    """The points as they are drawn, why so, and the numbers that the verdict is read from."""

    chart: Chart
    why: Why
    points: tuple[Point, ...]
    numbers: ControlChart | RunChart | None = None
    hindered: Why | None = None  # why the analyst's own chart is not it
    begins: int = 0  # where the newest stretch begins …
    since: Break | None = None  # … and what it began with
    rare: Rare | None = None
    signals: Signals | None = None  # what the rules say of a chart with limits

    @cached_property
    def newest(self) -> tuple[Point, ...]:
        """What claims rest on: the points of the newest stretch that have a value and count."""
        return tuple(point for point in self.points[self.begins :] if point.value is not None and not point.is_ghost)

    @property
    def length(self) -> int:
        """How many points the verdict rests on; of rare events their waits."""
        return self.rare.chart.waits.lengths.size if self.rare else len(self.newest)


def charted(points: Sequence[Point], breaks: Sequence[Break], indicator: IndicatorFacts, asked: Chart | None = None) -> Charted:
    """The chart that statistics choose for these points, or the one asked for where the data can bear it."""
    stretch = numbered(points, breaks)
    choice = chosen(telling(points, stretch), indicator, asked)
    begins, since = (restarts(points, breaks) or [(0, None)])[-1]
    if choice.chart in RARE:
        rare = _rare(points, [gap.period for _, gap in restarts(points, breaks)], indicator)
        choice = chart_of(rare, choice)
        return Charted(choice.chart, choice.why, _flagged(points, rare, indicator), None, choice.hindered, begins, since, rare)
    drawn, found, said = _drawn(choice.chart, points, indicator, setup_of(points, stretch, indicator))
    return Charted(choice.chart, choice.why, drawn, found, choice.hindered, begins, since, signals=said)


def _drawn(
    chart: Chart, points: Sequence[Point], indicator: IndicatorFacts, setup: Setup
) -> tuple[tuple[Point, ...], ControlChart | RunChart | None, Signals | None]:
    """The points with what the chart adds to them, its numbers, and what the rules say of them."""
    if chart is Chart.RUN:
        found = run_chart([point.value for point in points], setup)
        long = points_of_segment(found.counts, found.segment) >= RUN_CHART_FROM
        centre = _known(np.where(long, found.centre, np.nan))
        return tuple(point.within(level, None, None) for point, level in zip(points, centre, strict=True)), found, None
    if chart in LIMIT_CHARTS:
        return _control_chart(chart, points, indicator, setup)
    return with_intervals(points, indicator) if chart is Chart.INTERVAL else _without_limits(points), None, None


def chosen(points: Sequence[Point], indicator: IndicatorFacts, asked: Chart | None = None) -> Choice:
    """Which chart these points can bear, and why: the one asked for, the analyst's, or what statistics would choose."""
    data = evidence(points, indicator)
    if asked and asked in CHARTS_OF_KIND[indicator.kind] and obstacle(data, asked) is None:
        data = replace(data, fixed=asked)
    choice = choose(data)
    if data.frequency == Frequency.YEAR and choice.why is not Why.FIXED and any(point.lower is not None for point in points):
        hindered = None if data.fixed is Chart.INTERVAL else choice.hindered
        choice = Choice(Chart.INTERVAL, Why.OVERLAPPING if data.overlapping else Why.PUBLISHED, hindered)
    return choice


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
        overlapping=indicator.overlap is not None,
        dated=indicator.frequency is Frequency.DAY,
        hidden=any(point.status is Status.SUPPRESSED for point in points),
        fixed=indicator.fixed_chart,
    )


def _rare(points: Sequence[Point], starts: Sequence[Period], indicator: IndicatorFacts) -> Rare:
    """The events on their time line; a point that is left out is one of which nothing is known."""
    known = [replace(point, value=None, numerator=None, denominator=None) if point.is_ghost else point for point in points]
    data = evidence(known, indicator)
    return rare_events([point.period for point in points], data.x, data.n, starts, indicator.months)


def _flagged(points: Sequence[Point], rare: Rare, indicator: IndicatorFacts) -> tuple[Point, ...]:
    """Observations stay as they are, with the flag of a wait in the period in which it ended; of two the bad news."""
    flags: dict[Period, Signal] = {}
    for row, flag in zip(rare.chart.waits.ended.tolist(), rare.chart.flags.tolist(), strict=True):
        signal, period = signal_of(-flag, indicator), rare.periods[row]
        if signal is not None and flags.get(period) is not Signal.WORSE:
            flags[period] = signal
    return tuple(replace(point, lower=None, upper=None, signal=flags.get(point.period)) for point in points)


def _control_chart(
    chart: Chart, points: Sequence[Point], indicator: IndicatorFacts, setup: Setup
) -> tuple[tuple[Point, ...], ControlChart, Signals]:
    """A stretch of too few points gets neither limits nor signals."""
    found = control_numbers(chart, evidence(points, indicator), indicator, setup)
    counted = points_of_segment(found.counts, found.segment)
    has_limits = counted >= TRIAL_LIMITS_FROM
    said = signals(found)
    direction = np.where(has_limits, said.direction(concern=-GOOD[indicator.direction]), 0)
    shown = possible(found, indicator)
    lines = [_known(np.where(has_limits, line, np.nan)) for line in (shown.centre, shown.lower, shown.upper)]
    is_trial = has_limits & (counted < min(FULL_FROM, indicator.baseline or FULL_FROM))
    flags = [signal_of(each, indicator) for each in direction.tolist()]
    return tuple(map(Point.within, points, *lines, flags, is_trial.tolist())), found, said


def chart_of(rare: Rare, choice: Choice) -> Choice:
    """Breaks and missing numbers may leave too few waits in a row: then the events are a list."""
    return choice if choice.chart is Chart.LIST or rare.chart.has_limits else replace(choice, chart=Chart.LIST, why=Why.FEW_EVENTS)


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


def _without_limits(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(point if point.lower is point.upper is None else replace(point, lower=None, upper=None) for point in points)


def _known(numbers: Floats) -> list[float | None]:
    """None where there is no limit."""
    return [None if number != number else number for number in numbers.tolist()]
