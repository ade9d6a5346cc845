"""Which version of the facts, which edit and which state of the catalogue is the newest: one small question that every request begins with."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import NamedTuple

from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.engine import reading, reads_elsewhere
from db.models import CatalogueState, Edit, Version
from db.queries.moment import once_a_reading

DIALECTS = {"postgresql": postgresql.dialect, "sqlite": sqlite.dialect}
NEWEST = select(
    func.coalesce(select(func.max(Version.number)).scalar_subquery(), 0),
    func.coalesce(select(func.max(Edit.id)).scalar_subquery(), 0),
    func.coalesce(select(func.max(CatalogueState.number)).scalar_subquery(), 0),
)


class Newest(NamedTuple):
    """All rise only; 0 before the first. The catalogue's covers the areas too."""

    version: int
    edit: int
    catalogue: int


@once_a_reading
def newest(session: Session) -> Newest:
    return Newest(*session.execute(NEWEST).one())


def newest_now(engine: Engine) -> Newest:
    """As newest, for who has no reading yet. One statement sees one moment by itself, and a transaction around it would cost three times as much."""
    if not reads_elsewhere(engine):
        with suppress(engine.dialect.dbapi.Error):  # a reading meets the same, and knows what to call it
            return Newest(*_by_itself(engine))
    with reading(engine) as session:
        return newest(session)


def _by_itself(engine: Engine) -> tuple[int, int, int]:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(_text(engine.dialect.name))
        found = cursor.fetchone()
        cursor.close()
        return found
    finally:
        connection.close()  # back to the pool, which ends what psycopg has begun


@cache
def _text(dialect: str) -> str:
    return str(NEWEST.compile(dialect=DIALECTS[dialect](), compile_kwargs={"literal_binds": True}))
