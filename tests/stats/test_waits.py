"""Waits between rare events: which are known, which limits they have, and the one that is still running."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from dashboard.stats.points import segments
from dashboard.stats.rare_events import g_chart, t_chart
from dashboard.stats.waits import SAME_DAY, wait_chart, waits

NONE = float("nan")


def lengths(counts: list[float | None], **given: object) -> list[float]:
    return waits(np.arange(len(counts)), counts, **given).lengths.tolist()


def test_whole_periods_from_each_event_to_the_next():
    assert lengths([1, 0, 2, 0, 0, 1]) == [2, 0, 3]
    assert lengths([0, 0]) == lengths([0, 1]) == lengths([]) == []


def test_a_missing_period_interrupts_the_wait():
    assert lengths([1, 1, None, 1, 1]) == [1, 1]


def test_no_wait_goes_across_a_break():
    assert lengths([1, 0, 1, 0, 1, 1], segment=segments(6, [3])) == [2, 1]


def test_two_events_on_one_day_are_half_a_day_apart():
    found = waits([10, 14, 20], [1, 2, 0], within=SAME_DAY)
    assert (found.lengths.tolist(), found.ended.tolist(), found.running) == ([4, 0.5], [1, 1], 6)


@pytest.mark.parametrize(
    ("counts", "running"),
    [([1, 0, 0], 2), ([0, 0], NONE), ([1, 0, 2], NONE), ([1, None, 0], NONE), ([1, 0, None], NONE), ([], NONE)],
)
def test_the_running_wait_reaches_as_far_as_one_has_looked(counts: list[float | None], running: float):
    assert_allclose(waits(np.arange(len(counts)), counts).running, running)


def test_a_wait_that_runs_across_a_break_is_not_known():
    assert np.isnan(waits([0, 1, 2], [1, 0, 0], segments(3, [2])).running)


def test_half_events_are_refused():
    with pytest.raises(ValueError, match="whole"):
        waits([0], [0.5])


def test_limits_need_twelve_waits_in_their_own_segment():
    counts = np.tile([1, 0], 20)
    chart = wait_chart(waits(np.arange(40), counts, segments(40, [30])), g_chart)
    assert_allclose(chart.limits.upper[:14], 2 + 3 * np.sqrt(6))
    assert np.isnan(chart.limits.upper[14:]).all()
    assert chart.has_limits


def test_only_the_upper_limit_is_held_against_the_running_wait():
    days = np.cumsum([0, *[20, 22, 18, 19, 21] * 3])
    short, long = (wait_chart(waits([*days, days[-1] + more], [*[1] * 16, 0], within=SAME_DAY), t_chart) for more in (1, 60))
    assert (short.is_running_long, short.newest_flag) == (False, 0)
    assert (long.is_running_long, long.newest_flag) == (True, 1)
    assert long.running_limits[0] == pytest.approx(20, abs=0.2)


def test_a_wait_much_longer_or_shorter_than_usual_is_flagged():
    days = np.cumsum([0, *[20, 22, 18, 19, 21] * 3])
    assert wait_chart(waits([*days, days[-1] + 90], [1] * 17, within=SAME_DAY), t_chart).newest_flag == 1
    assert wait_chart(waits([*days, days[-1] + 2], [1] * 17, within=SAME_DAY), t_chart).newest_flag == -1


def test_a_long_wait_that_is_over_is_no_news_once_another_runs():
    days = np.cumsum([0, *[20, 22, 18, 19, 21] * 3, 90])
    chart = wait_chart(waits([*days, days[-1] + 5], [*[1] * 17, 0], within=SAME_DAY), t_chart)
    assert (int(chart.flags[-1]), chart.newest_flag) == (1, 0)


def test_nothing_can_be_said_of_no_waits():
    chart = wait_chart(waits([0, 5], [1, 0]), t_chart)
    assert (chart.has_limits, chart.newest_flag, chart.is_running_long) == (False, 0, False)


@given(st.lists(st.integers(0, 3), max_size=40))
def test_waits_add_up_to_the_time_from_the_first_event_to_the_newest(counts: list[int]):
    with_events = np.flatnonzero(counts)
    found = waits(np.arange(len(counts)), counts)
    assert found.lengths.size == max(sum(counts) - 1, 0)
    assert found.lengths.sum() == (with_events[-1] - with_events[0] if with_events.size else 0)
