"""The five-year trend, and the smallest change that could have been seen."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dashboard.stats.intervals import wilson
from dashboard.stats.power import (
    Visible,
    rate_stands_out,
    rate_that_shows,
    rate_trend_power,
    share_stands_out,
    share_that_shows,
    share_trend_power,
    trend_that_shows,
)
from dashboard.stats.trend import Obstacle, Years, interval_trend, share_trend


def years(count: list, n: list | int = 60, first: int = 2019, **changes) -> Years:
    """Consecutive years of a share with its Wilson interval."""
    cases = [n] * len(count) if isinstance(n, int) else n
    found = wilson(count, cases)
    columns = {"value": found.value, "lower": found.lower, "upper": found.upper, "year": range(first, first + len(count)), **changes}
    return Years(count=count, denominator=cases, **{name: list(column) for name, column in columns.items()})


def test_40_to_10_percent_of_60_in_five_years_is_a_fall():
    found = interval_trend(years([24, 19, 15, 10, 6], [60, 61, 59, 62, 60]))
    assert found.chi_square == pytest.approx(22.044745513)  # Fingertips
    assert (found.is_significant, found.direction) == (True, -1)
    assert share_trend(years([24, 19, 15, 10, 6])).direction == -1


def test_little_change_among_few_is_nothing():
    found = interval_trend(years([14, 11, 15, 13, 12]))
    assert (found.is_significant, found.direction) == (False, 0)


def test_one_year_alone_cannot_carry_a_trend():
    found = interval_trend(years([302, 301, 300, 299, 500], 1000))
    assert found.chi_square > 50
    assert not found.is_significant


def test_the_order_of_the_rows_does_not_matter_and_older_years_are_left_out():
    found = interval_trend(years([10, 30, 24, 19, 15, 10, 6]))
    turned = years([10, 30, 24, 19, 15, 10, 6])
    backwards = Years(*(list(getattr(turned, name))[::-1] for name in Years.__slots__))
    assert interval_trend(backwards) == found == interval_trend(years([24, 19, 15, 10, 6]))


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (years([24, 19, 15, 10]), Obstacle.TOO_FEW_YEARS),
        (years([40, 38, None, 30, 25, 20, 15], 100), Obstacle.TOO_FEW_VALID_YEARS),
        (years([24, 19, 15, 10, 6], year=[2018, 2020, 2021, 2022, 2023]), Obstacle.TOO_FEW_VALID_YEARS),
        (years([24, 19, 15, 10, 6], lower=[None] * 5), Obstacle.TOO_FEW_VALID_YEARS),
        (years([60, 19, 15, 10, 6]), Obstacle.EVERYBODY_IN_A_YEAR),
        (years([60 * (1 + 1e-12), 19, 15, 10, 6]), Obstacle.EVERYBODY_IN_A_YEAR),
        (years([24, 19, 15, 10, 6], lower=[0] * 5, upper=[0] * 5), Obstacle.NO_INTERVAL),
        (years([]), Obstacle.TOO_FEW_YEARS),
    ],
)
def test_what_cannot_be_calculated_says_why(data, obstacle):
    found = interval_trend(data)
    assert (found.obstacle, found.is_significant, np.isnan(found.chi_square)) == (obstacle, False, True)


def test_no_events_in_five_years_is_no_trend():
    assert share_trend(years([0] * 5)).obstacle is Obstacle.NO_EVENTS


def test_a_fall_to_nothing_is_seen():
    assert share_trend(years([24, 15, 8, 3, 0])).direction == -1


def test_20_residents_at_25_percent_would_only_show_a_fall_below_6():
    found = share_stands_out(0.25, 20)
    assert_allclose([found.fall_to, found.rise_to], [0.0602, 0.4398], atol=1e-4)


def test_too_few_to_see_any_fall():
    assert share_stands_out(0.1, 20).fall_to is None
    assert share_that_shows(0.1, 20).fall_to is None
    assert rate_stands_out(0.001, 1000).fall_to is rate_that_shows(0.001, 1000).fall_to is None


def test_from_none_a_rise_must_leave_the_interval_of_none():
    assert share_stands_out(0, 20) == Visible(0, None, pytest.approx(0.16112, abs=1e-5))
    assert rate_stands_out(0, 1) == Visible(0, None, pytest.approx(3.6889, abs=1e-4))
    assert share_stands_out(1, 20).rise_to is None


def test_a_change_that_shows_is_seen_as_often_as_promised():
    found = share_that_shows(0.2, 100, power=0.8)
    x = np.random.default_rng(5).binomial(100, [found.fall_to, found.rise_to], (20_000, 2))
    unusual = np.random.default_rng(6).binomial(100, 0.2, 200_000)
    few, many = np.quantile(unusual, [0.025, 0.975])
    assert_allclose([(x[:, 0] < few).mean(), (x[:, 1] > many).mean()], 0.8, atol=0.02)


def test_more_cases_show_smaller_changes():
    falls = [share_that_shows(0.2, n).fall_to for n in (50, 200, 1000)]
    assert falls == sorted(falls)
    assert rate_that_shows(0.004, 3000).rise_to > rate_that_shows(0.004, 30000).rise_to > 0.004


@pytest.mark.parametrize(("n", "power"), [(60, 0.13), (150, 0.39), (400, 0.92), (1000, 1.0)])
def test_the_power_of_the_trend_test_is_about_what_simulation_gives(n, power):
    path = np.linspace(0.3, 0.18, 5)
    counts = np.random.default_rng(7).binomial(n, path, (400, 5))
    seen = np.mean([interval_trend(years(list(row), n)).direction == -1 for row in counts.tolist()])
    assert seen == pytest.approx(power, abs=0.07)
    assert share_trend_power(0.3, 0.18, n) == pytest.approx(power, abs=0.05)


def test_a_flat_series_is_a_trend_at_most_once_in_a_hundred():
    counts = np.random.default_rng(8).binomial(100, 0.3, (600, 5))
    assert np.mean([interval_trend(years(list(row), 100)).is_significant for row in counts.tolist()]) <= 0.013


def test_how_far_five_years_must_move():
    found = trend_that_shows(0.3, 400, is_share=True)
    assert share_trend_power(0.3, found.fall_to, 400) == pytest.approx(0.8, abs=1e-6)
    assert trend_that_shows(0.02, 20, is_share=True).fall_to is None
    rate = trend_that_shows(0.008, 36000, is_share=False)
    assert rate_trend_power(0.008, rate.rise_to, 36000) == pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize(("level", "n"), [(-0.1, 20), (1.1, 20), (0.2, 0), (0.2, float("nan"))])
def test_impossible_questions_are_refused(level, n):
    with pytest.raises(ValueError, match="a level of"):
        share_stands_out(level, n)
