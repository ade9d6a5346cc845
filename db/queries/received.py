"""Which files came in: a page of them at a time, who brought them, and what became of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from db.models import Delivery, Reversal, Version
from db.terms import ReversalKind


@dataclass(frozen=True, slots=True)
class Among:
    """Which deliveries are meant; None = any."""

    source: str | None = None
    by: str | None = None
    since: dt.datetime | None = None
    before: dt.datetime | None = None

    @property
    def rules(self) -> list[ColumnElement[bool]]:
        tests = {
            Delivery.source.__eq__: self.source,
            Delivery.received_by.__eq__: self.by,
            Delivery.received_at.__ge__: self.since,
            Delivery.received_at.__lt__: self.before,
        }
        return [test(value) for test, value in tests.items() if value is not None]


def received(session: Session, among: Among, most: int, skip: int = 0) -> Sequence[Row[tuple[Delivery, dt.datetime | None, str | None]]]:
    """The newest first: (delivery, when it was taken back, by whom), both None for one that stands."""
    undone = select(Delivery, Version.created_at, Version.created_by).outerjoin(Version, Version.number == Delivery.undone_version)
    return session.execute(undone.where(*among.rules).order_by(Delivery.number.desc()).limit(most).offset(skip)).all()


def count_received(session: Session, among: Among) -> int:
    return session.scalar(select(func.count()).select_from(Delivery).where(*among.rules)) or 0


def deliverers(session: Session) -> Sequence[str]:
    return session.scalars(select(Delivery.received_by).distinct().order_by(Delivery.received_by)).all()


def days_received(session: Session) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the first came and when the last did."""
    first, last = session.execute(select(func.min(Delivery.received_at), func.max(Delivery.received_at))).one()
    return first, last


def reversals(session: Session, number: int) -> Sequence[Row[tuple[int, ReversalKind, str, dt.datetime, str]]]:
    """Every time a delivery was taken back or put back, in order: version, kind, reason, created_at, created_by."""
    said = (Reversal.version, Reversal.kind, Reversal.reason, Version.created_at, Version.created_by)
    query = select(*said).join(Version, Version.number == Reversal.version).where(Reversal.delivery == number)
    return session.execute(query.order_by(Reversal.version)).all()


def problems_of(session: Session, number: int) -> str | None:
    """What the checks noticed, as JSON; None for a delivery from before that was kept."""
    return session.scalar(select(Delivery.problems).where(Delivery.number == number))
