"""The templates that can be downloaded: made from the same columns that read them, so that they never part."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.columns import Heading
from etl.sources import LAYOUTS

FILLED_BY_HAND = ("own", "survey", "events", "units", "groups")  # layouts that people fill in; the others come from a publisher
FORMS = ("csv", "xlsx")
KEPT_AS_TEXT = ("indicator", "area", "period", "kode", "overordnet", "gyldig_fra", "gyldig_til", "etterfølger", "gruppe", "medlem")


def template(layout: str, form: str) -> bytes:
    """An empty file of a layout; KeyError for a layout that nobody fills in by hand, or an unknown form."""
    if layout not in FILLED_BY_HAND or form not in FORMS:
        raise KeyError(f"no template {layout}.{form}; there are {FILLED_BY_HAND} in {FORMS}")
    headings = tuple(heading for heading in LAYOUTS[layout].HEADINGS if heading.is_offered)
    return _text(headings) if form == "csv" else _workbook(layout, headings)


def _text(headings: tuple[Heading, ...]) -> bytes:
    """Semicolons, line ends and mark as Norwegian Excel writes and reads them."""
    return ("\ufeff" + ";".join(heading.name for heading in headings) + "\r\n").encode()


def _workbook(layout: str, headings: tuple[Heading, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for number, heading in enumerate(headings, start=1):
        _column(sheet, number, heading)
    sheet.freeze_panes = "A2"
    _guide(book.create_sheet("Veiledning"), headings)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _column(sheet: Worksheet, number: int, heading: Heading) -> None:
    sheet.cell(1, number, heading.name).font = Font(bold=True)
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = max(12, len(heading.name) + 4)
    if heading.key in KEPT_AS_TEXT:
        sheet.column_dimensions[letter].number_format = "@"  # so that Excel leaves 0301 and 2024-03 as they are written


def _guide(sheet: Worksheet, headings: tuple[Heading, ...]) -> None:
    """What each column holds; its heading is none that the reader knows, so it is never taken for the data."""
    rows = [("Kolonne", "Må fylles ut", "Innhold", "Kan også hete")]
    rows += [(each.name, "ja" if each.is_needed else "nei", each.holds, ", ".join(each.aliases)) for each in headings]
    for row in rows:
        sheet.append(row)
    for letter, width in zip("ABCD", (20, 14, 80, 40), strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
