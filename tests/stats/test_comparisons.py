"""Against a comparator, another unit, a goal; and how far a two-step target is reached."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.stats.benchmark import Standpoint, against_comparator, against_control_limits, against_unit, rate_limits, share_limits
from dashboard.stats.goal import against_goal, against_range
from dashboard.stats.target_level import Certainty, Level, NotShown, certainty, level, why_not_shown

HIGH, LOW, NEITHER = 1, -1, 0


@pytest.mark.parametrize(
    ("comparator", "high", "low", "neither"),
    [(3, "SIMILAR", "SIMILAR", "SIMILAR"), (5, "WORSE", "BETTER", "LOWER"), (1, "BETTER", "WORSE", "HIGHER")],
)
def test_the_interval_decides_whether_a_unit_stands_out(comparator, high, low, neither):
    found = [against_comparator(3.5, (2, 4), comparator, good) for good in (HIGH, LOW, NEITHER)]
    assert found == [Standpoint[high], Standpoint[low], Standpoint[neither]]


def test_a_comparator_on_the_limit_is_similar():
    assert against_comparator(3.5, (0.1 + 0.2, 4), 0.3, HIGH) is Standpoint.SIMILAR
    assert against_comparator(3.5, (3, 4), 4, HIGH) is Standpoint.SIMILAR


def test_beyond_the_wider_interval_is_best_or_worst():
    assert against_comparator(3, (2.5, 3.5), 2.2, HIGH, wider=(2, 4)) is Standpoint.BETTER
    assert against_comparator(3, (2.5, 3.5), 1.9, HIGH, wider=(2, 4)) is Standpoint.BEST
    assert against_comparator(3, (2.5, 3.5), 1.9, LOW, wider=(2, 4)) is Standpoint.WORST
    assert [against_comparator(3, (2.5, 3.5), other, NEITHER, wider=(2, 4)) for other in (1, 5)] == [Standpoint.HIGHER, Standpoint.LOWER]


@pytest.mark.parametrize(
    ("value", "limits", "comparator"),
    [(None, (2, 4), 3), (3, None, 3), (3, (None, 4), 3), (3, (2, np.nan), 3), (3, (2, 4), None), (np.nan, (2, 4), 3)],
)
def test_without_a_number_nothing_is_compared(value, limits, comparator):
    assert against_comparator(value, limits, comparator, HIGH) is Standpoint.NOT_COMPARED


def test_two_units_whose_intervals_overlap_are_similar():
    assert against_unit(4, (3.5, 4.5), 3, (2.7, 3.5), HIGH) is Standpoint.SIMILAR
    assert against_unit(4, (3.5, 4.5), 3, (2.7, 3.1), HIGH) is Standpoint.BETTER
    assert against_unit(2, (1.5, 2.5), 3, (2.7, 3.1), LOW) is Standpoint.BETTER
    assert against_unit(4, (3.5, 4.5), 3, None, HIGH) is Standpoint.NOT_COMPARED


def test_limits_around_the_comparator_from_the_units_own_size():
    lower, upper = share_limits(0.1, 100, 1.96)
    assert lower < 0.1 < upper
    assert against_control_limits(upper * 1.01, (lower, upper), HIGH) is Standpoint.BETTER
    assert against_control_limits(upper, (lower, upper), HIGH) is Standpoint.SIMILAR
    assert share_limits(0.1, 0, 1.96) is share_limits(1.1, 10, 1.96) is share_limits(None, 10, 1.96) is None


def test_limits_of_a_rate_are_poisson():
    lower, upper = rate_limits(0.01, 1000, 0.025)  # 10 expected
    assert (round(lower * 1000, 2), round(upper * 1000, 2)) == (4.8, 18.39)
    assert rate_limits(0.01 + 1e-15, 1000, 0.025) == pytest.approx((lower, upper))
    assert rate_limits(0, 1000, 0.025)[0] == 0
    assert rate_limits(0.01, 0, 0.025) is None


@pytest.mark.parametrize(("value", "high", "low"), [(9, "WORSE", "BETTER"), (10, "BETTER", "BETTER"), (11, "BETTER", "WORSE")])
def test_on_the_goal_it_is_reached(value, high, low):
    assert [against_goal(value, 10, good) for good in (HIGH, LOW)] == [Standpoint[high], Standpoint[low]]


def test_rounding_does_not_miss_a_goal():
    assert against_goal(0.1 + 0.2, 0.3, LOW) is Standpoint.BETTER


def test_with_an_interval_the_whole_of_it_must_reach():
    assert against_goal(9.5, 10, LOW, (9, 9.9)) is Standpoint.BETTER
    assert against_goal(9.5, 10, LOW, (9, 10)) is Standpoint.SIMILAR
    assert against_goal(10.5, 10, LOW, (10, 11)) is Standpoint.WORSE
    assert against_goal(9.5, 10, LOW, (None, 10)) is Standpoint.NOT_COMPARED


@pytest.mark.parametrize(
    ("value", "high", "low"), [(0, "WORSE", "BETTER"), (1, "SIMILAR", "SIMILAR"), (1.9, "SIMILAR", "SIMILAR"), (2, "BETTER", "WORSE")]
)
def test_a_range_has_an_amber_middle(value, high, low):
    assert [against_range(value, 1, 2, good) for good in (HIGH, LOW)] == [Standpoint[high], Standpoint[low]]


def test_a_goal_without_direction_is_not_judged():
    assert [against_goal(value, 10, NEITHER) for value in (9, 10, 11)] == [Standpoint.LOWER, Standpoint.SIMILAR, Standpoint.HIGHER]
    assert against_goal(None, 10, HIGH) is against_range(1, None, 2, HIGH) is Standpoint.NOT_COMPARED
    with pytest.raises(ValueError, match="lower end first"):
        against_range(1, 2, 1, HIGH)


@pytest.mark.parametrize(("value", "found"), [(0.05, Level.HIGH), (0.0501, Level.MIDDLE), (0.1, Level.MIDDLE), (0.11, Level.LOW)])
def test_low_is_good_in_two_steps(value, found):
    assert level(value, 0.05, 0.1, LOW) is found


@pytest.mark.parametrize(("value", "found"), [(0.95, Level.HIGH), (0.9, Level.MIDDLE), (0.8, Level.MIDDLE), (0.79, Level.LOW)])
def test_high_is_good_in_two_steps(value, found):
    assert level(value, 0.95, 0.8, HIGH) is found


def test_without_yellow_there_is_no_middle_and_without_green_no_level():
    assert level(0.9, 0.95, None, HIGH) is Level.LOW
    assert level(0.9, None, 0.8, HIGH) is level(None, 0.95, 0.8, HIGH) is level(0.9, 0.95, 0.8, 0) is None


def test_certainty_is_how_many_levels_the_interval_reaches_into():
    assert (
        certainty(0.96, 0.99, 0.95, 0.8, HIGH)
        is certainty(0.6, 0.7, 0.95, 0.8, HIGH)
        is certainty(0.85, 0.9, 0.95, 0.8, HIGH)
        is Certainty.SURE
    )
    assert certainty(0.9, 0.99, 0.95, 0.8, HIGH) is Certainty.PROBABLE
    assert certainty(0.7, 0.99, 0.95, 0.8, HIGH) is Certainty.UNSURE
    assert certainty(0.7, 0.99, 0.95, None, HIGH) is certainty(0.7, 0.99, 0.95, 0.95, HIGH) is Certainty.PROBABLE
    assert certainty(None, 0.99, 0.95, 0.8, HIGH) is None


def test_why_a_level_is_not_shown():
    assert why_not_shown(None) is why_not_shown(0) is NotShown.NO_DATA
    assert why_not_shown(100, coverage=0.59) is NotShown.LOW_COVERAGE
    assert why_not_shown(4) is why_not_shown(29, least=30) is NotShown.TOO_FEW_CASES
    assert why_not_shown(5) is why_not_shown(30, coverage=0.6, least=30) is None
