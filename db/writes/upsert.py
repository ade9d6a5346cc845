"""Rows of reference tables: added where they are new, brought up to date where they are known, never removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Base

Rows = Iterable[Mapping[str, Any]]

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(session: Session, model: type[Base], rows: Rows) -> None:
    """Rows as dictionaries of columns, all with the same keys."""
    found = [dict(row) for row in rows]
    if not found:
        return
    key = [column.name for column in model.__table__.primary_key]
    statement = INSERT[session.get_bind().dialect.name](model)
    rest = {name: statement.excluded[name] for name in found[0] if name not in key}
    if rest:
        session.execute(statement.on_conflict_do_update(index_elements=key, set_=rest), found)
    else:
        session.execute(statement.on_conflict_do_nothing(index_elements=key), found)


def add_missing(session: Session, model: type[Base], rows: Rows) -> None:
    """Only those whose key is new; the others are left as they are."""
    key = [column.name for column in model.__table__.primary_key]
    statement = INSERT[session.get_bind().dialect.name](model).on_conflict_do_nothing(index_elements=key)
    session.execute(statement, [dict(row) for row in rows])
