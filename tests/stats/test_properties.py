"""What must hold for every series: other units, another zero, backwards, upside down, areas in another order."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.intervals import rate, student_t, wilson
from dashboard.stats.rare_events import g_chart, t_chart
from dashboard.stats.rules import Rule, signals
from dashboard.stats.run_chart import run_chart
from dashboard.stats.shewhart import c_chart, i_chart, i_prime_chart, p_chart, p_prime_chart, u_chart, u_prime_chart
from dashboard.stats.xmr import xmr

OFTEN = settings(max_examples=100, deadline=None, derandomize=True)
VALUES = st.lists(st.integers(0, 400), min_size=2, max_size=40).map(lambda whole: np.array(whole) / 8)  # exact in binary
GAPPY = st.lists(st.one_of(st.integers(0, 400), st.just(None)), max_size=40).map(
    lambda whole: np.array([np.nan if v is None else v / 8 for v in whole])
)
PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 80)), min_size=2, max_size=30).map(
    lambda pairs: np.array([(min(p), max(p)) for p in pairs]).T
)


@OFTEN
@given(VALUES, st.sampled_from([0.001, 0.25, 3.0, 1e6]), st.integers(-1000, 1000))
def test_the_unit_and_the_zero_do_not_matter(values, scale, shift):
    one, other = xmr(values), xmr(values * scale + shift * scale)
    assert_allclose(other.upper, (one.upper + shift) * scale, rtol=1e-9, atol=1e-9 * scale)
    assert (signals(one).by_rule == signals(other).by_rule).all()


@OFTEN
@given(VALUES)
def test_upside_down_every_signal_turns(values):
    assert (signals(xmr(values)).by_rule == -signals(xmr(-values)).by_rule).all()


@OFTEN
@given(VALUES)
def test_backwards_the_same_points_are_flagged(values):
    forwards, backwards = signals(xmr(values)).by_rule, signals(xmr(values[::-1])).by_rule[..., ::-1]
    for rule in (Rule.OUTSIDE, Rule.TWO_OF_THREE, Rule.SHIFT):
        assert (forwards[rule] == backwards[rule]).all()
    assert ((forwards[Rule.TREND] != 0) == (backwards[Rule.TREND] != 0)).all()


@OFTEN
@given(VALUES)
def test_backwards_the_runs_are_the_same(values):
    (one,), (other,) = run_chart(values).tests, run_chart(values[::-1]).tests
    assert (one.longest_run, one.crossings, bool(one.signal)) == (other.longest_run, other.crossings, bool(other.signal))


@OFTEN
@given(st.lists(VALUES, min_size=2, max_size=4), st.randoms())
def test_the_order_of_areas_does_not_matter(series, random):
    length = min(map(len, series))
    table = np.array([each[:length] for each in series])
    order = random.sample(range(len(table)), len(table))
    assert (signals(xmr(table)).by_rule[:, order] == signals(xmr(table[order])).by_rule).all()


@OFTEN
@given(GAPPY)
def test_gaps_are_as_if_absent(values):
    known = values[np.isfinite(values)]
    assert (signals(xmr(values)).rule()[np.isfinite(values)] == signals(xmr(known)).rule()).all()
    assert not signals(xmr(values)).flagged[np.isnan(values)].any()


@OFTEN
@given(VALUES, st.integers(0, 39))
def test_a_ghost_is_as_if_absent(values, place):
    assume(place < len(values))
    ghosts = np.arange(len(values)) == place
    assert (signals(xmr(values, Setup(ghosts=ghosts))).rule()[~ghosts] == signals(xmr(values[~ghosts])).rule()).all()


@OFTEN
@given(VALUES, st.lists(st.floats(-1e-10, 1e-10), min_size=40, max_size=40))
def test_rounding_never_makes_a_signal(values, noise):
    shaken = values * (1 + np.array(noise[: len(values)]))
    assert (signals(xmr(values)).by_rule == signals(xmr(shaken)).by_rule).all()


@OFTEN
@given(PAIRS)
def test_limits_enclose_the_centre(pairs):
    x, n = pairs
    for chart in (
        p_chart(x, n),
        p_prime_chart(x, n),
        u_chart(x, n),
        u_prime_chart(x, n),
        i_prime_chart(x, n),
        c_chart(x),
        i_chart(x),
        xmr(x),
    ):
        known = np.isfinite(chart.lower)
        assert (chart.lower[known] <= chart.lower_2s[known] + 1e-12).all()
        assert (chart.lower_2s[known] <= chart.centre[known] + 1e-12).all()
        assert (chart.centre[known] <= chart.upper_2s[known] + 1e-12).all()
        assert (chart.upper_2s[known] <= chart.upper[known] + 1e-12).all()


@OFTEN
@given(PAIRS)
def test_limits_of_waits_enclose_the_centre(pairs):
    for chart in (g_chart(pairs[0]), t_chart(pairs[1])):
        assert (chart.lower <= chart.centre + 1e-9).all()
        assert (chart.centre <= chart.upper + 1e-9).all()


@OFTEN
@given(PAIRS)
def test_intervals_enclose_the_value_and_wider_ones_the_narrower(pairs):
    x, n = pairs
    for find in (wilson, rate):
        inner, outer = find(x, n, confidence=0.95), find(x, n, confidence=0.998)
        assert (outer.lower <= inner.lower).all()
        assert (inner.lower <= inner.value).all()
        assert (inner.value <= inner.upper).all()
        assert (inner.upper <= outer.upper).all()


@OFTEN
@given(PAIRS)
def test_shares_of_events_and_of_the_rest_mirror_each_other(pairs):
    x, n = pairs
    events, rest = wilson(x, n), wilson(n - x, n)
    assert_allclose(events.lower, 1 - rest.upper, atol=1e-12)
    assert_allclose(p_chart(x, n).upper, 1 - p_chart(n - x, n).lower, atol=1e-12)


@OFTEN
@given(VALUES, st.integers(-100, 100))
def test_a_mean_moves_with_its_values(values, shift):
    one, other = student_t(values), student_t(values + shift)
    assert_allclose([other.lower, other.upper], [one.lower + shift, one.upper + shift], atol=1e-9)
