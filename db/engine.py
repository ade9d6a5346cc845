"""The way to the database: an engine, a transaction that only reads, and a transaction that writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

PATIENCE = 15.0  # seconds; a million observations are stored in less, so whoever waits behind a load gets through
CACHE_KIB = 32_768  # per connection, taken only as pages are read
LOG_BYTES = 64_000_000  # what is left of the write-ahead log after a large delivery
WRITER_LOCK = 0x6B76616C  # any constant: PostgreSQL's writers queue on it as SQLite's do on the file

# The WAL-reset fault (sqlite.org/wal.html): a commit during a checkpoint may be lost or damage the file.
WAL_FAULT = ((3, 7, 0), (3, 51, 2))
WAL_FAULT_MENDED_IN = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}

# None has no short way into pysqlite as text and numbers have; this gives it one, and binding a None is 9 times faster.
sqlite.register_adapter(type(None), {}.get)


class DatabaseUnusable(Exception):
    """The database cannot be used. The code names a sentence on the screen, `found` is what it speaks of.

    Codes: wrong_url, unsafe_sqlite, missing, unreachable, locked, no_rights, read_only, full, disk, damaged, schema_missing, schema_old, schema_unknown.
    """

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found


SQLITE_CODES = {
    sqlite.SQLITE_BUSY: "locked",
    sqlite.SQLITE_LOCKED: "locked",
    sqlite.SQLITE_CANTOPEN: "missing",
    sqlite.SQLITE_PERM: "no_rights",
    sqlite.SQLITE_AUTH: "no_rights",
    sqlite.SQLITE_READONLY: "read_only",
    sqlite.SQLITE_FULL: "full",
    sqlite.SQLITE_IOERR: "disk",  # also a quota that is used up
    sqlite.SQLITE_CORRUPT: "damaged",
    sqlite.SQLITE_NOTADB: "damaged",
}
POSTGRES_CODES = {  # postgresql.org/docs/current/errcodes-appendix.html; two characters are a whole class
    "55P03": "locked",
    "40P01": "locked",
    "42P01": "schema_missing",
    "42703": "schema_old",
    "42501": "no_rights",
    "25006": "read_only",
    "3D000": "missing",
    "28": "no_rights",
    "08": "unreachable",
    "57": "unreachable",
    "53": "full",
    "XX": "damaged",
}


def make_engine(url: str, *, patience: float = PATIENCE) -> Engine:
    """An engine for sqlite:///path or postgresql://…; connects to nothing yet. `patience`: seconds to wait for another writer."""
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(address, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 10})
        event.listen(engine, "begin", _begin_postgres)
    else:
        refuse_wal_fault(sqlite.sqlite_version_info)
        engine = create_engine(address, module=sqlite, hide_parameters=True, creator=lambda: _open_sqlite(address.database, patience))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine.execution_options(patience=patience)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment and cannot write."""
    options: dict[str, Any] = {"writes": False}
    if engine.dialect.name == "postgresql":
        options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    with translated(engine.url), Session(engine.execution_options(**options), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that is the only writer from here on; commits at the end, or leaves nothing behind."""
    with translated(engine.url), Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
        session.connection()  # BEGIN IMMEDIATE now: a deferred one fails in droves as soon as two write
        yield session
        session.commit()


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn what the driver says of an unusable database into DatabaseUnusable; faults of ours pass unchanged."""
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnusable("locked", place or "") from error
    except DBAPIError as error:
        code = _code(error)
        if code is None:
            raise
        raise DatabaseUnusable(code, place or "") from error


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


def _code(error: DBAPIError) -> str | None:
    """What the driver's error means for the whole database, or None when it is about the statement."""
    original = error.orig
    if isinstance(original, sqlite.Error):
        if "no such table" in str(original):
            return "schema_missing"
        if "no such column" in str(original) or "has no column" in str(original):
            return "schema_old"
        return SQLITE_CODES.get(getattr(original, "sqlite_errorcode", 0) & 0xFF)  # the low byte is the primary code
    state = getattr(original, "sqlstate", None)
    if state is None:  # psycopg could not connect: that answer has no state
        return _code_of_connecting(str(original)) if isinstance(error, OperationalError) else None
    return POSTGRES_CODES.get(state) or POSTGRES_CODES.get(state[:2])


def _code_of_connecting(message: str) -> str:
    if "database" in message and "does not exist" in message:
        return "missing"
    return "no_rights" if "authentication failed" in message else "unreachable"
