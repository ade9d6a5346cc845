"""Where a table begins: the row that names its columns, and the titles above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from db.terms import Severity
from etl.problems import Problem, refuse, shown

Cell = str | int | float | dt.date  # numbers and dates come from workbooks only; a text file holds texts
Row = Sequence[Cell]

MOST_COLUMNS = 200
HEADING_WITHIN = 50  # rows from the top


def find_heading(rows: list[Row], lines: Sequence[int], is_heading: Callable[[Row], bool]) -> tuple[int, list[Problem]]:
    """The first row that names known columns; else the first with two cells or more, so that recognition can say what it saw."""
    top = rows[:HEADING_WITHIN]
    place = next((number for number, row in enumerate(top) if is_heading(row)), None)
    if place is None and is_heading([row[0] for row in top if row]):
        raise refuse("transposed")
    if place is None:
        place = next((number for number, row in enumerate(top) if len(filled_cells(row)) > 1), None)
    if place is None:
        raise refuse("no_rows") if not any(map(filled_cells, top)) else refuse("one_column")
    if len(rows[place]) > MOST_COLUMNS:
        raise refuse("too_many_columns", count=len(rows[place]), most=MOST_COLUMNS)
    titles = [number for number in range(place) if filled_cells(rows[number])]
    for number in titles:
        if not _is_title(rows[number], rows[place]):
            raise refuse("two_headings", row=lines[number])
    if not titles:
        return place, []
    return place, [Problem("title_lines", Severity.WARNING, lines[titles[0]], None, shown(rows[titles[0]][0]), {"count": len(titles)})]


def _is_title(row: Row, heading: Row) -> bool:
    """A title begins in the first cell and has another number of cells; names above the names are a second heading."""
    filled = filled_cells(row)
    return filled[0] == 0 and (len(filled) == 1 or len(row) != len(heading))


def filled_cells(row: Row) -> list[int]:
    return [number for number, cell in enumerate(row) if not _is_empty(cell)]


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()
