"""When something that recurs comes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.usecases.occurrences import months_after, occurrences


def days(first: str, interval: int, months: tuple[int, ...], last: str) -> list[str]:
    return [str(day) for day in occurrences(dt.date.fromisoformat(first), interval, months, dt.date.fromisoformat(last))]


@pytest.mark.parametrize(
    ("first", "interval", "months", "last", "found"),
    [
        ("2026-01-31", 1, (), "2026-03-31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("2026-04-15", 12, (), "2028-05-01", ["2026-04-15", "2027-04-15", "2028-04-15"]),
        ("2026-06-20", 12, (2, 6, 10), "2027-02-28", ["2026-06-20", "2026-10-20", "2027-02-20"]),
        ("2026-10-31", 24, (10,), "2030-12-31", ["2026-10-31", "2028-10-31", "2030-10-31"]),
        ("2024-02-29", 12, (), "2028-03-01", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2026-06-20", 12, (2,), "2026-12-31", []),
        ("2026-06-20", 6, (), "2026-06-19", []),
    ],
)
def test_it_comes_on_its_day_every_so_many_months(first: str, interval: int, months: tuple[int, ...], last: str, found: list[str]):
    assert days(first, interval, months, last) == found


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 120), st.integers(0, 4000))
def test_no_two_times_lie_in_one_month(first: dt.date, interval: int, ahead: int):
    found = list(occurrences(first, interval, (), first + dt.timedelta(days=ahead)))
    assert found[0] == first
    assert len({(day.year, day.month) for day in found}) == len(found)
    assert found == sorted(found)


def test_some_months_later_is_the_same_day_or_the_last_of_the_month():
    assert [months_after(dt.date(2025, 11, 30), count) for count in (0, 3, 12)] == [
        dt.date(2025, 11, 30),
        dt.date(2026, 2, 28),
        dt.date(2026, 11, 30),
    ]
