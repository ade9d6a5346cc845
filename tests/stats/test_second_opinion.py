"""The fast rules against the same rules written slowly, on thousands of made-up series."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from dashboard.stats.control_chart import Setup
from dashboard.stats.intervals import count_limits, exact_count_limits, wilson
from dashboard.stats.points import marked, segments
from dashboard.stats.quantiles import quantile_groups
from dashboard.stats.rules import Rule, Rules, signals
from dashboard.stats.run_chart import anhoej_limits, run_chart
from dashboard.stats.shewhart import c_chart, p_chart, u_chart
from dashboard.stats.xmr import xmr
from tests.stats import slow

THOROUGH = settings(max_examples=150, deadline=None, derandomize=True)
# Few different values, so that ties, runs and trends are common; tenths, so that rounding matters.
SERIES = st.lists(st.one_of(st.integers(0, 40), st.integers(18, 22), st.none()).map(lambda v: None if v is None else v / 10), max_size=40)


@st.composite
def charted(draw):
    values = draw(SERIES)
    places = st.integers(1, max(len(values) - 1, 1))
    starts = sorted({start for start in draw(st.lists(places, max_size=2)) if start < len(values)})
    ghosts = sorted({ghost for ghost in draw(st.lists(places, max_size=3)) if ghost < len(values)})
    baseline = draw(st.one_of(st.none(), st.integers(2, 12)))
    return values, starts, ghosts, baseline, draw(st.booleans())


def setup_of(values: list, starts: list[int], ghosts: list[int], baseline: int | None, screen: bool) -> Setup:
    return Setup(segments(len(values), starts), marked(len(values), ghosts), baseline, screen=screen)


@THOROUGH
@given(charted())
def test_centre_and_limits(case):
    values, starts, ghosts, baseline, screen = case
    chart = xmr(values, setup_of(*case))
    for number, lines in enumerate(slow.xmr(values, starts, ghosts, baseline, screen=screen)):
        inside = chart.segment == number
        if lines is None:
            assert np.isnan(chart.upper[inside]).all()
        else:
            found = [chart.centre[inside], chart.lower[inside], chart.upper[inside]]
            assert_allclose(found, [[line] * inside.sum() for line in lines], atol=1e-9)


@THOROUGH
@given(charted())
def test_every_rule(case):
    values, starts, ghosts, *_ = case
    chart = xmr(values, setup_of(*case))
    for rules in (Rules(), Rules(outside_counts_as_near=False)):
        found = signals(chart, rules).by_rule
        expected: dict[Rule, set[int]] = {rule: set() for rule in Rule}
        for part in slow.parts(values, starts, ghosts):
            kept = [values[i] for i in part]
            centre, near, out = (facts(chart, part, name, rules) for name in ("centre", "near", "out"))
            side = slow.sides(kept, centre) if part else []
            for rule, places in {
                Rule.OUTSIDE: {k for k, is_out in enumerate(out) if is_out},
                Rule.TREND: slow.trend(kept),
                Rule.TWO_OF_THREE: slow.two_of_three(side, near),
                Rule.SHIFT: slow.shift(side),
            }.items():
                expected[rule] |= {part[k] for k in places}
        for rule, places in expected.items():
            assert set(np.flatnonzero(found[rule]).tolist()) == places, rule.name


def facts(chart, part: list[int], name: str, rules: Rules):
    """The centre of a segment, or which of its points lie near or outside a limit, plainly."""
    if name == "centre":
        return chart.centre[part[0]] if part else np.nan
    slack = 1e-9 * 4
    out = [chart.values[i] > chart.upper[i] + slack or chart.values[i] < chart.lower[i] - slack for i in part]
    if name == "out":
        return out
    near = [chart.values[i] > chart.upper_2s[i] + slack or chart.values[i] < chart.lower_2s[i] - slack for i in part]
    return near if rules.outside_counts_as_near else [a and not b for a, b in zip(near, out, strict=True)]


@THOROUGH
@given(SERIES)
def test_the_runs_of_a_run_chart(values):
    known = [value for value in values if value is not None]
    (test,) = run_chart(values).tests
    expected = slow.anhoej(values, slow.median(known)) if known else None
    found = tuple(int(getattr(test, name)) for name in ("useful", "longest_run", "longest_run_max", "crossings", "crossings_min"))
    assert found == (expected or (0, -1, -1, -1, -1))
    if expected:
        inside = [value for value in values[test.run_begins : test.run_ends + 1] if value is not None]
        assert len([s for s in slow.sides(inside, slow.median(known)) if s]) == test.longest_run


@pytest.mark.parametrize("useful", range(1, 201, 7))
def test_anhoej_limits(useful):
    longest, fewest = anhoej_limits(useful)
    _, _, *expected = slow.anhoej([place % 2 for place in range(useful)], 0.5)
    assert (longest, fewest) == (expected[0], expected[2])


@THOROUGH
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=30))
def test_charts_of_counts(pairs):
    x, n = [min(a, b) for a, b in pairs], [b for _, b in pairs]
    share, rate, count = p_chart(x, n), u_chart(x, n), c_chart(x)
    for i, (a, b) in enumerate(zip(x, n, strict=True)):
        if not b:
            assert np.isnan([share.values[i], share.upper[i], rate.upper[i]]).all()
            continue
        centre = sum(x) / sum(n)
        assert share.values[i] == pytest.approx(a / b)
        assert share.upper[i] == pytest.approx(min(1, centre + 3 * (centre * (1 - centre) / b) ** 0.5))
        assert share.lower[i] == pytest.approx(max(0, centre - 3 * (centre * (1 - centre) / b) ** 0.5))
        assert rate.upper[i] == pytest.approx(centre + 3 * (centre / b) ** 0.5)
        assert count.upper[i] == pytest.approx(sum(x) / len(x) + 3 * (sum(x) / len(x)) ** 0.5)


@pytest.mark.parametrize(("x", "n"), [(0, 7), (1, 7), (3, 12), (7, 7), (40, 900)])
@pytest.mark.parametrize(("confidence", "z"), [(0.95, 1.959963985), (0.998, 3.090232306)])
def test_wilson(x, n, confidence, z):
    found = wilson(x, n, confidence)
    assert_allclose([found.lower, found.upper], slow.wilson(x, n, z), atol=1e-8)


@pytest.mark.parametrize("x", [0, 1, 2, 5, 9, 25])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_limits_of_a_count(x, confidence):
    assert_allclose(exact_count_limits(x, confidence), slow.poisson(x, (1 - confidence) / 2), atol=1e-7)
    assert_allclose(count_limits(x, confidence), slow.poisson(x, (1 - confidence) / 2), rtol=0.02, atol=1e-7)  # Byar's from 10


@THOROUGH
@given(st.lists(st.one_of(st.integers(0, 9), st.none()), max_size=30), st.integers(2, 10))
def test_groups(values, groups):
    found = [None if np.isnan(group) else int(group) for group in quantile_groups(values, groups)]
    assert found == slow.quantile_groups(values, groups)
