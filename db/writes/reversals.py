"""A delivery taken back, or put back after that: a version of its own each time, and nothing is removed or overwritten."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, FromClause, Insert, Update, and_, func, insert, null, select, update
from sqlalchemy.orm import Session

from db.models import Delivery, Reversal
from db.terms import ReversalKind
from db.writes.observations import COLUMNS, KEY, TABLE, new_version

KEPT = (*COLUMNS, "delivery")  # what a row takes along when it stands again


class CannotReverse(Exception):
    """There is nothing to do: unknown_delivery, already_undone, not_undone, or delivered_again (the same file, in delivery `by`)."""

    def __init__(self, code: str, delivery: int, by: int | None = None) -> None:
        super().__init__(f"{code}: {delivery}")
        self.code = code
        self.delivery = delivery
        self.by = by


def undo(session: Session, number: int, by: str, reason: str, at: dt.datetime) -> int:
    """Take a delivery back as a new version, whose number is returned: what it superseded stands again, unless taken back too."""
    delivery = _find(session, number)
    if delivery.undone_version is not None:
        raise CannotReverse("already_undone", number)
    version = _new_reversal(session, number, ReversalKind.UNDO, by, reason, at)
    delivery.undone_version = version
    session.flush()
    connection = session.connection()
    connection.execute(update(TABLE).where(TABLE.c.delivery == number, TABLE.c.superseded_by.is_(None)).values(superseded_by=version))
    connection.execute(_bring_back(number, version))
    return version


def redo(session: Session, number: int, by: str, reason: str, at: dt.datetime) -> int:
    """Take an undo back as a new version, whose number is returned: the delivery stands again where nothing newer does."""
    delivery = _find(session, number)
    if delivery.undone_version is None:
        raise CannotReverse("not_undone", number)
    same_file = (Delivery.sha256 == delivery.sha256, Delivery.answers == delivery.answers, Delivery.undone_version.is_(None))
    again = session.scalar(select(Delivery.number).where(*same_file))
    if again is not None:
        raise CannotReverse("delivered_again", number, again)
    version = _new_reversal(session, number, ReversalKind.REDO, by, reason, at)
    delivery.undone_version = None
    session.flush()
    connection = session.connection()
    connection.execute(_step_aside(number, version))
    connection.execute(_put_back(number, version))
    return version


def _find(session: Session, number: int) -> Delivery:
    delivery = session.get(Delivery, number)
    if delivery is None:
        raise CannotReverse("unknown_delivery", number)
    return delivery


def _new_reversal(session: Session, number: int, kind: ReversalKind, by: str, reason: str, at: dt.datetime) -> int:
    version = new_version(session, at, by)
    session.add(Reversal(version=version, delivery=number, kind=kind, reason=reason))
    return version


def _same_key(one: FromClause, other: FromClause) -> list[ColumnElement[bool]]:
    return [one.c[name] == other.c[name] for name in KEY]


def _bring_back(number: int, version: int) -> Insert:
    """Where the delivery's row stood until now: a copy of the newest row before it from a delivery that is not taken back."""
    gone, before = TABLE.alias("gone"), TABLE.alias("before")
    newest_first = func.row_number().over(
        partition_by=[before.c[name] for name in KEY], order_by=[before.c.delivery.desc(), before.c.since.desc()]
    )
    found = (
        select(before, newest_first.label("place"))
        .join(gone, and_(*_same_key(gone, before)))
        .join(Delivery, Delivery.number == before.c.delivery)
        .where(gone.c.superseded_by == version, before.c.delivery < number, Delivery.undone_version.is_(None))
        .subquery()
    )
    copies = select(*(found.c[name] for name in KEPT), version, null()).where(found.c.place == 1)
    return insert(TABLE).from_select([*KEPT, "since", "superseded_by"], copies)


def _step_aside(number: int, version: int) -> Update:
    """What stands now from older deliveries, at the keys that the delivery brought."""
    own = TABLE.alias("own")
    now = [TABLE.c.superseded_by.is_(None), TABLE.c.delivery < number, *_same_key(TABLE, own)]
    return update(TABLE).where(own.c.delivery == number, own.c.since == number, *now).values(superseded_by=version)


def _put_back(number: int, version: int) -> Insert:
    """A copy of each row that the delivery brought, unless a newer delivery stands at its key."""
    own, newer = TABLE.alias("own"), TABLE.alias("newer")
    is_taken = select(newer.c.since).where(newer.c.superseded_by.is_(None), *_same_key(newer, own)).exists()
    copies = select(*(own.c[name] for name in KEPT), version, null()).where(own.c.delivery == number, own.c.since == number, ~is_taken)
    return insert(TABLE).from_select([*KEPT, "since", "superseded_by"], copies)
