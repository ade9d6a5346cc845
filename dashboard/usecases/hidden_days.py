"""Where one day of events is hidden, all days are: which day it was is as telling as how many, and a gap between days shows it."""

from __future__ import annotations

from dashboard.usecases.finished import Point
from dashboard.usecases.place_line import PlaceLine
from db.terms import Frequency, Period, Status


def without_hidden_days(line: PlaceLine) -> PlaceLine:
    """Only that there are hidden numbers in these years is left: no day, no break at a day, no delivery that came with one."""
    if not any(point.period.frequency is Frequency.DAY and point.status is Status.SUPPRESSED for point in line.points):
        return line
    years = range(line.points[0].period.year, line.points[-1].period.year + 1)
    return PlaceLine(tuple(Point(Period(year), None, Status.SUPPRESSED) for year in years), line.other, ())
