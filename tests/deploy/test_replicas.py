"""Readers read from a replica that is fresh enough, and never see a step backwards; writers write to the primary."""

from __future__ import annotations

import signal
import time
from itertools import count

import pytest
from sqlalchemy import Engine, select, text

from db.engine import DatabaseUnusable, ReadingLost, make_engine, reading, writing
from db.models import Source
from db.sight import Sight
from tests.deploy.conftest import LAG, is_read_from_replica, somebody, until
from tests.deploy.postgres import Postgres

NUMBERS = count(1)


def write(engine: Engine) -> str:
    id = f"kilde-{next(NUMBERS)}"
    with writing(engine) as session:
        session.add(Source(id=id, name=id, licence=""))
    return id


def is_seen(engine: Engine, id: str) -> bool:
    with reading(engine) as session:
        return session.scalar(select(Source.id).where(Source.id == id)) is not None


def test_what_a_reader_asks_for_is_read_from_the_replica(both: Engine):
    assert is_read_from_replica(both)


def test_what_no_reader_asks_for_is_read_from_the_primary(both: Engine):
    with reading(both) as session:
        assert not session.scalar(text("SELECT pg_is_in_recovery()"))


def test_whoever_has_written_sees_it_at_once(both: Engine, replica: Postgres):
    replica.tell("SELECT pg_wal_replay_pause()")
    with somebody() as seen:
        assert is_seen(both, write(both))
    assert is_read_from_replica(both)  # which is still fresh enough for everybody else
    with somebody(seen.seen):
        assert is_seen(both, f"kilde-{next(NUMBERS) - 1}")


def test_a_reader_sees_no_step_backwards(both: Engine, replica: Postgres):
    replica.tell("SELECT pg_wal_replay_pause()")
    id = write(both)
    with somebody() as seen:
        both.get_execution_options()["replicas"].fail(both.get_execution_options()["replicas"].copies[0], seen, rests=False)
        assert is_seen(both, id)  # on the primary
    with somebody():
        assert not is_seen(both, id)  # somebody else
    with somebody(seen.seen):
        assert is_seen(both, id)
    replica.tell("SELECT pg_wal_replay_resume()")

    def reads_it_from_the_replica() -> bool:
        with somebody(seen.seen), reading(both) as session:
            return session.scalar(text("SELECT pg_is_in_recovery()"))

    until(reads_it_from_the_replica)


def test_a_replica_of_an_idle_primary_stays_fresh(both: Engine):
    time.sleep(LAG * 2)
    assert is_read_from_replica(both)


def test_a_replica_that_lags_is_not_read_from_until_it_has_caught_up(both: Engine, replica: Postgres):
    replica.tell("SELECT pg_wal_replay_pause()")
    write(both)
    until(lambda: not is_read_from_replica(both))
    replica.tell("SELECT pg_wal_replay_resume()")
    until(lambda: is_read_from_replica(both))


def test_a_replica_that_was_cut_off_counts_as_old_from_then_on(both: Engine, primary: Postgres, replica: Postgres):
    address = replica.tell("SHOW primary_conninfo")
    replica.tell("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()")
    until(lambda: not primary.tell("SELECT count(*) FROM pg_stat_replication"))
    write(both)
    until(lambda: not is_read_from_replica(both))
    replica.tell("ALTER SYSTEM SET primary_conninfo = '{}'".format(address.replace("'", "''")), "SELECT pg_reload_conf()")
    until(lambda: is_read_from_replica(both))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_a_replica_that_stops_is_noticed_by_nobody_and_read_from_again_when_it_is_back(both: Engine, replica: Postgres, how: int):
    id = write(both)
    replica.stop(how)
    for _ in range(20):
        with somebody():
            assert is_seen(both, id)
    replica.start()
    until(lambda: is_read_from_replica(both))


def test_a_reading_that_is_broken_off_is_told_so_and_answered_when_asked_again(both: Engine, replica: Postgres):
    with somebody():
        with pytest.raises(ReadingLost), reading(both) as session:
            session.execute(text("SELECT 1"))
            replica.tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'eier'")
            session.execute(text("SELECT 1"))
        with reading(both) as session:
            assert not session.scalar(text("SELECT pg_is_in_recovery()"))


def test_a_reading_that_the_replica_cannot_wait_for_is_answered_by_the_primary(both: Engine, primary: Postgres, replica: Postgres):
    replica.tell("ALTER SYSTEM SET max_standby_streaming_delay = 0", "SELECT pg_reload_conf()")
    with somebody():
        with pytest.raises(ReadingLost) as raised, reading(both) as session:
            session.execute(select(Source.id)).all()
            primary.tell("ALTER TABLE source ADD COLUMN passing integer", "ALTER TABLE source DROP COLUMN passing", database="tavle")
            for _ in range(100):
                session.execute(select(Source.id)).all()
                time.sleep(0.05)
        assert raised.value.code in ("locked", "unreachable")
        assert not is_seen(both, "no such source")
    replica.tell("ALTER SYSTEM RESET max_standby_streaming_delay", "SELECT pg_reload_conf()")


def test_without_a_primary_readers_read_on_and_writers_are_told(both: Engine, primary: Postgres):
    id = write(both)
    with somebody() as seen:
        until(lambda: is_seen(both, id))
    primary.stop()
    until(lambda: not both.get_execution_options()["replicas"].primary.had(time.monotonic() - LAG))
    with somebody(seen.seen) as reader:
        assert is_seen(both, id)
        assert reader.is_old
    with pytest.raises(DatabaseUnusable) as raised, somebody():
        write(both)
    assert (raised.value.code, raised.value.was_writing) == ("unreachable", True)
    primary.start()
    with somebody():
        assert is_seen(both, write(both))


def test_another_database_is_never_read_from(primary: Postgres, replica: Postgres):
    primary.tell("CREATE DATABASE another OWNER eier TEMPLATE tavle")
    engine = make_engine(primary.url, replicas=[replica.url.replace("/tavle", "/another")], lag=LAG)
    watched = engine.get_execution_options()["replicas"]
    with somebody():
        assert not is_read_from_replica(engine)
    until(lambda: all(server.newest for server in (watched.primary, *watched.copies)))
    assert not is_read_from_replica(engine)
    watched.stop()
    engine.dispose()
    primary.tell("DROP DATABASE another WITH (FORCE)")


def test_a_primary_is_no_replica_of_itself(primary: Postgres):
    engine = make_engine(primary.url, replicas=[primary.url], lag=LAG)
    watched = engine.get_execution_options()["replicas"]
    assert not is_read_from_replica(engine)
    until(lambda: all(server.newest for server in (watched.primary, *watched.copies)))
    assert list(watched._in_order(Sight())) == [watched.primary]
    watched.stop()
    engine.dispose()
