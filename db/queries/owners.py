"""Every SELECT about those who answer for something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.acting import ActionStatus
from db.models import Action, Owner


def all_owners(session: Session) -> Sequence[Owner]:
    return session.scalars(select(Owner).order_by(Owner.id)).all()


def find_owner(session: Session, id: int) -> Owner | None:
    return session.get(Owner, id)


def open_actions_of_owners(session: Session) -> Mapping[int, int]:
    """How many measures that are not over each of them has."""
    is_open = Action.status.in_([status for status in ActionStatus if status.is_open])
    return dict(session.execute(select(Action.owner, func.count()).where(is_open).group_by(Action.owner)).all())
