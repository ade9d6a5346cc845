"""One number for each area in the comparison: of one period or of a year's months together, as the asker may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import IndicatorFacts, Point
from dashboard.usecases.intervals import with_intervals
from dashboard.usecases.place_line import place_line
from dashboard.usecases.small_numbers import Audience, protect
from db.terms import MONTHS_IN, MULTIPLIERS, Kind, Period, Status


@dataclass(frozen=True, slots=True)
class Number:
    """A number before small ones are hidden, how many periods are in it, and whether it would tell a hidden one of these."""

    point: Point
    months: int
    gives_away: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one indicator and breakdown, for one audience."""

    facts: Facts
    about: IndicatorFacts
    breakdown: str
    audience: Audience

    def raw(self, code: str, periods: Iterable[Period] | None = None) -> tuple[Point, ...]:
        """Every point of a place, or those of some periods, before small numbers are hidden."""
        wanted = None if periods is None else {str(period) for period in periods}
        place = self.facts.places[code]
        rows = {
            each: [row for row in self.facts.rows.get((self.about.id, each), ()) if wanted is None or row.period in wanted]
            for each in place.codes
        }
        if not any(rows.values()):
            return ()
        return place_line(place, rows, breakdown=self.breakdown, frequency=self.about.frequency, unit=self.about.unit).points

    def shown(self, code: str) -> tuple[Point, ...]:
        """Every point of a place as the asker may see it."""
        return protect(self.raw(code), self.about, self.audience)

    def at(self, code: str, periods: Sequence[Period]) -> Number | None:
        """The number of a place in one period, or its periods together, as it is."""
        points = self.raw(code, periods)
        if len(periods) == 1 or not points:
            return Number(points[0], 1) if points else None
        counted = [point for point in points if is_counted(point, self.about)]
        if not counted:
            return Number(replace(points[-1], value=None, status=Status.MISSING, numerator=None, denominator=None), 0)
        hidden = [point for point, seen in zip(counted, protect(counted, self.about, self.audience), strict=True) if seen.value is None]
        return Number(added(counted, self.about, periods[-1]), len(counted), gives_away=_gives_away(hidden, self.about))

    def seen(self, points: Sequence[Point | None]) -> list[Point | None]:
        """The same points with small numbers hidden and intervals known."""
        known = with_intervals(protect([point for point in points if point is not None], self.about, self.audience), self.about)
        left = iter(known)
        return [next(left) if point is not None else None for point in points]


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


def suppressed(point: Point) -> Point:
    return replace(point, value=None, numerator=None, denominator=None, lower=None, upper=None, note=None, status=Status.SUPPRESSED)


def year_up_to(last: Period) -> list[Period]:
    """The periods of the twelve months that end with this one; the year itself where it is a year."""
    count = 12 // MONTHS_IN[last.frequency]
    every = [Period(year, last.frequency, number) for year in (last.year - 1, last.year) for number in range(1, count + 1)]
    return [period for period in every if period <= last][-count:]


def _gives_away(hidden: Sequence[Point], about: IndicatorFacts) -> bool:
    """Whether a sum, less the months that are shown elsewhere, tells what a hidden month holds.

    One hidden month is told by what is left. Several that differ are not, since they could change places; several that are alike are
    told where the rest can be parted in one way only: every month the smallest number that is hidden, or every month the largest.
    """
    cells = [{point.numerator for point in hidden}]
    if about.kind is Kind.PROPORTION:
        cells.append({point.denominator - point.numerator for point in hidden})
    ends = {0, 1, about.small_number_limit - 1}
    return len(hidden) == 1 or (bool(hidden) and any(len(cell) == 1 and cell <= ends for cell in cells))
