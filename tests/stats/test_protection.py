"""What is hidden cannot be worked out from the rest: the attack finds what can, and the protection leaves it nothing to find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.stats.attack import Revealed, revealed
from dashboard.stats.points import marked
from dashboard.stats.protection import Column, protected
from dashboard.stats.sums import Sums
from tests.stats import slow

LIMIT = 5
AREAS_AND_MONTHS = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]]  # 2 × 2 with margins: 0 is the grand total


def protect(values: list, hidden: list[int], families: list[list[int]], may_hide=None) -> list[int]:
    column = Column(np.array(values, dtype=float), Sums.of(families))
    order = np.argsort(np.lexsort((np.arange(len(values)), values, np.array(values) == 0)))
    found = protected([column], marked(len(values), hidden), np.full(len(values), LIMIT - 1.0), order, may_hide)
    return np.flatnonzero(found).tolist()


def with_margins(inner: np.ndarray) -> tuple[np.ndarray, list[list[int]]]:
    """The table with a total before each line in every direction, and these lines as families."""
    table = inner
    for axis in range(inner.ndim):
        table = np.concatenate([table.sum(axis=axis, keepdims=True), table], axis=axis)
    place = np.arange(table.size).reshape(table.shape)
    lines = [np.moveaxis(place, axis, -1).reshape(-1, size).tolist() for axis, size in enumerate(table.shape)]
    return table.ravel(), [line for direction in lines for line in direction]


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


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.integers(0, 8), min_size=1, max_size=6), st.integers(0, 4))
def test_the_attack_finds_what_trying_all_numbers_finds(inner, secret, within):
    values, families = with_margins(np.array(inner).reshape(2, 2))
    assume(len(secret) < 6 or 0 not in secret)
    possible = slow.can_be(values.tolist(), sorted(secret), families, int(values.max()) + 2 * LIMIT)
    known = {row for row, found in possible.items() if max(found) - min(found) <= within}
    found = revealed(values, marked(9, secret), families, within)
    assert {each.row for each in found} == known
    assert all((each.least, each.most) == (min(possible[each.row]), max(possible[each.row])) for each in found)


def test_beside_a_hidden_part_the_smallest_other_part_is_hidden():
    assert protect([40, 2, 13, 12, 13], [1], [[0, 1, 2, 3, 4]]) == [1, 3]


def test_a_part_where_nothing_happened_is_kept_for_last():
    assert protect([11, 3, 0, 8], [1], [[0, 1, 2, 3]]) == [1, 3]


def test_the_total_is_hidden_where_no_part_is_left():
    assert protect([2, 2, 0], [1], [[0, 1, 2]]) == [0, 1, 2]


def test_what_is_hidden_may_be_told_no_closer_than_the_limit():
    assert protect([20, 1, 2, 17], [1, 2], [[0, 1, 2, 3]]) == [1, 2, 3]


def test_parts_of_parts_are_hidden_until_no_level_tells():
    assert protect([60, 12, 48, 3, 9, 20, 28], [1, 3], [[0, 1, 2], [1, 3, 4], [2, 5, 6]]) == [1, 2, 3, 5]


def test_in_rows_and_columns_the_fourth_corner_is_hidden():
    values, families = with_margins(np.array([[3, 20], [30, 40]]))
    assert protect(values.tolist(), [4], families) == [4, 5, 7, 8]


def test_only_what_may_be_hidden_is_hidden():
    """A year is taken away rather than a month that was shown before."""
    months, year = [3, 8, 9, 7], 4
    assert protect([*months, sum(months)], [0], [[4, 0, 1, 2, 3]], may_hide=marked(5, [year])) == [0, 4]


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_cell_of_a_table_with_margins_can_be_worked_out(seed):
    """In random tables of 4 × 6 primary suppression alone gives every cell away."""
    values, families = with_margins(np.random.default_rng(seed).poisson(9, (4, 6)))
    small = np.flatnonzero((values > 0) & (values < LIMIT)).tolist()
    assert len(revealed(values, marked(values.size, small), families)) == len(small)
    hidden = protect(values.tolist(), small, families)
    assert revealed(values, marked(values.size, hidden), families, within=LIMIT - 1) == []
    assert set(small) <= set(hidden)
    assert len(hidden) < values.size


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4))
def test_trying_all_numbers_tells_nothing_of_what_is_hidden(inner):
    values, families = with_margins(np.array(inner).reshape(2, 2))
    hidden = protect(values.tolist(), np.flatnonzero((values > 0) & (values < LIMIT)).tolist(), families)
    assume(0 < len(hidden) <= 6)
    possible = slow.can_be(values.tolist(), hidden, families, int(values.max()) + LIMIT)
    assert all(max(found) - min(found) >= LIMIT for found in possible.values())


@pytest.mark.parametrize("shape", [(3, 4), (2, 2, 3)])
def test_tables_of_more_directions_are_safe_too(shape):
    for seed in range(4):
        values, families = with_margins(np.random.default_rng(seed).poisson(5, shape))
        hidden = protect(values.tolist(), np.flatnonzero((values > 0) & (values < LIMIT)).tolist(), families)
        assert revealed(values, marked(values.size, hidden), families, within=LIMIT - 1) == []
