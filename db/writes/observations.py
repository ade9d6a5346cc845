"""Every INSERT of facts. A delivery supersedes what it covers; nothing is removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.models import Delivery, Indicator, Observation, Version

KEY = ("indicator", "area", "breakdown", "period")
COLUMNS = (*KEY, "value", "numerator", "denominator", "lower", "upper", "invited", "status", "note")
TABLE = Observation.__table__
ROWS_A_STATEMENT = 200  # a quarter faster than one at a time; 2400 parameters, where SQLite allows 32 766

CHUNK = 20_000  # rows held as tuples at a time

Row = tuple[Any, ...]
Columns = Mapping[str, Sequence[Any]]


def store(session: Session, facts: Mapping[str, Any], columns: Columns | Iterable[Columns]) -> int:
    """Store a delivery with its observations as one new version; returns its number.

    `facts` are the columns of Delivery that are known: source, layout, file_name, sha256, answers, received_at, received_by, rows, note, problems.
    `columns` has a sequence for each of COLUMNS, of plain str, float and None (status as its code, None where there is no number);
    or is an iterable of such, so that no more than one need be in memory. One row a key in the whole delivery. Rows in the order
    of their key go in several times faster than at random.
    """
    delivery = Delivery(**facts, number=new_version(session, facts["received_at"], facts["received_by"]))
    session.add(delivery)
    session.flush()
    connection = session.connection()
    supersede, add = WAYS[connection.dialect.name]
    stands: dict[str, bool] = {}  # whether an indicator had current observations before this delivery
    for rows in _in_chunks(columns):
        stands |= _which_stand(session, {row[0] for row in rows} - stands.keys())
        supersede(connection, delivery.number, [row for row in rows if stands[row[0]]])
        add(connection, delivery.number, rows)
    return delivery.number


def _in_chunks(columns: Columns | Iterable[Columns]) -> Iterator[list[Row]]:
    for part in [columns] if isinstance(columns, Mapping) else columns:
        for start in range(0, len(part[KEY[0]]), CHUNK):
            yield list(zip(*(part[name][start : start + CHUNK] for name in COLUMNS), strict=True))


def new_version(session: Session, at: dt.datetime, by: str) -> int:
    """One more than the last: db.engine lets one writer in at a time, on either database."""
    number = (session.scalar(select(func.max(Version.number))) or 0) + 1
    session.add(Version(number=number, created_at=at, created_by=by))
    session.flush()
    return number


def _which_stand(session: Session, indicators: set[str]) -> dict[str, bool]:
    """One look into the index an indicator: the first load of a million rows has nothing to supersede, and need not try."""
    current = exists().where(Observation.indicator == Indicator.id, Observation.superseded_by.is_(None))
    found = set(session.scalars(select(Indicator.id).where(Indicator.id.in_(indicators), current)))
    return {indicator: indicator in found for indicator in indicators}


def _supersede_on_sqlite(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    if rows:
        which = " AND ".join(f"{name} = ?" for name in KEY)
        sentence = f"UPDATE observation SET superseded_by = {version:d} WHERE superseded_by IS NULL AND {which}"
        connection.exec_driver_sql(sentence, [row[:4] for row in rows])


def _add_on_sqlite(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    one = f"({', '.join('?' * len(COLUMNS))}, {version:d}, {version:d})"
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        some = rows[start : start + ROWS_A_STATEMENT]
        sentence = f"INSERT INTO observation ({', '.join(COLUMNS)}, since, delivery) VALUES {', '.join([one] * len(some))}"
        connection.exec_driver_sql(sentence, tuple(chain.from_iterable(some)))


def _supersede_on_postgres(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    if rows:
        # Right after a large load the planner knows nothing of the table, and would sort all of it for each chunk.
        for way in ("hashjoin", "mergejoin", "seqscan", "bitmapscan"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")  # until the end of the transaction; what is left is the index
        arrays = ", ".join(["%s::text[]"] * len(KEY))
        which = " AND ".join(f"observation.{name} = taken.{name}" for name in KEY)
        connection.exec_driver_sql(
            f"UPDATE observation SET superseded_by = {version:d} FROM unnest({arrays}) AS taken ({', '.join(KEY)}) "
            f"WHERE superseded_by IS NULL AND {which}",
            tuple([row[place] for row in rows] for place in range(len(KEY))),
        )


def _add_on_postgres(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    sentence = f"COPY observation ({', '.join(COLUMNS)}, since, delivery) FROM STDIN"
    with _as_of_sqlalchemy(connection, sentence), connection.connection.cursor() as cursor, cursor.copy(sentence) as copy:
        for row in rows:
            copy.write_row((*row, version, version))


@contextmanager
def _as_of_sqlalchemy(connection: Connection, sentence: str) -> Iterator[None]:
    """COPY goes past SQLAlchemy; its errors should be the ones that everything else raises."""
    driver = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except driver as error:
        raise DBAPIError.instance(sentence, None, error, driver, hide_parameters=True, dialect=connection.dialect) from error


WAYS = {
    "sqlite": (_supersede_on_sqlite, _add_on_sqlite),
    "postgresql": (_supersede_on_postgres, _add_on_postgres),
}
