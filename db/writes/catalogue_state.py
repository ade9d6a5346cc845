"""A number for what the catalogue and the areas hold: whatever is kept of them is kept under it."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Area,
    AreaGroupMember,
    AreaSuccession,
    CatalogueState,
    GoalText,
    Indicator,
    IndicatorMark,
    ServiceArea,
    Source,
    Target,
)

TABLES = (ServiceArea, Source, GoalText, Indicator, IndicatorMark, Target, Area, AreaSuccession, AreaGroupMember)


def note_catalogue(session: Session) -> None:
    """The next number, if any row has come, gone or become another since the last time."""
    session.flush()
    found = _checksum(session)
    last = session.scalar(select(CatalogueState).order_by(CatalogueState.number.desc()).limit(1))
    if last is None or last.checksum != found:
        session.add(CatalogueState(number=last.number + 1 if last else 1, checksum=found))
        session.flush()


def _checksum(session: Session) -> str:
    digest = hashlib.sha256()
    for model in TABLES:
        table = model.__table__
        for row in session.execute(select(table).order_by(*table.primary_key)):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
