"""What must be in place, what shows that it is, and the risks that somebody has judged."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.acting import ShownBy
from db.models.links import Links
from db.models.table import Base


class Requirement(Base):
    """What shows it counts for `interval_months`; then it must be shown anew."""

    __tablename__ = "requirement"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("interval_months BETWEEN 1 AND 120", name="interval_months"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("short_title <> '' AND meaning <> ''", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[str | None] = mapped_column(unique=True)  # in etl/duties; None = the municipality's own
    title: Mapped[str]
    short_title: Mapped[str]  # «ROS»: as a sentence names it
    paragraph: Mapped[str | None]  # of the regulation
    meaning: Mapped[str]
    link: Mapped[str | None]
    interval_months: Mapped[int]
    in_each_unit: Mapped[bool]  # of its service; else for the municipality as a whole
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))  # None = all
    shown_by: Mapped[ShownBy]
    owner: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    position: Mapped[int]
    ended_on: Mapped[dt.date | None]
    revision: Mapped[int] = mapped_column(default=1)


class Evidence(Base):
    """What shows that a requirement is met in a place, from a day. What was wrong is taken back, and stays."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("given_by <> ''", name="given_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    shown_on: Mapped[dt.date]
    text: Mapped[str]
    link: Mapped[str | None]
    given_by: Mapped[str]
    taken_back_on: Mapped[dt.date | None]
    revision: Mapped[int] = mapped_column(default=1)


class RiskAction(Base):
    __tablename__ = "risk_action"

    risk: Mapped[int] = mapped_column(ForeignKey("risk.id"), primary_key=True)
    action: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True, index=True)


class Risk(Base):
    __tablename__ = "risk"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("interval_months BETWEEN 1 AND 120", name="interval_months"),
        CheckConstraint("revision >= 1", name="revision"),
    )
    LINKS: ClassVar = {"actions": Links(RiskAction, "risk", "action")}

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    description: Mapped[str | None]
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    service_area: Mapped[str] = mapped_column(ForeignKey("service_area.id"))
    owner: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    interval_months: Mapped[int]
    indicator: Mapped[str | None] = mapped_column(ForeignKey("indicator.id"))  # that shows whether the risk falls
    closed_on: Mapped[dt.date | None]
    revision: Mapped[int] = mapped_column(default=1)


class RiskAssessment(Base):
    """How a risk was judged on a day. A new judgement is a new row."""

    __tablename__ = "risk_assessment"
    __table_args__ = (
        CheckConstraint("consequence BETWEEN 1 AND 5", name="consequence"),
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("assessed_by <> ''", name="assessed_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    risk: Mapped[int] = mapped_column(ForeignKey("risk.id"), index=True)
    assessed_on: Mapped[dt.date]
    consequence: Mapped[int]
    likelihood: Mapped[int]
    reason: Mapped[str | None]
    assessed_by: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
