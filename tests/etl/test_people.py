"""A person's number is found however it is written, and other long numbers are left alone. All numbers here are of nobody: born in 2038."""

from __future__ import annotations

import pytest

from etl.people import has_identity_number
from etl.person_columns import is_person_column
from etl.pipeline import turned_away
from tests.etl.reading import checked, codes, own, problems

NUMBER = "03073899981"  # valid control digits; nobody can have it before 2038


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "gjelder 09093899986 se journal",
        "030738 99981",
        "030738-99981",
        "03.07.38 99981",
        "3053799980",
        "43073899975",
        "03873899947",
        "05063699944",
        "03073899981.0",
        "０３０７３８９９９８１",
        f"id:{NUMBER}",
    ],
)
def test_a_persons_number_is_found(text: str):
    assert has_identity_number(text)


@pytest.mark.parametrize(
    "text", ["12345678901", "45.03073899981", "974633574", "2020-01-01T00:00:00", "0307389998100", "17.893", "32073899981"]
)
def test_other_numbers_are_left_alone(text: str):
    assert not has_identity_number(text)


@pytest.mark.parametrize("name", ["navn", "fodselsdato", "fødselsnummer", "pasient_id", "journalnr", "e-post"])
def test_a_column_named_for_persons_is_known(name: str):
    assert is_person_column(name)


def test_a_file_with_a_persons_number_is_refused_with_the_place_and_without_the_number():
    _, found = checked(own("andel;3911;2024;alle;60;400;15,0", f"andel;3911;2023;{NUMBER};60;400;15,0"))
    assert [(problem.code, problem.row, problem.column, problem.found) for problem in found] == [("person_data", 3, "kjønn", None)]


def test_a_persons_number_in_a_heading_is_found():
    assert codes(own("andel;3911;2024;60;400;1", heading=f"indikator;område;periode;teller;nevner;{NUMBER}")) == ["person_data_in_heading"]


def test_a_persons_number_in_the_files_name_is_found_and_not_repeated():
    found, noticed = checked(own("andel;3911;2024;alle;60;400;15,0"), name=f"uttrekk_{NUMBER}.csv")
    assert (found, [problem.code for problem in noticed]) == (None, ["person_data_in_name"])
    assert NUMBER not in str(noticed)


def test_a_row_a_person_is_no_statistics():
    lines = [f"andel;3911;{year};alle;1;1;100" for year in (2019, 2020, 2021, 2022)]
    assert ("person_level", 2) in problems(own(*lines))


def test_a_column_of_persons_stops_the_file():
    assert codes(own("andel;3911;2024;60;400;A", heading="indikator;område;periode;teller;nevner;pasient_id")) == ["person_column"]


def test_six_digits_in_a_row_are_never_repeated():
    assert "123456" not in str(checked(own("123456789;3911;2024;alle;60;400;15,0"))[1])


def test_the_reports_file_name_holds_no_long_number():
    assert NUMBER not in turned_away(f"uttrekk {NUMBER}.csv", 1).file
