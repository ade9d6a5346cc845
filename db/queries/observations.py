"""Every SELECT of observations: as they stand, or as they stood at a version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, String, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from db.models import Observation, Version

COLUMNS = tuple(Observation.__table__.columns)
COMPARED = (
    *(Observation.indicator, Observation.area, Observation.breakdown, Observation.period),
    *(Observation.value, Observation.numerator, Observation.denominator, Observation.lower, Observation.upper, Observation.invited),
    type_coerce(Observation.status, String).label("status"),  # a million codes, none of which need become a Status
    Observation.note,
)
CHUNK = 50_000


class Shown(NamedTuple):
    """What is shown of an observation."""

    indicator: str
    area: str
    breakdown: str
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    status: str
    delivery: int
    note: str | None
    invited: float | None


def standing(as_of: int | None) -> ColumnElement[bool]:
    """What makes an observation count: now, or at version `as_of`."""
    if as_of is None:
        return Observation.superseded_by.is_(None)
    return (Observation.since <= as_of) & or_(Observation.superseded_by.is_(None), Observation.superseded_by > as_of)


def observations(
    session: Session,
    indicators: Collection[str],
    areas: Collection[str],
    as_of: int | None = None,
    breakdowns: Collection[str] | None = None,
) -> Sequence[Row]:
    """All of a page in one statement, by indicator, area, breakdown and period."""
    query = select(*COLUMNS).where(Observation.indicator.in_(indicators), Observation.area.in_(areas), standing(as_of))
    if breakdowns is not None:
        query = query.where(Observation.breakdown.in_(breakdowns))
    return session.execute(query.order_by(Observation.indicator, Observation.area, Observation.breakdown, Observation.period)).all()


def many_observations(session: Session, indicators: Collection[str], areas: Collection[str], as_of: int | None = None) -> Sequence[tuple]:
    """As observations, for a page with tens of thousands of them: bare tuples in the order of Shown."""
    columns = [Observation.__table__.c[name] for name in Shown._fields]
    query = select(*columns).where(Observation.indicator.in_(indicators), Observation.area.in_(areas), standing(as_of))
    # The driver's own rows: to make each a Row and its status a Status takes as long as all the rest.
    return session.connection().execute(query.order_by(*columns[:4])).cursor.fetchall()


def stored_rows(session: Session, indicators: Collection[str]) -> Iterator[Sequence[Row]]:
    """The current rows of these indicators in chunks, for comparing with what comes in: key, numbers, status as its code, note."""
    query = select(*COMPARED).where(Observation.indicator.in_(indicators), Observation.superseded_by.is_(None))
    yield from session.execute(query.execution_options(yield_per=CHUNK)).partitions()


def current_version(session: Session) -> int:
    """The newest version of the facts; 0 before the first."""
    return session.scalar(select(func.max(Version.number))) or 0
