"""Which numbers are small: so few events, cases without the event or people that somebody could be recognised.

What must be hidden with them, because it would give them away, is hidden_numbers.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from dashboard.stats.points import Flags, Floats, numbers
from dashboard.usecases.finished import IndicatorFacts, Point
from db.terms import MULTIPLIERS, Kind, Status

SURVEY = "survey"  # people answered on a promise that nobody could be picked out, so every audience gets the hidden form
MEASURED = (Kind.MEAN, Kind.MEDIAN, Kind.INDEX)


class Audience(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


def hides(indicator: IndicatorFacts, audience: Audience) -> bool:
    """Whether small numbers of this indicator are hidden from this audience at all."""
    return indicator.small_number_limit != 0 and (audience is not Audience.INTERNAL or indicator.source == SURVEY)


@dataclass(frozen=True, slots=True)
class Counts:
    """What can be counted on people's fingers, also where it is not published but follows from what is; NaN where nobody can tell."""

    events: Floats
    cases: Floats
    rest: Floats  # cases without the event


def counts_of(indicator: IndicatorFacts, values: Floats, numerators: Floats, denominators: Floats) -> Counts:
    """A value with one of its counts tells the other. A number without a value has no counts that count."""
    nothing = np.full(values.shape, np.nan)
    events, cases = (np.where(np.isnan(values), np.nan, column) for column in (numerators, denominators))
    if indicator.kind is Kind.COUNT:
        return Counts(values, nothing, nothing)
    if indicator.kind in MEASURED:
        return Counts(nothing, cases, nothing)
    if indicator.is_counted:
        share = values / MULTIPLIERS.get(indicator.unit, 1)
        events = np.where(np.isnan(events), np.round(share * cases), events)
        with np.errstate(divide="ignore", invalid="ignore"):
            cases = np.where(np.isnan(cases) & (share > 0), np.round(events / share), cases)
    return Counts(events, cases, cases - events if indicator.kind is Kind.PROPORTION else nothing)


def small(indicator: IndicatorFacts, counts: Counts) -> Flags:
    """Some, but fewer than the limit: of events, or of a share's cases without; or few people behind a share or a mean."""
    limit = indicator.small_number_limit
    if indicator.kind in MEASURED:
        return counts.cases < limit
    few = (counts.events > 0) & (counts.events < limit)
    if indicator.kind is not Kind.PROPORTION:
        return few
    return few | ((counts.rest > 0) & (counts.rest < limit)) | (counts.cases < limit)


def protect(points: Iterable[Point], indicator: IndicatorFacts, audience: Audience) -> tuple[Point, ...]:
    """Numbers made by adding, as this audience may see them; a hidden one keeps its period and says why."""
    points = tuple(points)
    if not points or not hides(indicator, audience):
        return points
    columns = (numbers([getattr(point, name) for point in points]) for name in ("value", "numerator", "denominator"))
    flags = small(indicator, counts_of(indicator, *columns)).tolist()
    return tuple(suppressed(point) if is_small else point for point, is_small in zip(points, flags, strict=True))


def suppressed(point: Point) -> Point:
    return replace(
        point, value=None, numerator=None, denominator=None, lower=None, upper=None, note=None, invited=None, status=Status.SUPPRESSED
    )
