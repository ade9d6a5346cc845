"""Rows of reference tables: added where they are new, brought up to date where they are known, never removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Base

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(session: Session, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as dictionaries of columns, all with the same keys."""
    found = [dict(row) for row in rows]
    if not found:
        return
    key = [column.name for column in model.__table__.primary_key]
    statement = INSERT[session.get_bind().dialect.name](model)
    rest = {name: statement.excluded[name] for name in found[0] if name not in key}
    statement = (
        statement.on_conflict_do_update(index_elements=key, set_=rest) if rest else statement.on_conflict_do_nothing(index_elements=key)
    )
    session.execute(statement, found)
