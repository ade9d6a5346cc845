"""What stood of one year of an indicator in each version: every number once, and what it added up with each time.

The same number again, also under another code of the place, is the same unknown to somebody who works things out; a corrected one is
a further unknown. What the publisher hides may be another number each time, and is taken for the same where it could be. What has gone may
come back, when what took it away is undone, and is counted with what stands where it adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from sqlalchemy import Row

from dashboard.stats.points import Flags, Ints, numbers
from dashboard.usecases.families import Areas, Grid, Table, grid_of, tables
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.sheet import Sheet
from dashboard.usecases.small_numbers import Counts, counts_of
from dashboard.usecases.year_sums import YearKey, rows_of_years, with_sums, with_years

RowKey = tuple[str, str, str]  # area as published, breakdown, period
Family = tuple[int, ...]  # the total, then its parts


@dataclass(frozen=True, slots=True)
class Standing:
    """One version: which number stood where, which of them add up, and which the comparison added up."""

    version: int
    rows: Mapping[RowKey, int]
    sums: Mapping[YearKey, int]
    again: Ints  # pairs: the same place and period under an older code, with another number
    families: Sequence[Table]  # of the rows, and of these with what has gone
    with_sums: Sequence[Table]


@dataclass(frozen=True, slots=True)
class YearVersions:
    """`counts` has every number of the year once, then every sum of them; `is_unknown` marks what the publisher hides."""

    counts: Counts
    is_unknown: Flags
    is_sum: Flags
    versions: Sequence[Standing]
    repeats: Sequence[Table]  # what the publisher hid in two versions: perhaps the same number


def year_versions(about: IndicatorFacts, rows: Sequence[Row], areas: Areas, together_from: int | None) -> YearVersions:
    """`rows` are all that ever stood in the year, by place, group, period and version; `together_from`: when sums were first shown."""
    known = _Numbers(rows, areas)
    columns = (numbers([row[place] for row in known.rows]) for place in (5, 6, 7))
    counts = counts_of(about, *columns)
    sums: dict[tuple[int, ...], int] = {}
    versions, moments = [], {row.since for row in rows} | {row.superseded_by for row in rows if row.superseded_by}
    for version in sorted(moments | ({together_from} if together_from is not None else set())):
        is_together = together_from is not None and version >= together_from
        standing = _standing(about, known, counts, areas, version, sums if is_together else None)
        if not versions or (standing.rows, standing.sums) != (versions[-1].rows, versions[-1].sums):
            versions.append(standing)
    columns = (with_sums(column, list(sums)) for column in (counts.events, counts.cases, counts.rest))
    is_unknown = np.array([bool(row.is_hidden) for row in known.rows] + [False] * len(sums))
    return YearVersions(Counts(*columns), is_unknown, np.arange(is_unknown.size) >= len(known.rows), versions, known.repeats())


class _Numbers:
    """Every number of the year, and which one each row shows."""

    def __init__(self, rows: Sequence[Row], areas: Areas) -> None:
        found: dict[tuple, int] = {}
        self.all, self.rows = rows, []
        self.number: list[int] = []
        for row in rows:
            key = (areas.place[row.area], *row[1:3], *row[5:9], row.since if row.is_hidden else None)
            self.number.append(found.setdefault(key, len(found)))
            if len(found) > len(self.rows):
                self.rows.append(row)
        self.place = [key[:3] for key in found]

    def at(self, version: int) -> list[int]:
        return [at for at, row in enumerate(self.all) if row.since <= version and (row.superseded_by or version + 1) > version]

    def at_or_gone(self, version: int) -> list[int]:
        """And of the keys where nothing stands any more the last that did."""
        return list({row[:3]: at for at, row in enumerate(self.all) if row.since <= version}.values())

    def repeats(self) -> list[Table]:
        hidden = sorted((self.place[number], number) for number, row in enumerate(self.rows) if row.is_hidden)
        pairs = [[one[1], other[1]] for one, other in pairwise(hidden) if one[0] == other[0]]
        return [np.array(pairs)] if pairs else []


def _standing(
    about: IndicatorFacts, known: _Numbers, counts: Counts, areas: Areas, version: int, sums: dict[tuple[int, ...], int] | None
) -> Standing:
    number, grid = _grid(about, known, known.at(version), areas)
    here = Counts(*(column[number] for column in (counts.events, counts.cases, counts.rest)))
    years = rows_of_years(grid, here, about) if sums is not None and number.size else {}
    of_year = {key: _sum_of(number[rows].tolist(), sums, counts.events.size) for key, rows in years.items()}
    every = np.append(number, list(of_year.values())).astype(np.int64)
    again, families = number[grid.again], _numbered(tables(grid, areas), number)
    gone, wider = _grid(about, known, known.at_or_gone(version), areas)
    return Standing(
        version,
        {tuple(known.all[row][:3]): known.number[row] for row in known.at(version)},
        of_year,
        again[again[:, 0] != again[:, 1]],
        [*families, *others(_exact(lines(_numbered(tables(wider, areas), gone)), counts), families)],
        _numbered(tables(with_years(grid, years, number.size), areas), every) if years else [],
    )


def _exact(families: Iterable[Family], counts: Counts) -> Iterator[Family]:
    """What never stood together is a sum only where it adds up without a rest."""
    for total, *parts in families:
        if all(np.nan_to_num(column[total]) == np.nansum(column[parts]) for column in (counts.events, counts.cases)):
            yield total, *parts


def _grid(about: IndicatorFacts, known: _Numbers, at: Sequence[int], areas: Areas) -> tuple[Ints, Grid]:
    """The numbers in these rows, and how they lie."""
    number = np.array([known.number[row] for row in at], dtype=np.int64)
    return number, grid_of(_sheet(about, [known.all[row] for row in at]), about.id, areas)


def _sum_of(members: Iterable[int], sums: dict[tuple[int, ...], int], first: int) -> int:
    return first + sums.setdefault(tuple(members), len(sums))


def _numbered(families: Iterable[Table], number: Ints) -> list[Table]:
    """The families in terms of the year's numbers; index -1 stays what it is."""
    return [np.append(number, -1)[table] for table in families]


def _sheet(about: IndicatorFacts, rows: Sequence[Row]) -> Sheet:
    places, start = {}, 0
    for (area, breakdown), each in groupby(rows, key=lambda row: (row.area, row.breakdown)):
        stop = start + len(list(each))
        places[about.id, area, breakdown] = slice(start, stop)
        start = stop
    nothing = np.full(start, np.nan)
    return Sheet(places, {}, tuple(row.period for row in rows), nothing, nothing, nothing, ("",) * start)


def lines(families: Iterable[Table]) -> Iterable[Family]:
    """Each family as its total and its parts in order, whatever stood beside them."""
    for table in families:
        for total, *parts in table.tolist():
            if total >= 0:
                yield total, *sorted(part for part in parts if part >= 0)


def others(before: Iterable[Family], families: Sequence[Table]) -> list[Table]:
    """The families of earlier versions that are not among these, those of one length together."""
    now, by_length = set(lines(families)), {}
    for line in before:
        if line not in now and len(line) > 1:
            by_length.setdefault(len(line), []).append(line)
    return [np.array(lines) for lines in by_length.values()]
