"""Can we tell? The smallest change that so few cases could have shown, in the one way that the chart's own rules look for it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.stats.counts import impossible
from dashboard.stats.points import numbers
from dashboard.stats.power import Visible, rate_stands_out, share_stands_out, trend_that_shows
from dashboard.stats.trend import YEARS
from dashboard.usecases.claims import SeenBy
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, IndicatorFacts, Point, SmallestChange
from db.terms import MULTIPLIERS, Frequency, Kind

STANDS_OUT = {Kind.PROPORTION: share_stands_out, Kind.RATE: rate_stands_out}


def smallest_change(points: Sequence[Point], indicator: IndicatorFacts, chart: Chart = Chart.INTERVAL) -> SmallestChange | None:
    """In the indicator's unit; a chart with limits says it by them, five years by their trend, else the next number by chance alone."""
    shown = [point for point in points if point.value is not None]
    if chart in LIMIT_CHARTS:
        return _by_limits(shown)
    if is_five_years(shown) and chart in (Chart.INTERVAL, Chart.LINE):
        return over_five_years(shown[-YEARS:], indicator)
    counted = _counted(shown, indicator)
    if not counted:
        return None
    level, cases = _level(counted), counted[-1].denominator
    return _in_unit(STANDS_OUT[indicator.kind](level, cases), cases, SeenBy.NEXT, indicator)


def is_five_years(points: Sequence[Point]) -> bool:
    """Whether the newest points are years enough for the trend test."""
    return len(points) >= YEARS and all(point.period.frequency is Frequency.YEAR for point in points[-YEARS:])


def over_five_years(points: Sequence[Point], indicator: IndicatorFacts) -> SmallestChange | None:
    """How far these years must move before the trend test would see it."""
    counted = _counted(points, indicator)
    if len(counted) < len(points):
        return None
    level, cases = _level(counted), sum(point.denominator for point in counted) / len(counted)
    found = trend_that_shows(level, cases, is_share=indicator.kind is Kind.PROPORTION)
    return _in_unit(found, cases, SeenBy.FIVE_YEARS, indicator)


def _by_limits(points: Sequence[Point]) -> SmallestChange | None:
    """The limits of the newest point: beyond them the next one is a signal. A lower limit of 0 can never be passed."""
    last = next((point for point in reversed(points) if point.centre is not None), None)
    return None if last is None else SmallestChange(last.centre, last.lower or None, last.upper, last.denominator, SeenBy.LIMITS)


def _counted(points: Sequence[Point], indicator: IndicatorFacts) -> list[Point]:
    """Those with counts, where the kind has any and all of them are possible."""
    counted = [point for point in points if point.numerator is not None and point.denominator is not None]
    pairs = (numbers([point.numerator for point in counted]), numbers([point.denominator for point in counted]))
    is_share = indicator.kind is Kind.PROPORTION
    is_possible = not impossible(*pairs, is_share=is_share).any()
    return [point for point in counted if point.denominator] if is_possible and indicator.kind in STANDS_OUT else []


def _level(points: Sequence[Point]) -> float:
    return sum(point.numerator for point in points) / sum(point.denominator for point in points)


def _in_unit(found: Visible, cases: float, by: SeenBy, indicator: IndicatorFacts) -> SmallestChange:
    multiplier = MULTIPLIERS.get(indicator.unit, 1)
    level, fall_to, rise_to = (None if end is None else end * multiplier for end in (found.level, found.fall_to, found.rise_to))
    return SmallestChange(level, fall_to, rise_to, cases, by)
