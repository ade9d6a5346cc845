"""Every SELECT about learning: cards with what belongs to them, who uses them, and what is done with what users have said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.learning_words import SharedState
from db.models import CardAction, CardIndicator, CardUse, LearningCard, StatementAction, UserStatement


def all_cards(session: Session) -> Sequence[LearningCard]:
    """The newest first."""
    return session.scalars(select(LearningCard).order_by(LearningCard.month.desc(), LearningCard.id.desc())).all()


def find_card(session: Session, id: int) -> LearningCard | None:
    return session.get(LearningCard, id)


def cards_approved_since(session: Session, since: dt.datetime, service_area: str | None) -> Sequence[LearningCard]:
    """Those that stand approved, the newest approval first; of one service, or of all."""
    query = select(LearningCard).where(LearningCard.state == SharedState.APPROVED, LearningCard.approved_at >= since)
    if service_area is not None:
        query = query.where(LearningCard.service_area == service_area)
    return session.scalars(query.order_by(LearningCard.approved_at.desc(), LearningCard.id)).all()


def indicators_of_cards(session: Session) -> Mapping[int, tuple[str, ...]]:
    return _grouped(session.execute(select(CardIndicator.learning_card, CardIndicator.indicator).order_by(CardIndicator.indicator)).all())


def actions_of_cards(session: Session) -> Mapping[int, tuple[int, ...]]:
    return _grouped(session.execute(select(CardAction.learning_card, CardAction.action).order_by(CardAction.action)).all())


def uses(session: Session) -> Sequence[CardUse]:
    """Of every card, in the order in which they came; those that have ended too."""
    return session.scalars(select(CardUse).order_by(CardUse.taken_on, CardUse.id)).all()


def find_use(session: Session, card: int, area: str) -> CardUse | None:
    return session.scalar(select(CardUse).where(CardUse.card == card, CardUse.area == area))


def all_statements(session: Session) -> Sequence[UserStatement]:
    """The newest survey first."""
    return session.scalars(select(UserStatement).order_by(UserStatement.year.desc(), UserStatement.id.desc())).all()


def find_statement(session: Session, id: int) -> UserStatement | None:
    return session.get(UserStatement, id)


def actions_of_statements(session: Session) -> Mapping[int, tuple[int, ...]]:
    return _grouped(session.execute(select(StatementAction.user_statement, StatementAction.action).order_by(StatementAction.action)).all())


def _grouped(pairs: Sequence) -> Mapping[int, tuple]:
    found: dict[int, list] = defaultdict(list)
    for owner, other in pairs:
        found[owner].append(other)
    return {owner: tuple(others) for owner, others in found.items()}
