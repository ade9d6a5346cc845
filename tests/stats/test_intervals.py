"""Intervals of shares, counts, rates, means and differences, and the reasons why there is none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dashboard.stats.intervals import Reason, difference_of_shares, mean_interval, rate, student_t, wilson
from dashboard.stats.standardised import direct, observed_to_expected, ratio_to_expected


def test_3_of_12_is_surely_between_9_and_53_percent():
    found = wilson(3, 12)
    assert_allclose([found.value, found.lower, found.upper], [0.25, 0.0889, 0.5323], atol=1e-4)


def test_none_and_all_touch_the_ends():
    found = wilson([0, 20], [20, 20])
    assert found.lower[0] == 0
    assert found.upper[1] == 1
    assert_allclose([found.upper[0], found.lower[1]], [0.16112, 1 - 0.16112], atol=1e-5)


def test_no_events_have_3_69_as_upper_limit():
    found = rate(0, 1, confidence=0.95)
    assert_allclose([found.lower, found.upper], [0, 3.6889], atol=1e-4)
    assert_allclose(rate(0, 1, confidence=0.998).upper, 6.9078, atol=1e-4)


def test_five_events_by_hand_and_per_thousand():
    found = rate(5, 2210, 1000)
    assert_allclose([found.value, found.lower, found.upper], [2.262443, 0.734609, 5.279788], atol=1e-6)


def test_from_ten_events_byar():
    found = rate(20, 100, 100)
    assert_allclose([found.lower, found.upper], [12.2114288, 30.8898804], atol=1e-6)


def test_the_mean_of_two_is_very_unsure():
    found = student_t([3.5, 4.25])
    assert_allclose([found.value, found.lower, found.upper], [3.875, 3.875 - 4.764827, 3.875 + 4.764827], atol=1e-6)


def test_a_mean_from_its_published_numbers_is_the_same():
    values = [4.0, 5.0, 7.5, 3.0]
    one, other = student_t(values), mean_interval(np.mean(values), np.std(values, ddof=1), 4)
    assert_allclose([one.lower, one.upper], [other.lower, other.upper])


def test_equal_values_have_an_interval_of_no_width():
    found = student_t([4, 4, 4])
    assert found.lower == found.upper == 4


def test_newcombe_of_56_of_70_against_48_of_80():
    found = difference_of_shares(56, 70, 48, 80)  # Newcombe 1998, method 10
    assert_allclose([found.value, found.lower, found.upper], [0.2, 0.0524, 0.3339], atol=1e-4)


@pytest.mark.parametrize(
    ("x", "n", "reason"),
    [
        (3, 0, Reason.EVENTS_WITHOUT_DENOMINATOR),
        (0, 0, Reason.NO_DENOMINATOR),
        (5, 4, Reason.MORE_EVENTS_THAN_CASES),
        (-1, 4, Reason.NEGATIVE),
        (1, -4, Reason.NEGATIVE),
        (None, 4, Reason.MISSING),
        (1, None, Reason.MISSING),
    ],
)
def test_no_value_without_a_reason(x, n, reason):
    found = wilson([x], [n])
    assert np.isnan([found.value, found.lower, found.upper]).all()
    assert found.reason.tolist() == [reason]
    assert not found.is_known.any()


def test_more_events_than_exposure_is_a_rate_all_the_same():
    assert rate(250, 220, 100000).value == pytest.approx(113636.3636)


def test_one_observation_has_a_mean_and_no_interval():
    found = student_t([7.0])
    assert (found.value, str(found.reason)) == (7, Reason.TOO_FEW)
    assert np.isnan(found.lower)
    assert str(student_t([np.nan]).reason) == Reason.MISSING


def test_infinity_is_an_error():
    with pytest.raises(ValueError, match="infinite"):
        wilson(1, np.inf)


def test_the_standardised_rate_weighs_by_the_standard():
    found = direct([10, 30], [1000, 1000], [3, 1], multiplier=1000)
    assert found.value == pytest.approx(15)  # (3 × 10 + 1 × 30) / 4
    assert found.lower < found.value < found.upper


def test_equal_weights_give_the_crude_rate_and_its_byar_interval():
    found, crude = direct([10, 30], [1000, 1000], [1, 1]), rate(40, 2000)
    assert_allclose([found.value, found.lower, found.upper], [crude.value, crude.lower, crude.upper])


def test_below_ten_events_no_standardised_rate():
    found = direct([4, 5], [1000, 1000], [1, 1])
    assert (np.isnan(found.value), found.reason, found.observed) == (True, Reason.TOO_FEW, 9)
    assert direct([10, 30], [1000, None], [1, 1]).reason is Reason.NO_DENOMINATOR


def test_observed_against_expected():
    found = ratio_to_expected([10, 20], [100, 100], [50, 100], [1000, 1000])
    assert (found.observed, found.expected, found.value) == (30, 15, 200)
    assert observed_to_expected(3, 0).reason is Reason.NO_DENOMINATOR


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        direct([-1, 30], [1000, 1000], [1, 1])
