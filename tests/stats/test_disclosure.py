"""Small numbers are hidden by the rules of the Norwegian Institute of Public Health."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.disclosure import Limits, suppressed
from tests.stats import slow

LOOSE = Limits(events=4, cases=None, weak=None, most_weak=1)
ONE_SERIES = [0] * 20


def hidden(events: list, cases: list, limits: Limits = LOOSE, series: list | None = None, families=()) -> list[int]:
    found = suppressed(events, cases, ONE_SERIES[: len(events)] if series is None else series, families, limits)
    return np.flatnonzero(found.any).tolist()


def test_few_events_and_few_without_are_hidden():
    assert hidden([4, 5, 76, 75], [80] * 4) == [0, 2]


def test_the_usual_limits_hide_4_events_9_cases_and_series_mostly_weak():
    found = suppressed([4, 5, 5, 5], [80, 80, 9, 10], [1, 2, 3, 4])
    assert found.primary.tolist() == [True, False, True, False]
    assert suppressed([4, 4, 4, 5, 5], [80] * 5, [1, 1, 1, 1, 2]).series.tolist() == [False, False, False, True, False]


def test_few_cases_are_hidden():
    assert hidden([6, 6, 6], [10, 11, 30], Limits(events=None, cases=10, weak=None)) == [0]


def test_none_is_hidden_unless_the_indicator_says_otherwise():
    assert hidden([0, 3], [80, 80]) == [0, 1]
    assert hidden([0, 3], [80, 80], Limits(cases=None, weak=None, hides_zero=False)) == [1]
    assert hidden([0], [4], Limits(cases=None, weak=None, hides_zero=False)) == [0]  # among four, none identifies everybody


def test_what_is_missing_has_nothing_to_hide():
    assert hidden([None, 9], [None, None]) == []


def test_a_series_mostly_of_weak_periods_is_hidden_whole():
    weak = Limits(events=4, cases=None, weak=5, most_weak=0.5)
    assert hidden([5, 5, 5, 9, 20, 20, 20, 20], [90] * 8, weak, series=[1] * 4 + [2] * 4) == [0, 1, 2, 3]
    assert hidden([5, 5, 9, 9], [90] * 4, weak) == []  # half is not more than half


def test_a_series_with_too_many_holes_is_hidden_whole():
    assert hidden([4, 9, 9, 9], [90] * 4, Limits(cases=None, weak=None, most_hidden=0.2)) == [0, 1, 2, 3]


def test_beside_a_shown_total_one_hidden_part_takes_another_with_it():
    assert hidden([20, 17, 3], [200, 95, 105], families=[[0, 1, 2]]) == [1, 2]


def test_the_last_kept_neighbour_goes_first():
    assert hidden([40, 12, 3, 11, 14], [400] * 5, families=[[0, 1, 2, 3, 4]]) == [2, 4]


def test_a_row_of_a_hidden_series_is_taken_before_one_that_is_shown():
    limits = Limits(events=4, cases=None, weak=6, most_weak=0.5)
    events, series = [60, 6, 3, 51, 60, 6, 20, 34], [1, 2, 3, 4, 1, 2, 3, 4]
    found = suppressed(events, [900] * 8, series, [[0, 1, 2, 3], [4, 5, 6, 7]], limits)
    assert np.flatnonzero(found.series).tolist() == [1, 5]
    assert np.flatnonzero(found.secondary).tolist() == [1]


def test_several_hidden_that_are_few_together_take_one_more():
    assert hidden([40, 2, 2, 16, 20], [400] * 5, families=[[0, 1, 2, 3, 4]]) == [1, 2, 4]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=4), min_size=1, max_size=4))
def test_secondary_suppression_is_the_rule_as_it_reads(groups):
    events, families = [], []
    for parts in groups:
        families.append(list(range(len(events), len(events) + len(parts) + 1)))
        events += [sum(parts), *parts]
    cases = [30 * (each + 1) for each in events]
    found = suppressed(events, cases, [*range(len(events))], families, Limits(events=4, cases=20, weak=None))
    assert set(np.flatnonzero(found.any).tolist()) == slow.suppressed(events, cases, families, 4, 20)
