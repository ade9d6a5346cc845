"""How the database is opened: safely, for reading or for writing, and with one kind of error when it cannot be used."""

from __future__ import annotations

import threading
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import URL, Engine, func, select, text
from sqlalchemy.exc import IntegrityError

from db.engine import DatabaseUnusable, make_engine, reading, refuse_wal_fault, writing
from db.models import Source


def add_source(engine: Engine, id: str) -> None:
    with writing(engine) as session:
        session.add(Source(id=id, name=id, licence=""))


def count_sources(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Source))


def opened(url: str) -> int:
    engine = make_engine(url)
    try:
        return count_sources(engine)
    finally:
        engine.dispose()


def unusable(url: str) -> tuple[str, str]:
    with pytest.raises(DatabaseUnusable) as raised:
        opened(url)
    return raised.value.code, raised.value.found


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)])
def test_an_sqlite_that_may_lose_a_commit_is_refused(version: tuple[int, int, int]):
    with pytest.raises(DatabaseUnusable) as raised:
        refuse_wal_fault(version)
    assert (raised.value.code, raised.value.found) == ("unsafe_sqlite", ".".join(map(str, version)))


@pytest.mark.parametrize("version", [(3, 6, 23), (3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_an_sqlite_without_the_fault_is_taken(version: tuple[int, int, int]):
    refuse_wal_fault(version)


def test_the_check_runs_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch, sqlite_url: str):
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 40, 1))
    assert unusable(sqlite_url) == ("unsafe_sqlite", "3.40.1")


@pytest.mark.parametrize(
    ("pragma", "setting"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 7000),
    ],
)
def test_sqlite_is_opened_with_care(sqlite_url: str, pragma: str, setting: str | int):
    engine = make_engine(sqlite_url, patience=7)
    with reading(engine) as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == setting
    engine.dispose()


def test_what_is_written_is_read(engine: Engine):
    add_source(engine, "own")
    assert count_sources(engine) == 1


def test_a_failure_leaves_nothing_behind(engine: Engine):
    def fail() -> None:
        with writing(engine) as session:
            session.add(Source(id="own", name="", licence=""))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert count_sources(engine) == 0


def test_a_reading_session_cannot_write(engine: Engine):
    with pytest.raises(DatabaseUnusable) as raised, reading(engine) as session:
        session.execute(text("DELETE FROM source"))
    assert raised.value.code == "read_only"
    add_source(engine, "own")  # the connection is not left read-only


def test_a_reading_session_sees_one_moment(engine: Engine):
    count = select(func.count()).select_from(Source)
    with reading(engine) as session:
        before = session.scalar(count)
        add_source(engine, "own")
        assert session.scalar(count) == before


def test_faults_of_a_statement_pass_unchanged(engine: Engine):
    add_source(engine, "own")
    with pytest.raises(IntegrityError):
        add_source(engine, "own")


def test_values_stay_out_of_error_messages(sqlite_engine: Engine):
    add_source(sqlite_engine, "own")
    with pytest.raises(IntegrityError) as raised, writing(sqlite_engine) as session:
        session.execute(text("INSERT INTO source (id, name, licence) VALUES ('own', :name, '')"), {"name": "01010112345"})
    assert "01010112345" not in str(raised.value)


def test_writers_wait_for_each_other(engine: Engine):
    """Deferred transactions would fail here: both read, then one of them writes on what is no longer there."""

    def count_up(times: int) -> None:
        for _ in range(times):
            with writing(engine) as session:
                number = session.scalar(select(func.count()).select_from(Source))
                session.add(Source(id=f"s{number}", name="", licence=""))

    threads = [threading.Thread(target=count_up, args=(10,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count_sources(engine) == 40


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_writer_that_waits_too_long_is_told_that_the_database_is_locked(request: pytest.FixtureRequest, kind: str):
    url = request.getfixturevalue(f"{kind}_url")
    patient, hasty = make_engine(url), make_engine(url, patience=0.2)
    with writing(patient):
        with pytest.raises(DatabaseUnusable) as raised, writing(hasty):
            pass
        assert raised.value.code == "locked"
        assert count_sources(hasty) == 0  # readers never wait
    patient.dispose()
    hasty.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "oracle://a:b@c/d"])
def test_an_address_that_nobody_can_open_is_refused(url: str):
    assert unusable(url)[0] == "wrong_url"


def test_passwords_are_never_shown():
    for url in ("postgresql://me:hemmelig@localhost:1/x", "mysql://me:hemmelig@localhost/x", "//me:hemmelig@x"):
        assert "hemmelig" not in unusable(url)[1]


def test_a_missing_file_is_not_created(tmp_path: Path):
    path = tmp_path / "feil.sqlite3"
    assert unusable(f"sqlite:///{path}") == ("missing", str(path))
    assert not path.exists()


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path):
    path = tmp_path / "notat.sqlite3"
    path.write_bytes(b"dette er ikke en database\n" * 500)
    assert unusable(f"sqlite:///{path}") == ("damaged", str(path))


def test_a_path_may_hold_blanks_and_signs(tmp_path: Path, sqlite_template: Path):
    path = tmp_path / "våre tall #1 100 %20.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    assert opened(URL.create("sqlite", database=str(path)).render_as_string()) == 0


@pytest.mark.parametrize("empty_url", ["sqlite", "postgres"], indirect=True)
def test_a_database_without_tables_is_told_from_a_missing_one(empty_url: str):
    if empty_url.startswith("sqlite"):
        Path(empty_url.removeprefix("sqlite:///")).touch()
    assert unusable(empty_url)[0] == "schema_missing"


def test_a_server_that_does_not_answer_is_unreachable():
    assert unusable("postgresql://nobody@127.0.0.1:1/x") == ("unreachable", "postgresql+psycopg://nobody@127.0.0.1:1/x")


def test_a_database_that_the_server_lacks_is_missing(postgres_url: str):
    assert unusable(postgres_url.replace("test_", "never_"))[0] == "missing"


def test_text_sorts_by_code_point_on_both(engine: Engine):
    names = ["a", "B", "å", "Æ", "z", "Z", "1"]
    for name in names:
        add_source(engine, name)
    with reading(engine) as session:
        assert list(session.scalars(select(Source.id).order_by(Source.id))) == sorted(names)
