"""A series as a file: the numbers of the chart, in the form that Norwegian Excel reads, and no formula in any text."""

import csv
import io

from openpyxl import load_workbook

from dashboard.reports.series_file import as_csv, as_workbook
from dashboard.stats.target_level import Certainty, Level
from dashboard.usecases.finished import Attainment, Point
from db.terms import Period, Status
from tests.dashboard.finished_series import area, comparator, series

POINTS = (
    Point(Period.parse("2024-M01"), 1.5, Status.NORMAL, numerator=3, denominator=2000, delivery=7),
    Point(Period.parse("2024-M02"), None, Status.SUPPRESSED, delivery=7),
)


def lines(**changes) -> list[dict[str, str]]:
    text = as_csv(series(points=POINTS, **changes)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_numbers_have_a_decimal_comma_and_whole_numbers_none():
    first = lines()[0]
    assert (first["verdi"], first["teller"], first["nevner"], first["leveranse"]) == ("1,5", "3", "2000", "7")


def test_a_hidden_number_is_an_empty_cell_with_its_reason():
    hidden = lines()[1]
    assert (hidden["verdi"], hidden["teller"], hidden["status"]) == ("", "", "skjult av personvernhensyn")


def test_comparators_follow_the_own_line():
    assert [line["område"] for line in lines(comparators=(comparator([30.0]),))] == ["3911 Færder", "3911 Færder", "Landet Landet"]


def test_no_text_is_a_formula():
    harmful = lines(area=area(code="=HYPERLINK(1)"))
    assert harmful[0]["område"].startswith("'=")


def test_the_workbook_holds_numbers_as_numbers_and_the_definition_beside_them():
    book = load_workbook(io.BytesIO(as_workbook(series(points=POINTS))))
    assert book.sheetnames == ["Tall", "Om tallet"]
    assert [cell.value for cell in book["Tall"][2]][1:4] == ["2024-M01", 1.5, 3]
    assert ("Kilde", "Egne tall (intern)") in [tuple(cell.value for cell in row) for row in book["Om tallet"].rows]


def test_invented_figures_say_so_in_every_row_and_a_group_has_its_name():
    told = lines(area=area(is_fictional=True), breakdown="beboere, skala 1–6")
    assert {(line["gruppe"], line["merknad"]) for line in told} == {("beboere, skala 1–6", "oppdiktet")}
    book = load_workbook(io.BytesIO(as_workbook(series(points=POINTS, area=area(is_fictional=True)))))
    assert ("Merknad", "oppdiktede tall") in [tuple(cell.value for cell in row) for row in book["Om tallet"].rows]


def test_sentence_and_level_stand_on_the_newest_row_alone():
    reached = Attainment(POINTS[-1].period, Level.HIGH, Certainty.SURE)
    told = lines(attainment=reached, comparators=(comparator([30.0]),))
    assert [line["kort sagt"] for line in told] == ["", "Tallet er som før.", ""]
    assert [line["måloppnåelse"] for line in told] == ["", "Høy, sikkert (februar 2024)", ""]
