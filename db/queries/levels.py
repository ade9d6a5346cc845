"""Every SELECT about new levels: those that stand, now or at a version, and all that there ever were."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import NewLevel, Version


def standing_levels(session: Session, indicators: Collection[str], as_of: int | None = None) -> Sequence[NewLevel]:
    """Those of these indicators that are not taken back, in time order; or as it was at a version."""
    query = select(NewLevel).where(NewLevel.indicator.in_(indicators))
    if as_of is None:
        query = query.where(NewLevel.taken_back_version.is_(None))
    else:
        later = or_(NewLevel.taken_back_version.is_(None), NewLevel.taken_back_version > as_of)
        query = query.where(NewLevel.since <= as_of, later)
    return session.scalars(query.order_by(NewLevel.indicator, NewLevel.period, NewLevel.id)).all()


def levels_ever(session: Session, indicator: str) -> Sequence[Row]:
    """(level, version that brought it, version that took it back or None) of each, the newest first."""
    brought, taken = aliased(Version), aliased(Version)
    query = (
        select(NewLevel, brought, taken)
        .join(brought, brought.number == NewLevel.since)
        .outerjoin(taken, taken.number == NewLevel.taken_back_version)
        .where(NewLevel.indicator == indicator)
    )
    return session.execute(query.order_by(NewLevel.since.desc())).all()


def find_level(session: Session, id: int) -> NewLevel | None:
    return session.get(NewLevel, id)
