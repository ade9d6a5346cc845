"""Sheets of a workbook to one table: the sheet that holds what we know is chosen, and all the others are searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from db.terms import Severity
from etl.heading import MOST_COLUMNS
from etl.person_search import search_rows, search_table
from etl.problems import Problem, Refused, refuse
from etl.table import LONGEST_GAP, Cell, Chunk, Row, Table, build

CHUNK = 20_000
TOP = 20  # rows in which a heading is looked for before a sheet is chosen
Numbered = tuple[int, Sequence[Cell]]  # the line, and its cells as they are shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` gives the filled rows from the top each time it is called, trimmed of empty cells at their end."""

    name: str
    is_visible: bool
    rows: Callable[[int | None], Iterator[Numbered]]  # to the end, or to a line
    refuse_uncounted: Callable[[], None]  # raises for a formula whose result was never stored


def read_sheets(sheets: Sequence[Sheet], is_heading: Callable[[Row], bool], asked: str | None, form: str) -> Table:
    """The sheet that holds a table we know; where several do, the question `choose_sheet` is asked."""
    visible = [sheet for sheet in sheets if sheet.is_visible]
    known = [sheet for sheet in visible if is_known(sheet, is_heading)]
    filled = [sheet for sheet in visible if any(map(any, _top(sheet)))]
    chosen = [sheet for sheet in known if sheet.name == asked] or known or filled[:1]
    for number, sheet in enumerate(sheets, start=1):
        if sheet not in chosen:
            search_rows(sheet.rows(None), number)
    if not chosen:
        raise refuse("no_rows")
    for sheet in chosen:
        sheet.refuse_uncounted()
    tables = [build(_chunks(sheet), is_heading, {"form": form, "sheet": sheet.name}, is_ragged=True) for sheet in chosen]
    for table in tables:
        search_table(table)  # also before a question: what waits for an answer has been searched
    if len(tables) > 1:
        names = [sheet.name for sheet in chosen]
        raise Refused(
            Problem("choose_sheet", Severity.QUESTION, facts={"values": names, "sheets": ", ".join(f"«{name}»" for name in names)})
        )
    return tables[0]


def is_known(sheet: Sheet, is_heading: Callable[[Row], bool]) -> bool:
    """True when it has a heading that some layout knows."""
    return any(map(is_heading, _top(sheet)))


def _top(sheet: Sheet) -> list[Sequence[Cell]]:
    return [cells[:MOST_COLUMNS] for _, cells in sheet.rows(TOP)]


def _chunks(sheet: Sheet) -> Iterator[Chunk]:
    """Rows in portions. A run of empty rows is kept as one, for it ends the table; what stands far below is refused."""
    rows: list[Row] = []
    lines: list[int] = []
    last = 0
    for line, row in sheet.rows(None):
        if len(row) > MOST_COLUMNS:
            raise refuse("too_many_columns", count=len(row), most=MOST_COLUMNS)
        if last and line - last > LONGEST_GAP:
            raise refuse("far_below", row=line)
        if last and line - last > 1:
            rows.append([])
            lines.append(line - 1)
        rows.append(row)
        lines.append(line)
        last = line
        if len(rows) >= CHUNK:
            yield rows, lines
            rows, lines = [], []
    if rows:
        yield rows, lines


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at the end."""
    while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
        cells.pop()
    return cells
