"""Workbooks of Excel as sheets: a cell is what Excel shows, and one that Excel itself has not counted out is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from etl.container import Container
from etl.heading import MOST_COLUMNS
from etl.opendocument import sheets_of_opendocument
from etl.problems import refuse
from etl.sheets import Numbered, Sheet, is_known, read_sheets, trimmed
from etl.table import Cell, Row, Table

MOST_BEYOND = 5_000_000  # empty cells to the right of where a table ends; a formatted cell at the edge of each row makes millions of them
FORMULA = re.compile(rb"<f[ >/]")
LEADING_ZEROS = re.compile(r"0{2,}")  # the number format of codes: 0301 stored as 301
IN_GROUPS = re.compile(r"[0#]+(?:[ \u00a0][0#]+)+")  # 000000 00000 and ## ## ## ##: the number formats of numbers that name somebody
MONTH_FORMAT = re.compile(r"(?:\[[^\]]*\])?m{2,4}[ \\./'\-]+y{2,4};?@?", re.IGNORECASE)
YEAR_FORMAT = re.compile(r"y{4};?@?", re.IGNORECASE)
BROKEN = (
    *(BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError),
    *(AttributeError, EOFError, OSError, RecursionError),
)


def read_workbook(content: bytes, is_heading: Callable[[Row], bool], sheet: str | None = None) -> Table:
    """The one table of a workbook, xlsx or ods."""
    container = Container(content)
    with _damage_told():
        table = read_sheets(_sheets_of(container), is_heading, sheet, container.form)
    return replace(table, notes=(*table.notes, *container.notes))


def rows_of_sheet(content: bytes, is_heading: Callable[[Row], bool], sheet: object) -> tuple[str, list[Numbered]]:
    """The rows of the sheet that is read, with their lines, and its name: of the one asked for, else of the first that holds what we know."""
    with _damage_told():
        visible = [each for each in _sheets_of(Container(content)) if each.is_visible]
        named = [each for each in visible if each.name == sheet] or [each for each in visible if is_known(each, is_heading)] or visible[:1]
        if not named:
            raise refuse("no_rows")
        return named[0].name, list(named[0].rows(None))


def _sheets_of(container: Container) -> list[Sheet]:
    return sheets_of_opendocument(container) if container.form == "ods" else _sheets_of_excel(container)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl speaks of styles and drop-down lists that it leaves out
            yield
    except BROKEN:
        raise refuse("damaged_file") from None


def _sheets_of_excel(container: Container) -> list[Sheet]:
    book = load_workbook(io.BytesIO(container.content), read_only=True, data_only=True, keep_links=False)
    written = [name for name in container.names if name.startswith("xl/worksheets/")]
    has_formulas = any(FORMULA.search(container.part(name)) for name in written)
    formulas = load_workbook(io.BytesIO(container.content), read_only=True, keep_links=False) if has_formulas else None
    return [
        Sheet(each.title, each.sheet_state == "visible", partial(_rows, each), partial(_refuse_uncounted, each, formulas))
        for each in book.worksheets
    ]


def _rows(sheet: ReadOnlyWorksheet, until: int | None) -> Iterator[Numbered]:
    sheet.reset_dimensions()  # a sheet may lie about its size; what it holds is what counts
    beyond = 0
    for line, cells in enumerate(sheet.iter_rows(max_row=until), start=1):
        beyond += max(0, len(cells) - MOST_COLUMNS)
        if beyond > MOST_BEYOND:
            raise refuse("too_many_columns", count=len(cells), most=MOST_COLUMNS)
        row = trimmed([_cell(cell) for cell in cells])
        if row:
            yield line, row


def _refuse_uncounted(sheet: ReadOnlyWorksheet, formulas: Workbook | None) -> None:
    """A formula whose value was never stored reads as an empty cell; that would lose a number without a word."""
    if formulas is None:
        return
    written = formulas[sheet.title]
    written.reset_dimensions()
    sheet.reset_dimensions()
    for row, counted in zip(written.iter_rows(), sheet.iter_rows(), strict=False):
        for formula, value in zip(row, counted, strict=False):
            if formula.data_type == "f" and value.value is None:
                raise refuse("uncounted_formula", row=formula.row, column=formula.column_letter, cell=formula.coordinate)


def _cell(cell: ReadOnlyCell) -> Cell:
    """What Excel shows: percent as percent, codes with their zeros, months as months, everything else as it is stored."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    shape = cell.number_format or ""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _day(value, shape)
    if "%" in shape:
        return float(f"{value * 100:.13g}")
    if LEADING_ZEROS.fullmatch(shape) and isinstance(value, int):
        return str(value).zfill(len(shape))
    return _grouped(value, shape.replace("\\", "").replace('"', "")) if " " in shape else value


def _grouped(value: float, shape: str) -> Cell:
    """A number that is shown in groups other than thousands is a text of digits."""
    if value != int(value) or not IN_GROUPS.fullmatch(shape) or shape.endswith(("# ##0", "### ###", "0 000")):
        return value
    groups, digits = shape.split(), str(int(value)).zfill(shape.count("0"))
    shown: list[str] = []
    for group in reversed(groups):
        shown.append(digits[-len(group) :])
        digits = digits[: -len(group)]
    return digits + " ".join(reversed(shown))


def _day(value: dt.datetime | dt.date | dt.time | dt.timedelta, shape: str) -> Cell:
    if not isinstance(value, dt.date):
        return str(value)
    plain = shape.replace("\\", "").replace('"', "")
    if value.day == 1 and MONTH_FORMAT.fullmatch(plain):
        return f"{value.year:04}-{value.month:02}"
    if (value.month, value.day) == (1, 1) and YEAR_FORMAT.fullmatch(plain):
        return f"{value.year:04}"
    return dt.date(value.year, value.month, value.day)
