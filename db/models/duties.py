"""What recurs in the year: a duty with its months, and each time that it was done."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.acting import DutyKind
from db.models.observations import CANONICAL_MONTH
from db.models.table import Base


class Duty(Base):
    """It comes on the day of `first_on`: every `interval_months`, or in each of `months` of every so many years."""

    __tablename__ = "duty"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("interval_months BETWEEN 1 AND 120", name="interval_months"),
        CheckConstraint("months IS NULL OR interval_months % 12 = 0", name="months"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[str | None] = mapped_column(unique=True)  # in etl/duties; None = the municipality's own
    title: Mapped[str]
    kind: Mapped[DutyKind]
    first_on: Mapped[dt.date]
    interval_months: Mapped[int]
    months: Mapped[str | None]  # 2,4,6: several times a year; None = from first_on every interval
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))  # None = all
    post: Mapped[str | None]  # which post answers for it
    owner: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    why: Mapped[str | None]
    source: Mapped[str | None]  # the words of the link
    link: Mapped[str | None]
    objective: Mapped[int | None] = mapped_column(ForeignKey("objective.id"))
    pathway: Mapped[str | None]  # the veivalg that asks for it, in our words
    indicator: Mapped[str | None] = mapped_column(ForeignKey("indicator.id"))
    ended_on: Mapped[dt.date | None]  # the last day that it is asked for; before first_on where our files let go of it in time
    revision: Mapped[int] = mapped_column(default=1)


class DutyDone(Base):
    """One time that it was due, by its month, so that moving the day within it loses nothing. Without a day it was taken back."""

    __tablename__ = "duty_done"
    __table_args__ = (
        UniqueConstraint("duty", "month"),
        CheckConstraint(CANONICAL_MONTH, name="month"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("done_by <> ''", name="done_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    month: Mapped[str]  # 2026-M05
    done_on: Mapped[dt.date | None]
    note: Mapped[str | None]
    done_by: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
