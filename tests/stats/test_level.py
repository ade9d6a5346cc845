"""Since when the newest point is different."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.stats.control_chart import Setup
from dashboard.stats.level import LatestChange, latest_change, latest_change_of
from dashboard.stats.points import marked, segments
from dashboard.stats.rules import Rule, signals
from dashboard.stats.shewhart import p_chart
from dashboard.stats.xmr import xmr

CALM = [5, 6, 5, 4, 6, 5, 4, 5, 6, 5, 4]


def test_ordinary_variation_is_no_change():
    assert latest_change(xmr(CALM)) is None


def test_a_shift_is_told_from_its_first_point():
    assert latest_change(xmr([*CALM, 6.5, 7, 6.5, 7, 6.5, 7, 6.5, 7])) == LatestChange(Rule.SHIFT, 1, Rule.SHIFT, since=11, points=8)


def test_a_single_point_outside_is_told_as_one():
    assert latest_change(xmr([*CALM, 20])) == LatestChange(Rule.OUTSIDE, 1, Rule.OUTSIDE, since=11, points=1)


def test_the_rule_that_reaches_furthest_back_gives_the_beginning():
    found = latest_change(xmr([*CALM, 6, 6.5, 7, 7.5, 8, 8.5, 12]))
    assert found == LatestChange(Rule.OUTSIDE, 1, Rule.TREND, since=10, points=8)


def test_a_gap_and_a_ghost_are_no_points():
    found = latest_change(xmr([*CALM, 7, 7, None, 7, 7, 99, 7, 7, 7], Setup(ghosts=marked(20, [16]))))
    assert (found.since, found.points) == (11, 7)


def test_a_missing_newest_value_leaves_the_one_before_it():
    assert latest_change(xmr([*CALM, 20, None])).since == 11


def test_a_change_does_not_reach_into_an_earlier_segment():
    values = [*CALM, 20, 5, 6, 5, 6, 5, 6, 5, 6, 15]
    assert latest_change(xmr(values, Setup(segment=segments(len(values), [12])))).since == len(values) - 1


def test_a_new_trend_after_a_tie_is_told_from_its_own_beginning():
    limits = dict.fromkeys(("lower", "upper"), 0)
    values = [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12]
    found = latest_change_of(values, 6.4, limits["lower"] - 50, limits["upper"] + 60)
    assert (found.rule, found.since) == (Rule.TREND, 7)


def test_two_of_three_is_told_from_the_first_near_point():
    assert latest_change_of([0, 0, 0, -1, 2.2, 1, 2.2], 0, -3, 3) == LatestChange(Rule.TWO_OF_THREE, 1, Rule.TWO_OF_THREE, 4, 3)


def test_bad_news_is_told_when_rules_disagree():
    values = [-2.9, -2.8, -2.7, -2.6, -2.5, -2.4, -2.3]
    assert latest_change_of(values, 0, -30, 30).direction == 1
    assert latest_change_of(values, 0, -30, 30, concern=-1) == LatestChange(Rule.SHIFT, -1, Rule.SHIFT, 0, 7)


def test_what_the_rules_have_said_already_gives_the_same():
    chart = xmr([*CALM, 20])
    assert latest_change(chart, found=signals(chart)) == latest_change(chart)
    assert latest_change(chart, found=signals(xmr([*CALM, 5]))) is None


def test_it_works_on_charts_of_counts():
    assert latest_change(p_chart([5] * 12 + [30], [50] * 13)).rule is Rule.OUTSIDE


def test_nothing_counts_nothing_changes():
    assert latest_change(xmr([])) is latest_change(xmr([None, None])) is None


def test_one_series_at_a_time():
    with pytest.raises(ValueError, match="one series"):
        latest_change(xmr(np.zeros((2, 3))))
