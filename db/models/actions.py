"""Measures (tiltak): what is done to better an indicator, where, by whom, from when, and what came of it."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.acting import ActionStatus
from db.models.links import Links
from db.models.table import Base


class ActionIndicator(Base):
    __tablename__ = "action_indicator"

    action: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"), primary_key=True, index=True)


class ActionArea(Base):
    """Where the measure is carried out: a unit, or the whole municipality."""

    __tablename__ = "action_area"

    action: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True, index=True)


class Action(Base):
    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
        CheckConstraint("(evaluation IS NULL) = (evaluated_on IS NULL)", name="evaluated"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("hypothesis <> '' AND created_by <> ''", name="words"),
        CheckConstraint("evaluation <> ''", name="evaluation"),
    )
    LINKS: ClassVar = {
        "indicators": Links(ActionIndicator, "action", "indicator"),
        "areas": Links(ActionArea, "action", "area"),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    service_area: Mapped[str] = mapped_column(ForeignKey("service_area.id"), index=True)
    objective: Mapped[int | None] = mapped_column(ForeignKey("objective.id"))
    hypothesis: Mapped[str]  # «fall per 1000 døgn ned 20 %»
    knowledge: Mapped[str | None]  # what the measure builds on: research, advice, experience
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    owner: Mapped[int] = mapped_column(ForeignKey("owner.id"))
    status: Mapped[ActionStatus]
    follow_up_on: Mapped[dt.date] = mapped_column(index=True)
    evaluation: Mapped[str | None]
    evaluated_on: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
