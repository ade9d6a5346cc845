"""Meetings that remember: arenas, meetings, what was on the agenda in the words of the day, and what was decided."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.meeting_words import ArenaKind, DecisionOutcome, ItemAnswer, ItemKind, MeetingState
from db.models.table import Base


class Arena(Base):
    """Where quality is spoken of regularly."""

    __tablename__ = "arena"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ArenaKind]
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))  # None = all of them
    revision: Mapped[int] = mapped_column(default=1)


class Meeting(Base):
    """`version` is the version of the facts that stood when it was held: its numbers are those, for ever."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("secretary <> ''", name="secretary"),
        CheckConstraint("(state = 'held') = (held_at IS NOT NULL)", name="held"),
        CheckConstraint("(version IS NULL) = (held_at IS NULL)", name="version"),
        CheckConstraint("(held_by IS NULL) = (held_at IS NULL)", name="held_by"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    arena: Mapped[int] = mapped_column(ForeignKey("arena.id"), index=True)
    meets_on: Mapped[dt.date] = mapped_column(index=True)
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))  # what alone may be on its agenda
    secretary: Mapped[str]  # the user's name, as it stands at the top of every page
    state: Mapped[MeetingState]
    version: Mapped[int | None]  # 0 where nothing had been delivered
    held_at: Mapped[dt.datetime | None]
    held_by: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)


class AgendaItem(Base):
    """One thing on the agenda, or answered with no. `about` is the key of the proposal that it came from."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        Index("uq_agenda_item_meeting_about", "meeting", "about", unique=True),  # NULLs never collide: own items have none
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("(kind = 'own') = (about IS NULL)", name="about"),
        CheckConstraint("answer <> 'rejected' OR reason IS NOT NULL", name="reason"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("reason <> ''", name="reason_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    kind: Mapped[ItemKind]
    about: Mapped[str | None]
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))
    indicator: Mapped[str | None] = mapped_column(ForeignKey("indicator.id"))
    area: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    answer: Mapped[ItemAnswer]
    reason: Mapped[str | None]
    title: Mapped[str]
    sentence: Mapped[str]  # as it was said to those who may see small numbers …
    public_sentence: Mapped[str]  # … and to everybody else
    seen: Mapped[str | None]  # hva ser vi
    thought: Mapped[str | None]  # hva tror vi
    doing: Mapped[str | None]  # hva gjør vi
    standing: Mapped[str | None]  # JSON, when held: the measures and the decisions as they stood
    revision: Mapped[int] = mapped_column(default=1)


class Decision(Base):
    """What was decided of one item. It is open until somebody closes it; what was only noted never was."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("outcome = 'noted' OR (owner IS NOT NULL AND due_on IS NOT NULL)", name="followed_up"),
        CheckConstraint("(closing IS NULL) = (closed_on IS NULL)", name="closing"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("closing <> ''", name="closing_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    text: Mapped[str]
    outcome: Mapped[DecisionOutcome]
    owner: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    due_on: Mapped[dt.date | None]
    action: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)  # the measure that it became
    closed_on: Mapped[dt.date | None]
    closing: Mapped[str | None]  # what came of it
    revision: Mapped[int] = mapped_column(default=1)
