"""Every SELECT about files received."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Delivery, Version


def all_deliveries(session: Session) -> Sequence[Delivery]:
    """In the order in which they were stored."""
    return session.scalars(select(Delivery).order_by(Delivery.number)).all()


def deliveries_numbered(session: Session, numbers: Collection[int]) -> Sequence[Delivery]:
    """Those of these numbers."""
    return session.scalars(select(Delivery).where(Delivery.number.in_(numbers)).order_by(Delivery.number)).all()


def find_delivery(session: Session, number: int) -> Delivery | None:
    return session.get(Delivery, number)


def undone_at(session: Session) -> dict[int, dt.datetime]:
    """When each delivery that does not stand now was taken back."""
    found = select(Delivery.number, Version.created_at).join(Version, Version.number == Delivery.undone_version)
    return {row.number: row.created_at for row in session.execute(found)}


def version_on(session: Session, moment: dt.datetime) -> int:
    """The newest version that stood at that moment; 0 before the first."""
    return session.scalar(select(func.max(Version.number)).where(Version.created_at <= moment)) or 0
