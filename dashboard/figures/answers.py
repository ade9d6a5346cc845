"""Answers of yes and no as a strip of states over time, one row for each place: what is drawn, for both ways of drawing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dashboard.figures.lettering import text_width
from dashboard.figures.scale import Axis, Tick, period_range, period_ticks
from dashboard.figures.theme import SIZES, Size
from dashboard.usecases.finished import Line, Point, Series, Status

LETTER = SIZES["text-small"]
TOP, BOTTOM, GAP = 12, 26, 12
MOST_ROW = 34  # pixels; a small picture shares its height out
LARGEST_MARK = 7.0  # half the side of a square


class State(StrEnum):
    YES = "yes"
    NO = "no"
    SILENT = "silent"
    EXEMPT = "exempt"  # not relevant


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    points: tuple[Point, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Strip:
    size: Size
    rows: tuple[Row, ...]
    x: Axis
    ticks: tuple[Tick, ...]
    row_height: float
    mark: float  # half the side of a square

    @property
    def height(self) -> float:
        """Of the whole picture: as high as it has rows."""
        return self.bottom + BOTTOM

    @property
    def bottom(self) -> float:
        return TOP + self.row_height * len(self.rows)

    def middle(self, place: int) -> float:
        return TOP + self.row_height * (place + 0.5)


def strip_of(series: Series, size: Size) -> Strip:
    """The own answers first, then those of the units, then those of the others that give an answer and no share."""
    rows = tuple(_rows(series))
    first, last = period_range(series) or (0.0, 12.0)
    room = min(max((text_width(row.name, LETTER, bold=row.is_own) for row in rows), default=0), size.label_room * 1.2)
    x = Axis(first, last, room + 2 * GAP + 1, size.width - GAP)
    height = min(MOST_ROW, (size.height - TOP - BOTTOM) / max(len(rows), 1))
    periods = {point.period for row in rows for point in row.points}
    mark = min(LARGEST_MARK, height * 0.32, (x.end - x.start) / max(len(periods), 1) * 0.4)
    return Strip(size, rows, x, period_ticks(series, size.period_ticks), height, mark)


def _rows(series: Series) -> Iterator[Row]:
    if series.points:
        yield Row(series.area.name, series.points, is_own=True)
    yield from (_row(line) for line in series.units)
    yield from (_row(line) for line in series.comparators if all(point.value in (None, 0, 1) for point in line.points))


def _row(line: Line) -> Row:
    return Row(line.area.name, line.points, is_own=False)


def state_of(point: Point) -> State:
    if point.value is not None:
        return State.YES if point.value else State.NO
    return State.EXEMPT if point.status is Status.NOT_RELEVANT else State.SILENT


def states_in(series: Series) -> list[State]:
    """Those that the picture shows, in the order of the key."""
    found = {state_of(point) for row in _rows(series) for point in row.points}
    return [state for state in State if state in found]
