"""Rare events: waits instead of counts, and the newest periods against the earlier ones."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.rare_events import g_chart, t_chart, transformed
from dashboard.stats.recent_change import recent_change, recent_change_by_day

RARE = [1, 0, 0] * 10


def test_units_between_events_have_geometric_limits_and_a_median():
    chart = g_chart([0, 2, 10])
    assert_allclose(chart.centre, 2)
    assert_allclose(chart.upper, 4 + 3 * np.sqrt(4 * 5))
    assert_allclose(chart.lower, 0)
    assert_allclose(g_chart([0, 2, 10], Setup(centre=5)).centre, 0.693 * 5)


def test_days_between_events_are_charted_on_their_root_and_turned_back():
    days = np.array([16, 20, 5, 13, 1, 26, 46.0])
    roots = days ** (1 / 3.6)
    sigma = np.abs(np.diff(roots)).mean() / 1.128
    chart = t_chart(days)
    assert_allclose(chart.values, days)
    assert_allclose(chart.centre, roots.mean() ** 3.6)
    assert_allclose(chart.upper, (roots.mean() + 3 * sigma) ** 3.6)
    assert_allclose(transformed(days).upper, roots.mean() + 3 * sigma)


def test_a_missing_wait_and_a_later_one_do_not_move_a_frozen_or_given_centre():
    assert_allclose(t_chart([16, None, 20, 500], Setup(baseline=3)).centre, ((16 ** (1 / 3.6) + 20 ** (1 / 3.6)) / 2) ** 3.6)
    assert_allclose(t_chart([16, None, 20], Setup(centre=18)).centre, 18)


def test_a_lower_limit_below_zero_is_zero():
    assert_allclose(t_chart([0.1, 90, 0.2, 80]).lower, 0)


def test_two_events_at_the_same_time_are_refused():
    with pytest.raises(ValueError, match="half a day"):
        t_chart([3, 0, 5])
    with pytest.raises(ValueError, match="0 or more"):
        g_chart([3, -1])


def test_many_more_events_lately_are_told_with_their_window():
    found = recent_change([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 3, 2, 4])
    assert (found.direction, found.periods, found.events) == (1, 3, 9)
    assert found.expected == pytest.approx(13 * 3 / 15)
    assert found.probability < 0.001


@pytest.mark.parametrize("window", [1, 3, 6, 12])
def test_each_window_is_looked_at(window):
    counts = [1, 0, 0] * 10 + [0] * 6 + [{1: 9, 3: 4, 6: 3, 12: 2}[window]] * window
    assert recent_change(counts).periods == window


def test_as_unlikely_as_the_limit_is_a_change():
    found = recent_change([*RARE, 9])
    assert recent_change([*RARE, 9], tail=found.probability) == found
    assert recent_change([*RARE, 9], tail=found.probability * 0.99) is None


def test_a_long_quiet_is_told_too():
    found = recent_change([3, 2, 4, 3, 2, 3, 4, 2, 3, 2, 3, 2, *[0] * 12])
    assert (found.direction, found.periods, found.events) == (-1, 12, 0)


def test_more_events_in_more_days_are_no_change():
    assert recent_change([1, 0, 1, 0, 1, 0, 1, 0, 6, 7], [100] * 8 + [1000] * 2) is None


def test_little_or_nothing_is_no_change():
    assert recent_change([]) is recent_change([5]) is recent_change([None] * 5) is recent_change([0] * 40) is None


def test_days_are_looked_at_by_windows_of_days():
    days = [*range(0, 1400, 70), 1380, 1384, 1388, 1392, 1396, 1400]
    found = recent_change_by_day(days, [1] * 25 + [0])
    assert (found.direction, found.periods, found.events) == (1, 30, 5)


def test_an_event_on_the_newest_day_is_told_and_not_tested():
    """The list ends there because it happened: that one is no evidence."""
    cluster = [*range(0, 1400, 70), 1380, 1384, 1388, 1392, 1396]
    tested, told = recent_change_by_day([*cluster, 1400], [1] * 25 + [0]), recent_change_by_day([*cluster, 1400], [1] * 26)
    assert told.events == tested.events + 1
    assert told.probability == tested.probability


def test_days_around_a_missing_row_are_not_known():
    assert recent_change_by_day([0, 100, 200, 300], [1, None, 1, None]) is None
    assert recent_change_by_day([], []) is None
