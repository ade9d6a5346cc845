"""A row of the municipality's own template with more than one fault."""

from __future__ import annotations

import pytest

from tests.etl.reading import codes, own


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("andel;9998;2024;alle;-5;400;", ["unknown_area", "negative_count"]),
        ("andel;9998;2024;alle;401;400;", ["unknown_area", "above_denominator"]),
        ("xyzzy;9998;2099;alle;-5;abc;", ["unknown_indicator", "future_period", "unknown_area", "not_a_number", "negative_count"]),
        ("andel;3005;2024;alle;60;400;51,0", ["value_differs", "area_renumbered"]),
    ],
)
def test_everything_that_is_wrong_with_a_row_is_said_at_once(line: str, found: list[str]):
    assert codes(own(line)) == found
