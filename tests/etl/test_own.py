"""The municipality's own template: every rule of its columns, one sentence each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from db.terms import AreaType
from etl.areas import AreaRow
from tests.etl.reading import ENTRIES, HEADING, an_entry, checked, codes, known, own, problems, rows

FIXTURE = Path(__file__).parent / "fixtures" / "own.csv"
LINE = "andel;3911;2024;alle;61;402;15,2"


def test_a_whole_file_is_read():
    assert [(row["indicator"], row["area"], row["period"], row["status"], row.get("value")) for row in rows(FIXTURE.read_bytes())] == [
        ("andel", "3911", "2023", "normal", 15.0),
        ("andel", "3911", "2024", "missing", None),
        ("rate", "3911", "2024-M03", "normal", 25.0),
        ("antall", "3911", "2024-M03", "normal", 7.0),
        ("snitt", "3911", "2024", "provisional", 12.5),
        ("andel-kilde", "0301", "2024", "normal", 17.893),
        ("andel-kilde", "EAK", "2024", "suppressed", None),
    ]


def test_a_share_is_stored_with_its_counts_and_full_precision():
    row = rows(own("andel;3911;2024;alle;67;413;16,2"))[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (67.0, 413.0, 100 * 67 / 413)


def test_a_rate_is_per_what_its_unit_says():
    assert rows(own("rate;3911;2024-03;alle;17;1888;9,0"))[0]["value"] == 1000 * 17 / 1888


def test_a_publishers_value_stands_as_published_beside_its_counts():
    assert rows(own("andel-kilde;3911;2024;alle;107;598;17,893"))[0]["value"] == 17.893


def test_columns_may_stand_in_any_order_case_and_composition():
    turned = "VERDI;Teller; NEVNER ;kjonn;År;Kommunenr;Indikator\n15,2;61;402;alle;2024;3911;andel\n"
    assert rows(turned) == rows(own(LINE))


def test_a_column_of_another_name_is_refused_with_the_nearest():
    _, found = checked(own(LINE + ";x", heading=f"{HEADING};kommentarer"))
    said = [(problem.code, problem.column, problem.facts["suggestion"]) for problem in found]
    assert said == [("unknown_column_near", "kommentarer", "kommentar")]


@pytest.mark.parametrize(
    ("heading", "line", "found"),
    [
        ("indikator;område;teller;nevner", "andel;3911;61;402", "missing_column"),
        ("indikator;område;periode;teller;verdi", "andel;3911;2024;61;15,2", "missing_count_column"),
        ("indikator;område;periode;teller", "rate;3911;2024-03;61", "missing_count_column"),
        ("indikator;område;periode;verdi", "antall;3911;2024-03;6", "missing_count_column"),
        ("indikator;område;periode;nevner", "snitt;3911;2024;6", "missing_column"),
    ],
)
def test_the_columns_that_the_kind_needs_must_be_there(heading: str, line: str, found: str):
    assert codes(own(line, heading=heading)) == [found]


def test_another_publishers_share_may_come_as_a_value_alone():
    assert codes(own("andel-kilde;3911;2024;15,2", heading="indikator;område;periode;verdi")) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("-5;400;", "negative_count"),
        ("60,5;400;", "broken_count"),
        ("401;400;", "above_denominator"),
        ("3;0;", "denominator_zero"),
        ("0;0;", "nothing_of_nothing"),
        ("60;;", "count_missing"),
        (";400;15,0", "count_missing"),
        ("60;400;51,0", "value_differs"),
        ("60;400;−3,5", "outside_percent"),
        ("60;400;140,0", "outside_percent"),
        ("x;400;", "not_a_number"),
        ("NA;400;", "not_a_number"),
        ("60;12345678901;", "too_large"),
        ("4;400;", "small_numbers"),
        ("398;400;", "small_remainder"),
        ("60;400;", None),
        ("0;400;", None),
        ("400;400;", None),
        ("60;400;15 %", None),
    ],
)
def test_each_rule_of_a_share_names_its_row(cells: str, found: str | None):
    assert problems(own(f"andel;3911;2024;alle;{cells}")) == ([(found, 2)] if found else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rate;3911;2024-03;alle;17;1888;9,0 %", "percent_sign"),
        ("rate;3911;2024-03;alle;17;-1;", "negative_count"),
        ("antall;3911;2024-03;alle;7;;8", "value_differs"),
        ("snitt;3911;2024;alle;;;", None),
        ("ja-nei;3911;2024;alle;;;2", "neither_yes_nor_no"),
        ("ja-nei;3911;2024;alle;;;1", None),
        ("tertial;3911;2024;alle;;;9,5", None),
        ("tertial;3911;2024-T1;alle;;;9,5", None),
        ("tertial;3911;2024-03;alle;;;9,5", "not_a_tertial"),
        ("andel;3911;2024-T1;alle;60;400;", "not_a_year"),
        ("rate;3911;2024;alle;17;1888;", "not_a_month"),
        ("andel;3911;2099;alle;60;400;", "future_period"),
        ("andel;3911;2024;jenter;60;400;", "unknown_breakdown"),
        (";3911;2024;alle;60;400;", "empty_indicator"),
        ("xyzzy;3911;2024;alle;60;400;", "unknown_indicator"),
        ("andell;3911;2024;alle;60;400;", "unknown_indicator_near"),
        ("аndel;3911;2024;alle;60;400;", "unknown_indicator_near"),
        ("andel;;2024;alle;60;400;", "empty_area"),
        ("andel;9999;2024;alle;60;400;", "unknown_area"),
        ("andel;XQ-77;2024;alle;60;400;", "unknown_area"),
        ("andel;4601 Stavanger;2024;alle;60;400;", "area_disagrees"),
        ("andel;4601 Bergen;2024;alle;60;400;", None),
        ("andel;Færder;2024;alle;60;400;", "area_by_name"),
        ("andel;301;2024;alle;60;400;", "leading_zero"),
        ("andel;3005;2024;alle;60;400;", "area_renumbered"),
        ("andel;1201;2021;alle;60;400;", "area_ended"),
        ("andel;1507;2024;alle;60;400;", "area_split"),
        ("andel;4601;2017;alle;60;400;", None),
    ],
)
def test_each_rule_of_the_other_columns_names_its_row(line: str, found: str | None):
    assert problems(own(line)) == ([(found, 2)] if found else [])


def test_a_number_of_last_year_is_the_same_place_under_its_new_number():
    assert [row["area"] for row in rows(own("andel;3005;2023;alle;60;400;", "andel;3005;2024;alle;60;400;"))] == ["3005", "3301"]


def test_the_old_number_and_the_new_in_one_year_are_the_same_row():
    assert ("contradictory_rows", 3) in problems(own("andel;3301;2024;alle;61;400;", "andel;3005;2024;alle;60;400;"))


def test_units_of_the_municipality_are_areas():
    unit = AreaRow("SYK-01", "Solbakken", AreaType.UNIT, "3911", dt.date(2018, 1, 1), None, "sykehjem")
    assert rows(own("andel;syk-01;2024;alle;60;400;"), against=known(areas=[unit]))[0]["area"] == "SYK-01"


def test_women_and_men_are_breakdowns_and_all_is_none():
    lines = ("andel;3911;2024;alle;90;400;", "andel;3911;2024;Kvinner;40;200;", "andel;3911;2024;menn;50;200;")
    assert [row.get("breakdown") for row in rows(own(*lines))] == [None, "kvinner", "menn"]
    assert codes(own(*lines)) == []


def test_parts_that_are_not_the_whole_are_spoken_of():
    lines = ("andel;3911;2024;alle;100;400;", "andel;3911;2024;kvinner;60;200;", "andel;3911;2024;menn;60;200;")
    assert problems(own(*lines)) == [("parts_differ", 2)]


@pytest.mark.parametrize(
    ("sign", "status"),
    [(".", "not_relevant"), ("..", "missing"), (":", "suppressed"), ("...", "not_reported"), ("-", "not_relevant"), ("<5", "suppressed")],
)
def test_the_statistics_offices_signs_are_reasons_and_never_zero(sign: str, status: str):
    row = rows(own(f"andel;3911;2024;alle;{sign};400;{sign}"))[0]
    assert (row["status"], row.get("value"), row["denominator"]) == (status, None, 400.0)


@pytest.mark.parametrize(
    ("word", "numbers", "status"),
    [
        ("", "60;400", "normal"),
        ("Normal", "60;400", "normal"),
        ("foreløpig", "60;400", "provisional"),
        ("mangler", ";", "missing"),
        ("Ikke rapportert", ";", "not_reported"),
        ("ikke relevant", ";", "not_relevant"),
        ("skjult", ";", "suppressed"),
        (":", ";", "suppressed"),
        ("foreløpig", ":;", "suppressed"),
    ],
)
def test_the_status_column_says_why(word: str, numbers: str, status: str):
    assert rows(own(f"andel;3911;2024;{numbers};{word}", heading="indikator;område;periode;teller;nevner;status"))[0]["status"] == status


@pytest.mark.parametrize(("word", "found"), [("skjult", "status_with_number"), ("tja", "unknown_status")])
def test_a_status_that_does_not_fit_is_an_error(word: str, found: str):
    assert codes(own(f"andel;3911;2024;60;400;{word}", heading="indikator;område;periode;teller;nevner;status")) == [found]


def test_shares_written_as_fractions_are_asked_about():
    fractions = own("andel;3911;2023;alle;60;400;0,150", "andel;3911;2024;alle;67;413;0,162")
    assert problems(fractions) == [("share_scale", 2)]
    assert codes(fractions, answers={"share_scale": "0-1"}) == []
    assert codes(fractions, answers={"share_scale": "0-100"}) == ["value_differs", "value_differs"]


def test_published_shares_that_all_look_like_fractions_are_asked_about():
    fractions = own("andel-kilde;3911;2023;alle;;;0,150", "andel-kilde;3911;2024;alle;;;0,162")
    assert codes(fractions) == ["share_scale"]
    assert [row["value"] for row in rows(fractions, answers={"share_scale": "0-1"})] == [15.0, 16.2]


def test_fractions_among_percents_are_refused():
    assert problems(own("andel;3911;2023;alle;60;400;15,0", "andel;3911;2024;alle;67;413;0,162")) == [("mixed_scale", 3)]


def test_a_low_share_among_others_is_no_fraction():
    assert codes(own("andel-kilde;3911;2023;alle;;;0,25", "andel-kilde;3911;2024;alle;;;15,0")) == []


def test_the_same_row_again_is_left_out_and_said():
    again = own(LINE, "andel;3911;2023;alle;60;400;15,0", LINE)
    assert problems(again) == [("same_row_again", 4)]
    assert len(rows(again)) == 2


def test_rows_that_contradict_each_other_are_named_together():
    _, found = checked(own(LINE, "andel;3911;2024;alle;99;402;24,6"))
    assert [(problem.code, problem.row, problem.facts["other"]) for problem in found] == [("contradictory_rows", 3, 2)]


def test_mixed_decimal_signs_are_spoken_of_once():
    assert codes(own("andel;3911;2023;alle;60;400;15,0", "andel;3911;2024;alle;67;413;16.2")) == ["mixed_decimal_signs"]


def test_a_published_interval_comes_along():
    row = rows(own("andel-kilde;EAK;2022;12,6;12,1;13,1", heading="indikator;område;periode;verdi;nedre;øvre"))[0]
    assert (row["lower"], row["upper"]) == (12.1, 13.1)


def test_the_limit_of_small_numbers_is_the_indicators_own():
    assert codes(own("andel;3911;2024;alle;4;400;"), against=known([an_entry("andel", small_number_limit=0)])) == []
    assert codes(own("andel;3911;2024;alle;4;400;"), against=known(ENTRIES)) == ["small_numbers"]


def test_every_error_of_a_file_is_named_at_once():
    assert problems(own("xyzzy;3911;2024;alle;60;400;", "andel;3911;24;alle;60;400;", "andel;3911;2024;alle;-1;400;")) == [
        ("unknown_indicator", 2),
        ("two_digit_year", 3),
        ("negative_count", 4),
    ]
