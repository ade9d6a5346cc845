"""A workbook is read as Excel shows it, and searched before it is opened."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.etl.reading import codes, problems, rows
from tests.etl.workbooks import HEADING, ROW, part, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
NUMBER = "03073899981"  # nobody's before 2038


def test_a_workbook_says_the_same_as_the_text_file():
    assert rows(workbook()) == rows(";".join(HEADING) + "\nandel;3911;2024;alle;60;400;15,0\n")


def test_percent_cells_are_percent():
    def as_percent(_, sheet):
        sheet["G2"], sheet["G2"].number_format = 0.15, "0.0%"

    assert codes(workbook(change=as_percent)) == []


def test_a_code_shown_with_its_zeros_keeps_them():
    def padded(_, sheet):
        sheet["B2"], sheet["B2"].number_format = 301, "0000"

    assert rows(workbook(change=padded))[0]["area"] == "0301"
    assert codes(workbook(change=padded)) == []


def test_a_code_that_lost_its_zero_gets_it_back_and_it_is_said():
    lost = workbook((*ROW[:1], 301, *ROW[2:]))
    assert (codes(lost), rows(lost)[0]["area"]) == (["leading_zero"], "0301")


def test_a_month_shown_as_a_month_is_a_month():
    def march(_, sheet):
        sheet["C2"], sheet["C2"].number_format = dt.date(2024, 3, 1), "mmm yyyy"

    assert rows(workbook(("rate", "3911", None, "alle", 6, 400, 15.0), change=march))[0]["period"] == "2024-M03"


@pytest.mark.parametrize("day", [dt.date(2024, 1, 1), dt.datetime(2024, 3, 1, 12)])
def test_a_date_is_no_period(day: dt.date):
    assert problems(workbook(("andel", "3911", day, "alle", 60, 400, 15.0))) == [("date_not_period", 2)]


def test_two_sheets_with_tables_are_asked_about():
    def second(book, _):
        other = book.create_sheet("Fjoråret")
        other.append(HEADING)
        other.append(("andel", "3911", 2023, "alle", 50, 400, 12.5))

    content = workbook(change=second)
    assert codes(content) == ["choose_sheet"]
    assert [row["period"] for row in rows(content, answers={"choose_sheet": "Fjoråret"})] == ["2023"]


def test_a_sheet_that_is_no_table_is_left_alone():
    assert (
        codes(workbook(change=lambda book, _: book.create_sheet("Veiledning").append(("Slik fyller du ut", "steg", "for", "steg")))) == []
    )


def test_a_formula_whose_value_was_never_stored_is_refused():
    def formula(_, sheet):
        sheet["G2"] = "=100*E2/F2"

    assert problems(workbook(change=formula)) == [("uncounted_formula", 2)]


def test_names_above_the_names_are_a_second_heading():
    assert codes(workbook(HEADING, ROW, heading=("", "", "", "", "Antall"))) == ["two_headings"]


def test_an_empty_sheet_has_no_rows():
    assert codes(workbook(heading=(), change=lambda _, sheet: sheet.delete_rows(1, 5))) == ["no_rows"]


def test_a_size_that_lies_does_not_matter():
    content = workbook()
    assert codes(with_part(content, SHEET, part(content).replace(b'ref="A1:G2"', b'ref="A1:XFD1048576"'))) == []


def test_a_cell_far_below_the_table_is_refused():
    assert problems(workbook(change=lambda _, sheet: sheet.cell(1_048_576, 1, "x"))) == [("far_below", 1_048_576)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_part(workbook(), SHEET, b"<!DOCTYPE x [<!ENTITY y 'z'>]>" + part(workbook())), "unsafe_markup"),
        (with_part(workbook(), "xl/vbaProject.bin", b"x"), "macro"),
        (with_part(workbook(), "../../evil.txt", b"x"), "unsafe_path"),
        (with_part(workbook(), SHEET, part(workbook()) + b" " * 60_000_000), "too_large_unpacked"),
        (workbook()[:2000], "damaged_file"),
        (b"PK\x03\x04" + b"x" * 100, "damaged_file"),
    ],
    ids=["markup", "macro", "path", "bomb", "cut", "noise"],
)
def test_a_hostile_container_is_refused_before_it_is_opened(content: bytes, code: str):
    assert codes(content) == [code]


def test_a_zip_with_something_else_is_called_packed():
    assert codes(with_part(workbook(), "x", b"").replace(b"xl/", b"yl/")) == ["kind_compressed"]


def test_links_to_other_files_are_not_followed_and_said():
    assert codes(with_part(workbook(), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")) == ["external_links"]


def hidden_sheet(book, _):
    sheet = book.create_sheet("Grunnlag")
    sheet["A1"], sheet.sheet_state = NUMBER, "veryHidden"


def hidden_column(_, sheet):
    sheet["H2"] = NUMBER
    sheet.column_dimensions["H"].hidden = True


def comment(_, sheet):
    from openpyxl.comments import Comment

    sheet["A2"].comment = Comment(f"se {NUMBER}", "test")


def title(book, _):
    book.properties.title = f"Uttrekk {NUMBER}"


def sheet_name(_, sheet):
    sheet.title = NUMBER


@pytest.mark.parametrize("change", [hidden_sheet, hidden_column, comment, title, sheet_name])
def test_a_persons_number_is_found_wherever_it_hides(change):
    assert codes(workbook(change=change)) == ["person_data_in_part"]
