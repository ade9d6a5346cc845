"""What is told and stored as it stands: denominators out of proportion, places before their time, units that did not report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from etl import pipeline
from etl.setup import prepare
from tests.etl.reading import checked, codes, own, problems, rows


def years(*denominators: object) -> str:
    return own(*(f"andel;3911;{2015 + place};alle;40;{count};" for place, count in enumerate(denominators)))


@pytest.mark.parametrize("far", [1300, 130])
def test_a_denominator_three_times_as_large_or_small_as_usual_is_told(far: int):
    assert problems(years(400, 410, far, 390, 420)) == [("denominator_jumps", None)]


def test_it_is_told_of_the_newest_period_too_and_the_line_is_named():
    content = years(400, 410, 390, 420, 4200)
    assert problems(content) == [("denominator_jumps", None)]


@pytest.mark.parametrize(
    "denominators",
    [(400, 410, 900, 390, 420), (400, 4000, 410), (11, 12, 40, 13, 10), (400, 4000, 400, 4000, 400), (400, 410, "4 200", 390, 420)],
)
def test_growth_short_series_small_ones_and_ones_without_a_usual_size_are_not(denominators: tuple[object, ...]):
    said = {code for code, _ in problems(years(*denominators).replace(";40;", ";9;"))}
    assert said <= {"denominator_jumps"} if "4 200" in denominators else said <= {"small_remainder"}


def test_a_part_of_a_split_place_has_no_figures_from_before_the_split():
    assert codes(own("andel;1508;2021;alle;60;400;15,0", "andel;1508;2024;alle;60;400;15,0")) == ["area_not_yet"]


def test_a_bare_name_is_the_place_that_it_meant_in_its_period():
    content = own("andel;Ålesund;2021;alle;60;400;15,0", "andel;Ålesund;2024;alle;60;400;15,0", "andel;ålesund;2022;alle;61;400;15,3")
    assert [(row["area"], row["period"]) for row in rows(content)] == [("1507", "2021"), ("1508", "2024"), ("1507", "2022")]
    said = [(problem.found, problem.facts["code"]) for problem in checked(content)[1] if problem.code == "area_by_name"]
    assert said == [("Ålesund", "1507"), ("Ålesund", "1508"), ("ålesund", "1507")]


@pytest.mark.parametrize(("area", "year"), [("3911", 2021), ("3911", 2012), ("4601", 2019)])
def test_a_renumbered_or_merged_place_may_bring_its_history_along(area: str, year: int):
    assert codes(own(f"andel;{area};{year};alle;60;400;15,0")) == []


def test_a_unit_that_usually_reports_and_is_not_in_the_newest_period_is_missed(sqlite_engine: Engine, tmp_path: Path):
    prepare(sqlite_engine)
    heading = "indikator;område;periode;teller;nevner"
    units = "kode;navn;tjeneste\nSYK-01;Solgløtt;sykehjem\nSYK-02;Fjellheim;sykehjem\n"
    first = "\n".join((heading, *(f"fall-med-skade;{unit};2026-01;9;1200" for unit in ("SYK-01", "SYK-02")))) + "\n"
    second = f"{heading}\nfall-med-skade;SYK-01;2026-02;9;1200\n"
    now = dt.datetime(2026, 11, 21)
    reports = [pipeline.load(sqlite_engine, "x.csv", text.encode(), by="test", now=now) for text in (units, first, second)]
    assert [[problem.code for problem in report.problems] for report in reports] == [[], [], ["missing_units"]]
    assert reports[2].problems[0].found == "SYK-02"
