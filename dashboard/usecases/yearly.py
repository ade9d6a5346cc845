"""Annual figures: the five-year trend where each year has an interval, and silence where it has none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.stats.trend import YEARS, Obstacle, Years, interval_trend
from dashboard.usecases.charting import signal_of
from dashboard.usecases.finished import IndicatorFacts, Point, Signal, Verdict
from dashboard.usecases.smallest_change import is_five_years, over_five_years

OBSTACLES = {Obstacle.EVERYBODY_IN_A_YEAR: "five_years_all", Obstacle.NO_INTERVAL: "no_interval"}


def yearly_change(points: Sequence[Point], indicator: IndicatorFacts) -> Verdict:
    """Has it risen or fallen for sure over the five newest years? `points` have values and, where known, intervals."""
    count = {"count": len(points)}
    if not is_five_years(points):
        return Verdict(Signal.TOO_LITTLE, "too_few", facts=count)
    newest = points[-YEARS:]
    if any(point.lower is None or point.upper is None for point in newest):
        return Verdict(Signal.TOO_LITTLE, "no_interval", facts=count)
    trend = interval_trend(_years(newest))
    if trend.obstacle is not Obstacle.NONE:
        return Verdict(Signal.TOO_LITTLE, OBSTACLES.get(trend.obstacle, "five_years_gap"))
    if not trend.is_significant:
        return _nothing_seen(newest, indicator)
    signal = signal_of(trend.direction, indicator)
    return Verdict(signal, f"five_years_{signal}", newest[0].period, {"direction": "up" if trend.direction > 0 else "down"})


def _nothing_seen(points: Sequence[Point], indicator: IndicatorFacts) -> Verdict:
    """No sure trend: is there none, or could none have been seen? Where not even half as much or half again would show, we cannot tell."""
    found = over_five_years(points, indicator)
    if found is not None and found.hides_much:
        return Verdict(Signal.TOO_LITTLE, "five_years_too_little")
    return Verdict(Signal.ORDINARY, "five_years_ordinary")


def _years(points: Sequence[Point]) -> Years:
    """Where the publisher gives an interval and no counts, the interval says all that the test needs of them."""
    counted = all(point.denominator is not None and point.numerator is not None for point in points)
    return Years(
        year=[point.period.year for point in points],
        count=[point.numerator for point in points] if counted else np.zeros(len(points)),
        denominator=[point.denominator for point in points] if counted else np.ones(len(points)),
        value=[point.value for point in points],
        lower=[point.lower for point in points],
        upper=[point.upper for point in points],
    )
