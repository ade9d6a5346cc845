"""The points of a finished series as the effect of a measure is found from them, and where on them the measure began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.stats.chart_choice import Chart
from dashboard.stats.effect import FEWEST_AFTER
from dashboard.stats.effect_course import Course, course_of
from dashboard.stats.level_step import Basis
from dashboard.usecases.charting import evidence
from dashboard.usecases.finished import IndicatorFacts, Point, Series, Status
from dashboard.usecases.noted import Measure
from dashboard.usecases.stretches import restarts
from db.terms import MULTIPLIERS, Frequency, MarkKind, Period


@dataclass(frozen=True, slots=True)
class Begun:
    """Indexes of points: the first not wholly before the start, the first wholly after it, the first wholly after the end."""

    ends_before: int
    begins: int
    ends: int | None
    is_past_end: bool = False  # it lasted too short, so that what came after its end is counted too


@dataclass(frozen=True, slots=True)
class Told:
    """A series ready to be asked; `levels` are the indexes at which new levels are counted."""

    points: tuple[Point, ...]
    course: Course
    begun: Begun
    levels: tuple[int, ...]
    factor: float  # from per 1 case to the indicator's unit

    @property
    def begins_in(self) -> Period | None:
        """The first period wholly after the start; None where there is none yet."""
        return self.points[self.begun.begins].period if self.begun.begins < len(self.points) else None


def told(series: Series, measure: Measure) -> Told:
    """A new level that was decided because of this measure is no break between before and after it; every other one is."""
    about, points = series.indicator, series.points
    if about.frequency is Frequency.DAY:
        about, points = replace(about, frequency=Frequency.MONTH), _by_month(points)
    begun = _begun(points, measure)
    begins_anew = restarts(points, _in_frequency(series, about))
    levels = tuple(place for place, gap in begins_anew if gap.reason == MarkKind.REBASE)
    own = {place for place in levels if begun.ends_before <= place <= begun.begins}
    course = _course(points, about, series.chart, tuple(place for place, _ in begins_anew if place not in own))
    counted = course.basis is not Basis.MEASURED
    return Told(points, course, begun, levels, MULTIPLIERS.get(about.unit, 1) if counted else 1)


def _in_frequency(series: Series, about: IndicatorFacts) -> tuple:
    return tuple(replace(gap, period=Period.holding(gap.period.first_day, about.frequency)) for gap in series.breaks)


def _course(points: Sequence[Point], about: IndicatorFacts, chart: Chart, breaks: tuple[int, ...]) -> Course:
    flags = [[point.is_ghost, point.status is Status.SUPPRESSED, point.status is Status.PROVISIONAL] for point in points]
    ghosts, hidden, provisional = np.array(flags, dtype=bool).reshape(len(points), 3).T
    return course_of(evidence(points, about), chart, ghosts, hidden, provisional, breaks)


def _begun(points: Sequence[Point], measure: Measure) -> Begun:
    """The period in which it began, unless on its first day, is neither before nor after."""
    last_days, first_days = [point.period.last_day for point in points], [point.period.first_day for point in points]
    ends_before = sum(day < measure.starts_on for day in last_days)
    begins = sum(day < measure.starts_on for day in first_days)
    if measure.ends_on is None:
        return Begun(ends_before, begins, None)
    ends = sum(day <= measure.ends_on for day in last_days)
    if sum(point.value is not None for point in points[begins:ends]) >= FEWEST_AFTER or ends >= len(points):
        return Begun(ends_before, begins, ends if ends < len(points) else None)
    return Begun(ends_before, begins, None, is_past_end=True)


def _by_month(points: Sequence[Point]) -> tuple[Point, ...]:
    """Events with their days as whole months with their number: from the first whole month to the last that was looked through."""
    if not points:
        return ()
    first = Period.holding(points[0].period.first_day, Frequency.MONTH)
    last, newest = Period.holding(points[-1].period.first_day, Frequency.MONTH), points[-1].period.last_day
    month, found = first if points[0].period.first_day == first.first_day else first.following, []
    while month < last or (month == last and newest == last.last_day):
        found.append(_month(month, [point for point in points if month.first_day <= point.period.first_day <= month.last_day]))
        month = month.following
    return tuple(found)


def _month(month: Period, days: Sequence[Point]) -> Point:
    """A month with a hidden or missing day is hidden or missing."""
    unknown = next((day.status for day in days if day.value is None), None)
    if unknown is not None:
        return Point(month, None, unknown)
    counted = [day for day in days if not day.is_ghost]
    is_provisional = any(day.status is Status.PROVISIONAL for day in days)
    return Point(month, sum(day.value or 0.0 for day in counted), Status.PROVISIONAL if is_provisional else Status.NORMAL)
