"""What a delivery changed when it came, and what taking it back or putting it back would change now.

What it superseded when it came never changes again; what stands of it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, case, func, not_, select
from sqlalchemy.orm import Session

from db.models import Delivery, Observation

TABLE = Observation.__table__
KEY = ("indicator", "area", "breakdown", "period")
SAID = ("value", "numerator", "denominator", "status")
COMPARED = ("value", "numerator", "denominator", "lower", "upper", "invited", "status", "note")


class Stands(NamedTuple):
    """Of the numbers a delivery brought: those that stand now, and those of them that an older delivery would stand in for."""

    now: int
    older: int


class Returns(NamedTuple):
    """Of the numbers a delivery brought and that do not stand: those that would again, and those of them that replace an older one."""

    again: int
    replacing: int


def touched(session: Session, number: int) -> Sequence[Row]:
    """A row for each indicator and area: how many rows came, how many of them new, how many with other numbers, the first and last period."""
    own, old = TABLE.alias("own"), TABLE.alias("old")
    is_new, is_same = old.c.since.is_(None), _agree(own, old)
    counts = (func.count().label("rows"), _count(is_new).label("new"), _count(and_(not_(is_new), not_(is_same))).label("changed"))
    periods = (func.min(own.c.period).label("first"), func.max(own.c.period).label("last"))
    query = _beside_what_stood(select(own.c.indicator, own.c.area, *counts, *periods), own, old, number)
    return session.execute(query.group_by(own.c.indicator, own.c.area).order_by(own.c.indicator, own.c.area)).all()


def changed_rows(session: Session, number: int, most: int) -> Sequence[Row]:
    """Numbers that are others than before, in the order of their keys: key, what was said (old_…), what is said."""
    own, old = TABLE.alias("own"), TABLE.alias("old")
    columns = [*(own.c[name] for name in (*KEY, *SAID)), *(old.c[name].label(f"old_{name}") for name in SAID)]
    query = _beside_what_stood(select(*columns), own, old, number).where(old.c.since.is_not(None), not_(_agree(own, old)))
    return session.execute(query.order_by(*(own.c[name] for name in KEY)).limit(most)).all()


def new_rows(session: Session, number: int, most: int) -> Sequence[Row]:
    """Numbers where nothing stood before: key, what is said."""
    own, old = TABLE.alias("own"), TABLE.alias("old")
    query = _beside_what_stood(select(*(own.c[name] for name in (*KEY, *SAID))), own, old, number).where(old.c.since.is_(None))
    return session.execute(query.order_by(*(own.c[name] for name in KEY)).limit(most)).all()


def stands(session: Session, number: int) -> Stands:
    """For one that stands: what would change if it were taken back."""
    own = TABLE.alias("own")
    counted = select(func.count(), _count(_older(own, number))).where(own.c.delivery == number, own.c.superseded_by.is_(None))
    return Stands(*session.execute(counted).one())


def returns(session: Session, number: int) -> Returns:
    """For one that was taken back: what would change if it were put back."""
    own, now = TABLE.alias("own"), TABLE.alias("now")
    same = [own.c[name] == now.c[name] for name in KEY]
    query = select(func.count(), _count(now.c.since.is_not(None))).outerjoin_from(own, now, and_(*same, now.c.superseded_by.is_(None)))
    query = query.where(own.c.delivery == number, own.c.since == number, func.coalesce(now.c.delivery, 0) < number)
    return Returns(*session.execute(query).one())


def _beside_what_stood(query: Select, own: FromClause, old: FromClause, number: int) -> Select:
    """Each row that the delivery brought, beside the row that it superseded when it came."""
    same = [own.c[name] == old.c[name] for name in KEY]
    return query.outerjoin_from(own, old, and_(*same, old.c.superseded_by == number)).where(own.c.delivery == number, own.c.since == number)


def _agree(own: FromClause, old: FromClause) -> ColumnElement[bool]:
    return and_(*(own.c[name].is_not_distinct_from(old.c[name]) for name in COMPARED))


def _count(rule: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((rule, 1), else_=0)), 0)


def _older(own: FromClause, number: int) -> ColumnElement[bool]:
    """An earlier delivery that was not taken back has a row of the same key."""
    before = TABLE.alias("before")
    same = [own.c[name] == before.c[name] for name in KEY]
    earlier = select(before.c.since).join(Delivery, Delivery.number == before.c.delivery)
    return earlier.where(*same, before.c.delivery < number, Delivery.undone_version.is_(None)).exists()
