"""A year's months together, shown where small months are not: unless the year, beside what else is shown, would give one of them away.

Only whole calendar years: of twelve months up to any month, last month's page and this month's would differ by a single one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.areas_inside import areas_of
from dashboard.usecases.families import grid_of, tables
from dashboard.usecases.finished import IndicatorFacts, Period, Point, Status
from dashboard.usecases.hidden_numbers import decided, flagged, hidden_numbers
from dashboard.usecases.neighbours import with_neighbours
from dashboard.usecases.sheet import read_sheet
from dashboard.usecases.small_numbers import Counts, counts_of, small, suppressed
from dashboard.usecases.year_sums import YearKey, rows_of_years, with_sums, with_years
from db.terms import MULTIPLIERS


@dataclass(frozen=True, slots=True)
class Year:
    """The sum of so many periods, or that it is hidden."""

    point: Point
    periods: int


Years = Mapping[YearKey, Year]


def whole_years(asker: Asker, session: Session, about: IndicatorFacts, as_of: int | None) -> Years:
    """Every place's years of an indicator with counts whose small numbers are hidden from the asker."""
    sheet = read_sheet(session, [about.id], (), as_of, everywhere=[about.id])
    hidden = hidden_numbers(asker, session, [about], as_of, sheet)[about.id]
    areas = areas_of(session, [area for _, area, _ in sheet.places])
    grid, counts = grid_of(sheet, about.id, areas), counts_of(about, sheet.values, sheet.numerators, sheet.denominators)
    years, first = rows_of_years(grid, counts, about), sheet.values.size
    sums = Counts(*(with_sums(column, list(years.values())) for column in (counts.events, counts.cases, counts.rest)))
    is_year = np.arange(sums.events.size) >= first
    flags = np.append(flagged(sheet, hidden), np.zeros(len(years), dtype=bool)) | (is_year & small(about, sums))
    flags = with_neighbours(about, sums, flags, tables(with_years(grid, years, first), areas), may_hide=is_year)
    moved = decided(asker, session, [about])[about.id]
    for row, key in enumerate(years, first):
        if key[2] in moved:
            flags[row] = moved[key[2]].is_hidden(as_of, key)
    return {key: _year(about, sums, row, len(years[key]), flags[row], key[2]) for row, key in enumerate(years, first)}


def _year(about: IndicatorFacts, counts: Counts, row: int, periods: int, is_hidden: bool, year: int) -> Year:
    events, cases = counts.events.item(row), counts.cases.item(row)
    point = Point(Period(year), MULTIPLIERS.get(about.unit, 1) * events / cases, Status.NORMAL, events, cases)
    return Year(suppressed(point) if is_hidden else point, periods)
