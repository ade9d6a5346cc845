"""Units at one time: funnels, over-dispersion, quantile groups, harm sums."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from dashboard.stats import funnel, overdispersion
from dashboard.stats.counts import ImpossibleCountsError
from dashboard.stats.funnel_curve import curve
from dashboard.stats.harm import summary
from dashboard.stats.intervals import count_limits
from dashboard.stats.quantiles import quantile_groups


def test_the_centre_is_all_events_over_all_cases():
    assert funnel.share_funnel([1, 90], [10, 100]).centre == pytest.approx(91 / 110)


def test_limits_are_narrower_where_there_are_more_cases():
    found = funnel.share_funnel([10, 100], [100, 1000])
    assert_allclose(found.upper95 - 0.1, 1.959964 * np.sqrt(0.09 / np.array([100, 1000])), rtol=1e-6)
    assert (found.lower998 < found.lower95).all()


def test_a_unit_far_out_is_marked_at_both_levels():
    found = funnel.share_funnel([10, 10, 10, 10, 16, 30], [100] * 6)
    assert found.place.tolist() == [0, 0, 0, 0, 0, 2]


def test_a_unit_without_cases_has_no_value_and_no_mark():
    found = funnel.share_funnel([10, 0, None], [100, 0, 50])
    assert found.centre == 0.1
    assert np.isnan(found.values[1:]).all()
    assert np.isnan(found.upper95[1])
    assert found.place.tolist() == [0, 0, 0]


def test_a_rate_stands_out_when_its_own_interval_leaves_the_centre():
    found = funnel.rate_funnel([2, 40, 100], [4000, 15000, 30000])
    assert found.place.tolist() == [-2, 0, 0]  # 2 where 11.6 are expected
    assert funnel.ratio_funnel([20, 5, 10], [8, 12, 10]).place.tolist() == [2, -1, 0]


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_the_rate_limits_are_where_the_exact_interval_touches_the_centre(confidence):
    centre, events = 0.004, np.arange(1, 9)
    low, high = (limit for limit in count_limits(events, confidence))
    _, upper = funnel.rate_limits(centre, low / centre, confidence)
    lower, _ = funnel.rate_limits(centre, high / centre, confidence)
    assert_allclose(upper * low / centre, events)
    assert_allclose(lower * high / centre, events)
    at_lower, at_upper = funnel.rate_limits_at_events(centre, events, confidence)
    assert_allclose([at_lower, at_upper], [centre * events / high, centre * events / low])


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("centre", [0.02, 0.3, 0.9])
def test_the_exact_share_limits_part_the_counts_as_the_binomial_distribution_does(centre, confidence):
    """The slow way: add up the tail of every count."""
    tail = (1 - confidence) / 2
    for n in (1, 5, 30, 200):
        lower, upper = funnel.exact_share_limits(centre, n, confidence)
        chances = [comb(n, k) * centre**k * (1 - centre) ** (n - k) for k in range(n + 1)]
        for events in range(n + 1):
            assert (events / n > upper * (1 + 1e-9)) == (sum(chances[events:]) < tail * (1 - 1e-9)), (n, events)
            assert (events / n < lower * (1 - 1e-9)) == (sum(chances[: events + 1]) < tail * (1 - 1e-9)), (n, events)


@settings(deadline=None)
@given(st.floats(0.001, 0.999), st.floats(1, 1e5), st.booleans(), st.floats(0, 0.3))
def test_limits_enclose_the_centre_and_the_outer_enclose_the_inner(centre, n, is_share, tau2):
    found = curve(centre, [n], is_share=is_share, tau2=tau2)
    assert found.lower998[0] <= found.lower95[0] <= centre <= found.upper95[0] <= found.upper998[0]


def test_a_unit_of_five_is_not_marked_where_it_could_be_chance():
    """0.33⁵ = 0.0039, more than the 0.001 beyond the outer limit and less than the 0.025 beyond the inner; normal limits mark it."""
    events, n = [330, 5], [1000, 5]
    assert funnel.share_funnel(events, n).place.tolist() == [0, 2]
    assert funnel.exact_share_funnel(events, n).place.tolist() == [0, 1]


def test_a_small_unit_can_never_be_too_low():
    lower, upper = funnel.rate_limits(0.001, [500, 0], 0.95)
    assert lower[0] == 0
    assert upper[0] > 0.001
    assert np.isnan([lower[1], upper[1]]).all()


def test_units_that_only_chance_tells_apart_have_no_extra_spread():
    events = np.random.default_rng(2).binomial(400, 0.2, 60)
    found = overdispersion.of_shares(events, np.full(60, 400))
    assert found.phi == pytest.approx(1, abs=0.35)
    assert found.tau2 < 1e-4


@pytest.mark.parametrize("find", [overdispersion.of_shares, overdispersion.of_rates])
def test_units_that_differ_in_truth_get_wider_limits(find):
    rng = np.random.default_rng(2)
    n = rng.integers(200, 2000, 60)
    events = rng.binomial(n, np.clip(rng.normal(0.2, 0.05, 60), 0.02, 0.5))
    found, plain = find(events, n), funnel.share_funnel(events, n)
    assert found.tau2 > 0
    assert found.phi > 5
    assert (found.upper998 > plain.upper998).all()
    assert (np.abs(plain.place) > 1).sum() > 2 * (events / n > found.upper998).sum() + 2 * (events / n < found.lower998).sum()


def test_the_spread_by_hand():
    phi, tau2 = overdispersion.extra_spread(np.array([3.0, -3.0, 1.0, -1.0]), np.full(4, 0.1))
    assert phi == pytest.approx(5)
    assert tau2 == pytest.approx((4 * 5 - 3) / (400 - 100))


def test_rates_are_compared_on_the_scale_of_logarithms():
    found = overdispersion.of_rates([0, 9, 21], [1000, 1000, 1000], trim=0)
    assert found.centre == pytest.approx(0.01)
    assert_allclose(found.z, np.log(np.array([0.5, 9.5, 21.5]) / 10.5) * np.sqrt(10))
    assert_allclose(found.upper95, 0.01 * np.exp(1.959964 * np.sqrt(0.1 + found.tau2)), rtol=1e-6)


def test_a_single_unit_has_no_spread():
    assert overdispersion.of_shares([10], [100]).tau2 == 0


def test_impossible_units_are_refused():
    with pytest.raises(ImpossibleCountsError):
        funnel.share_funnel([101], [100])


def test_equal_values_share_the_group_of_the_first():
    assert quantile_groups([1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8], 5).tolist() == [1, 1, 1, 1, 2, 3, 3, 3, 4, 4, 4, 5]


def test_a_missing_value_has_no_group_and_too_few_values_have_none():
    assert_allclose(quantile_groups([5, None, 3, 8, 1], 4), [3, np.nan, 2, 4, 1])
    assert np.isnan(quantile_groups([3, 1, 2, 4], 5)).all()
    assert quantile_groups([3, 1, 2, 4, 9], 5, highest_first=True).tolist() == [3, 5, 4, 2, 1]
    assert quantile_groups([3, 1], 1).tolist() == [1, 1]
    with pytest.raises(ValueError, match="0 groups"):
        quantile_groups([1], 0)


def test_harm_is_summed_before_it_is_divided():
    found = summary(harms=[2, 8], days=[100, 900], admissions=[20, 30], with_harm=[2, 5])
    assert_allclose([found.per_1000_days, found.per_100_admissions, found.percent_with_harm], [10, 20, 14])


def test_a_month_lacking_its_days_is_left_out_of_the_rate_only():
    found = summary(harms=[2, 8], days=[100, None], admissions=[20, 30], with_harm=[2, 5])
    assert (found.per_1000_days, found.per_100_admissions) == (20, 20)
    assert np.isnan(summary([], [], [], []).per_1000_days)
