"""Every INSERT of facts. A delivery supersedes what it covers, an undo brings back what stood before; nothing is removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Insert, exists, func, insert, null, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.models import Delivery, Indicator, Observation, Reversal, Version
from db.terms import ReversalKind

KEY = ("indicator", "area", "breakdown", "period")
COLUMNS = (*KEY, "value", "numerator", "denominator", "lower", "upper", "invited", "status", "note")
TABLE = Observation.__table__
ROWS_A_STATEMENT = 200  # a quarter faster than one at a time; 2400 parameters, where SQLite allows 32 766

CHUNK = 20_000  # rows held as tuples at a time

Row = tuple[Any, ...]
Columns = Mapping[str, Sequence[Any]]


class CannotUndo(Exception):
    """There is nothing to take back: unknown_delivery or already_undone."""

    def __init__(self, code: str, delivery: int) -> None:
        super().__init__(f"{code}: {delivery}")
        self.code = code
        self.delivery = delivery


def store(session: Session, facts: Mapping[str, Any], columns: Columns | Iterable[Columns]) -> int:
    """Store a delivery with its observations as one new version; returns its number.

    `facts` are the columns of Delivery that are known: source, layout, file_name, sha256, answers, received_at, received_by, rows, note.
    `columns` has a sequence for each of COLUMNS, of plain str, float and None (status as its code, None where there is no number);
    or is an iterable of such, so that no more than one need be in memory. One row a key in the whole delivery. Rows in the order
    of their key go in several times faster than at random.
    """
    delivery = Delivery(**facts, number=_new_version(session, facts["received_at"], facts["received_by"]))
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


def undo(session: Session, number: int, by: str, reason: str, at: dt.datetime) -> int:
    """Take a delivery back as a new version, whose number is returned: what it superseded stands again, unless taken back too."""
    delivery = session.get(Delivery, number)
    if delivery is None:
        raise CannotUndo("unknown_delivery", number)
    if delivery.undone_version is not None:
        raise CannotUndo("already_undone", number)
    version = _new_version(session, at, by)
    session.add(Reversal(version=version, delivery=number, kind=ReversalKind.UNDO, reason=reason))
    delivery.undone_version = version
    session.flush()
    connection = session.connection()
    connection.execute(update(TABLE).where(TABLE.c.delivery == number, TABLE.c.superseded_by.is_(None)).values(superseded_by=version))
    connection.execute(_bring_back(number, version))
    return version


def _in_chunks(columns: Columns | Iterable[Columns]) -> Iterator[list[Row]]:
    for part in [columns] if isinstance(columns, Mapping) else columns:
        for start in range(0, len(part[KEY[0]]), CHUNK):
            yield list(zip(*(part[name][start : start + CHUNK] for name in COLUMNS), strict=True))


def _new_version(session: Session, at: dt.datetime, by: str) -> int:
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


def _bring_back(number: int, version: int) -> Insert:
    """Where the delivery's row stood until now: a copy of the newest row before it from a delivery that is not taken back."""
    gone, before = TABLE.alias("gone"), TABLE.alias("before")
    same_key = [gone.c[name] == before.c[name] for name in KEY]
    newest_first = func.row_number().over(
        partition_by=[before.c[name] for name in KEY], order_by=[before.c.delivery.desc(), before.c.since.desc()]
    )
    found = (
        select(before, newest_first.label("place"))
        .join(gone, same_key[0] & same_key[1] & same_key[2] & same_key[3])
        .join(Delivery, Delivery.number == before.c.delivery)
        .where(gone.c.superseded_by == version, before.c.delivery < number, Delivery.undone_version.is_(None))
        .subquery()
    )
    kept = [*COLUMNS, "delivery"]
    copies = select(*(found.c[name] for name in kept), version, null()).where(found.c.place == 1)
    return insert(TABLE).from_select([*kept, "since", "superseded_by"], copies)


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
