"""A template is made from the columns that read it, so what is filled in comes back."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from etl.sources import LAYOUTS, is_heading, layout_of
from etl.templates import FILLED_BY_HAND, FORMS, template
from tests.etl.reading import codes, rows


@pytest.mark.parametrize("layout", FILLED_BY_HAND)
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_template_is_recognised_and_has_no_rows(layout: str, form: str):
    assert codes(template(layout, form)) == ["no_rows"]


@pytest.mark.parametrize("layout", FILLED_BY_HAND)
def test_the_heading_of_a_template_is_that_layouts_own(layout: str):
    header = template(layout, "csv").decode("utf-8-sig").strip().split(";")
    assert is_heading(header)
    assert layout_of(header) == layout
    assert LAYOUTS[layout].recognise(header) == 1.0


def test_a_filled_workbook_comes_back():
    book = load_workbook(io.BytesIO(template("own", "xlsx")))
    book["Data"].append(["andel", "0301", "2024", "alle", 60, 400, 15.0])
    stream = io.BytesIO()
    book.save(stream)
    assert [(row["area"], row["period"], row["value"]) for row in rows(stream.getvalue())] == [("0301", "2024", 15.0)]
    assert codes(stream.getvalue()) == []


def test_cells_for_codes_and_periods_keep_what_is_written():
    sheet = load_workbook(io.BytesIO(template("own", "xlsx")))["Data"]
    assert {sheet.column_dimensions[letter].number_format for letter in "ABC"} == {"@"}


def test_the_guide_says_what_each_column_holds():
    sheet = load_workbook(io.BytesIO(template("survey", "xlsx")))["Veiledning"]
    said = {row[0]: row[2] for row in sheet.iter_rows(values_only=True, min_row=2)}
    assert list(said) == [heading.name for heading in LAYOUTS["survey"].HEADINGS]
    assert all(said.values())


@pytest.mark.parametrize("asked", [("nki", "csv"), ("own", "pdf")])
def test_what_nobody_fills_in_has_no_template(asked: tuple[str, str]):
    with pytest.raises(KeyError):
        template(*asked)
