"""One number for each area in the comparison: of one period or of a year's months together, as the asker may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import IndicatorFacts, Point
from dashboard.usecases.intervals import with_intervals
from dashboard.usecases.place_line import place_line
from dashboard.usecases.small_numbers import Audience, protect
from dashboard.usecases.whole_years import Years
from db.terms import MONTHS_IN, MULTIPLIERS, Kind, Period, Status


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how many periods are in it."""

    point: Point
    months: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one indicator and breakdown, as one audience may see them."""

    facts: Facts
    about: IndicatorFacts
    breakdown: str
    audience: Audience
    years: Years | None  # where small months are hidden: what may be shown of whole years; None where all months can be added

    def points(self, code: str, periods: Iterable[Period] | None = None) -> tuple[Point, ...]:
        """Every point of a place, or those of some periods."""
        wanted = None if periods is None else {str(period) for period in periods}
        place = self.facts.places[code]
        rows = {
            each: [row for row in self.facts.rows.get((self.about.id, each), ()) if wanted is None or row.period in wanted]
            for each in place.codes
        }
        if not any(rows.values()):
            return ()
        return place_line(place, rows, breakdown=self.breakdown, frequency=self.about.frequency, unit=self.about.unit).points

    def at(self, code: str, periods: Sequence[Period]) -> Number | None:
        """The number of a place in one period, or its periods together."""
        points = self.points(code, periods)
        if len(periods) == 1 or not points:
            return Number(points[0], 1) if points else None
        if self.years is not None:
            return self._of_year(code, periods[-1]) or _none(points[-1])
        counted = [point for point in points if is_counted(point, self.about)]
        return Number(added(counted, self.about, periods[-1]), len(counted)) if counted else _none(points[-1])

    def _of_year(self, code: str, last: Period) -> Number | None:
        found = (self.years or {}).get((self.facts.places[code].code, self.breakdown, last.year))
        return Number(replace(found.point, period=last), found.periods) if found else None

    def together(self, last: Period) -> list[Period]:
        """The periods that units are compared over: the twelve months that end here, or the newest whole year up to here.

        A single period where there is no whole year, and where numbers cannot be added: what overlaps would be counted twice.
        """
        if not self.about.is_counted or self.about.overlap is not None:
            return [last]
        if self.years is None:
            return year_up_to(last)
        year = last.year if last.following.year > last.year else last.year - 1
        has_year = any(key[1:] == (self.breakdown, year) for key in self.years)
        return year_up_to(Period(year, last.frequency, 12 // MONTHS_IN[last.frequency])) if has_year else [last]

    def seen(self, points: Sequence[Point | None]) -> list[Point | None]:
        """Numbers made by adding what is shown: small ones hidden, and intervals known."""
        known = with_intervals(protect([point for point in points if point is not None], self.about, self.audience), self.about)
        left = iter(known)
        return [next(left) if point is not None else None for point in points]


def _none(point: Point) -> Number:
    return Number(replace(point, value=None, status=Status.MISSING, numerator=None, denominator=None), 0)


def is_counted(point: Point | None, about: IndicatorFacts) -> bool:
    """Whether it has counts that can be added and held against chance."""
    if point is None or point.value is None or point.numerator is None or not point.denominator or not about.is_counted:
        return False
    return about.kind is Kind.RATE or point.numerator <= point.denominator


def added(points: Sequence[Point], about: IndicatorFacts, period: Period) -> Point:
    """Numerators over denominators, never a mean of shares."""
    numerator, denominator = sum(point.numerator for point in points), sum(point.denominator for point in points)
    value = MULTIPLIERS.get(about.unit, 1) * numerator / denominator
    return Point(period, value, Status.NORMAL, numerator, denominator, delivery=max((point.delivery or 0 for point in points), default=0))


def year_up_to(last: Period) -> list[Period]:
    """The periods of the twelve months that end with this one; the year itself where it is a year."""
    count = 12 // MONTHS_IN[last.frequency]
    every = [Period(year, last.frequency, number) for year in (last.year - 1, last.year) for number in range(1, count + 1)]
    return [period for period in every if period <= last][-count:]
