"""The four rules, one at a time and together."""

from __future__ import annotations

import numpy as np

from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.points import marked, segments
from dashboard.stats.rules import USUAL, Rule, Rules, shift, signals, trend, two_of_three
from dashboard.stats.xmr import xmr

ONE = np.zeros(30, dtype=np.int64)


def chart(values: list, centre: float = 0.0, limit: float = 3.0, **changes) -> ControlChart:
    """A chart with centre 0 and limits 3 away, so that a value is its own number of sigmas."""
    array = np.array(values, dtype=float)
    lines = [np.full(array.shape, centre + step * limit / 3) for step in (0, -3, 3, -2, 2)]
    facts = {"counts": np.isfinite(array), "segment": np.zeros(array.shape, dtype=np.int64), **changes}
    return ControlChart(array, *lines, **facts)


def flagged(values: list, rule: Rule, rules: Rules = USUAL, **changes) -> list[int]:
    return np.flatnonzero(signals(chart(values, **changes), rules).by_rule[rule]).tolist()


def test_outside_is_strictly_beyond_a_limit():
    assert flagged([3, 3.01, -3, -3.01, 0], Rule.OUTSIDE) == [1, 3]


def test_rounding_does_not_carry_a_point_over_a_limit():
    assert flagged([3 + 1e-10, 3 * (1 + 1e-8)], Rule.OUTSIDE) == [1]


def test_seven_on_one_side_is_a_shift():
    assert flagged([1] * 7, Rule.SHIFT) == list(range(7))
    assert flagged([1] * 6, Rule.SHIFT) == []


def test_a_point_on_the_centre_breaks_a_shift():
    assert flagged([1, 1, 1, 1, 0, 1, 1, 1, 1], Rule.SHIFT) == []


def test_seven_rising_in_a_row_is_a_trend():
    assert flagged([-3, -2, -1, 0, 1, 2, 3, 0], Rule.TREND) == list(range(7))
    assert flagged([-2, -1, 0, 1, 2, 3, 0], Rule.TREND) == []


def test_a_shift_may_be_kept_from_lying_on_both_sides_of_where_a_baseline_ends():
    eight = [0, 0, 0, 0, *[1] * 8, 0]
    assert flagged(eight, Rule.SHIFT) == list(range(4, 12))
    assert flagged(eight, Rule.SHIFT, Rules(baseline_apart=8)) == []
    assert flagged(eight, Rule.SHIFT, Rules(baseline_apart=4)) == list(range(4, 12))
    assert flagged([0, 2.1, 2.1, 1, 0], Rule.TWO_OF_THREE, Rules(baseline_apart=2)) == []


def test_a_trend_goes_on_where_a_baseline_ends():
    assert flagged([-3, -2, -1, 0, 1, 2, 3, 0], Rule.TREND, Rules(baseline_apart=4)) == list(range(7))


def test_a_tie_breaks_a_trend():
    assert flagged([-3, -2, -1, 0, 0, 1, 2, 3], Rule.TREND) == []
    assert flagged([0.3, 0.1 + 0.2, 0.4, 0.5, 0.6, 0.7, 0.8], Rule.TREND) == []


def test_a_turning_point_takes_the_direction_to_its_right():
    values = np.array([*range(7), *range(5, -1, -1)], dtype=float)
    assert trend(values, ONE[:13]).tolist() == [1] * 6 + [-1] * 7


def test_two_of_three_near_a_limit_on_one_side():
    assert flagged([2.1, 1, 2.1, 0], Rule.TWO_OF_THREE) == [0, 2]
    assert flagged([2.1, -1, 2.1, 0], Rule.TWO_OF_THREE) == []
    assert flagged([2.1, 0, 2.1, 0], Rule.TWO_OF_THREE) == []
    assert flagged([2, 1, 2, 0], Rule.TWO_OF_THREE) == []


def test_whether_a_point_outside_counts_among_the_two_is_a_setting():
    assert flagged([3.5, 2.1, 1], Rule.TWO_OF_THREE) == [0, 1]
    assert flagged([3.5, 2.1, 1], Rule.TWO_OF_THREE, Rules(outside_counts_as_near=False)) == []


def test_six_or_eight_points_are_a_setting():
    assert flagged([1] * 6, Rule.SHIFT, Rules(shift=6)) == list(range(6))
    assert flagged([1] * 7, Rule.SHIFT, Rules(shift=8)) == []
    assert flagged([1, 2, 3, 4, 5, 6], Rule.TREND, Rules(trend=6)) == list(range(6))


def test_gaps_and_ghosts_are_stepped_over_and_never_flagged():
    values = [1, 1, 1, None, 1, 1, -9, 1, 1]
    assert flagged(values, Rule.SHIFT, counts=np.isfinite(np.array(values, dtype=float)) & ~marked(9, [6])) == [0, 1, 2, 4, 5, 7, 8]
    assert flagged(values, Rule.OUTSIDE, counts=~marked(9, [3, 6])) == []


def test_no_rule_crosses_into_another_segment():
    parts = {"segment": segments(8, [4])}
    assert flagged([1] * 8, Rule.SHIFT, **parts) == []
    assert flagged(list(range(8)), Rule.TREND, **parts) == []
    assert flagged([0, 0, 0, 2.1, 2.1, 1, 0, 0], Rule.TWO_OF_THREE, **parts) == []


def test_the_first_rule_in_order_names_a_point():
    found = signals(chart([0, 1, 2, 2.5, 2.7, 2.9, 3.5]))
    assert found.rule().tolist()[-1] == Rule.OUTSIDE
    assert found.rule().tolist()[1] == Rule.TREND


def test_the_bad_direction_names_a_point_that_two_rules_flag_in_different_directions():
    values = [-2.9, -2.8, -2.7, -2.6, -2.5, -2.4, -2.3]  # rising, but all on the low side
    found = signals(chart(values))
    assert (found.rule()[3], found.direction()[3]) == (Rule.TREND, 1)
    assert (found.rule(concern=-1)[3], found.direction(concern=-1)[3]) == (Rule.TWO_OF_THREE, -1)


def test_rules_take_short_and_empty_series():
    for length in range(4):
        assert not signals(chart([1.0] * length)).flagged.any()
    assert shift(np.ones(0, dtype=np.int8), ONE[:0]).size == two_of_three(*(np.ones(0, dtype=np.int8),) * 2, ONE[:0]).size == 0


def test_a_run_of_eight_is_split_by_a_rebase():
    values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7]
    assert signals(xmr(values)).flagged[-1]
    assert not signals(xmr(values, Setup(segment=segments(18, [14])))).by_rule[Rule.SHIFT].any()
