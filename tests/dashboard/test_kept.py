"""Finished numbers are computed once for a key, also by many who come at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from dashboard.usecases.kept import MOST, kept

READERS = 8


def test_of_many_who_come_at_once_one_computes(sqlite_engine: Engine):
    computed: list[int] = []

    def compute() -> str:
        computed.append(1)
        time.sleep(0.05)
        return "ferdig"

    with ThreadPoolExecutor(READERS) as readers:
        found = list(readers.map(lambda _: kept(sqlite_engine, ("at once", 1), compute), range(READERS)))
    assert (found, len(computed)) == (["ferdig"] * READERS, 1)


def test_who_waited_for_somebody_who_failed_computes(sqlite_engine: Engine):
    tries: list[int] = []

    def compute() -> str:
        tries.append(1)
        time.sleep(0.05)
        if len(tries) == 1:
            raise ValueError
        return "ferdig"

    with ThreadPoolExecutor(READERS) as readers:
        asked = [readers.submit(kept, sqlite_engine, ("failing", 1), compute) for _ in range(READERS)]
    failed = [each for each in asked if each.exception()]
    assert len(failed) == 1
    assert {each.result() for each in asked if each not in failed} == {"ferdig"}


def test_what_is_kept_may_follow_from_what_is_kept(sqlite_engine: Engine):
    assert kept(sqlite_engine, ("outer", 1), lambda: kept(sqlite_engine, ("inner", 1), lambda: 1) + 1) == 2


def test_other_keys_do_not_wait(sqlite_engine: Engine):
    with ThreadPoolExecutor(2) as readers:
        slow = readers.submit(kept, sqlite_engine, ("slow", 1), lambda: time.sleep(1) or "sen")
        assert kept(sqlite_engine, ("quick", 1), lambda: "rask") == "rask"
        assert not slow.done()


@pytest.mark.parametrize("number", [0, MOST])
def test_what_was_asked_for_longest_ago_goes_first(sqlite_engine: Engine, number: int):
    for each in range(MOST + 1):
        kept(sqlite_engine, ("many", each), lambda each=each: each)
    assert kept(sqlite_engine, ("many", number), lambda: "anew") == (number if number else "anew")
