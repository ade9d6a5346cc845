"""Periods are read as people write them; what can mean two things, or no period, is refused with the reason."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.terms import MONTHS_IN, Frequency, Period
from etl.periods import MONTH_NAMES, civil_period, read_day, read_period

PERIODS = st.builds(
    lambda year, length, number: Period(year, length, 1 + number % {"year": 1, "tertial": 3, "quarter": 4, "month": 12}[length]),
    st.integers(1950, 2099),
    st.sampled_from(list(MONTHS_IN)),
    st.integers(0, 11),
)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2024", "2024"),
        (2024, "2024"),
        (2024.0, "2024"),
        ("2024-T1", "2024-T1"),
        ("T1 2024", "2024-T1"),
        ("1. tertial 2024", "2024-T1"),
        ("2. Tertial 2024", "2024-T2"),
        ("2024-K2", "2024-Q2"),
        ("2025K1", "2025-Q1"),
        ("2024-Q2", "2024-Q2"),
        ("2. kvartal 2024", "2024-Q2"),
        ("2024-03", "2024-M03"),
        ("2024M03", "2024-M03"),
        ("2024-M03", "2024-M03"),
        ("03.2024", "2024-M03"),
        ("mars 2024", "2024-M03"),
        ("Mar. 2024", "2024-M03"),
        ("  2024 - T1 ", "2024-T1"),
    ],
)
def test_a_period_is_read(written: object, period: str):
    assert str(read_period(written)) == period


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "empty_period"),
        ("uke fem", "not_a_period"),
        ("2024-13", "not_a_period"),
        ("T4 2024", "not_a_period"),
        ("2024-K5", "not_a_period"),
        ("1850", "not_a_period"),
        (2024.5, "not_a_period"),
        ("31.12.2024", "date_not_period"),
        ("2024-05-01", "date_not_period"),
        (dt.date(2024, 1, 1), "date_not_period"),
        ("30.02.2024", "impossible_date"),
        ("29.02.2023", "impossible_date"),
        ("2024-13-01", "impossible_date"),
        ("01/02/2024", "ambiguous_date"),
        ("02/13/2024", "ambiguous_date"),
        ("45658", "excel_date"),
        (45658, "excel_date"),
        ("24", "two_digit_year"),
        ("mars 24", "two_digit_year"),
        ("01.02.24", "two_digit_year"),
        ("2024U05", "week_not_period"),
        ("2022–2024", "interval_not_period"),
        ("2022_2024", "interval_not_period"),
        ("2014/15", "interval_not_period"),
        ("2024-1", "ambiguous_period"),
        ("202403", "ambiguous_period"),
        ("٢٠٢٤", "not_a_period"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(written: object, reason: str):
    assert read_period(written) == reason


@given(PERIODS)
def test_the_canonical_form_is_read_back(period: Period):
    assert read_period(str(period)) == period


@given(PERIODS)
def test_what_people_write_is_read_back(period: Period):
    year, number = period.year, period.number
    written = {
        Frequency.YEAR: f" {year} ",
        Frequency.TERTIAL: f"{number}. tertial {year}",
        Frequency.QUARTER: f"{year}K{number}",
        Frequency.MONTH: f"{MONTH_NAMES[number - 1]} {year}",
    }
    assert read_period(written[period.frequency]) == period


@given(PERIODS)
def test_a_period_is_known_by_its_two_ends(period: Period):
    assert civil_period(period.first_day, period.last_day) == period


def test_three_years_are_no_civil_period():
    assert civil_period(dt.date(2019, 1, 1), dt.date(2021, 12, 31)) is None


@given(st.text(max_size=20))
def test_any_text_gives_a_period_or_a_reason(text: str):
    assert isinstance(read_period(text), Period | str)


@pytest.mark.parametrize(
    "written",
    ["2026-03-14", "14.03.2026", "14.3.2026", "14. 3. 2026", "14. mars 2026", "2026-03-14 00:00:00", dt.date(2026, 3, 14)],
)
def test_a_day_is_read_as_norwegians_write_it(written: object):
    assert str(read_day(written)) == "2026-03-14"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "empty_period"),
        ("03/04/2026", "ambiguous_day"),
        ("04-03-2026", "ambiguous_day"),
        ("14/03/2026", "ambiguous_day"),
        ("14.03.26", "two_digit_day"),
        ("29.02.2026", "impossible_day"),
        ("2026-13-01", "impossible_day"),
        ("2026-03-14 10:15", "time_of_day"),
        ("46095", "excel_day"),
        (46095, "excel_day"),
        ("uke fem", "not_a_period"),
        ("14.03.1899", "not_a_period"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(written: object, reason: str):
    assert read_day(written) == reason


def test_a_longer_period_is_told_from_a_day_by_its_frequency():
    assert str(read_day("mars 2026")) == "2026-M03"


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_read_back_and_followed_by_the_next(day: dt.date):
    period = Period.parse(day.isoformat())
    assert (str(period), period.first_day, period.last_day) == (day.isoformat(), day, day)
    assert (read_day(str(period)), read_day(f"{day.day}.{day.month}.{day.year}")) == (period, period)
    assert period < period.following
    assert period.following.first_day == day + dt.timedelta(days=1)


@given(st.text(max_size=20))
def test_any_text_gives_a_day_or_a_reason(text: str):
    assert isinstance(read_day(text), Period | str)
