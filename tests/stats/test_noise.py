"""What pure noise gives: the marks that this product itself says to expect, and no more than the method's authors measured."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.stats.chart_choice import Chart, Evidence, choose
from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.false_signals import RATES, chance_of_mark
from dashboard.stats.rare_events import g_chart, t_chart
from dashboard.stats.recent_change import recent_change, recent_change_by_day
from dashboard.stats.rules import signals
from dashboard.stats.run_chart import run_chart
from dashboard.stats.shewhart import c_chart, p_chart, p_prime_chart, u_chart, u_prime_chart
from dashboard.stats.waits import SAME_DAY, wait_chart, waits
from dashboard.stats.xmr import xmr

SERIES = 12_000
MOST_ICONS_OF_SPARSE_COUNTS = 0.05


def noise(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def shares(chart: ControlChart) -> tuple[float, float]:
    """The share of series with any flagged point, and with the last one flagged."""
    flagged = signals(chart).flagged
    return float(flagged.any(axis=-1).mean()), float(flagged[..., -1].mean())


def test_normal_noise_on_an_xmr():
    some, last = shares(xmr(noise(1).normal(0, 1, (SERIES, 24))))
    assert some <= 0.165  # published: 16 %
    assert last <= 0.02


@pytest.mark.parametrize(
    ("mean", "some", "last"), [(5, 0.22, 0.02), (2, 0.285, 0.03), (1, 0.43, 0.05), (0.5, 0.56, 0.07), (0.3, 0.79, 0.18)]
)
def test_why_sparse_counts_are_kept_from_the_xmr(mean, some, last):
    found = shares(xmr(noise(2).poisson(mean, (SERIES, 24))))
    assert found == (pytest.approx(some, abs=0.03), pytest.approx(last, abs=0.01))


def test_screening_makes_sparse_counts_worse():
    counts = noise(3).poisson(1, (SERIES, 24))
    assert shares(xmr(counts, Setup(screen=True)))[0] > shares(xmr(counts))[0]


def test_why_rolling_values_meet_no_rule():
    steps = noise(4).normal(0, 1, (SERIES, 26))
    some, last = shares(xmr((steps[:, 2:] + steps[:, 1:-1] + steps[:, :-2]) / 3))
    assert some > 0.85
    assert last > 0.15


@pytest.mark.parametrize(("points", "published"), [(8, 0.0), (10, 0.008), (12, 0.013), (20, 0.022), (24, 0.036), (36, 0.043)])
def test_normal_noise_on_a_run_chart(points, published):
    (test,) = run_chart(noise(5).normal(0, 1, (SERIES, points))).tests
    assert test.signal.mean() <= published + 0.002
    assert test.signal.mean() == pytest.approx(chance_of_mark(Chart.RUN, points), abs=0.004)


MADE: dict[str, object] = {
    Chart.XMR: lambda rng, n: xmr(rng.normal(0, 1, (SERIES, n))),
    Chart.P: lambda rng, n: p_chart(rng.binomial(100, 0.1, (SERIES, n)), np.full((SERIES, n), 100)),
    Chart.P_PRIME: lambda rng, n: p_prime_chart(rng.binomial(2000, 0.1, (SERIES, n)), np.full((SERIES, n), 2000)),
    Chart.U: lambda rng, n: u_chart(rng.poisson(10, (SERIES, n)), np.ones((SERIES, n))),
    Chart.U_PRIME: lambda rng, n: u_prime_chart(rng.poisson(30, (SERIES, n)), np.ones((SERIES, n))),
    Chart.C: lambda rng, n: c_chart(rng.poisson(10, (SERIES, n))),
}


@pytest.mark.parametrize("chart", MADE)
@pytest.mark.parametrize("points", [12, 24, 60])
def test_the_marks_to_expect_are_what_noise_gives(chart, points):
    _, last = shares(MADE[chart](noise(6), points))
    assert last == pytest.approx(chance_of_mark(chart, points), abs=0.005)


def test_every_chart_with_marks_has_its_chance():
    assert set(RATES) == set(Chart) - {Chart.LINE}


def icon(counts: np.ndarray) -> tuple[bool, Chart]:
    """Whether the newest point of a series of counts gets a mark on the chart that was chosen for it."""
    chart = choose(Evidence("rate", "month", counts / 900, counts, np.full(counts.shape, 900.0))).chart
    if chart in (Chart.G, Chart.LIST):
        return waits_by_month(counts)[0], chart
    if chart in (Chart.U, Chart.U_PRIME):
        find = u_chart if chart is Chart.U else u_prime_chart
        return bool(signals(find(counts, np.full(counts.shape, 900.0))).flagged[-1]), chart
    return False, chart


@pytest.mark.parametrize("mean", [0.3, 0.5, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("months", [24, 48])
def test_sparse_counts_get_few_icons_on_the_chart_chosen_for_them(mean, months):
    found = [icon(counts) for counts in noise(7).poisson(mean, (300, months)).astype(float)]
    assert np.mean([is_marked for is_marked, _ in found]) <= MOST_ICONS_OF_SPARSE_COUNTS
    if mean <= 1:
        assert {chart for _, chart in found} <= {Chart.G, Chart.LIST, Chart.INTERVAL}


def waits_by_month(counts: np.ndarray) -> tuple[bool, int]:
    """Whether a series of rare events gets a mark today, and how many waits it has."""
    chart = wait_chart(waits(np.arange(counts.size), counts), g_chart)
    return recent_change(counts) is not None or chart.newest_flag != 0, chart.waits.lengths.size


def waits_by_day(counts: np.ndarray) -> tuple[bool, int]:
    """The same where each event has its day, and someone has looked up to the last day."""
    days = np.union1d(np.flatnonzero(counts), [counts.size - 1])
    chart = wait_chart(waits(days, counts[days], within=SAME_DAY), t_chart)
    return recent_change_by_day(days, counts[days]) is not None or chart.newest_flag != 0, chart.waits.lengths.size


# Events on average a period and periods: about 14, 24 and 60 waits.
NOISE_OF_WAITS = {
    Chart.G: (waits_by_month, [(0.32, 48), (0.5, 48), (0.7, 84)]),
    Chart.T: (waits_by_day, [(0.02, 720), (0.03, 800), (0.04, 1500)]),
}


@pytest.mark.parametrize("chart", NOISE_OF_WAITS)
@pytest.mark.parametrize("size", [0, 1, 2])
def test_rare_events_of_pure_noise_get_the_marks_to_expect(chart, size):
    judge, sizes = NOISE_OF_WAITS[chart]
    found = [judge(counts) for counts in noise(8).poisson(sizes[size][0], (1200, sizes[size][1])) if counts.sum() >= 13]
    marked, length = np.mean(found, axis=0)
    assert marked <= 0.025
    assert marked == pytest.approx(chance_of_mark(chart, length), abs=0.008)


def test_too_few_events_for_limits_get_hardly_any_mark():
    found = [waits_by_day(counts)[0] for counts in noise(11).poisson(0.01, (1200, 900)) if 0 < counts.sum() < 13]
    assert np.mean(found) <= 0.005


def test_the_newest_periods_together_see_worsening_sooner_than_runs_of_short_waits_do():
    """Why the rules for runs are left out of charts of waits: where events come often they flag noise, elsewhere they add little."""
    worse = [waits_by_day(counts)[0] for counts in noise(12).poisson([*[1 / 15] * 918, *[2.5 / 15] * 182], (150, 1100))]
    assert np.mean(worse) > 0.65


def test_lately_against_earlier_is_a_mark_less_than_once_in_a_hundred_times():
    found = [recent_change(counts) is not None for counts in noise(9).poisson(0.7, (1500, 36))]
    assert np.mean(found) <= 0.01


def test_lately_against_earlier_sees_a_doubling_of_rare_harm_twice_over():
    counts = noise(10).poisson([*[0.7] * 24, *[2.8] * 12], (200, 36))
    assert np.mean([(change := recent_change(row)) is not None and change.direction == 1 for row in counts]) > 0.9
