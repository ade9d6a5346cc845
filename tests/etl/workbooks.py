"""Small workbooks, made in memory, and the ways in which hostile ones differ from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADING = ("indikator", "kommunenr", "periode", "kjønn", "teller", "nevner", "verdi")
ROW = ("andel", "3911", 2024, "alle", 60, 400, 15.0)


def workbook(
    *rows: Iterable[object], heading: Iterable[object] = HEADING, change: Callable[[Workbook, Worksheet], None] | None = None
) -> bytes:
    """One sheet with a heading and rows; `change` does what the test is about."""
    book = Workbook()
    sheet = book.active
    for row in (heading, *(rows or (ROW,))):
        sheet.append(list(row))
    if change:
        change(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """The same workbook with one more part, or with another body for a part that it has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, body)
    return stream.getvalue()


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
