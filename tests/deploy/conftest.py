"""A primary and its streaming replica, with the tables and nothing in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db import migrate
from db.engine import make_engine, reading
from db.sight import Sight, begin_sight, end_sight, sight
from tests.deploy.postgres import Postgres, folder_of_servers
from tests.deploy.programs import postgres_programs

LAG = 2.0
WITHIN = 20.0  # seconds; a look is taken every second, and test machines are slow


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    if postgres_programs() is None:
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql): replicas were NOT tested")
    with folder_of_servers() as folder:
        yield folder


@pytest.fixture(scope="session")
def pair(folder: Path) -> Iterator[tuple[Postgres, Postgres]]:
    primary = Postgres(folder, "primary").make()
    replica = primary.copy("replica")
    migrating = make_engine(primary.url)
    migrate.upgrade(migrating)
    migrating.dispose()
    yield primary, replica
    replica.stop()
    primary.stop()


@pytest.fixture
def primary(pair: tuple[Postgres, Postgres]) -> Iterator[Postgres]:
    yield pair[0]
    if pair[0].process.poll() is not None:
        pair[0].start()


@pytest.fixture
def replica(pair: tuple[Postgres, Postgres]) -> Iterator[Postgres]:
    yield pair[1]
    if pair[1].process.poll() is not None:
        pair[1].start()
    pair[1].tell("SELECT pg_wal_replay_resume()")


@pytest.fixture
def both(primary: Postgres, replica: Postgres) -> Iterator[Engine]:
    """An engine that knows of the replica, and has seen that it is fresh."""
    engine = make_engine(primary.url, replicas=[replica.url], lag=LAG)
    until(lambda: is_read_from_replica(engine))
    yield engine
    engine.get_execution_options()["replicas"].stop()
    engine.dispose()


@contextmanager
def somebody(floor: int = 0) -> Iterator[Sight]:
    """A request of somebody whose browser has seen the database up to here."""
    token = begin_sight(floor)
    try:
        yield sight()
    finally:
        end_sight(token)


def is_read_from_replica(engine: Engine) -> bool:
    with somebody(), reading(engine) as session:
        return session.scalar(text("SELECT pg_is_in_recovery()"))


def until(claim: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN
    while not claim():
        assert time.monotonic() < end, f"not true within {WITHIN} s"
        time.sleep(0.1)
