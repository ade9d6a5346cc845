"""What is written for others to see: nobody but its author and those who may approve sees it before somebody else has approved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, User
from dashboard.usecases.shared_words import LONGEST_REASON
from dashboard.usecases.writing import Text, read_fields, storing
from db.learning_words import SharedState
from db.models.table import Base
from db.queries.edits import edits_of
from db.terms import Role
from db.writes import edits

APPROVER = Role.COMMITTEE


class Shared(Protocol):
    """A learning card, or what is said of a survey."""

    id: int
    state: SharedState
    created_by: str
    revision: int


def sees(user: User, row: Shared) -> bool:
    return row.state is SharedState.APPROVED or may_write(user, row)


def may_write(user: User, row: Shared) -> bool:
    return user.role.may(APPROVER) or (user.role.may(Role.LEADER) and row.created_by == user.name)


def seen(session: Session, user: User, table: type[Base], id: int) -> Shared:
    """NotFound as well where it exists and is not for this user: a draft is not even said to be there."""
    row = session.get(table, id)
    if row is None or not sees(user, row):
        raise NotFound(f"unknown_{table.__tablename__}")
    return row


def writable(session: Session, user: User, table: type[Base], id: int) -> Shared:
    row = seen(session, user, table, id)
    if not may_write(user, row):
        raise Forbidden("not_the_author")
    return row


def may_approve(session: Session, user: User, row: Shared) -> bool:
    """Whoever wrote it, or was the last to change it, does not approve it alone."""
    if row.state is not SharedState.DRAFT or not user.role.may(APPROVER):
        return False
    newest = edits_of(session, type(row), row.id)[0]
    return user.name not in (row.created_by, newest.made_by)


def approve(asker: Asker, table: type[Base], id: int, revision: int, at: dt.datetime | None = None) -> None:
    """From now on everybody sees it. `revision` is the one that was read: nobody approves what has been changed since."""
    with storing(asker, at=at) as (session, stamp):
        row = writable(session, asker.user, table, id)
        if row.state is not SharedState.DRAFT:
            raise Conflict("not_a_draft")
        if not may_approve(session, asker.user, row):
            raise Forbidden("approves_own")
        edits.change(session, row, revision, {"state": SharedState.APPROVED, "approved_at": stamp.at, "approved_by": stamp.by}, stamp)


def withdraw(asker: Asker, table: type[Base], id: int, revision: int, written: Mapping[str, object]) -> None:
    """Nobody but its author and those who may approve sees it any longer; why is kept."""
    reason = read_fields({"reason": Text(longest=LONGEST_REASON)}, written)["reason"]
    with storing(asker, str(reason)) as (session, stamp):
        row = writable(session, asker.user, table, id)
        if row.state is not SharedState.APPROVED:
            raise Conflict("not_approved")
        edits.change(session, row, revision, UNAPPROVED | {"state": SharedState.WITHDRAWN}, stamp)


UNAPPROVED = {"approved_at": None, "approved_by": None}
DRAFT = {"state": SharedState.DRAFT} | UNAPPROVED  # what has been changed is approved anew
