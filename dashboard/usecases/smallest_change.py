"""Can we tell? Beyond which values the next period would stand out from the present level, with as many cases as last time."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.stats.power import Visible, rate_stands_out, share_stands_out
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, IndicatorFacts, Point, SmallestChange
from db.terms import MULTIPLIERS, Kind

STANDS_OUT = {Kind.PROPORTION: share_stands_out, Kind.RATE: rate_stands_out}


def smallest_change(points: Sequence[Point], indicator: IndicatorFacts, chart: Chart = Chart.INTERVAL) -> SmallestChange | None:
    """In the indicator's unit; a chart with limits says it by them, else the counts do, and without counts nothing does."""
    if chart in LIMIT_CHARTS:
        return _by_limits(points)
    method = STANDS_OUT.get(indicator.kind)
    counted = [point for point in points if point.value is not None and point.denominator is not None and point.numerator is not None]
    if method is None or not counted:
        return None
    level = sum(point.numerator for point in counted) / sum(point.denominator for point in counted)
    if indicator.kind is Kind.PROPORTION and level > 1:
        return None
    found: Visible = method(level, counted[-1].denominator)
    multiplier = MULTIPLIERS.get(indicator.unit, 1)
    fall_to, rise_to = (None if end is None else end * multiplier for end in (found.fall_to, found.rise_to))
    return SmallestChange(level * multiplier, fall_to, rise_to)


def _by_limits(points: Sequence[Point]) -> SmallestChange | None:
    """The limits of the newest point: beyond them the next one is a signal. A lower limit of 0 can never be passed."""
    last = next((point for point in reversed(points) if point.centre is not None), None)
    return None if last is None else SmallestChange(last.centre, last.lower or None, last.upper)
