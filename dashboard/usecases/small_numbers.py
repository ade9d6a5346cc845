"""Small numbers are hidden here, before anything is computed or leaves: chart, limits, table, file and sentence see the same points.

Primary suppression only: the number itself is small, or its complement is. What totals could reveal is dashboard.stats.disclosure's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from dashboard.usecases.finished import IndicatorFacts, Point
from db.terms import Kind, Status

SURVEY = "survey"  # people answered on a promise that nobody could be picked out, so every audience gets the hidden form


class Audience(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


def protect(points: Iterable[Point], indicator: IndicatorFacts, audience: Audience) -> tuple[Point, ...]:
    """The points as this audience may see them; a hidden one keeps its period and says why."""
    if not hides(indicator, audience):
        return tuple(points)
    limit = indicator.small_number_limit
    return tuple(_hidden(point) if _is_small(point, indicator.kind, limit) else point for point in points)


def hides(indicator: IndicatorFacts, audience: Audience) -> bool:
    """Whether small numbers of this indicator are hidden from this audience at all."""
    return indicator.small_number_limit != 0 and (audience is not Audience.INTERNAL or indicator.source == SURVEY)


def _is_small(point: Point, kind: Kind, limit: int) -> bool:
    if point.value is None:
        return False
    if kind in (Kind.MEAN, Kind.MEDIAN, Kind.INDEX):
        return point.denominator is not None and point.denominator < limit
    cases = point.value if kind is Kind.COUNT else point.numerator
    if cases is not None and 0 < cases < limit:
        return True
    if kind is not Kind.PROPORTION or cases is None or point.denominator is None:
        return False
    return 0 < point.denominator - cases < limit or point.denominator < limit


def _hidden(point: Point) -> Point:
    return replace(
        point, value=None, numerator=None, denominator=None, lower=None, upper=None, note=None, invited=None, status=Status.SUPPRESSED
    )
