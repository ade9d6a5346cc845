"""What is learnt together: cards that tell what happened and what was changed, who uses them, and what is done with what users have said."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.learning_words import CardKind, SharedState
from db.models.links import Links
from db.models.observations import CANONICAL_MONTH
from db.models.table import Base

NOT_ALONE = "approved_by IS NULL OR approved_by <> created_by"
APPROVED = "(state = 'approved') = (approved_at IS NOT NULL)"
BY_SOMEBODY = "(approved_at IS NULL) = (approved_by IS NULL)"
BY_NAME = "created_by <> ''"


class CardIndicator(Base):
    __tablename__ = "learning_card_indicator"

    learning_card: Mapped[int] = mapped_column(ForeignKey("learning_card.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"), primary_key=True, index=True)


class CardAction(Base):
    __tablename__ = "learning_card_action"

    learning_card: Mapped[int] = mapped_column(ForeignKey("learning_card.id"), primary_key=True)
    action: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True, index=True)


class LearningCard(Base):
    """Seen by its author and by those who may approve, and by everybody once one of these has approved it."""

    __tablename__ = "learning_card"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint(NOT_ALONE, name="not_alone"),
        CheckConstraint(APPROVED, name="approved"),
        CheckConstraint(BY_SOMEBODY, name="by_somebody"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("category <> '' AND happened <> '' AND changed <> '' AND usable_by <> ''", name="words"),
        CheckConstraint(BY_NAME, name="created_by"),
        CheckConstraint(CANONICAL_MONTH, name="month"),
    )
    LINKS: ClassVar = {
        "indicators": Links(CardIndicator, "learning_card", "indicator"),
        "actions": Links(CardAction, "learning_card", "action"),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[CardKind]
    service_area: Mapped[str] = mapped_column(ForeignKey("service_area.id"), index=True)
    category: Mapped[str]  # as in etl/reference/event_categories.toml, in small letters
    month: Mapped[str]  # canonical Period text; the day would tell who
    happened: Mapped[str]
    factors: Mapped[str | None]
    changed: Mapped[str]
    usable_by: Mapped[str]
    state: Mapped[SharedState]
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str]
    approved_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    approved_by: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)


class CardUse(Base):
    """A unit that has taken a card into use; `ended_on` when it no longer does."""

    __tablename__ = "learning_card_use"
    __table_args__ = (
        UniqueConstraint("card", "area"),
        CheckConstraint("ended_on IS NULL OR ended_on >= taken_on", name="dates"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("told_by <> ''", name="told_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card: Mapped[int] = mapped_column(ForeignKey("learning_card.id"))
    area: Mapped[str] = mapped_column(ForeignKey("area.code"), index=True)
    taken_on: Mapped[dt.date]
    told_by: Mapped[str]
    ended_on: Mapped[dt.date | None]
    revision: Mapped[int] = mapped_column(default=1)


class StatementAction(Base):
    __tablename__ = "user_statement_action"

    user_statement: Mapped[int] = mapped_column(ForeignKey("user_statement.id"), primary_key=True)
    action: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True, index=True)


class UserStatement(Base):
    """«Dette sa dere – dette gjør vi»: what a survey's answers said, and what is done with it."""

    __tablename__ = "user_statement"
    __table_args__ = (
        CheckConstraint("said <> ''", name="said"),
        CheckConstraint(NOT_ALONE, name="not_alone"),
        CheckConstraint(APPROVED, name="approved"),
        CheckConstraint(BY_SOMEBODY, name="by_somebody"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("doing <> ''", name="doing"),
        CheckConstraint(BY_NAME, name="created_by"),
    )
    LINKS: ClassVar = {"actions": Links(StatementAction, "user_statement", "action")}

    id: Mapped[int] = mapped_column(primary_key=True)
    service_area: Mapped[str] = mapped_column(ForeignKey("service_area.id"), index=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"), index=True)  # the dimension of the survey
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    year: Mapped[int]
    said: Mapped[str]
    doing: Mapped[str]
    state: Mapped[SharedState]
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str]
    approved_at: Mapped[dt.datetime | None]
    approved_by: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
