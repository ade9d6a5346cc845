"""The charts for counted things."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.counts import ImpossibleCountsError
from dashboard.stats.points import marked, segments
from dashboard.stats.shewhart import c_chart, i_chart, i_prime_chart, mr_chart, p_chart, p_prime_chart, u_chart, u_prime_chart


def test_a_share_has_the_centre_of_all_cases_and_wider_limits_where_they_are_few():
    chart = p_chart([5, 10, 15], [50, 50, 200])
    assert_allclose(chart.centre, 0.1)
    assert_allclose(chart.upper, 0.1 + 3 * np.sqrt(0.09 / np.array([50, 50, 200])))
    assert_allclose(chart.lower, [0, 0, 0.1 - 3 * np.sqrt(0.09 / 200)])


def test_a_rate_is_never_below_none():
    chart = u_chart([2, 4], [1, 2]).times(1000)
    assert_allclose(chart.values, 2000)
    assert_allclose(chart.upper, [2000 + 3000 * np.sqrt(2), 2000 + 3000 * np.sqrt(1)])
    assert_allclose(chart.lower, 0)


def test_a_count_varies_by_its_root():
    chart = c_chart([7, 9, 11])
    assert_allclose([chart.centre[0], chart.lower[0], chart.upper[0]], [9, 0, 18])


def test_prime_limits_are_the_plain_ones_times_the_spread():
    x, n = [480, 520, 470, 540, 500, 490], [1000] * 6
    plain, prime = p_chart(x, n), p_prime_chart(x, n)
    assert_allclose(prime.upper - prime.centre, (plain.upper - plain.centre) * prime.spread)
    z = (np.array(x) / 1000 - 0.5) / np.sqrt(0.25 / 1000)
    assert_allclose(prime.spread, np.abs(np.diff(z)).mean() / 1.128)
    assert u_prime_chart(x, n).spread is not None


def test_measured_limits_use_the_exact_constant():
    chart = i_chart([5, 7, 6, 10])
    assert_allclose(chart.upper, 7 + 3 * (7 / 3) / 1.128)


def test_a_missing_value_breaks_two_moving_ranges_and_a_ghost_joins_its_neighbours():
    assert_allclose(i_chart([1, 2, None, 5, 7]).upper - i_chart([1, 2, None, 5, 7]).centre, 3 * 1.5 / 1.128)
    ghosted = i_chart([1, 2, 99, 5, 7], Setup(ghosts=marked(5, [2])))
    assert_allclose(ghosted.upper - ghosted.centre, 3 * 2 / 1.128)
    assert ghosted.outside.tolist() == [0, 0, 1, 0, 0]


def test_equal_cases_make_i_prime_nearly_an_i_chart():
    x = [5, 7, 6, 10]
    assert_allclose(i_prime_chart(x, [1] * 4).upper, i_chart(x).upper, rtol=1e-3)


def test_moving_ranges_have_an_upper_limit_only():
    chart = mr_chart([5, 7, 6, 10], Setup(segment=segments(4, [])))
    found = [chart.centre[0], chart.lower[0], chart.lower_2s[0], chart.upper[0], chart.upper_2s[0]]
    assert_allclose(found, [7 / 3, 0, 0, 3.267 * 7 / 3, 3.267 * 14 / 9])
    assert_allclose(chart.values, [np.nan, 2, 1, 4])


def test_a_period_without_cases_is_a_gap():
    chart = u_chart([2, 0, 4], [1, 0, 2])
    assert np.isnan([chart.values[1], chart.upper[1]]).all()
    assert_allclose(chart.centre, 2)


def test_a_missing_count_is_a_gap_in_the_limits_too():
    for find in (p_chart, p_prime_chart, u_chart, i_prime_chart):
        chart = find([2, None, 4, 3], [10, 10, 20, 10])
        assert np.isnan([chart.values[1], chart.upper[1]]).all()
        assert_allclose(chart.centre, 9 / 40)


def test_a_frozen_baseline_is_the_first_periods():
    assert_allclose(p_chart([5, 10, 40], [50, 50, 50], Setup(baseline=2)).centre, 0.15)


def test_zero_events_collapse_the_limits_and_flag_nothing():
    chart = p_chart([0, 0, 0], [20, 30, 20])
    assert_allclose(chart.upper, 0)
    assert not chart.outside.any()


@pytest.mark.parametrize(("x", "n"), [(3, 0), (5, 4), (-1, 4), (1, -4)])
def test_impossible_counts_are_refused_with_their_place(x, n):
    with pytest.raises(ImpossibleCountsError, match=r"\(1,\)"):
        p_chart([1, x], [4, n])


def test_a_rate_may_have_more_events_than_exposure():
    assert u_chart([5], [4]).values.tolist() == [1.25]
