"""A year's periods added up, as further rows beside those that they are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dashboard.stats.points import Floats
from dashboard.usecases.families import Grid
from dashboard.usecases.finished import IndicatorFacts, Period
from dashboard.usecases.small_numbers import Counts

YearKey = tuple[str, str, int]  # a place under its newest code, a breakdown and a year


def rows_of_years(grid: Grid, counts: Counts, about: IndicatorFacts) -> dict[YearKey, list[int]]:
    """The rows of each year that have both counts."""
    counted, found = np.isfinite(counts.events) & np.isfinite(counts.cases), defaultdict(list)
    for (breakdown, when, place), row in np.ndenumerate(grid.rows):
        period = grid.periods[when]
        if row >= 0 and counted[row] and period.frequency is about.frequency:
            found[grid.places[place], grid.breakdowns[breakdown], period.year].append(int(row))
    return dict(sorted(found.items()))


def with_sums(column: Floats, members: Sequence[Sequence[int]]) -> Floats:
    return np.append(column, [column[list(rows)].sum() for rows in members])


def with_years(grid: Grid, years: Mapping[YearKey, Sequence[int]], first: int) -> Grid:
    """The grid with the years as further periods, their rows numbered from `first`."""
    numbers = sorted({year for _, _, year in years})
    rows = np.full((len(grid.breakdowns), len(numbers), len(grid.places)), -1)
    for row, (place, breakdown, year) in enumerate(years, first):
        rows[grid.breakdowns.index(breakdown), numbers.index(year), grid.places.index(place)] = row
    return replace(grid, rows=np.concatenate([grid.rows, rows], axis=1), periods=(*grid.periods, *map(Period, numbers)))
