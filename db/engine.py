"""The way to the database: an engine, a transaction that only reads, and a transaction that writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from db.replicas import READING, Replicas
from db.sight import Sight, sight
from db.unusable import DatabaseUnusable, ReadingLost, code_of, translated

__all__ = ["DatabaseUnusable", "ReadingLost", "make_engine", "reading", "reads_elsewhere", "refuse_wal_fault", "translated", "writing"]

PATIENCE = 15.0  # seconds; a million observations are stored in less, so whoever waits behind a load gets through
CACHE_KIB = 32_768  # per connection, taken only as pages are read
LOG_BYTES = 64_000_000  # what is left of the write-ahead log after a large delivery
WRITER_LOCK = 0x6B76616C  # any constant: PostgreSQL's writers queue on it as SQLite's do on the file
TOLERATED_LAG = 5.0  # seconds
UNSAVED = "unsaved"  # in a writing session's `info`: what sets it apart, since nobody knows yet whether what it sees will stand
# Seconds until a server that has vanished without a word is given up, also in the middle of an answer.
PRESENCE = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}

# The WAL-reset fault (sqlite.org/wal.html): a commit during a checkpoint may be lost or damage the file.
WAL_FAULT = ((3, 7, 0), (3, 51, 2))
WAL_FAULT_MENDED_IN = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}

# None has no short way into pysqlite as text and numbers have; this gives it one, and binding a None is 9 times faster.
sqlite.register_adapter(type(None), {}.get)


def make_engine(url: str, *, patience: float = PATIENCE, replicas: Sequence[str] = (), lag: float = TOLERATED_LAG) -> Engine:
    """An engine for sqlite:///path or postgresql://…; connects to nothing yet. `patience`: seconds to wait for another writer.

    `replicas` are the addresses of copies of a PostgreSQL, read from while they are at most `lag` seconds behind.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        engine = _postgres(address)
        event.listen(engine, "begin", _begin_postgres)
    else:
        refuse_wal_fault(sqlite.sqlite_version_info)
        engine = create_engine(address, module=sqlite, hide_parameters=True, creator=lambda: _open_sqlite(address.database, patience))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return _with_replicas(engine, replicas, lag).execution_options(patience=patience)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment and cannot write; what a reader asks for comes from a replica where there is one."""
    seen, replicas = sight(), _replicas(engine)
    if replicas and seen and not seen.has_written:
        with _reading_near(engine, replicas, seen) as session:
            yield session
        return
    options = READING if engine.dialect.name == "postgresql" else {"writes": False}
    with translated(engine.url), Session(engine.execution_options(**options), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that is the only writer from here on; commits at the end, or leaves nothing behind."""
    seen, replicas = sight(), _replicas(engine)
    if seen and seen.is_repeated:
        raise DatabaseUnusable("unsure", engine.url.render_as_string(hide_password=True), was_writing=True)
    options = engine.execution_options(writes=True)
    own = {UNSAVED: object()}
    with translated(engine.url, was_writing=True), Session(options, expire_on_commit=False, info=own) as session:
        session.connection()  # BEGIN IMMEDIATE now: a deferred one fails in droves as soon as two write
        yield session
        if seen:
            seen.has_written = True  # whatever becomes of the commit, this request is not to be repeated
        _commit(session)
    if seen and replicas:
        replicas.note_written(seen)


@contextmanager
def _reading_near(engine: Engine, replicas: Replicas, seen: Sight) -> Iterator[Session]:
    with translated(engine.url):
        session, server = replicas.open(seen)
    try:
        with session:
            yield session
    except DBAPIError as error:
        is_conflict = getattr(error.orig, "sqlstate", None) == "40001"  # the replica had to go on with what this reading held up
        code = "locked" if is_conflict else code_of(error)
        if code is None:
            raise
        replicas.fail(server, seen, rests=not is_conflict)
        raise ReadingLost(code, server.name) from error


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:  # gone before it answered
            raise DatabaseUnusable("unsure", session.get_bind().url.render_as_string(hide_password=True), was_writing=True) from error
        raise


def _postgres(address: URL) -> Engine:
    return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True, connect_args=PRESENCE)


def _with_replicas(engine: Engine, urls: Sequence[str], lag: float) -> Engine:
    """The engine carries its replicas along, so whoever has it asks nothing of where a reading goes."""
    addresses = [_address(url) for url in urls]
    for address in addresses:
        if "sqlite" in (address.get_backend_name(), engine.dialect.name):
            raise DatabaseUnusable("wrong_replica", address.render_as_string(hide_password=True))
    if not addresses:
        return engine
    replicas = Replicas(engine, [_postgres(address) for address in addresses], lag)
    event.listen(engine, "engine_disposed", lambda _: replicas.stop())
    return engine.execution_options(replicas=replicas)


def reads_elsewhere(engine: Engine) -> bool:
    """Whether a reading may go to another server than the engine's own."""
    return _replicas(engine) is not None


def _replicas(engine: Engine) -> Replicas | None:
    return engine.get_execution_options().get("replicas")


def refuse_wal_fault(version: tuple[int, int, int]) -> None:
    """Raise if this SQLite may lose a commit in WAL mode."""
    first, last = WAL_FAULT
    mended = WAL_FAULT_MENDED_IN.get(version[:2])
    if first <= version <= last and not (mended and version >= mended):
        raise DatabaseUnusable("unsafe_sqlite", ".".join(map(str, version)))


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise DatabaseUnusable("wrong_url", _without_password(url)) from error
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnusable("wrong_url", address.render_as_string(hide_password=True))
    in_memory = address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:")
    if in_memory:  # each connection would have its own
        raise DatabaseUnusable("wrong_url", url)
    return address


def _without_password(url: str) -> str:
    return url.split("://")[0] + "://…" if "://" in url else "…"


def _open_sqlite(path: str, patience: float) -> sqlite.Connection:
    """Open, never create: a mistyped path would otherwise be an empty database. db.migrate creates."""
    address = Path(path).absolute().as_uri() + "?mode=rw"
    return sqlite.connect(address, uri=True, timeout=patience, check_same_thread=False, isolation_level=None)


def _prepare_sqlite(connection: sqlite.Connection, _record: object) -> None:
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
        f"journal_size_limit = {LOG_BYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # pysqlite begins only before it writes, and deferred; isolation_level=None leaves that to us.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(options['patience'] * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
