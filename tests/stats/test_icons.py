"""The variation and assurance icons."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.stats.icons import GOOD, Assurance, Variation, assurance, last_direction, variation


@pytest.mark.parametrize(
    ("flag", "direction", "icon"),
    [
        (1, "higher_is_better", Variation.IMPROVEMENT_HIGH),
        (-1, "higher_is_better", Variation.CONCERN_LOW),
        (1, "lower_is_better", Variation.CONCERN_HIGH),
        (-1, "lower_is_better", Variation.IMPROVEMENT_LOW),
        (1, "neutral", Variation.NEUTRAL_HIGH),
        (-1, "neutral", Variation.NEUTRAL_LOW),
        (0, "lower_is_better", Variation.COMMON_CAUSE),
        (0, "neutral", Variation.COMMON_CAUSE),
    ],
)
def test_the_last_point_decides_the_variation_icon(flag, direction, icon):
    assert variation(flag, GOOD[direction]) is icon


def test_the_last_point_is_the_last_that_counts():
    flags, counts = np.array([[0, 1, -1], [1, 0, 0], [1, 1, 1]], dtype=np.int8), np.array([[1, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=bool)
    assert last_direction(flags, counts).tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("target", "high_is_good", "low_is_good"), [(9, "FAILS", "PASSES"), (5, "HIT_OR_MISS", "HIT_OR_MISS"), (1, "PASSES", "FAILS")]
)
def test_the_target_against_the_limits(target, high_is_good, low_is_good):
    assert assurance(target, 2, 8, 1) is Assurance[high_is_good]
    assert assurance(target, 2, 8, -1) is Assurance[low_is_good]


def test_a_target_on_a_limit_is_counted_on_unless_asked_otherwise():
    assert assurance(0.3, 0.1, 0.1 + 0.2, 1) is Assurance.FAILS
    assert assurance(0.3, 0.1, 0.1 + 0.2, 1, on_limit_counts=False) is Assurance.HIT_OR_MISS
    assert assurance(0.1, 0.1, 0.3, -1) is Assurance.FAILS


def test_no_harm_at_all_meets_a_target_of_none():
    assert assurance(0, 0, 0, -1) is assurance(0, 0, 0, 1) is Assurance.PASSES


def test_no_target_no_direction_or_no_limits_no_icon():
    assert {assurance(None, 2, 8, 1), assurance(5, 2, 8, 0), assurance(5, np.nan, np.nan, 1), assurance(np.nan, 2, 8, 1)} == {
        Assurance.NONE
    }
