"""Numbers are read by one grammar; what can be read in two ways is never guessed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.numbers import COMMA, POINT, evidence, read_numbers
from tests.etl.reading import codes, own, rows

COMMA_FILE = evidence([["15,0"]]).style()


def read(text: object, style=COMMA_FILE) -> float | str:
    numbers = read_numbers([text], style)
    return numbers.faults.get(0) or float(numbers.values[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15,0", 15.0),
        ("0", 0.0),
        ("007", 7.0),
        ("-3,5", -3.5),
        ("−3,5", -3.5),
        ("1 234", 1234.0),
        ("1\u00a0234,5", 1234.5),
        ("12\u202f345\u202f678", 12345678.0),
        ("1\u2009234", 1234.0),
        ("15,0 %", 15.0),
        ("15,0\u00a0%", 15.0),
        ("0,150", 0.15),
        ("17,893", 17.893),
    ],
)
def test_a_norwegian_number_is_read(text: str, value: float):
    assert read(text) == value


@pytest.mark.parametrize(
    "text", ["٦٠", "6_0", "nan", "NaN", "inf", "-inf", "NULL", "None", "NA", "1e400", "0x10", "1,2,3", "12 34", "１２", "½", "+5"]
)
def test_what_python_would_take_is_no_number(text: str):
    assert read(text) in ("not_a_number", "rounded_by_excel")


@pytest.mark.parametrize("text", ["#DIV/0!", "#I/T", "#N/A", "#VERDI!", "#REF!", "#NAVN?", "####"])
def test_an_error_of_the_spreadsheet_is_called_so(text: str):
    assert read(text) == "excel_error"


@pytest.mark.parametrize("text", ["9" * 40, "12345678901", "10000000000"])
def test_ten_digits_and_more_are_no_count(text: str):
    assert read(text) == "too_large"


def test_scientific_notation_is_a_rounding_of_excels():
    assert read("1,2E+05") == "rounded_by_excel"


def test_scientific_notation_is_read_where_the_publishers_machine_writes_it():
    assert (read("-1e+007", POINT), read("1.23e+006", POINT), read("16.933", POINT)) == (-1e7, 1.23e6, 16.933)


def test_the_web_export_writes_commas_and_percent_signs():
    assert read("95,4%", COMMA) == 95.4


def test_point_and_three_digits_mean_nothing_sure_beside_a_decimal_comma():
    assert read("1.234") == "unclear_number"


def test_a_file_with_points_only_has_decimal_points():
    assert read("16.2", evidence([["15.0", "16.2"]]).style()) == 16.2


def test_both_signs_as_decimal_signs_are_read_where_only_one_reading_is_possible():
    style = evidence([["15,0", "16.2", "1,234"]]).style()
    assert (read("15,0", style), read("16.2", style), read("1,234", style)) == (15.0, 16.2, "unclear_number")


def test_a_file_where_every_sign_stands_before_three_digits_is_asked_about():
    asked = own("andel;3911;2024;alle;60;1.234;")
    assert codes(asked) == ["ambiguous_number"]
    assert rows(asked, answers={"ambiguous_number": "thousands"})[0]["denominator"] == 1234.0
    assert codes(asked, answers={"ambiguous_number": "decimal"}) == ["broken_count", "above_denominator"]


def test_millions_with_points_are_read_once_points_are_said_to_be_thousands():
    style = evidence([["1.234"]]).style("thousands")
    assert (read("1.234.567", style), read("1.234,5", style), read("12", style)) == (1234567.0, 1234.5, 12.0)


def test_a_workbooks_own_number_loses_the_residue_of_binary_arithmetic():
    assert read(0.1 + 0.2) == 0.3


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_what_is_written_with_a_comma_is_read_back(whole: int, decimals: int):
    value = whole / 10**decimals
    assert read(f"{value:.{decimals}f}".replace(".", ","), COMMA) == pytest.approx(value, abs=0.5 * 10**-decimals)


@given(st.integers(0, 10**9 - 1), st.sampled_from(" \u00a0\u202f\u2009"))
def test_what_is_grouped_by_blanks_is_read_back(whole: int, blank: str):
    assert read(f"{whole:,}".replace(",", blank)) == whole


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_a_fault(text: str):
    found = read(text.strip() or "x")
    assert isinstance(found, str) or math.isfinite(found)
