"""What stands, now or as of a version, and how a delivery is turned."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from db.engine import reading, writing
from db.queries.observations import observations as read
from db.writes.reversals import redo, undo

NOON = dt.datetime(2026, 3, 5, 12)
INDICATORS, AREAS = ("fall-med-skade", "trykksår"), ("3911", "3905")


def take_back(engine: Engine, number: int) -> int:
    with writing(engine) as session:
        return undo(session, number, "Ola", "feil fil", NOON)


def put_back(engine: Engine, number: int) -> int:
    with writing(engine) as session:
        return redo(session, number, "Eva", "den var riktig", NOON)


def standing(engine: Engine, as_of: int | None = None) -> dict[tuple[str, str, str, str], tuple[float, int]]:
    """Value and delivery of each key."""
    with reading(engine) as session:
        rows = read(session, INDICATORS, AREAS, as_of)
        return {(row.indicator, row.area, row.breakdown, row.period): (row.value, row.delivery) for row in rows}


def values(engine: Engine, as_of: int | None = None) -> str:
    return " ".join(f"{value:g}" for value, _ in standing(engine, as_of).values())
