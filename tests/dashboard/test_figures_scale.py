"""Axes: from zero where zero means something, round ticks, and time as long as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import scale
from dashboard.usecases.finished import Chart, Kind, Period
from tests.dashboard.finished_series import comparator, indicator, points, series, target


def ticks(found: tuple[scale.Tick, ...]) -> list[str]:
    return [tick.label for tick in found]


@pytest.mark.parametrize("kind", [Kind.PROPORTION, Kind.RATE, Kind.COUNT])
def test_shares_rates_and_counts_begin_at_zero(kind: Kind):
    shown = scale.value_ticks(series([62, 65, 64], indicator=indicator(kind=kind)), 5)
    assert shown[0].position == 0


def test_a_mean_may_begin_higher_and_then_says_so():
    one = series([4.1, 4.5, 4.2], indicator=indicator(kind=Kind.MEAN, unit="scale"))
    shown = scale.value_ticks(one, 5)
    assert ticks(shown)[0] == "3,8"
    assert scale.starts_above_zero(one, shown)


def test_a_small_change_does_not_look_like_a_mountain():
    shown = scale.value_ticks(series([4.7, 4.8], indicator=indicator(kind=Kind.MEAN, unit="scale")), 3)
    assert ticks(shown) == ["4,0", "4,5", "5,0", "5,5"]


def test_zero_is_shown_when_it_is_near():
    shown = scale.value_ticks(series([0.4, 1.0], indicator=indicator(kind=Kind.MEAN, unit="hours")), 3)
    assert shown[0].position == 0


def test_a_share_in_per_cent_ends_at_a_hundred():
    one = series([100, 100], indicator=indicator(kind=Kind.PROPORTION, unit="percent"))
    assert ticks(scale.value_ticks(one, 5)) == ["0", "25", "50", "75", "100"]


def test_nothing_but_zeros_still_has_an_axis():
    assert ticks(scale.value_ticks(series([0, 0], indicator=indicator(kind=Kind.COUNT)), 5)) == ["0", "1"]


def test_counts_have_whole_ticks():
    assert ticks(scale.value_ticks(series([1, 2], indicator=indicator(kind=Kind.COUNT)), 5)) == ["0", "1", "2"]


def test_yes_and_no_are_one_and_zero():
    assert ticks(scale.value_ticks(series([0, 1], indicator=indicator(kind=Kind.YES_NO, unit="yes_no")), 5)) == ["nei", "ja"]


def test_norwegian_numbers_on_the_axis():
    labels = ticks(scale.value_ticks(series([0, 5200], indicator=indicator(kind=Kind.COUNT)), 4))
    assert labels[-1] == "6\u202f000"


def test_limits_comparators_and_targets_are_inside_the_axis():
    one = series(points=points([3, 4], upper=12.0, lower=0.0), chart=Chart.U, comparators=(comparator([20, 21]),), targets=(target(33),))
    assert scale.value_ticks(one, 5)[-1].position >= 33


def test_limits_that_are_not_drawn_do_not_stretch_the_axis():
    one = series(points=points([3, 4], upper=90.0, lower=0.0), chart=Chart.LINE)
    assert scale.value_ticks(one, 5)[-1].position <= 5


def test_a_target_of_another_time_does_not_count():
    assert scale.seen_targets(series([3, 4], targets=(target(9, "2010-01-01", "2015-01-01"), target(8, "2030-01-01")))) == ()


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 8))
def test_ticks_enclose_the_values_and_are_few(low: float, breadth: float, wanted: int):
    found = scale.nice_ticks(low, low + breadth, wanted)
    slack = 1e-6 * max(abs(low), breadth, 1)
    assert found[0] <= low + slack and found[-1] >= low + breadth - slack
    assert 2 <= len(found) <= wanted + 4
    assert found == sorted(set(found))


def test_months_tertials_and_years_lie_on_the_same_scale():
    assert scale.position(Period.parse("2024-T2")) == scale.position(Period.parse("2024"))
    assert scale.position(Period.parse("2024-M02")) - scale.position(Period.parse("2024-M01")) == pytest.approx(1)


def test_a_gap_takes_the_room_that_it_took():
    one = series(points=(*points([3, 4], "2024-M01"), *points([5], "2025-M01")))
    places = [scale.position(point.period) for point in one.points]
    assert places[2] - places[1] == pytest.approx(11)


def test_the_newest_year_has_its_label():
    shown = scale.period_ticks(series([1] * 12, "2013"), 4)
    assert ticks(shown) == ["2015", "2018", "2021", "2024"]


def test_short_series_show_their_periods():
    assert ticks(scale.period_ticks(series([1] * 6, "2024-T1"), 4)) == ["T3 2024", "T3 2025"]


def test_new_years_are_told_apart_between_months_only():
    assert len(scale.year_starts(series([1] * 30, "2023-M11"))) == 3
    assert scale.year_starts(series([1] * 5, "2020")) == ()
