"""Sheets of OpenDocument (ods): read as a stream, runs of repeated cells and rows counted before they are unfolded."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, iterparse

from db.terms import Period
from etl.container import Container
from etl.heading import MOST_COLUMNS
from etl.periods import read_period
from etl.problems import refuse
from etl.sheets import Numbered, Sheet, trimmed
from etl.table import Cell

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CONTENT = "content.xml"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
BLANKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
MOST_REPEATED = 1_048_576  # rows that a sheet can have
MOST_ALIKE = 1000  # filled rows after each other that say the same; two lines of markup could stand for a million


def sheets_of_opendocument(container: Container) -> list[Sheet]:
    """The sheets in their order; a sheet is hidden by its style."""
    body = container.part(CONTENT)
    names, hidden = _names(body)
    if len(set(names)) < len(names):
        raise refuse("damaged_file")
    uncounted = partial(_refuse_uncounted, body)
    return [Sheet(name, style not in hidden, partial(_rows, body, name), partial(uncounted, name)) for name, style in names.items()]


def _names(body: bytes) -> tuple[dict[str, str], set[str]]:
    """Each sheet's name with its style's, and the styles that hide a sheet."""
    names: dict[str, str] = {}
    hidden: set[str] = set()
    style = ""
    for event, element in _events(body):
        if event == "start" and element.tag == f"{TABLE}table":
            names[element.get(f"{TABLE}name", "")] = element.get(f"{TABLE}style-name", "")
        elif event == "start" and element.tag == f"{STYLE}style":
            style = element.get(f"{STYLE}name", "")
        elif element.tag == f"{STYLE}table-properties" and element.get(f"{TABLE}display") == "false":
            hidden.add(style)
        if event == "end":
            element.clear()
    return names, hidden


def _events(body: bytes) -> Iterator[tuple[str, Element]]:
    return iterparse(io.BytesIO(body), ("start", "end"))  # noqa: S314 - the container has been searched for definitions of entities


def _row_elements(body: bytes, sheet: str) -> Iterator[tuple[int, Element]]:
    """The filled rows of one sheet, each with its line; a row that stands for many is given as often as it counts."""
    here, line = False, 0
    for event, element in _events(body):
        if element.tag == f"{TABLE}table":
            here = event == "start" and element.get(f"{TABLE}name", "") == sheet
        if event == "start" or element.tag != f"{TABLE}table-row":
            continue
        times = _times(element, "number-rows-repeated") if here else 0
        if here and any(cell.get(f"{OFFICE}value-type") for cell in _cell_elements(element)):
            if times > MOST_ALIKE:
                raise refuse("repeated_rows", row=line + 1, count=times)
            yield from ((line + number, element) for number in range(1, times + 1))
        line += times
        element.clear()


def _cell_elements(row: Element) -> list[Element]:
    return [each for each in row if each.tag in CELLS]


def _times(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_REPEATED):
        raise ValueError(name)
    return int(text)


def _rows(body: bytes, sheet: str, until: int | None) -> Iterator[Numbered]:
    for line, element in _row_elements(body, sheet):
        if until and line > until:
            return
        row = trimmed(_cells(element))
        if row:
            yield line, row


def _cells(row: Element) -> list[Cell]:
    """A run of empty cells to the right edge of the sheet is left out, and a filled one beyond what a table may have is refused."""
    cells: list[Cell] = []
    waiting = 0
    for element in _cell_elements(row):
        times, cell = _times(element, "number-columns-repeated"), _cell(element)
        if cell == "":
            waiting += times
            continue
        if len(cells) + waiting + times > MOST_COLUMNS:
            raise refuse("too_many_columns", count=len(cells) + waiting + times, most=MOST_COLUMNS)
        cells += [*[""] * waiting, *[cell] * times]
        waiting = 0
    return cells


def _cell(element: Element) -> Cell:
    """What the sheet shows: percent as percent, codes with their zeros, months as months, everything else as it is stored."""
    kind, value, shown = element.get(f"{OFFICE}value-type"), element.get(f"{OFFICE}value"), _text(element)
    if kind is None:
        return ""
    if kind == "string" or element.get(f"{CALC}value-type") == "error":
        return element.get(f"{OFFICE}string-value") or shown
    if kind == "boolean":
        return "SANN" if element.get(f"{OFFICE}boolean-value") == "true" else "USANN"
    if kind == "date":
        return _day(element.get(f"{OFFICE}date-value", ""), shown)
    if value is None:
        return shown
    number = float(value)
    if kind == "percentage":
        return float(f"{number * 100:.13g}")
    if shown.isdigit() and shown.isascii() and shown.startswith("0") and len(shown) > 1 and int(shown) == number:
        return shown
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(written: str, shown: str) -> Cell:
    """A day that is shown as a month or a year is one."""
    day = dt.date.fromisoformat(written[:10])
    period = read_period(shown)
    return shown if isinstance(period, Period) and period.first_day == day else day


def _text(element: Element) -> str:
    """The paragraphs of a cell, without the comments that hang on it."""
    return "\n".join(_inner(each) for each in element if each.tag == f"{TEXT}p").strip()


def _inner(element: Element) -> str:
    parts = [element.text or ""]
    for each in element:
        blanks = " " * int(each.get(f"{TEXT}c", "1")[:3]) if each.tag == f"{TEXT}s" else BLANKS.get(each.tag)
        parts += [_inner(each) if blanks is None else blanks, each.tail or ""]
    return "".join(parts)


def _refuse_uncounted(body: bytes, sheet: str) -> None:
    for line, element in _row_elements(body, sheet):
        for number, cell in enumerate(_cell_elements(element), start=1):
            if cell.get(f"{TABLE}formula") and not cell.get(f"{OFFICE}value-type"):
                raise refuse("uncounted_formula", row=line, column=str(number), cell=f"{line}:{number}")
