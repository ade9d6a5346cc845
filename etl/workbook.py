"""Workbooks to tables: the container is searched before it is opened, and a cell that Excel itself has not counted out is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from db.terms import Severity
from etl.people import IN_MARKUP, has_identity_number
from etl.problems import Problem, Refused, refuse
from etl.table import LONGEST_GAP, MOST_COLUMNS, Cell, Chunk, Row, Table, build

MOST_PARTS = 200
MOST_BYTES = 50_000_000  # unpacked, all parts together
MOST_PACKING = 100  # times; a sheet of numbers packs to a tenth
CHUNK = 20_000
LEADING_ZEROS = re.compile(r"0{2,}")  # the number format of codes: 0301 stored as 301
MONTH_FORMAT = re.compile(r"(?:\[[^\]]*\])?m{2,4}[ \\./'\-]+y{2,4};?@?", re.IGNORECASE)
YEAR_FORMAT = re.compile(r"y{4};?@?", re.IGNORECASE)
FORMULA = re.compile(rb"<f[ >/]")
UNPACKABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error)
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
)


def read_workbook(content: bytes, is_heading: Callable[[Row], bool], sheet: str | None = None) -> Table:
    """The sheet that holds a table we know; where several do, the question `choose_sheet` is asked."""
    notes, has_formulas = _inspect(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl speaks of styles and drop-down lists that it leaves out
            tables = _tables(content, is_heading, sheet, has_formulas)
    except BROKEN:
        raise refuse("damaged_file") from None
    if len(tables) > 1:
        names = list(tables)
        raise Refused(
            Problem("choose_sheet", Severity.QUESTION, facts={"values": names, "sheets": ", ".join(f"«{name}»" for name in names)})
        )
    table = next(iter(tables.values()))
    return Table(table.columns, table.lines, (*table.notes, *notes), table.detected)


def _inspect(content: bytes) -> tuple[list[Problem], bool]:
    """Look at every part while it is still closed; say whether any sheet has formulas."""
    has_formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_container(parts, len(content))
            for part in parts:
                unpacked = _unpacked(archive, part)
                _refuse_part(part.filename, unpacked)
                has_formulas |= part.filename.startswith("xl/worksheets/") and FORMULA.search(unpacked) is not None
    except UNPACKABLE:
        raise refuse("damaged_file") from None
    is_linked = any(part.filename.startswith("xl/externalLinks/") for part in parts)
    return [Problem("external_links", Severity.WARNING)] if is_linked else [], has_formulas


def _refuse_container(parts: list[zipfile.ZipInfo], packed: int) -> None:
    names = [part.filename for part in parts]
    if not any(name.startswith("xl/") for name in names):
        raise refuse("kind_compressed")
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES or size > MOST_PACKING * max(packed, 10_000):
        raise refuse("too_large_unpacked", megabytes=MOST_BYTES // 1_000_000)
    if len(set(names)) < len(names) or any(".." in name or name.startswith(("/", "\\")) or ":" in name for name in names):
        raise refuse("unsafe_path")
    if any("vbaproject" in name.lower() for name in names):
        raise refuse("macro")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than the part says it holds: a container may lie about its size."""
    with archive.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise refuse("too_large_unpacked", megabytes=MOST_BYTES // 1_000_000)
    return content


def _refuse_part(name: str, content: bytes) -> None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse("unsafe_markup")
    if has_identity_number(content.decode("utf-8", "replace"), IN_MARKUP):
        raise refuse("person_data_in_part", part=name)


def _tables(content: bytes, is_heading: Callable[[Row], bool], sheet: str | None, has_formulas: bool) -> dict[str, Table]:
    """Every visible sheet with a heading we know; else the first with anything, so that recognition can say what it saw."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    visible = [each.title for each in book.worksheets if each.sheet_state == "visible"]
    known = [name for name in visible if any(map(is_heading, _top(book[name])))]
    filled = [name for name in visible if any(map(any, _top(book[name])))]
    chosen = [sheet] if sheet in known else known or filled[:1]
    if not chosen:
        raise refuse("no_rows")
    if has_formulas:
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for name in chosen:
            _refuse_uncounted(book[name], formulas[name])
    return {name: build(_chunks(book[name]), is_heading, {"sheet": name}, is_ragged=True) for name in chosen}


def _top(sheet) -> list[list[Cell]]:
    sheet.reset_dimensions()  # a sheet may lie about its size; what it holds is what counts
    return [["" if value is None else value for value in row[:MOST_COLUMNS]] for row in islice(sheet.iter_rows(values_only=True), 20)]


def _chunks(sheet) -> Iterator[Chunk]:
    """Rows in portions. A run of empty rows is kept as one, for it ends the table; what stands far below is refused."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    lines: list[int] = []
    last = 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        row = _row(cells)
        if not row:
            continue
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


def _row(cells: tuple[ReadOnlyCell, ...]) -> list[Cell]:
    row = [_cell(cell) for cell in cells]
    while row and (row[-1] == "" or (isinstance(row[-1], str) and not row[-1].strip())):
        row.pop()
    if len(row) > MOST_COLUMNS:
        raise refuse("too_many_columns", count=len(row), most=MOST_COLUMNS)
    return row


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
    return value


def _day(value: dt.datetime | dt.date | dt.time | dt.timedelta, shape: str) -> Cell:
    if not isinstance(value, dt.date):
        return str(value)
    plain = shape.replace("\\", "").replace('"', "")
    if value.day == 1 and MONTH_FORMAT.fullmatch(plain):
        return f"{value.year:04}-{value.month:02}"
    if (value.month, value.day) == (1, 1) and YEAR_FORMAT.fullmatch(plain):
        return f"{value.year:04}"
    return dt.date(value.year, value.month, value.day)


def _refuse_uncounted(sheet, formulas) -> None:
    """A formula whose value was never stored reads as an empty cell; that would lose a number without a word."""
    formulas.reset_dimensions()
    sheet.reset_dimensions()
    for written, counted in zip(formulas.iter_rows(), sheet.iter_rows(), strict=False):
        for formula, value in zip(written, counted, strict=False):
            if formula.data_type == "f" and value.value is None:
                raise refuse("uncounted_formula", row=formula.row, column=formula.column_letter, cell=formula.coordinate)
