"""The XmR chart: centre, limits, segments, baseline, ghosts, screening, and series too short to say anything."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.points import frozen, marked, segments
from dashboard.stats.rules import signals
from dashboard.stats.shewhart import p_chart
from dashboard.stats.xmr import Standing, moving_range_limit, points_of_segment, standing, xmr


def test_limits_are_2_66_mean_moving_ranges_from_the_mean():
    chart = xmr([5, 7, 6, 10])  # mean 7; ranges 2, 1, 4, mean 7/3
    assert_allclose(chart.centre, [7] * 4)
    assert_allclose(chart.upper, [7 + 2.66 * 7 / 3] * 4)
    assert_allclose(chart.lower, [7 - 2.66 * 7 / 3] * 4)
    assert_allclose(chart.upper_2s, [7 + 2.66 * 7 / 3 * 2 / 3] * 4)


def test_a_rebase_begins_anew():
    chart = xmr([1, 3, 1, 3, 11, 13, 11, 13], Setup(segment=segments(8, [4])))
    assert_allclose(chart.centre, [2] * 4 + [12] * 4)
    assert_allclose(chart.upper - chart.centre, 2.66 * 2)  # the step from 3 to 11 is no moving range


def test_a_baseline_holds_centre_and_limits():
    assert_allclose(xmr([1, 3, 1, 3, 30, 40], Setup(baseline=4)).upper, xmr([1, 3, 1, 3]).upper[0])


def test_a_frozen_stretch_reaches_to_its_last_counting_point():
    counts = np.array([True, False, True, True, False, True, True])
    assert frozen(counts, segments(7, [4]), 2).tolist() == [True, True, True, False, True, True, True]
    chart = p_chart([5, None, 10, 40], [50, 50, 50, 50], Setup(frozen=np.array([True, True, True, False])))
    assert_allclose(chart.centre, 0.15)


def test_a_baseline_counts_points_that_count():
    chart = xmr([None, 1, 99, 3, 1, 3, 30], Setup(baseline=4, ghosts=marked(7, [2])))
    assert_allclose(chart.centre, 2)


def test_ghosts_and_gaps_are_stepped_over():
    chart = xmr([1, 99, None, 3, 1, 3], Setup(ghosts=marked(6, [1])))
    assert_allclose(chart.upper, xmr([1, 3, 1, 3]).upper[0])
    assert chart.counts.tolist() == [True, False, False, True, True, True]


def test_screening_drops_ranges_of_3_267_times_the_mean_once():
    values = [1, 2, 1, 2, 1, 2, 1, 2, 20, 19, 20]  # ranges: seven of 1, one of 18, two of 1
    plain, screened = xmr(values), xmr(values, Setup(screen=True))
    assert_allclose(plain.upper[0] - plain.centre[0], 2.66 * 27 / 10)
    assert_allclose(screened.upper[0] - screened.centre[0], 2.66 * 1)
    assert_allclose(plain.centre, screened.centre)


@pytest.mark.parametrize("values", [[4] * 12, [0] * 11 + [5, 0, 0]])
def test_screening_that_leaves_nothing_is_not_done(values):
    assert_allclose(xmr(values, Setup(screen=True)).upper, xmr(values).upper)


def test_a_given_centre_stays():
    assert_allclose(xmr([5, 7, 6, 10], Setup(centre=8)).centre, 8)


@pytest.mark.parametrize("values", [[], [5], [None, 5, None], [None]])
def test_one_point_has_no_limits_and_no_signal(values):
    chart = xmr(values)
    assert np.isnan(chart.upper).all()
    assert not signals(chart).flagged.any()


def test_a_constant_series_has_no_signal_even_through_rounding():
    assert not signals(xmr([0.1 + 0.2, 0.3] * 10)).flagged.any()


def test_an_infinite_value_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        xmr([1, float("inf")])


def test_many_areas_at_once_are_the_same_as_one_by_one():
    values = np.random.default_rng(1).normal(10, 2, (5, 24))
    values[1, 3] = values[2, :10] = np.nan
    setup = Setup(segment=segments(24, [12]), baseline=8, screen=True)
    together = xmr(values, setup)
    for row, series in enumerate(values):
        alone = xmr(series, setup)
        assert_allclose(together.upper[row], alone.upper)
        assert (signals(together).rule()[row] == signals(alone).rule()).all()


def test_how_much_a_series_can_carry():
    assert [Standing(int(each)) for each in standing([0, 9, 10, 11, 12, 14, 15])] == [
        Standing.TOO_FEW,
        Standing.TOO_FEW,
        Standing.RUN_CHART,
        Standing.RUN_CHART,
        Standing.TRIAL_LIMITS,
        Standing.TRIAL_LIMITS,
        Standing.FULL,
    ]


def test_points_are_counted_in_each_segment():
    chart = xmr([1, None, 2, 3, 4], Setup(segment=segments(5, [3])))
    assert points_of_segment(chart.counts, chart.segment).tolist() == [2, 2, 2, 2, 2]


def test_the_moving_range_chart_has_its_own_limit():
    ranges, limit = moving_range_limit([5, 7, 6, 10])
    assert_allclose(ranges, [np.nan, 2, 1, 4])
    assert_allclose(limit, 3.267 * 7 / 3)
