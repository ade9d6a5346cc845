"""What is said when a database cannot be used: one kind of error for both databases, with a code that names a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class DatabaseUnusable(Exception):
    """The database cannot be used. The code names a sentence on the screen, `found` is what it speaks of; `was_writing`: it was to be stored.

    `unsure`: it, or the process that was asked first, went away while it stored, so nobody knows whether it did.
    Codes: wrong_url, wrong_replica, unsafe_sqlite, missing, unreachable, unsure, locked, no_rights, read_only, full, disk, damaged,
    schema_missing, schema_old, schema_unknown.
    """

    def __init__(self, code: str, found: str, *, was_writing: bool = False) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found
        self.was_writing = was_writing


class ReadingLost(DatabaseUnusable):
    """One of several servers fell away in the middle of a reading; whoever asks the same question again gets another."""


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


@contextmanager
def translated(url: URL, *, was_writing: bool = False) -> Iterator[None]:
    """Turn what the driver says of an unusable database into DatabaseUnusable; faults of ours pass unchanged."""
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnusable("locked", place or "", was_writing=was_writing) from error
    except DBAPIError as error:
        code = code_of(error)
        if code is None:
            raise
        raise DatabaseUnusable(code, place or "", was_writing=was_writing) from error


def code_of(error: DBAPIError) -> str | None:
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
