"""The frame numbers its keys as the database sorts them, and says what a file changes."""

from __future__ import annotations

from collections import namedtuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.changes import STORED, Changes, compare
from etl.frame import Coded, Frame

KEYS = st.lists(st.tuples(*[st.sampled_from(["a", "å", "B", "10", "9", ""])] * 4), min_size=1, max_size=30)
Stored = namedtuple("Stored", STORED)


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


def stored(key: tuple[str, str, str, str], value: float | None, **given: object) -> Stored:
    return Stored(*key, value, *[None] * 5, given.get("status", "normal"), given.get("note"))


def test_what_is_new_changed_and_the_same_is_counted():
    keys = [("i", "3911", "", str(year)) for year in (2021, 2022, 2023, 2024)]
    chunks = [
        [stored(keys[0], 1.0), stored(keys[1], 9.0), stored(keys[2], None, status="missing")],
        [stored(("i", "0301", "", "2024"), 1.0), stored(("j", "3911", "", "2024"), 1.0)],
        [],
    ]
    assert compare(frame(keys), chunks) == Changes(new=1, changed=2, same=1)


def test_another_note_is_a_change():
    keys = [("i", "3911", "", "2024")]
    assert compare(frame(keys), [[stored(keys[0], 1.0, note="rettet")]]) == Changes(new=0, changed=1, same=0)
