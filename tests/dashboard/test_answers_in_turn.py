"""In one process one answer is made at a time, what many ask for at once is made once, and nobody waits long for another's database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Lock

import pytest
from dash import Dash
from sqlalchemy import Engine

from dashboard import kept_answers
from dashboard.shell import create_app
from dashboard.usecases import service
from db.terms import Role
from tests.dashboard.houses import settle
from tests.dashboard.requests import ask, body_for, client_of, key_of, proxy_settings

SOME_TIME, LONG = 0.2, 60  # seconds


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is."""
    monkeypatch.setattr(kept_answers, "PATIENCE", LONG)


@pytest.fixture
def app(sqlite_engine: Engine, tmp_path: Path) -> Dash:
    settle(sqlite_engine)
    return create_app(sqlite_engine, proxy_settings(home_area="3911", raw_folder=tmp_path))


def ask_for(app: Dash, *searches: str) -> list[int]:
    """The statuses of pages that are asked for at once."""
    key = key_of(app, "service.children")

    def status(search: str) -> int:
        return ask(client_of(app.server), body_for(app, key, search), Role.READER).status_code

    with ThreadPoolExecutor(len(searches)) as readers:
        return list(readers.map(status, searches))


@contextmanager
def made(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Iterator[list[int]]:
    """How many were at work each time that a page was made, this one counted; `act` is part of the work."""
    seen: list[int] = []
    at_work, lock, real = [], Lock(), service.resolve

    def resolve(*given: object) -> object:
        with lock:
            at_work.append(1)
            seen.append(len(at_work))
        try:
            act()
            return real(*given)
        finally:
            at_work.pop()

    with monkeypatch.context() as patch:
        patch.setattr(service, "resolve", resolve)
        yield seen


def test_what_many_ask_for_at_once_is_made_once(app: Dash, monkeypatch):
    with made(monkeypatch, lambda: time.sleep(SOME_TIME)) as seen:
        assert ask_for(app, *["?omrade=3911"] * 4) == [200] * 4
    assert seen == [1]


def test_of_several_one_is_made_at_a_time(app: Dash, monkeypatch):
    with made(monkeypatch, lambda: time.sleep(SOME_TIME)) as seen:
        ask_for(app, "?omrade=3911", "?omrade=EAK", "?omrade=39")
    assert seen == [1, 1, 1]


def test_nobody_waits_long_for_one_that_waits_for_something_else(app: Dash, monkeypatch):
    monkeypatch.setattr(kept_answers, "PATIENCE", SOME_TIME)
    together = Barrier(2, timeout=LONG)
    with made(monkeypatch, together.wait) as seen:
        assert ask_for(app, "?omrade=3911", "?omrade=EAK") == [200, 200]
    assert (sorted(seen), together.broken) == ([1, 2], False)


def test_after_a_fault_the_next_has_its_turn(app: Dash, monkeypatch):
    with made(monkeypatch, lambda: 1 / 0) as seen:
        ask_for(app, "?omrade=3911")
    assert seen == [1]
    with made(monkeypatch, lambda: None) as seen:
        begun = time.monotonic()
        ask_for(app, "?omrade=3911")
    assert (seen, time.monotonic() - begun < LONG / 2) == ([1], True)
