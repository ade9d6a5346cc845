"""Small numbers are hidden, and what is hidden cannot be worked out from the rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.attack import Revealed, possible, revealed
from dashboard.stats.disclosure import Limits, protected, suppressed
from dashboard.stats.points import marked
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


def test_the_attack_finds_a_lone_hidden_part():
    assert revealed([20, 17, 3], marked(3, [2]), [[0, 1, 2]]) == [Revealed(2, 3, 3)]
    assert revealed([20, 17, 3], marked(3, [0]), [[0, 1, 2]]) == [Revealed(0, 20, 20)]
    assert revealed([20, 17, 3], marked(3, [1, 2]), [[0, 1, 2]]) == []


def test_the_attack_finds_that_a_total_of_none_has_parts_of_none():
    assert {each.row for each in revealed([5, 5, 0, 0], marked(4, [2, 3]), [[0, 1, 2, 3]])} == {2, 3}


def test_the_attack_combines_rows_and_columns():
    counts = [10, 4, 6, 7, 3, 4, 3, 1, 2]  # a 3 × 3 table with margins: row 0 and column 0 are the totals
    families = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]]
    assert {each.row for each in revealed(counts, marked(9, [4, 7, 8]), families)} == {4, 7, 8}
    assert revealed(counts, marked(9, [4, 5, 7, 8]), families) == []


def test_the_attack_may_be_content_with_coming_close():
    assert revealed([2, 1, 1], marked(3, [1, 2]), [[0, 1, 2]]) == []
    assert revealed([2, 1, 1], marked(3, [1, 2]), [[0, 1, 2]], within=2) == [Revealed(1, 0, 2), Revealed(2, 0, 2)]


def test_a_total_of_one_part_gives_it_away():
    assert revealed([7, 7], marked(2, [1]), [[0, 1]]) == [Revealed(1, 7, 7)]


def test_a_family_with_a_missing_part_tells_nothing():
    assert revealed([20, None, 3], marked(3, [2]), [[0, 1, 2]]) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4), min_size=3, max_size=4), st.data())
def test_what_is_possible_is_what_counting_all_tables_gives(parts, data):
    total, cells = sum(parts), len(parts)
    secret = sorted(data.draw(st.sets(st.integers(0, cells - 1), min_size=1)))
    known = [each for each in range(cells) if each not in secret]
    tables = [table for table in slow.every_table(total, cells) if all(table[k] == parts[k] for k in known)]
    low, high = possible(np.array([total, *parts], dtype=float), [k + 1 for k in secret], [list(range(cells + 1))])
    assert low.tolist() == [min(table[k] for table in tables) for k in secret]
    assert high.tolist() == [max(table[k] for table in tables) for k in secret]
    found = {each.row - 1 for each in revealed([total, *parts], marked(cells + 1, [k + 1 for k in secret]), [list(range(cells + 1))])}
    assert found == {k for k in secret if len({table[k] for table in tables}) == 1}


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


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_cell_of_a_table_with_margins_can_be_worked_out(seed):
    """In random tables of 4 × 6 primary suppression alone gives every cell away."""
    inner = np.random.default_rng(seed).poisson(9, (4, 6))
    table = np.block([[inner.sum(keepdims=True), inner.sum(0, keepdims=True)], [inner.sum(1, keepdims=True), inner]])
    place = np.arange(table.size).reshape(table.shape)
    families = [*place.tolist(), *place.T.tolist()]
    events, cases = table.ravel(), table.ravel() * 10 + 50
    primary = suppressed(events, cases, place.ravel(), [], LOOSE)
    found = protected(events, cases, place.ravel(), families, LOOSE)
    assert len(revealed(events, primary.any, families)) == primary.any.sum()
    assert revealed(events, found.any, families) == revealed(cases, found.any, families) == []
    assert (found.primary == primary.any).all()
    assert not found.any.all()


def test_a_table_of_nobody_is_hidden_to_its_total():
    found = protected([0, 0, 0], [90, 45, 45], [0, 1, 2], [[0, 1, 2]], Limits(weak=None))
    assert found.any.all()
