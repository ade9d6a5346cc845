"""Every SELECT about what is measured: indicators, services, sources, goals, targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models import GoalText, Indicator, IndicatorMark, Observation, ServiceArea, Source, Target


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
    """The ids that have a current observation in any of these areas; None = anywhere. One look into the index an indicator."""
    found = exists().where(Observation.indicator == Indicator.id, Observation.superseded_by.is_(None))
    if areas is not None:
        found = found.where(Observation.area.in_(areas))
    return set(session.scalars(select(Indicator.id).where(found)))
