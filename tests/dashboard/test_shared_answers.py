"""What one process of the server has answered, the others give without making it again; nothing half written is ever given."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash
from sqlalchemy import Engine

from dashboard import shared_answers
from dashboard.shared_answers import HEAD, LARGEST, SharedAnswers
from dashboard.shell import create_app
from dashboard.usecases import service
from db.terms import Role
from tests.builders import deliver, observations
from tests.dashboard.houses import settle
from tests.dashboard.requests import ask, body_for, client_of, key_of, proxy_settings, signed_in_as


@pytest.fixture
def shared() -> SharedAnswers:
    return SharedAnswers()


@pytest.fixture
def app(sqlite_engine: Engine, tmp_path: Path) -> Dash:
    settle(sqlite_engine)
    deliver(sqlite_engine, observations("50/900 60/1000", area="3911"))
    return create_app(sqlite_engine, proxy_settings(home_area="3911", raw_folder=tmp_path))


def in_a_fork(work: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def page(app: Dash, role: Role = Role.READER) -> bytes:
    """The answer to a filter change on the page of a service."""
    answer = ask(client_of(app.server), body_for(app, key_of(app, "service.children"), "?omrade=3911"), role)
    assert answer.status_code == 200
    return answer.data


def test_what_is_kept_is_found_by_its_name(shared: SharedAnswers):
    shared.keep("one", b"answer")
    assert (shared.find("one"), shared.find("other")) == (b"answer", None)
    shared.keep("one", b"another")
    assert shared.find("one") == b"another"


@pytest.mark.parametrize(("size", "is_kept"), [(0, True), (LARGEST, True), (LARGEST + 1, False)])
def test_what_has_no_room_is_not_kept(shared: SharedAnswers, size: int, is_kept: bool):
    shared.keep("one", b"x" * size)
    assert (shared.find("one") is not None) == is_kept


def test_two_with_one_place_take_it_over_from_each_other(shared: SharedAnswers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shared_answers, "PLACES", 1)
    shared.keep("one", b"first")
    shared.keep("other", b"second")
    assert (shared.find("one"), shared.find("other")) == (None, b"second")


@pytest.mark.parametrize("at", [0, 32, 64, 67, HEAD.size, HEAD.size + 5])
def test_what_is_half_written_is_none(shared: SharedAnswers, monkeypatch: pytest.MonkeyPatch, at: int):
    monkeypatch.setattr(shared_answers, "PLACES", 1)
    shared.keep("one", b"answer")
    shared.memory[at] ^= 0xFF
    assert shared.find("one") is None


def test_another_process_finds_it(shared: SharedAnswers):
    in_a_fork(lambda: shared.keep("one", b"answer"))
    assert shared.find("one") == b"answer"


def test_a_page_that_one_process_has_made_is_given_by_the_other(app: Dash, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch):
    sqlite_engine.dispose()  # no connection goes over to another process
    in_a_fork(lambda: page(app))
    monkeypatch.setattr(service, "resolve", None)
    assert "Fall med skade" in page(app).decode()
    assert (
        "Fall med skade" not in page(app, Role.LEADER).decode()
    )  # who sees small numbers gets an answer of their own, which cannot be made


def test_what_has_a_name_in_it_is_not_shared(app: Dash, monkeypatch: pytest.MonkeyPatch):
    kept: list[str] = []
    monkeypatch.setattr(SharedAnswers, "keep", lambda _, name, answer: kept.append(name))
    client = client_of(app.server)
    assert client.get("/tjeneste", headers=signed_in_as(Role.READER)).status_code == 200
    assert kept == []
    page(app)
    assert len(kept) == 1


def test_after_a_delivery_the_answer_is_another(app: Dash, sqlite_engine: Engine):
    before = page(app)
    deliver(sqlite_engine, observations("90/900", area="3911", first="2024-M03"))
    assert page(app) != before
