"""Files with a person's number, one for each place and each way of writing. All numbers are of nobody: born in 2038, or synthetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.etl.opendocuments import opendocument, sheet
from tests.etl.reading import HEADING as NAMES
from tests.etl.reading import own
from tests.etl.test_jsonstat import cube
from tests.etl.workbooks import HEADING, ROW, with_part, workbook

NUMBER = "03073899981"
WRITTEN = {
    "whole": NUMBER,
    "by the rule of 2032": "05063699944",
    "D-number": "43073850003",
    "H-number": "03473850000",
    "synthetic + 65": "03723850060",
    "synthetic + 80": "03873850069",
    "6 + 5": "030738 99981",
    "with a hyphen": "030738-99981",
    "with a dash": "030738–99981",
    "with a no-break blank": "030738\u00a099981",
    "in pairs": "03 07 38 999 81",
    "dotted": "03.07.38.99981",
    "dotted day": "03.07.38 99981",
    "every digit apart": "0 3 0 7 3 8 9 9 9 8 1",
    "as float": "3073899981.0",
    "as float with comma": "3073899981,0",
    "with an exponent": "3,073899981E+09",
    "without its zero": "3073899981",
    "full-width": "０３０７３８９９９８１",
    "inside a text": f"gjelder nr {NUMBER}, se journal",
}
DIGITS = ("03073899981", "3073899981", "030738", "99981", "0307389998")
LINE = "andel;3911;2024;alle;60;400;15,0"


def text(*lines: str, heading: str = NAMES) -> bytes:
    return own(*lines, heading=heading).encode()


TEXTS: Mapping[str, bytes] = {
    **{f"a cell, {name}": text(LINE, f"andel;3911;2023;{written};60;400;15,0") for name, written in WRITTEN.items()},
    "a heading": text(LINE + ";", heading=f"{NAMES};{NUMBER}"),
    "a title line": f"Uttrekk for {NUMBER}\n\n".encode() + text(LINE),
    "a line below the table": text(LINE) + f"\nKilde: {NUMBER}\n".encode(),
    "a row that is too short": text(LINE, f"andel;{NUMBER}"),
    "behind a quote that never closes": text(LINE, f'andel;"3911;2024;{NUMBER};1;2;3'),
    "two columns": text(f"{LINE};030738;99981", f"{LINE.replace('2024', '2023')};;", heading=f"{NAMES};dato;nr"),
    "two columns, zeros lost": text(f"{LINE};30738;4", heading=f"{NAMES};dato;nr"),
    "two columns, day written out": text(f"{LINE};03.07.2038;99981", heading=f"{NAMES};dato;nr"),
    "two columns the other way round": text(f"{LINE};99981;030738", heading=f"{NAMES};nr;dato"),
    "two known columns": text("andel;3911;2024;alle;60;400;15,0;030738;99981", heading=f"{NAMES};status;kommentar"),
    "in Windows' letters": text(LINE, f"andel;3911;2023;blå {NUMBER};60;400;15,0").decode().encode("cp1252"),
    "in UTF-16": text(LINE, f"andel;3911;2023;{NUMBER};60;400;15,0").decode().encode("utf-16"),
    "the last of many rows": text(*(f"andel;3911;2024;alle;60;400;15,{n}" for n in range(12_000)), f"andel;3911;2023;{NUMBER};60;400;15,0"),
    "a label of a cube": cube(label=f"Gjelder {NUMBER}").encode(),
    "a value of a cube": cube(value=[1, 2, 3073899981, 4]).encode(),
    "a note of a cube": cube(note=[f"Gjelder {NUMBER}"]).encode(),
    "an address": text(LINE + ";kari.nordmann@eksempel.no", heading=f"{NAMES};kommentar"),
    "a telephone number": text(LINE + ";+47 912 34 567", heading=f"{NAMES};kommentar"),
    "a telephone number in groups": text(LINE + ";912 34 567", heading=f"{NAMES};kommentar"),
    "a telephone number in pairs": text(LINE + ";22 33 44 55", heading=f"{NAMES};kommentar"),
    "a telephone number in words": text(LINE + ";ring Kari på 91234567", heading=f"{NAMES};kommentar"),
    "a column of names": text(LINE + ";Kari Nordmann", heading=f"{NAMES};pasientens navn"),
}


def _changed(change: Callable[[Workbook, Worksheet], None]) -> bytes:
    return workbook(change=change)


def _cell(value: object, shape: str = "General") -> bytes:
    def write(_: Workbook, page: Worksheet) -> None:
        page["D2"], page["D2"].number_format = value, shape

    return _changed(write)


def _second(state: str, *rows: tuple[object, ...]) -> bytes:
    def add(book: Workbook, _: Worksheet) -> None:
        page = book.create_sheet("Grunnlag")
        page.sheet_state = state
        for row in rows:
            page.append(row)

    return _changed(add)


def _hidden_column(_: Workbook, page: Worksheet) -> None:
    page["Z5"] = NUMBER
    page.column_dimensions["Z"].hidden = True


def _comment(_: Workbook, page: Worksheet) -> None:
    page["A1"].comment = Comment(f"se {NUMBER}", "x")


def _property(book: Workbook, _: Worksheet) -> None:
    book.properties.subject = f"Uttrekk {NUMBER}"


def _custom(book: Workbook, _: Worksheet) -> None:
    book.custom_doc_props.append(StringProperty(name="Sak", value=NUMBER))


def _sheet_name(_: Workbook, page: Worksheet) -> None:
    page.title = f"Nr {NUMBER}"


def _defined_name(book: Workbook, _: Worksheet) -> None:
    book.defined_names["sak"] = DefinedName("sak", attr_text=f'"{NUMBER}"')


def _header(_: Workbook, page: Worksheet) -> None:
    page.oddHeader.center.text = f"Gjelder {NUMBER}"


def _list(_: Workbook, page: Worksheet) -> None:
    rule = DataValidation(type="list", formula1=f'"{NUMBER},nei"')
    rule.add("A5")
    page.add_data_validation(rule)


def _link(_: Workbook, page: Worksheet) -> None:
    page["A5"].hyperlink = "mailto:kari.nordmann@eksempel.no"


DRAWN = '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><a:p><a:r><a:t>030738</a:t></a:r><a:r><a:rPr b="1"/><a:t> 99981</a:t></a:r></a:p></xdr:wsDr>'
RICH = '<sst><si><r><t>030738</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 99981</t></r></si></sst>'
WORKBOOKS: Mapping[str, bytes] = {
    "a cell as text": _cell(NUMBER),
    "a cell as a number": _cell(3073899981),
    "a cell as a number with decimals": _cell(3073899981.0),
    "a cell in the form of such numbers": _cell(3073899981, "000000\\ 00000"),
    "a hidden sheet": _second("hidden", (NUMBER,)),
    "a very hidden sheet": _second("veryHidden", ("x",), (3073899981,)),
    "two columns of a hidden sheet": _second("hidden", ("dag", "nr"), ("030738", 99981)),
    "a hidden sheet with names": _second("hidden", ("Fornavn", "Etternavn"), ("Kari", "Nordmann")),
    "a hidden sheet with an address": _second("hidden", ("kari.nordmann@eksempel.no",)),
    "a hidden column": _changed(_hidden_column),
    "a comment": _changed(_comment),
    "a property": _changed(_property),
    "a property of one's own": _changed(_custom),
    "a sheet's name": _changed(_sheet_name),
    "a defined name": _changed(_defined_name),
    "a header": _changed(_header),
    "a list to choose from": _changed(_list),
    "a link": _changed(_link),
    "the firm's name": with_part(workbook(), "docProps/app.xml", f"<Properties><Company>{NUMBER}</Company></Properties>".encode()),
    "a text box": with_part(workbook(), "xl/drawings/drawing1.xml", DRAWN.encode()),
    "a text that is half bold": with_part(workbook(), "xl/sharedStrings2.xml", RICH.encode()),
    "digits written as numbers of letters": with_part(workbook(), "xl/x.xml", f"<x>{''.join(f'&#{ord(d)};' for d in NUMBER)}</x>".encode()),
    "a part's name": with_part(workbook(), f"xl/{NUMBER}.xml", b"<x/>"),
    "a part that is no markup": with_part(workbook(), "customXml/item.bin", f"x {NUMBER} y".encode("utf-16-le")),
    "a chart's cache": with_part(workbook(), "xl/charts/chart1.xml", b"<c:chart><c:v>3073899981</c:v></c:chart>"),
    "a telephone number by its form": _cell(91234567, "00\\ 00\\ 00\\ 00"),
}
NOTE = f"<office:annotation><text:p>ring 912 34 567 om {NUMBER[:6]}</text:p></office:annotation><text:p>andel"
OPENDOCUMENTS: Mapping[str, bytes] = {
    "a cell": opendocument(sheet(HEADING, (*ROW[:3], NUMBER, *ROW[4:]))),
    "a hidden sheet": opendocument(sheet(HEADING, ROW), sheet(["x"], [3073899981], name="G", style="skjult")),
    "two columns of a hidden sheet": opendocument(sheet(HEADING, ROW), sheet(["030738", 99981], name="G", style="skjult")),
    "a sheet's name": opendocument(sheet(HEADING, ROW, name=f"Nr {NUMBER}")),
    "a property": opendocument(meta=f"<dc:subject>{NUMBER}</dc:subject>"),
    "a comment": opendocument(sheet(HEADING, ROW).replace("<text:p>andel", NOTE)),
    "a header": opendocument(**{"styles.xml": "<x><text:p>Gjelder <text:span>030738</text:span> 99981</text:p></x>"}),
}
