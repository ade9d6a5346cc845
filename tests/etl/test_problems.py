"""What of a file may be repeated to its reader."""

from __future__ import annotations

import pytest

from etl.problems import shown


@pytest.mark.parametrize("text", ["2026-13", "1 234 567", "0729", "91,6", "T-12 345"])
def test_a_period_and_a_large_number_are_shown(text: str):
    assert shown(text) == text


@pytest.mark.parametrize("text", ["010190", "01.01.1990", "1990-01-01", "010190 12345", "010190-12345", "12345678"])
def test_what_may_be_a_persons_number_or_birthday_is_not(text: str):
    assert shown(text) == "…"
