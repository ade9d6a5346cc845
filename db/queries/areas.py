"""Every SELECT about places: which there are, what became of them, who is in which group."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models import Area, AreaGroupMember, AreaSuccession
from db.queries.moment import once_a_reading
from db.terms import AreaType

KOSTRA = "EKG"  # how the statistics office's groups of municipalities begin


@once_a_reading
def all_areas(session: Session) -> Sequence[Row]:
    """Every area with the names of its columns, by code. Most pages ask: to make each an Area takes three times as long."""
    return session.execute(select(*Area.__table__.columns).order_by(Area.code)).all()


def find_area(session: Session, code: str) -> Area | None:
    return session.get(Area, code)


@once_a_reading
def all_successions(session: Session) -> Sequence[Row]:
    """Every arrow, in the order in which it happened."""
    query = select(*AreaSuccession.__table__.columns)
    return session.execute(query.order_by(AreaSuccession.happened_on, AreaSuccession.predecessor, AreaSuccession.successor)).all()


def units(session: Session, service_area: str | None = None) -> Sequence[Area]:
    """The municipality's own service units, by name."""
    query = select(Area).where(Area.type == AreaType.UNIT).order_by(Area.name, Area.code)
    return session.scalars(query if service_area is None else query.where(Area.service_area == service_area)).all()


def group_of(session: Session, member: str, year: int) -> Area | None:
    """The KOSTRA group a municipality was in: of that year, or of the newest year before it that is known."""
    newest = (
        select(AreaGroupMember.group_code)
        .where(AreaGroupMember.member == member, AreaGroupMember.year <= year, AreaGroupMember.group_code.startswith(KOSTRA))
        .order_by(AreaGroupMember.year.desc())
        .limit(1)
    )
    return session.scalar(select(Area).where(Area.code == newest.scalar_subquery()))


def grouping_year(session: Session, group: str, year: int) -> int | None:
    """The year of the division that held for a group in that year: its own, or the newest before it that is known."""
    return session.scalar(select(func.max(AreaGroupMember.year)).where(AreaGroupMember.group_code == group, AreaGroupMember.year <= year))


def members(session: Session, group: str, year: int) -> Sequence[str]:
    """The codes in a group: of that year, or of the newest year before it that is known."""
    query = select(AreaGroupMember.member).where(
        AreaGroupMember.group_code == group, AreaGroupMember.year == grouping_year(session, group, year)
    )
    return session.scalars(query.order_by(AreaGroupMember.member)).all()


@once_a_reading
def all_members(session: Session) -> Sequence[Row]:
    """Who is in which group, every year of it."""
    return session.execute(select(*AreaGroupMember.__table__.columns).order_by(*AreaGroupMember.__table__.primary_key)).all()
