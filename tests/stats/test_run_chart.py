"""The run chart and the Anhøj rules."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.points import marked, segments
from dashboard.stats.run_chart import anhoej_limits, run_chart


def test_the_centre_is_the_median_of_what_counts():
    assert_allclose(run_chart([1, 2, None, 9, 100], Setup(ghosts=marked(5, [4]))).centre, 2)


def test_points_on_the_median_neither_count_nor_break_a_run():
    (test,) = run_chart([1, 1, 3, 1, 3, 5, 5, 3, 5]).tests
    assert (test.observations, test.useful, test.longest_run, test.crossings) == (9, 6, 3, 1)


def test_limits_by_number_of_useful_observations():
    longest, crossings = anhoej_limits([10, 12, 16, 20, 24, 36])
    assert longest.tolist() == [6, 7, 7, 7, 8, 8]
    assert crossings.tolist() == [2, 3, 4, 6, 8, 13]


def test_one_step_up_is_a_signal():
    values = [3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9]
    (test,) = run_chart(values).tests
    assert (test.longest_run, test.crossings, bool(test.signal)) == (10, 1, True)
    assert (test.run_begins, test.run_ends) == (10, 19)


def test_the_longest_run_is_pointed_at_across_gaps():
    (test,) = run_chart([9, None, 1, None, 1, 1, 9, 9]).tests
    assert (test.longest_run, test.run_begins, test.run_ends) == (3, 2, 5)


def test_all_on_the_centre_says_nothing():
    (test,) = run_chart([2] * 12).tests
    assert (test.useful, test.longest_run, test.crossings_min, bool(test.signal)) == (0, -1, -1, False)


def test_each_segment_has_its_own_test():
    chart = run_chart([1, 2, 1, 2, 11, 12, 11, 12], Setup(segment=segments(8, [4])))
    assert_allclose(chart.centre, [1.5] * 4 + [11.5] * 4)
    assert [int(test.useful) for test in chart.tests] == [4, 4]


def test_a_baseline_holds_the_median():
    assert_allclose(run_chart([1, 2, 3, 50, 60], Setup(baseline=3)).centre, 2)


def test_many_series_at_once():
    values = np.random.default_rng(3).normal(0, 1, (40, 20))
    values[values > 1.5] = np.nan
    (together,) = run_chart(values).tests
    alone = [run_chart(row).tests[0] for row in values]
    assert together.longest_run.tolist() == [int(test.longest_run) for test in alone]
    assert together.run_begins.tolist() == [int(test.run_begins) for test in alone]
    assert together.signal.tolist() == [bool(test.signal) for test in alone]


def test_no_points_at_all():
    (test,) = run_chart([]).tests
    assert (test.useful, bool(test.signal)) == (0, False)
