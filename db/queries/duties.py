"""Every SELECT about what recurs in the year and when it was done."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Duty, DutyDone


def all_duties(session: Session) -> Sequence[Duty]:
    """Those that have ended too."""
    return session.scalars(select(Duty).order_by(Duty.title, Duty.id)).all()


def find_duty(session: Session, id: int) -> Duty | None:
    return session.get(Duty, id)


def all_done(session: Session) -> Sequence[DutyDone]:
    """Also what was taken back."""
    return session.scalars(select(DutyDone).order_by(DutyDone.duty, DutyDone.month)).all()


def done_of(session: Session, duty: int) -> Sequence[DutyDone]:
    """The newest first."""
    return session.scalars(select(DutyDone).where(DutyDone.duty == duty).order_by(DutyDone.month.desc())).all()


def find_done(session: Session, duty: int, month: str) -> DutyDone | None:
    return session.scalars(select(DutyDone).where(DutyDone.duty == duty, DutyDone.month == month)).one_or_none()
