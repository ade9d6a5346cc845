"""A year's months together, shown where small months are not: unless the year, beside what else is shown, would give one of them away.

Only whole calendar years: of twelve months up to any month, last month's page and this month's would differ by a single one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.stats.points import Floats
from dashboard.usecases.families import Grid, grid_of, tables
from dashboard.usecases.finished import IndicatorFacts, Period, Point, Status
from dashboard.usecases.hidden_numbers import areas_of, flagged, hidden_numbers, with_neighbours
from dashboard.usecases.sheet import read_sheet
from dashboard.usecases.small_numbers import Counts, counts_of, small, suppressed
from db.terms import MULTIPLIERS


@dataclass(frozen=True, slots=True)
class Year:
    """The sum of so many periods, or that it is hidden."""

    point: Point
    periods: int


Key = tuple[str, str, int]  # a place under its newest code, a breakdown and a year
Years = Mapping[Key, Year]


def whole_years(asker: Asker, session: Session, about: IndicatorFacts, as_of: int | None) -> Years:
    """Every place's years of an indicator with counts whose small numbers are hidden from the asker."""
    sheet = read_sheet(session, [about.id], (), as_of, everywhere=[about.id])
    hidden = hidden_numbers(asker, session, [about], as_of, sheet)[about.id]
    areas = areas_of(session, sheet)
    grid, counts = grid_of(sheet, about.id, areas), counts_of(about, sheet.values, sheet.numerators, sheet.denominators)
    years = _rows_of_years(grid, counts, about)
    sums = Counts(*(_with_sums(column, years) for column in (counts.events, counts.cases, counts.rest)))
    is_year = np.arange(sums.events.size) >= sheet.values.size
    flags = np.append(flagged(sheet, hidden), np.zeros(len(years), dtype=bool)) | (is_year & small(about, sums))
    families = tables(_with_years(grid, years, sheet.values.size), areas)
    flags = with_neighbours(about, sums, flags, families, may_hide=is_year)
    return {key: _year(about, sums, row, len(years[key]), flags[row], key[2]) for row, key in enumerate(years, sheet.values.size)}


def _rows_of_years(grid: Grid, counts: Counts, about: IndicatorFacts) -> dict[Key, list[int]]:
    """The rows of each year that have both counts."""
    counted, found = np.isfinite(counts.events) & np.isfinite(counts.cases), defaultdict(list)
    for (breakdown, when, place), row in np.ndenumerate(grid.rows):
        period = grid.periods[when]
        if row >= 0 and counted[row] and period.frequency is about.frequency:
            found[grid.places[place], grid.breakdowns[breakdown], period.year].append(int(row))
    return dict(sorted(found.items()))


def _with_sums(column: Floats, years: Mapping[Key, Sequence[int]]) -> Floats:
    return np.append(column, [column[rows].sum() for rows in years.values()])


def _with_years(grid: Grid, years: Mapping[Key, Sequence[int]], first: int) -> Grid:
    """The grid with the years as further periods."""
    numbers = sorted({year for _, _, year in years})
    rows = np.full((len(grid.breakdowns), len(numbers), len(grid.places)), -1)
    for row, (place, breakdown, year) in enumerate(years, first):
        rows[grid.breakdowns.index(breakdown), numbers.index(year), grid.places.index(place)] = row
    return replace(grid, rows=np.concatenate([grid.rows, rows], axis=1), periods=(*grid.periods, *map(Period, numbers)))


def _year(about: IndicatorFacts, counts: Counts, row: int, periods: int, is_hidden: bool, year: int) -> Year:
    events, cases = counts.events.item(row), counts.cases.item(row)
    point = Point(Period(year), MULTIPLIERS.get(about.unit, 1) * events / cases, Status.NORMAL, events, cases)
    return Year(suppressed(point) if is_hidden else point, periods)
