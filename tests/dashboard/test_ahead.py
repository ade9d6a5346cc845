"""What must be hidden is decided beside the requests, so that no reader is the first to wait; whoever comes in the middle waits for it."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from dashboard.settings import Settings
from dashboard.usecases import ahead, hidden_numbers
from dashboard.usecases.ahead import Ahead
from dashboard.usecases.still_decided import forget_decisions
from db.engine import writing
from db.models import Indicator
from db.writes.catalogue_state import note_catalogue
from tests.builders import deliver
from tests.dashboard.hidden_house import OTHER, UNITS, falls, hidden, settle_hidden
from tests.dashboard.houses import FALLS


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle_hidden(engine)
    return engine


@pytest.fixture
def working(house: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    monkeypatch.setattr(ahead, "LOOK", 0.02)
    found = Ahead(house, Settings())
    found.start()
    yield found
    found.stop()


@pytest.fixture
def errors(caplog: pytest.LogCaptureFixture) -> Callable[[], int]:
    caplog.set_level(logging.INFO, "kvalitetstavle")
    return lambda: sum(record.getMessage() == "error" for record in caplog.records)


@contextmanager
def decisions(monkeypatch: pytest.MonkeyPatch, seconds: float = 0.0) -> Iterator[list[str]]:
    """Which indicators are decided in the meantime, each as often as it is; each takes so long."""
    seen: list[str] = []
    real = hidden_numbers.decide

    def decide(session, sheet, limited):
        seen.extend(about.id for about in limited)
        time.sleep(seconds)
        return real(session, sheet, limited)

    with monkeypatch.context() as patch:
        patch.setattr(hidden_numbers, "decide", decide)
        yield seen


def until(is_so: Callable[[], bool], patience: float = 20.0) -> None:
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def is_decided(found: Ahead) -> bool:
    return found.done is not None and not found._undecided()


def test_after_a_delivery_it_is_decided_before_anybody_asks(working: Ahead, monkeypatch):
    until(lambda: is_decided(working))
    house = working.asker.engine
    with decisions(monkeypatch) as seen:
        deliver(house, *falls("20/900", "3/1000", "23/1900", first="2024-M02"))
        until(lambda: seen == [FALLS] and is_decided(working))
        assert hidden(house) == set(UNITS)
    assert seen == [FALLS]


def test_after_a_start_all_is_decided_that_has_a_limit(working: Ahead, monkeypatch):
    until(lambda: is_decided(working))
    with decisions(monkeypatch) as seen:
        assert (hidden(working.asker.engine), hidden(working.asker.engine, OTHER)) == (set(UNITS), set())
    assert seen == []


def test_another_limit_in_the_catalogue_is_heeded_at_once_and_decided_without_a_delivery(working: Ahead, monkeypatch):
    until(lambda: is_decided(working))
    house = working.asker.engine
    with decisions(monkeypatch) as seen:
        with writing(house) as session:
            session.execute(update(Indicator).where(Indicator.id == FALLS).values(small_number_limit=2))
            note_catalogue(session)
        assert hidden(house) == set()
        until(lambda: is_decided(working))
    assert set(seen) == {FALLS}


def test_who_comes_in_the_middle_waits_for_what_is_under_way(house: Engine, monkeypatch):
    with decisions(monkeypatch, seconds=0.3) as seen, ThreadPoolExecutor(5) as people:
        deciding = people.submit(Ahead(house, Settings()).look)
        until(lambda: bool(seen))
        found = [people.submit(hidden, house) for _ in range(4)]
        assert [each.result() for each in found] == [set(UNITS)] * 4
        deciding.result()
    assert sorted(seen) == [FALLS, OTHER]


def test_of_two_who_come_first_at_once_one_decides(house: Engine, monkeypatch):
    with decisions(monkeypatch, seconds=0.3) as seen, ThreadPoolExecutor(4) as people:
        assert list(people.map(hidden, [house] * 4)) == [set(UNITS)] * 4
    assert seen == [FALLS]


def test_a_fault_in_deciding_one_is_told_and_the_next_is_decided(house: Engine, monkeypatch, errors):
    real = ahead.hidden_numbers

    def faulty(asker, session, limited, as_of):
        return 1 / (limited[0].id != FALLS) and real(asker, session, limited, as_of)

    monkeypatch.setattr(ahead, "hidden_numbers", faulty)
    found = Ahead(house, Settings())
    found.look()
    assert [about.id for about in found._undecided()] == [FALLS]
    assert errors() == 1
    monkeypatch.setattr(ahead, "hidden_numbers", real)
    deliver(house, *falls("30/900", "20/1000", "50/1900"))
    found.look()
    assert is_decided(found)


@pytest.fixture
def gone_and_back(request: pytest.FixtureRequest, house: Engine, tmp_path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """What takes the database away, and what brings it back."""
    if house.dialect.name == "sqlite":
        file, away = tmp_path / "test.sqlite3", tmp_path / "away.sqlite3"
        return lambda: (house.dispose(), shutil.move(file, away)), lambda: shutil.move(away, file)
    server, name = request.getfixturevalue("postgres_server"), house.url.database
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    let = f"ALTER DATABASE {name} ALLOW_CONNECTIONS"
    return lambda: _tell(server, f"{let} false", end), lambda: _tell(server, f"{let} true")


def _tell(server: Engine, *statements: str) -> None:
    with server.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_database_that_is_gone_is_told_of_once_and_gone_on_with_when_it_is_back(house: Engine, gone_and_back, errors):
    go, come_back = gone_and_back
    found = Ahead(house, Settings())
    found.look()
    deliver(house, *falls("30/900", "20/1000", "50/1900"))
    go()
    done = found.done
    found.look()
    found.look()
    assert (errors(), found.done) == (1, done)
    come_back()
    found.look()
    assert is_decided(found)
    assert found.done[0] == done[0] + 1


def test_it_ends_when_it_is_told_to_also_in_the_middle(house: Engine, monkeypatch):
    monkeypatch.setattr(ahead, "LOOK", 0.02)
    monkeypatch.setattr(ahead, "REST", 1000.0)
    found = Ahead(house, Settings())
    forget_decisions(house)
    with decisions(monkeypatch, seconds=0.1) as seen:
        found.start()
        until(lambda: bool(seen))
        begun = time.monotonic()
        found.stop()
    assert time.monotonic() - begun < 2
    assert not found.thread.is_alive()


def test_what_was_not_begun_can_be_ended(house: Engine):
    found = Ahead(house, Settings())
    found.stop()
    assert not found.is_over.is_set()
