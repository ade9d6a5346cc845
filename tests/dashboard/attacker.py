"""Somebody who may see what the public sees, knows what adds up to what, and wants to know what is hidden. Uses none of the product's own attack."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.reports.files import series_file
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.compared import Against
from dashboard.usecases.comparison import comparison_page
from dashboard.usecases.finished import Point
from dashboard.usecases.overview import overview
from dashboard.usecases.series import find_series
from dashboard.usecases.service import service_page
from tests.dashboard.houses import asker

MOST = 5000  # above any number in a test, so that what has no upper end has one
Cell = tuple[str, str, str]  # area, breakdown, period; «2024 samlet» is what the comparison shows of a year
Numbers = dict[str, float]  # events, cases, rest


@dataclass
class Seen:
    """Every number that any page or file shows a reader."""

    numbers: dict[Cell, Numbers] = field(default_factory=dict)

    def note(self, area: str, breakdown: str, points: Iterable[Point], period: str = "") -> None:
        for point in points:
            if point.value is not None and point.numerator is not None:
                cases = {"cases": point.denominator, "rest": point.denominator - point.numerator} if point.denominator else {}
                self.numbers[area, breakdown, period or str(point.period)] = {"events": point.numerator, **cases}


def look_everywhere(engine: Engine, indicator: str, areas: Iterable[str], compared: Iterable[str], as_of: int | None = None) -> Seen:
    """compared: one of each row of units that are compared with each other, and what they are parts of. as_of: at an earlier version."""
    seen, reader = Seen(), asker(engine, Role.READER)
    for area in areas:
        others = tuple(other for other in areas if other != area)
        for breakdown in find_series(reader, indicator, Selection(area=area, as_of=as_of)).breakdowns:
            chosen = Selection(area=area, breakdown=breakdown, compare_with=others, as_of=as_of)
            series = find_series(reader, indicator, chosen)
            seen.note(area, breakdown, (*series.points, *series.other_frequency))
            for line in series.comparators:
                seen.note(line.area.code, breakdown, line.points)
            _note_file(seen, engine, indicator, chosen)
            if area in compared:
                _note_comparisons(seen, engine, indicator, chosen.with_(compare_with=()))
    _note_pages(seen, engine, indicator, Selection(as_of=as_of))
    return seen


def _note_comparisons(seen: Seen, engine: Engine, indicator: str, chosen: Selection) -> None:
    for found in comparison_page(asker(engine, Role.READER), indicator, chosen).comparisons:
        whole = f"{found.last.year} samlet" if found.first != found.last else ""
        for row in found.rows if found.against is Against.UNITS else ():
            if row.point and not row.parts and not row.is_without_own:
                seen.note(row.area.code, chosen.breakdown or "", [row.point], whole)


def _note_file(seen: Seen, engine: Engine, indicator: str, chosen: Selection) -> None:
    text = series_file(asker(engine, Role.READER), indicator, chosen, "csv").content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text.split("\r\n", 1)[1]), delimiter=";"):
        area, period, events, cases, group = (row[place] for place in (0, 1, 3, 4, 11))
        if events:
            numbers = float(events), float(cases)
            seen.numbers[area.split()[0], group, period] = {"events": numbers[0], "cases": numbers[1], "rest": numbers[1] - numbers[0]}


def _note_pages(seen: Seen, engine: Engine, indicator: str, chosen: Selection) -> None:
    reader = asker(engine, Role.READER)
    for row in board(reader, chosen).rows:
        for cell in row.filled:
            if cell.indicator.id == indicator:
                breakdowns = find_series(reader, indicator, chosen.with_(area=cell.area.code)).breakdowns
                seen.note(cell.area.code, breakdowns[0], [cell.last])
    pages = [*overview(reader, chosen).attention, *(one for group in service_page(reader, chosen).groups for one in group.series)]
    for one in (one for one in pages if one.indicator.id == indicator):
        seen.note(one.area.code, one.breakdown, (*one.points, *one.other_frequency))


@dataclass
class Attack:
    """The attack on one sort of number, by linear equations over everything that is not shown."""

    true: dict[Cell, float]
    shown: dict[Cell, float]
    families: list[list[Cell]]

    def told(self, limit: int) -> Iterator[tuple[Cell, float, float]]:
        """Every hidden number that must lie within fewer than `limit` steps, and between which numbers."""
        sums = [family for family in self.families if all(cell in self.true for cell in family)]
        unknown = sorted({cell for family in sums for cell in family if cell not in self.shown})
        if not unknown:
            return
        equations = np.array([[self._sign(cell, family) for cell in unknown] for family in sums])
        known = np.array([-sum(self._sign(cell, family) * self.shown.get(cell, 0) for cell in family) for family in sums])
        tables = [self._table(equations, known, wanted) for wanted in np.random.default_rng(1).choice([-1.0, 1.0], (10, len(unknown)))]
        for place in np.flatnonzero(np.ptp(tables, axis=0) < limit):  # the others have been seen to be quite different
            ends = [self._table(equations, known, sign * np.eye(len(unknown))[place])[place] for sign in (-1, 1)]
            if ends[1] - ends[0] < limit:
                yield unknown[place], *ends

    @staticmethod
    def _sign(cell: Cell, family: list[Cell]) -> int:
        return (1 if cell == family[0] else -1) if cell in family else 0

    @staticmethod
    def _table(equations: np.ndarray, known: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """Whole numbers, 0 or more, that fit all that is shown, and are as large as can be where 1 is wanted, as small where -1 is."""
        same = LinearConstraint(equations, known, known)
        return milp(-wanted, constraints=same, integrality=np.ones(wanted.size), bounds=Bounds(0, MOST)).x
