"""Each point's own 95 % interval: the publisher's where there is one, else from numerator and denominator."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.stats.intervals import Interval, rate, wilson
from dashboard.usecases.finished import IndicatorFacts, Point
from db.terms import MULTIPLIERS, Kind


def with_intervals(points: Sequence[Point], indicator: IndicatorFacts) -> tuple[Point, ...]:
    """The points with lower and upper in the indicator's unit where they can be known; the rest as they are."""
    found = _intervals(points, indicator.kind)
    if found is None:
        return tuple(points)
    multiplier = MULTIPLIERS.get(indicator.unit, 1)
    limits = ((found.lower * multiplier).tolist(), (found.upper * multiplier).tolist(), found.is_known.tolist())
    return tuple(
        point.within(point.centre, lower, upper, point.signal, point.is_trial)
        if is_known and point.value is not None and point.lower is None
        else point
        for point, lower, upper, is_known in zip(points, *limits, strict=True)
    )


def _intervals(points: Sequence[Point], kind: Kind) -> Interval | None:
    """All points at once: a page has thousands of them."""
    if not points:
        return None
    if kind is Kind.COUNT:
        return rate([_whole(point.value) for point in points], [1] * len(points))
    method = {Kind.PROPORTION: wilson, Kind.RATE: rate}.get(kind)
    if method is None:
        return None
    return method([point.numerator for point in points], [point.denominator for point in points])


def _whole(value: float | None) -> float | None:
    """A count of decimals (full-time equivalents) is no count of events, and has no such interval."""
    return value if value is not None and value >= 0 and value == int(value) else None
