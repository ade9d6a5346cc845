"""The frame numbers its keys as the database sorts them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.frame import Coded, Frame

KEYS = st.lists(st.tuples(*[st.sampled_from(["a", "å", "B", "10", "9", ""])] * 4), min_size=1, max_size=30)


def coded(texts: list[str]) -> Coded:
    order = list(dict.fromkeys(texts))
    return Coded(np.array([order.index(text) for text in texts], dtype=np.int32), order)


def frame(keys: list[tuple[str, str, str, str]], values: list[float] | None = None) -> Frame:
    columns = dict(zip(("indicator", "area", "breakdown", "period"), map(coded, map(list, zip(*keys, strict=True))), strict=True))
    return Frame.of(np.arange(len(keys)), **columns, value=np.array(values or [1.0] * len(keys)))


@given(KEYS)
def test_numbers_of_keys_sort_as_the_keys_do(keys: list[tuple[str, str, str, str]]):
    numbers = frame(keys).key_numbers()
    assert [keys[row] for row in np.argsort(numbers, kind="stable")] == sorted(keys)
    assert len(set(numbers.tolist())) == len(set(keys))


@given(KEYS)
def test_a_frame_in_key_order_has_the_same_rows(keys: list[tuple[str, str, str, str]]):
    ordered = frame(keys).in_key_order()
    assert [tuple(coded.at(row) for coded in ordered.key) for row in range(len(ordered))] == sorted(keys)
    assert sorted(ordered.rows.tolist()) == list(range(len(keys)))
