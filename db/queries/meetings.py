"""Every SELECT about meetings: arenas, meetings, agendas, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.meeting_words import DecisionOutcome, MeetingState
from db.models import AgendaItem, Arena, Decision, Meeting, Version


def all_arenas(session: Session) -> Sequence[Arena]:
    return session.scalars(select(Arena).order_by(Arena.name)).all()


def find_arena(session: Session, id: int) -> Arena | None:
    return session.get(Arena, id)


def all_meetings(session: Session) -> Sequence[Row]:
    """Pairs of meeting and arena, the newest day first."""
    query = select(Meeting, Arena).join(Arena, Arena.id == Meeting.arena)
    return session.execute(query.order_by(Meeting.meets_on.desc(), Meeting.id.desc())).all()


def find_meeting(session: Session, id: int) -> Meeting | None:
    return session.get(Meeting, id)


def last_held(session: Session, arena: int, before: dt.date) -> Meeting | None:
    """The arena's newest held meeting before a day."""
    query = select(Meeting).where(Meeting.arena == arena, Meeting.state == MeetingState.HELD, Meeting.meets_on < before)
    return session.scalar(query.order_by(Meeting.meets_on.desc(), Meeting.id.desc()).limit(1))


def items_of(session: Session, meeting: int) -> Sequence[AgendaItem]:
    """All that was proposed and answered, in the order of the agenda."""
    return session.scalars(select(AgendaItem).where(AgendaItem.meeting == meeting).order_by(AgendaItem.position, AgendaItem.id)).all()


def find_item(session: Session, id: int) -> AgendaItem | None:
    return session.get(AgendaItem, id)


def item_about(session: Session, meeting: int, about: str) -> AgendaItem | None:
    return session.scalar(select(AgendaItem).where(AgendaItem.meeting == meeting, AgendaItem.about == about))


def last_position(session: Session, meeting: int) -> int:
    return session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting == meeting)) or 0


def decisions_of(session: Session, items: Collection[int]) -> Sequence[Decision]:
    return session.scalars(select(Decision).where(Decision.item.in_(items)).order_by(Decision.id)).all()


def find_decision(session: Session, id: int) -> Decision | None:
    return session.get(Decision, id)


def open_decisions(session: Session) -> Sequence[Row]:
    """Decision, item, meeting and arena of all that still has to be done, the earliest day first."""
    query = (
        select(Decision, AgendaItem, Meeting, Arena)
        .join(AgendaItem, AgendaItem.id == Decision.item)
        .join(Meeting, Meeting.id == AgendaItem.meeting)
        .join(Arena, Arena.id == Meeting.arena)
        .where(Decision.closed_on.is_(None), Decision.outcome != DecisionOutcome.NOTED)
    )
    return session.execute(query.order_by(Decision.due_on, Decision.id)).all()


def version_at(session: Session, moment: dt.datetime) -> int:
    """The newest version of the facts at a moment; 0 before the first."""
    return session.scalar(select(func.max(Version.number)).where(Version.created_at <= moment)) or 0
