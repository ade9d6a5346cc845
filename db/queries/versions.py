"""Every SELECT that asks how the numbers of an indicator came and went from version to version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Row, ScalarSelect, and_, cast, func, or_, select, true, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import String

from db.models import Delivery, Indicator, Observation, Reversal
from db.terms import Status

NUMBERS = (Observation.value, Observation.numerator, Observation.denominator)
IS_HIDDEN = cast(type_coerce(Observation.status, String) == Status.SUPPRESSED.value, Integer)


# Whether a delivery brought anything of an indicator: one look into the index, which alone can tell the first period (see indicators.py).
CAME = (
    select(func.min(Observation.period))
    .where(Observation.delivery == Delivery.number, Observation.indicator == Indicator.id)
    .correlate(Delivery, Indicator)
    .scalar_subquery()
    .is_not(None)
)


class Reach(NamedTuple):
    """Between which periods lies what one delivery brought of an indicator; the sorts are the letter before the number of the period."""

    indicator: str
    delivery: int
    first: str
    last: str
    first_sort: str
    last_sort: str


def reaches(session: Session, indicators: Collection[str]) -> Sequence[Reach]:
    """Of the indicators that came in more than one delivery, by indicator and delivery."""
    pairs = select(Indicator.id).join(Delivery, CAME)
    several = session.scalars(pairs.where(Indicator.id.in_(indicators)).group_by(Indicator.id).having(func.count() > 1)).all()
    if not several:
        return []
    found = _periods_that_came(several)
    sort, own = func.substr(found.c.period, 6, 1), (found.c.indicator, found.c.delivery)
    ends = func.min(found.c.period), func.max(found.c.period), func.min(sort), func.max(sort)
    rows = session.execute(select(*own, *ends).where(found.c.period.is_not(None)).group_by(*own).order_by(*own))
    return [Reach(*row) for row in rows]


def _periods_that_came(indicators: Collection[str]) -> CTE:
    """Each period once that a delivery brought of an indicator: from one to the next through the index, past all the places between."""
    key = Indicator.id.label("indicator"), Delivery.number.label("delivery")
    first = select(*key, _next_period(*key).label("period")).join(Delivery, true()).where(Indicator.id.in_(indicators))
    found = first.cte("came", recursive=True)
    following = select(found.c.indicator, found.c.delivery, _next_period(found.c.indicator, found.c.delivery, found.c.period))
    return found.union_all(following.where(found.c.period.is_not(None)))


def _next_period(indicator: ColumnElement[str], delivery: ColumnElement[int], after: ColumnElement[str] | None = None) -> ScalarSelect[str]:
    query = select(func.min(Observation.period)).where(Observation.delivery == delivery, Observation.indicator == indicator)
    return (query if after is None else query.where(Observation.period > after)).scalar_subquery()


def indicators_since(session: Session, version: int) -> set[str]:
    """The indicators of which anything came, went or was put back after this version: what a delivery touches is what it brought."""
    numbers = select(Delivery.number).where(Delivery.number > version)
    turned = select(Reversal.delivery).where(Reversal.version > version)
    those = session.scalars(numbers.union(turned)).all()
    pairs = select(Indicator.id).join(Delivery, CAME).where(Delivery.number.in_(those))
    return set(session.scalars(pairs)) if those else set()


class Spell(NamedTuple):
    """Of an indicator's period: the versions in which its first and its last place or group came, and whether a number changed or went."""

    indicator: str
    period: str
    first: int
    last: int
    is_changed: bool


def spells(session: Session, indicators: Collection[str]) -> Sequence[Spell]:
    """Of every period of these indicators, from all versions. The same number again is no change."""
    key = Observation.indicator, Observation.area, Observation.breakdown, Observation.period
    was_gone = cast(func.count() == func.count(Observation.superseded_by), Integer)
    changes = was_gone + _is_mixed(func.sum(IS_HIDDEN)) + sum(_differs(number) for number in NUMBERS)
    numbers = (
        select(Observation.indicator, Observation.period, func.min(Observation.since).label("came"), changes.label("changes"))
        .where(Observation.indicator.in_(indicators))
        .group_by(*key)
        .subquery()
    )
    own = numbers.c.indicator, numbers.c.period
    ends = func.min(numbers.c.came), func.max(numbers.c.came), func.max(numbers.c.changes)
    return [Spell(*row[:4], bool(row[4])) for row in session.execute(select(*own, *ends).group_by(*own).order_by(*own))]


def _differs(number: ColumnElement) -> ColumnElement[int]:
    return func.coalesce(cast(func.min(number) != func.max(number), Integer), 0) + _is_mixed(func.count(number))


def _is_mixed(found: ColumnElement[int]) -> ColumnElement[int]:
    """In some of the key's rows, but not in all."""
    return cast((found > 0) & (found < func.count()), Integer)


def all_versions(session: Session, indicator: str, years: Collection[int]) -> Sequence[Row]:
    """Every row that ever stood in these years, by place, group, period and version."""
    inside = or_(*(and_(Observation.period >= str(year), Observation.period < str(year + 1)) for year in sorted(years)))
    columns = (Observation.area, Observation.breakdown, Observation.period, Observation.since, Observation.superseded_by, *NUMBERS)
    order = Observation.area, Observation.breakdown, Observation.period, Observation.since
    hidden = IS_HIDDEN.label("is_hidden")
    return session.execute(select(*columns, hidden).where(Observation.indicator == indicator, inside).order_by(*order)).all()
