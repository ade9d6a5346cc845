"""Which chart for which data, and how many false marks to expect."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.stats.chart_choice import Chart, Choice, Evidence, Why, choose
from dashboard.stats.false_signals import chance_of_as_many, chance_of_mark, expected_comparisons

RNG = np.random.default_rng(4)
CALM = np.tile([7, 10, 9, 13, 8, 12], 4)
WILD = np.tile([2, 20, 5, 18, 30, 3], 4)
RARE = np.tile([1, 0, 0, 2, 0, 1], 4)


def chosen(*data, **more) -> tuple[Chart, Why]:
    found = choose(evidence(*data, **more))
    return found.chart, found.why


def hindered(*data, **more) -> Why | None:
    return choose(evidence(*data, **more)).hindered


def evidence(kind: str, events=None, n=None, frequency: str = "month", values=None, **more) -> Evidence:
    if events is not None:
        events = np.array(events, dtype=float)
        n = None if n is None else np.broadcast_to(np.array(n, dtype=float), events.shape)
        values = (events if n is None else events / n) if values is None else values
    return Evidence(kind, frequency, values, events, n, **more)


@pytest.mark.parametrize(
    ("kind", "n", "found"),
    [("proportion", 60, (Chart.P, Why.SHARE)), ("rate", 900, (Chart.U, Why.RATE)), ("count", None, (Chart.C, Why.COUNT))],
)
def test_counted_things_have_their_own_chart(kind, n, found):
    assert chosen(kind, CALM, n) == found


@pytest.mark.parametrize(
    ("kind", "n", "chart"), [("proportion", 60, Chart.P_PRIME), ("rate", 900, Chart.U_PRIME), ("count", None, Chart.U_PRIME)]
)
def test_what_varies_more_than_chance_has_wider_limits(kind, n, chart):
    assert chosen(kind, WILD, n) == (chart, Why.VARIES_MORE)


def test_thousands_of_cases_a_period_have_wider_limits():
    assert chosen("proportion", RNG.binomial(5000, 0.2, 24), 5000) == (Chart.P_PRIME, Why.MANY_CASES)


def test_few_cases_a_period_have_a_run_chart():
    assert chosen("proportion", np.tile([2, 3], 12), 20) == (Chart.RUN, Why.FEW_CASES)
    assert chosen("proportion", np.tile([18, 17], 12), 20) == (Chart.RUN, Why.FEW_CASES)


def test_rare_events_have_waits_instead_of_counts():
    assert chosen("rate", RARE, 900) == (Chart.G, Why.RARE)
    assert chosen("count", RARE) == (Chart.G, Why.RARE)
    assert chosen("count", RARE, dated=True) == (Chart.T, Why.RARE_DATED)


def test_two_events_a_period_are_not_rare():
    assert chosen("rate", [1, 3, 2, 1, 3, 2] * 4, 900)[0] is Chart.U
    assert chosen("rate", [1, 3, 2, 1, 3, 1] * 4, 900)[0] is Chart.G


def test_fewer_than_thirteen_rare_events_are_a_list():
    assert chosen("rate", [1, 0, 0, 0, 0, 0] * 4, 900) == (Chart.LIST, Why.FEW_EVENTS)


def test_no_events_at_all_have_an_interval_and_no_limits():
    assert chosen("rate", [0] * 24, 900) == (Chart.INTERVAL, Why.NO_EVENTS)


def test_measured_things_have_an_xmr():
    assert chosen("mean", values=CALM) == (Chart.XMR, Why.MEASURED)
    assert chosen("proportion", values=CALM / 60) == (Chart.XMR, Why.MEASURED)  # published without its counts


def test_a_stock_is_measured_though_it_is_a_whole_number():
    assert chosen("count", [100, 101, 100, 99] * 6) == (Chart.XMR, Why.VARIES_LESS)
    assert chosen("count", values=[100.5, 101, 99.5] * 6) == (Chart.XMR, Why.MEASURED)


def test_the_number_of_points_decides_first():
    assert [chosen("mean", values=CALM[:points]) for points in (9, 10, 11, 12)] == [
        (Chart.LINE, Why.FEW_POINTS),
        (Chart.RUN, Why.MEDIAN_ONLY),
        (Chart.RUN, Why.MEDIAN_ONLY),
        (Chart.XMR, Why.MEASURED),
    ]
    assert chosen("proportion", CALM[:9], 60) == (Chart.INTERVAL, Why.FEW_POINTS)


def test_annual_counts_have_intervals():
    assert chosen("proportion", CALM[:6], 60, frequency="year") == (Chart.INTERVAL, Why.ANNUAL)
    assert chosen("mean", values=CALM[:6], frequency="year") == (Chart.LINE, Why.FEW_POINTS)


def test_overlapping_periods_never_meet_a_rule():
    assert chosen("mean", values=CALM, overlapping=True) == (Chart.LINE, Why.OVERLAPPING)
    assert chosen("proportion", CALM, 60, overlapping=True) == (Chart.INTERVAL, Why.OVERLAPPING)


def test_constant_impossible_and_missing_data_are_points_alone():
    assert chosen("mean", values=[0.3, 0.1 + 0.2] * 10) == (Chart.LINE, Why.NO_VARIATION)
    assert chosen("proportion", [61] * 20, 60) == (Chart.LINE, Why.IMPOSSIBLE_COUNTS)
    assert chosen("mean", values=[None] * 20) == chosen("mean", values=[]) == (Chart.LINE, Why.NO_DATA)
    assert chosen("yes_no", values=[0, 1] * 10) == (Chart.LINE, Why.YES_NO)


def test_an_analyst_may_fix_the_chart_but_not_where_nothing_can_be_drawn():
    assert chosen("proportion", CALM, 60, fixed=Chart.XMR) == (Chart.XMR, Why.FIXED)
    assert chosen("proportion", [61] * 20, 60, fixed=Chart.P) == (Chart.LINE, Why.IMPOSSIBLE_COUNTS)


@pytest.mark.parametrize(
    ("fixed", "why", "data"),
    [
        (Chart.XMR, Why.RARE, {"kind": "rate", "events": RARE, "n": 900}),
        (Chart.C, Why.RARE, {"kind": "count", "events": RARE}),
        (Chart.P, Why.FEW_CASES, {"kind": "proportion", "events": np.tile([2, 3], 12), "n": 20}),
        (Chart.XMR, Why.FEW_CASES, {"kind": "proportion", "events": np.tile([1, 2], 12), "n": 20}),
        (Chart.XMR, Why.FEW_POINTS, {"kind": "mean", "values": CALM[:11]}),
        (Chart.RUN, Why.FEW_POINTS, {"kind": "mean", "values": CALM[:9]}),
        (Chart.P, Why.NO_COUNTS, {"kind": "proportion", "values": CALM / 60}),
        (Chart.XMR, Why.OVERLAPPING, {"kind": "mean", "values": CALM, "overlapping": True}),
        (Chart.XMR, Why.NO_VARIATION, {"kind": "mean", "values": [3] * 20}),
        (Chart.P, Why.IMPOSSIBLE_COUNTS, {"kind": "proportion", "events": [61] * 20, "n": 60}),
        (Chart.G, Why.NOT_RARE, {"kind": "rate", "events": CALM, "n": 900}),
        (Chart.G, Why.FEW_EVENTS, {"kind": "rate", "events": [1, 0, 0, 0, 0, 0] * 4, "n": 900}),
        (Chart.T, Why.NOT_DATED, {"kind": "rate", "events": RARE, "n": 900}),
    ],
)
def test_a_fixed_chart_gives_no_limits_to_numbers_that_cannot_bear_them(fixed, why, data):
    assert hindered(fixed=fixed, **data) == why
    assert chosen(fixed=fixed, **data) == chosen(**data)


def test_a_humbler_chart_can_always_be_fixed_where_there_are_points_enough():
    for fixed in (Chart.LINE, Chart.INTERVAL, Chart.RUN):
        assert chosen("rate", RARE, 900, fixed=fixed) == (fixed, Why.FIXED)
    assert chosen("rate", RARE, 900, fixed=Chart.G) == (Chart.G, Why.RARE)


def test_counts_known_for_some_periods_only_are_not_mixed_with_published_shares():
    events = [*CALM[:20], None, None, None, None]
    assert chosen("proportion", events, 60, values=CALM / 60) == (Chart.XMR, Why.MEASURED)


def test_sixty_stable_indicators_give_about_one_mark():
    assert 60 * chance_of_mark("xmr", 24) == pytest.approx(0.84)
    assert chance_of_mark("line", 24) == 0


def test_more_points_more_chances():
    assert chance_of_mark("xmr", 12) < chance_of_mark("xmr", 30) < chance_of_mark("xmr", 60) == chance_of_mark("xmr", 600)


def test_eighteen_of_357_municipalities_lie_outside_95_percent_by_chance():
    assert expected_comparisons(357) == pytest.approx(17.85)


def test_how_unusual_so_many_marks_are():
    assert chance_of_as_many(0, 0.8) == 1
    assert chance_of_as_many(1, 1.0) == pytest.approx(1 - np.exp(-1))
    assert chance_of_as_many(4, 0.84) < 0.02


def dated(counts: list[float]) -> tuple[Chart, Why]:
    choice = choose(Evidence("count", "day", counts, dated=True))
    return choice.chart, choice.why


def test_events_with_days_are_waits_however_many_days_have_one():
    assert dated([1] * 13) == (Chart.T, Why.RARE_DATED)
    assert dated([5, 4, 4]) == (Chart.T, Why.RARE_DATED)
    assert dated([1] * 12) == (Chart.LIST, Why.FEW_EVENTS)
    assert dated([0]) == (Chart.LIST, Why.NO_EVENTS)


def test_nothing_is_claimed_of_the_zeros_that_are_left_when_small_numbers_are_hidden():
    left = np.array([0, np.nan] * 12)
    assert choose(Evidence("count", "month", left)) == Choice(Chart.INTERVAL, Why.NO_EVENTS)
    assert choose(Evidence("count", "month", left, hidden=True)) == Choice(Chart.LINE, Why.HIDDEN)
    assert choose(Evidence("count", "month", np.full(24, np.nan), hidden=True)) == Choice(Chart.LINE, Why.HIDDEN)
    assert choose(Evidence("count", "month", [7, 9, np.nan, 8, 6, 7] * 4, hidden=True)).why is not Why.HIDDEN
