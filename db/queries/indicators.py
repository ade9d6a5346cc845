"""Every SELECT about what is measured: indicators, services, sources, goals, targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models import GoalText, Indicator, IndicatorMark, Observation, ServiceArea, Source, Target
from db.terms import IndicatorState


def all_indicators(session: Session) -> Sequence[Indicator]:
    """Every indicator, by id."""
    return session.scalars(select(Indicator).order_by(Indicator.id)).all()


def find_indicator(session: Session, id: str) -> Indicator | None:
    return session.get(Indicator, id)


def indicators_named(session: Session, ids: Collection[str]) -> Sequence[Indicator]:
    """Those of these ids that exist, by id."""
    return session.scalars(select(Indicator).where(Indicator.id.in_(ids)).order_by(Indicator.id)).all()


def read_beside_of(session: Session, id: str) -> str | None:
    """The indicator that is read beside this one, because it names it."""
    return session.scalar(select(Indicator.id).where(Indicator.read_beside == id).order_by(Indicator.id).limit(1))


def service_areas(session: Session) -> Sequence[ServiceArea]:
    """In the order in which they stand on the screen."""
    return session.scalars(select(ServiceArea).order_by(ServiceArea.position, ServiceArea.id)).all()


def sources(session: Session) -> Sequence[Source]:
    return session.scalars(select(Source).order_by(Source.id)).all()


def goals(session: Session) -> Sequence[GoalText]:
    return session.scalars(select(GoalText).order_by(GoalText.position)).all()


def targets(session: Session, indicators: Collection[str]) -> Sequence[Target]:
    """Every step of these indicators' targets, the oldest first."""
    query = select(Target).where(Target.indicator.in_(indicators)).order_by(Target.indicator, Target.valid_from, Target.id)
    return session.scalars(query).all()


def marks(session: Session, indicators: Collection[str]) -> Sequence[IndicatorMark]:
    """What analysts have noted on these indicators' time lines, in the order in which it is told."""
    query = select(IndicatorMark).where(IndicatorMark.indicator.in_(indicators))
    return session.scalars(query.order_by(IndicatorMark.indicator, IndicatorMark.period, IndicatorMark.kind, IndicatorMark.id)).all()


def indicators_with_data(session: Session, areas: Collection[str] | None) -> set[str]:
    """The ids that have a current observation in any of these areas; None = anywhere."""
    return set(session.scalars(select(Indicator.id).where(_has_data(areas))))


def reported_services(session: Session) -> dict[str, str]:
    """The service area of every approved indicator that has a current observation, by id."""
    asked = select(Indicator.id, Indicator.service_area).where(Indicator.state == IndicatorState.APPROVED, _has_data(None))
    return dict(session.execute(asked.order_by(Indicator.id)).all())


def has_data(session: Session, area: str) -> bool:
    """Whether any indicator has a current observation there."""
    return session.scalar(select(Indicator.id).where(_has_data([area])).limit(1)) is not None


def _has_data(areas: Collection[str] | None) -> ColumnElement[bool]:
    """One look into the index an indicator. The first area is asked for, since that can only be told by the index: for any row PostgreSQL
    would read the table until it meets one, and all of it for an indicator that has none.
    """
    first = select(func.min(Observation.area)).where(Observation.indicator == Indicator.id, Observation.superseded_by.is_(None))
    if areas is not None:
        first = first.where(Observation.area.in_(areas))
    return first.scalar_subquery().is_not(None)
