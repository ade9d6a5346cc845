"""Every SELECT of observations: as they stand, or as they stood at a version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, String, and_, case, func, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from db.models import Observation, Version

COLUMNS = tuple(Observation.__table__.columns)
COMPARED = (
    *("indicator", "area", "breakdown", "period"),
    *("value", "numerator", "denominator", "lower", "upper", "invited", "status", "note", "delivery"),
)
CHUNK = 50_000
SERIES = (Observation.indicator, Observation.area, Observation.breakdown)
BARE = ("period", "value", "numerator", "denominator", "status")


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


class Span(NamedTuple):
    """How many rows one indicator, area and breakdown has, and the first period whose remark begins as asked for."""

    indicator: str
    area: str
    breakdown: str
    rows: int
    remarked_from: str | None


def spans(session: Session, chosen: ColumnElement[bool], remark: str) -> Sequence[Span]:
    """The lengths of the series that bare_columns gives one after the other, in the same order."""
    remarked = func.min(case((func.lower(Observation.note).startswith(remark), Observation.period)))
    query = select(*SERIES, func.count(), remarked).where(chosen).group_by(*SERIES).order_by(*SERIES)
    return [Span(*row) for row in session.execute(query)]


def bare_columns(session: Session, chosen: ColumnElement[bool]) -> tuple[list, ...]:
    """Period, value, numerator, denominator and status of tens of thousands of observations, by indicator, area, breakdown and period.

    To make each row a Row, its status a Status and its keys texts takes as long as all the rest; and rows that are all kept at once
    make Python look through everything it holds for what could be thrown away.
    """
    query = select(*(Observation.__table__.c[name] for name in BARE)).where(chosen).order_by(*SERIES, Observation.period)
    cells = list(chain.from_iterable(session.connection().execute(query).cursor))
    return tuple(cells[place :: len(BARE)] for place in range(len(BARE)))


def of_page(
    indicators: Collection[str], areas: Collection[str], as_of: int | None, everywhere: Collection[str] = ()
) -> ColumnElement[bool]:
    """What is true of the rows of these indicators in these areas, and of those `everywhere` in every area."""
    inside = Observation.area.in_(areas)
    if everywhere:
        inside = true() if set(everywhere) >= set(indicators) else or_(inside, Observation.indicator.in_(everywhere))
    return and_(Observation.indicator.in_(indicators), inside, standing(as_of))


def stored_columns(session: Session, indicators: Collection[str]) -> Iterator[dict[str, Sequence]]:
    """The current rows of these indicators in chunks, for comparing with what comes in: each of COMPARED as a column, statuses as codes.

    Asked of the connection: what a session does to a hundred thousand rows took half a second of the analyst's.
    """
    table = Observation.__table__.c
    columns = [type_coerce(table.status, String) if name == "status" else table[name] for name in COMPARED]
    query = select(*columns).where(Observation.indicator.in_(indicators), Observation.superseded_by.is_(None))
    for rows in session.connection().execute(query, execution_options={"yield_per": CHUNK}).partitions():
        yield dict(zip(COMPARED, zip(*rows, strict=True), strict=True))


def current_version(session: Session) -> int:
    """The newest version of the facts; 0 before the first."""
    return session.scalar(select(func.max(Version.number))) or 0
