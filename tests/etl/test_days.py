"""Events with their days in the municipality's own template: one row a day, and only where the indicator counts days."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.etl.reading import an_entry, codes, own, problems, rows


def periods(*lines: str) -> list[object]:
    return [row["period"] for row in rows(own(*lines))]


def test_a_day_is_a_period_where_events_are_counted_by_day():
    written = ("hendelser;3911;2026-03-14;alle;1;;", "hendelser;3911;15.3.2026;alle;2;;", "hendelser;3911;31.10.2026;alle;0;;")
    assert periods(*written) == ["2026-03-14", "2026-03-15", "2026-10-31"]


def test_the_same_day_is_no_period_of_an_indicator_counted_by_month():
    day, month = "hendelser;3911;2026-03-14;alle;1;;", "antall;3911;2026-03-14;alle;7;;"
    assert [problem for problem in problems(own(day, month)) if problem[0] != "small_numbers"] == [("date_not_period", 3)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("2026-03", "not_a_day"), ("2026", "not_a_day"), ("03/04/2026", "ambiguous_day"), ("2027-01-01", "future_period")],
)
def test_what_is_no_day_is_refused(written: str, code: str):
    assert codes(own(f"hendelser;3911;{written};alle;7;;")) == [code]


def test_the_same_day_twice_is_refused_since_it_may_be_two_events():
    assert codes(own(*["hendelser;3911;2026-03-14;alle;7;;"] * 2)) == ["same_day_again"]
    assert codes(own("hendelser;3911;2026-03-14;alle;7;;", "hendelser;3911;14.03.2026;alle;8;;")) == ["contradictory_rows"]


def test_only_counts_have_days():
    with pytest.raises(ValidationError, match="only events have days"):
        an_entry("andel", frequency="day")
