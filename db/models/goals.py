"""What is aimed at in words: a strategy with its goals, its objectives (delmål), the ways there, and what serves them."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from db.acting import StrategyState
from db.models.links import Links, Parts
from db.models.table import Base
from db.terms import Goal


class StrategyGoal(Base):
    """One of the three goals, in this strategy's wording."""

    __tablename__ = "strategy_goal"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)

    strategy: Mapped[str] = mapped_column(ForeignKey("strategy.id"), primary_key=True)
    goal: Mapped[Goal] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    text: Mapped[str]
    position: Mapped[int]


class Strategy(Base):
    """One version of a strategy. An adopted one keeps its texts; the next one is made from it."""

    __tablename__ = "strategy"
    __table_args__ = (
        CheckConstraint("id <> ''", name="id"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint("(adopted_on IS NULL) = (adopted_by IS NULL)", name="adopted"),
        CheckConstraint("state = 'adopted' OR adopted_on IS NULL", name="draft"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("body <> '' AND vision <> ''", name="words"),
    )
    LINKS: ClassVar = {"goals": Parts(StrategyGoal, "strategy")}

    id: Mapped[str] = mapped_column(primary_key=True)  # faerder-2019
    title: Mapped[str]
    body: Mapped[str]  # whose it is: the Directorate's, the municipality's
    vision: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]  # the last day; None = until a new one
    made_from: Mapped[str | None] = mapped_column(ForeignKey("strategy.id"))
    state: Mapped[StrategyState]
    source: Mapped[str | None]  # where it can be read
    adopted_on: Mapped[dt.date | None]  # of an older one nobody may know the day
    adopted_by: Mapped[str | None]  # the body that did: the municipal council
    revision: Mapped[int] = mapped_column(default=1)


class ObjectiveIndicator(Base):
    __tablename__ = "objective_indicator"

    objective: Mapped[int] = mapped_column(ForeignKey("objective.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"), primary_key=True, index=True)


class Pathway(Base):
    """A veivalg: one way to a delmål."""

    __tablename__ = "pathway"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)

    objective: Mapped[int] = mapped_column(ForeignKey("objective.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Objective(Base):
    """A delmål of a strategy. Its title stands as it was adopted; which indicators tell of it may change."""

    __tablename__ = "objective"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("revision >= 1", name="revision"),
    )
    LINKS: ClassVar = {"indicators": Links(ObjectiveIndicator, "objective", "indicator"), "pathways": Parts(Pathway, "objective")}

    id: Mapped[int] = mapped_column(primary_key=True)
    strategy: Mapped[str] = mapped_column(ForeignKey("strategy.id"))
    position: Mapped[int]  # two change places one after the other, so it is not unique
    title: Mapped[str]
    made_from: Mapped[int | None] = mapped_column(ForeignKey("objective.id"))
    is_dropped: Mapped[bool] = mapped_column(default=False, server_default=false())  # taken out of a draft
    revision: Mapped[int] = mapped_column(default=1)


class Activity(Base):
    """Something done for a delmål that no indicator tells of: a course, a network, a conference."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    objective: Mapped[int] = mapped_column(ForeignKey("objective.id"), index=True)
    title: Mapped[str]
    owner: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    note: Mapped[str | None]
    is_dropped: Mapped[bool] = mapped_column(default=False, server_default=false())  # will not be done after all
    revision: Mapped[int] = mapped_column(default=1)
