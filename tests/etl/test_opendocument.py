"""An OpenDocument spreadsheet is read as it is shown, and searched like every other workbook."""

from __future__ import annotations

import pytest

from tests.etl.opendocuments import opendocument, sheet
from tests.etl.reading import codes, problems, rows
from tests.etl.workbooks import HEADING, ROW, workbook

NUMBER = "03073899981"  # nobody's before 2038


def with_cell(place: int, markup: str) -> bytes:
    row: list[object] = list(ROW)
    row[place] = markup
    return opendocument(sheet(HEADING, row))


def test_it_says_the_same_as_the_workbook_of_excel():
    assert rows(opendocument()) == rows(workbook())
    assert codes(opendocument()) == []


def test_percent_cells_are_percent():
    shown = '<table:table-cell office:value-type="percentage" office:value="0.15"><text:p>15,0 %</text:p></table:table-cell>'
    assert rows(with_cell(6, shown)) == rows(opendocument())


def test_a_code_shown_with_its_zeros_keeps_them():
    shown = '<table:table-cell office:value-type="float" office:value="301"><text:p>0301</text:p></table:table-cell>'
    assert rows(with_cell(1, shown))[0]["area"] == "0301"
    assert codes(with_cell(1, shown)) == []


def test_a_year_shown_as_a_year_is_one_and_a_day_is_none():
    year = '<table:table-cell office:value-type="date" office:date-value="2024-01-01"><text:p>2024</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-01-01"><text:p>01.01.2024</text:p></table:table-cell>'
    assert rows(with_cell(2, year))[0]["period"] == "2024"
    assert problems(with_cell(2, day)) == [("date_not_period", 2)]


def test_blanks_and_comments_in_a_cell_are_not_its_text():
    shown = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>se her</text:p></office:annotation>'
        "<text:p>3911<text:s/>Færder</text:p></table:table-cell>"
    )
    assert rows(with_cell(1, shown)) == rows(opendocument())


def test_runs_of_cells_and_rows_are_unfolded_only_as_far_as_they_are_filled():
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    wide = opendocument(sheet((*HEADING, empty), (*ROW, empty)))
    last = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row></table:table>'
    long = opendocument(sheet(HEADING, ROW).replace("</table:table>", last))
    assert rows(wide) == rows(long) == rows(opendocument())


def test_two_lines_of_markup_do_not_stand_for_a_million_rows():
    many = sheet(HEADING, ROW).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">')
    assert codes(opendocument(many)) == ["repeated_rows"]
    filled = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    assert codes(opendocument(sheet(HEADING, (*ROW, filled)))) == ["too_many_columns"]


def test_two_sheets_with_tables_are_asked_about_and_a_hidden_one_is_not():
    other = sheet(HEADING, ("andel", "3911", 2023, "alle", 50, 400, 12.5), name="Fjoråret")
    content = opendocument(sheet(HEADING, ROW), other)
    assert codes(content) == ["choose_sheet"]
    assert [row["period"] for row in rows(content, answers={"choose_sheet": "Fjoråret"})] == ["2023"]
    assert codes(opendocument(sheet(HEADING, ROW), other.replace('"vist"', '"skjult"'))) == []


def test_a_formula_without_a_value_is_refused_with_its_cell():
    assert problems(with_cell(6, '<table:table-cell table:formula="of:=1+1"/>')) == [("uncounted_formula", 2)]


def test_an_error_is_no_number():
    error = '<table:table-cell office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>'
    assert problems(with_cell(4, error)) == [("excel_error", 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (opendocument(**{"Basic/Standard/Module1.xml": "<x/>"}), "macro"),
        (opendocument(**{"Object 1/content.xml": "<x/>"}), "embedded_file"),
        (opendocument(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "password"),
        (opendocument(**{"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "unsafe_markup"),
        (opendocument(**{"content.xml": '<?xml version="1.0" encoding="UTF-7"?><x/>'}), "unsafe_markup"),
        (opendocument(**{"content.xml": "<x>"}), "damaged_file"),
        (opendocument(**{"../content.xml": "<x/>"}), "unsafe_path"),
        (opendocument(sheet(HEADING)), "no_rows"),
        (opendocument(sheet(HEADING, (*ROW[:3], "<table:table-cell office:value-type='float' office:value='x'/>"))), "damaged_file"),
    ],
)
def test_a_hostile_one_is_refused_as_a_workbook_is(content: bytes, code: str):
    assert codes(content) == [code]


@pytest.mark.parametrize(
    "content",
    [
        opendocument(sheet(HEADING, ROW), sheet([NUMBER], name="Grunnlag", style="skjult")),
        opendocument(sheet(HEADING, ROW), sheet(["dato", "nr"], ["030738", 99981], name="Grunnlag", style="skjult")),
        opendocument(sheet(HEADING, ROW), sheet(["Kari"], name=NUMBER)),
        opendocument(meta=f"<dc:subject>{NUMBER}</dc:subject>"),
        opendocument(
            sheet(HEADING, ROW).replace("<text:p>andel", f"<office:annotation><text:p>{NUMBER}</text:p></office:annotation><text:p>andel")
        ),
        with_cell(3, f'<table:table-cell office:value-type="float" office:value="{NUMBER}"/>'),
    ],
)
def test_a_persons_number_is_found_wherever_it_stands(content: bytes):
    found = codes(content)
    assert len(found) == 1
    assert found[0].startswith("person_data")
