"""Which numbers of an indicator are shown beside their total: areas inside areas, months inside years, women and men among all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from dashboard.stats.points import Flags, Floats, Ints
from dashboard.stats.protection import Column
from dashboard.stats.sums import Sums
from dashboard.usecases.sheet import Sheet
from db.terms import Period
from etl.checks.repeats import MEN, WOMEN
from etl.events import HARMS, categories

Table = Ints  # one family a line: the row of the total, then those of its parts; -1 where there is none


@dataclass(frozen=True, slots=True)
class Areas:
    """Which codes are the same place, and which places lie directly inside which."""

    place: Mapping[str, str]
    inside: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one indicator by breakdown, period and place; -1 where there is none."""

    rows: Ints
    breakdowns: tuple[str, ...]
    periods: tuple[Period, ...]
    places: tuple[str, ...]
    again: Ints  # pairs (row, row in the grid): the same place and period under an older code


def grid_of(sheet: Sheet, indicator: str, areas: Areas) -> Grid:
    series = [key for key in sheet.places if key[0] == indicator]
    texts = sorted({text for key in series for text in sheet.periods[sheet.places[key]]})
    breakdowns, places = sorted({key[2] for key in series}), sorted({areas.place[key[1]] for key in series})
    number = {text: place for place, text in enumerate(texts)}
    rows, again = np.full((len(breakdowns), len(texts), len(places)), -1), []
    for key in sorted(series, key=lambda key: (key[1] != areas.place[key[1]], key)):  # what stands under the newest code counts
        at = sheet.places[key]
        column = rows[breakdowns.index(key[2]), :, places.index(areas.place[key[1]])]
        own, when = np.arange(at.start, at.stop), np.array([number[text] for text in sheet.periods[at]])
        is_first = column[when] < 0
        column[when[is_first]] = own[is_first]
        again += zip(own[~is_first].tolist(), column[when[~is_first]].tolist(), strict=True)
    pairs = np.array(again, dtype=np.int64).reshape(-1, 2)
    return Grid(rows, tuple(breakdowns), tuple(map(Period.parse, texts)), tuple(places), pairs)


def tables(grid: Grid, areas: Areas) -> list[Table]:
    """Every family that the codes alone tell of; whether its numbers add up is for `adding_up` to find."""
    return [*_areas(grid, areas), *_breakdowns(grid), *_periods(grid)] if grid.rows.size else []


def _areas(grid: Grid, areas: Areas) -> Iterator[Table]:
    """A place and those in it; one that is not there is stood for by those in it. Alike for all periods that have the same places."""
    lines = grid.rows.reshape(-1, len(grid.places))
    patterns, alike = np.unique(lines >= 0, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns.tolist()):
        present = {place: column for column, (place, is_there) in enumerate(zip(grid.places, pattern, strict=True)) if is_there}
        for whole in present:
            parts = dict.fromkeys(_below(whole, areas, present))
            if parts:
                yield lines[alike.ravel() == number][:, [present[place] for place in (whole, *parts)]]


def _below(whole: str, areas: Areas, present: Mapping[str, int]) -> Iterator[str]:
    for place in areas.inside.get(whole, ()):
        yield from [place] if place in present else _below(place, areas, present)


def _breakdowns(grid: Grid) -> Iterator[Table]:
    """All the groups together, and each way of dividing by itself: the sexes, what events were about, how much harm came of them."""
    parts = [name for name in grid.breakdowns if name]
    if "" not in grid.breakdowns:
        return
    ways = [[name for name in parts if name in way] for way in ([WOMEN, MEN], categories(), HARMS)]
    others = [name for name in parts if not any(name in way for way in ways[1:])]
    for wanted in dict.fromkeys(map(tuple, (others, *ways))):
        if len(wanted) > 1 or wanted == tuple(others) != ():
            chosen = [grid.breakdowns.index(name) for name in ("", *wanted)]
            yield grid.rows[chosen].reshape(len(chosen), -1).T


def _periods(grid: Grid) -> Iterator[Table]:
    """A year and its tertials, quarters or months; each of the sorts that there are by itself."""
    sorts = sorted({period.frequency for period in grid.periods})
    if len(sorts) < 2:
        return
    for number, whole in enumerate(grid.periods):
        for sort in sorts:
            parts = [
                place for place, part in enumerate(grid.periods) if part.frequency is sort and part != whole and _is_inside(part, whole)
            ]
            if parts:
                yield grid.rows[:, [number, *parts]].transpose(0, 2, 1).reshape(-1, 1 + len(parts))


def _is_inside(part: Period, whole: Period) -> bool:
    return whole.first_day <= part.first_day and part.last_day <= whole.last_day


def adding_up(values: Floats, unknown: Flags, families: Sequence[Table], limit: int, *, of_versions: bool = False) -> Column:
    """The families whose numbers add up, or differ by less than the limit: the difference is then taken as known.

    unknown: rows that the publisher has hidden. Where their total is there they stand for what is left. of_versions: the families are
    of several versions; of two that tell of the same total, with a part more in one, the one counts that adds up better.
    """
    filled, sums = values.copy(), []
    for table in families:
        known = np.where((table >= 0) & (~np.isnan(filled) | unknown)[table], table, -1)
        _fill(filled, known)
        found = Sums.of_table(known)
        sums.append(found.of_families(np.abs(found.left_over(filled)) < limit))
    every = Sums.together(sums)
    return Column(filled, every.of_families(_best(every, filled)) if of_versions else every)


def _best(sums: Sums, values: Floats) -> Flags:
    """Without what was only a part of a family before the rest came, or holds a part that came after its total."""
    chosen, gap = np.ones(sums.count, dtype=bool), np.abs(sums.left_over(values))
    by_total: dict[int, list[tuple[int, frozenset[int]]]] = {}
    for family, rows in enumerate(np.split(sums.row, np.flatnonzero(np.diff(sums.family)) + 1) if sums.count else ()):
        total, *parts = rows.tolist()
        by_total.setdefault(total, []).append((family, frozenset(parts)))
    for rivals in by_total.values():
        for (one, fewer), (other, more) in permutations(rivals, 2):
            if fewer < more:
                chosen[one if gap[other] <= gap[one] else other] = False
    return chosen


def _fill(values: Floats, table: Table) -> None:
    """Numbers for unknown rows with which the family adds up."""
    for line in table[(table[:, 0] >= 0) & (np.isnan(values)[table] & (table >= 0)).any(axis=1)].tolist():
        members = [(row, 1 if place == 0 else -1) for place, row in enumerate(line) if row >= 0]
        missing = [(row, sign) for row, sign in members if np.isnan(values[row])]
        left = sum(sign * values[row] for row, sign in members if not np.isnan(values[row]))
        for row, sign in missing:
            values[row] = max(-sign * left, 0.0)
            left += sign * values[row]
