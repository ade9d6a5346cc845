"""Each point's own 95 % interval: the publisher's where there is one, else from numerator and denominator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.stats.intervals import rate, wilson
from dashboard.usecases.finished import IndicatorFacts, Point
from db.terms import MULTIPLIERS, Kind


def with_intervals(points: Sequence[Point], indicator: IndicatorFacts) -> tuple[Point, ...]:
    """The points with lower and upper in the indicator's unit where they can be known; the rest as they are."""
    return tuple(_with_interval(point, indicator) for point in points)


def _with_interval(point: Point, indicator: IndicatorFacts) -> Point:
    if point.value is None or point.lower is not None:
        return point
    multiplier = MULTIPLIERS.get(indicator.unit, 1)
    if indicator.kind is Kind.COUNT:
        # A count of decimals (full-time equivalents) is no count of events.
        found = rate(point.value, 1) if point.value >= 0 and point.value == int(point.value) else None
    elif point.numerator is None or point.denominator is None:
        return point
    elif indicator.kind is Kind.PROPORTION:
        found = wilson(point.numerator, point.denominator)
    elif indicator.kind is Kind.RATE:
        found = rate(point.numerator, point.denominator)
    else:
        return point
    if found is None or not found.is_known:
        return point
    return replace(point, lower=float(found.lower) * multiplier, upper=float(found.upper) * multiplier)
