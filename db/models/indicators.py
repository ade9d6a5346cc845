"""What is measured, for which goal, from which source, and the level aimed at."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.fixed_charts import FixedChart
from db.models.observations import CANONICAL_PERIOD
from db.models.table import Base
from db.terms import (
    Direction,
    Frequency,
    Goal,
    IndicatorState,
    IndicatorType,
    Kind,
    MarkKind,
    Overlap,
    TargetLevel,
)

FEWEST_TO_FREEZE = 12  # points that limits can be found from (dashboard.stats.xmr.TRIAL_LIMITS_FROM)


class Source(Base):
    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)  # helsedir, ssb, fhi, survey, own
    name: Mapped[str]
    licence: Mapped[str]
    address: Mapped[str | None]


class ServiceArea(Base):
    __tablename__ = "service_area"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]


class GoalText(Base):
    """A national goal in words; the code is Goal's."""

    __tablename__ = "goal"

    id: Mapped[Goal] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]


class Indicator(Base):
    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("source", "source_key"),
        CheckConstraint("id <> ''", name="id"),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
        CheckConstraint("small_number_limit >= 0", name="small_number_limit"),
        CheckConstraint("publication_month IS NULL OR publication_month BETWEEN 1 AND 12", name="publication_month"),
        CheckConstraint(f"baseline IS NULL OR baseline >= {FEWEST_TO_FREEZE}", name="baseline"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str | None]
    service_area: Mapped[str] = mapped_column(ForeignKey("service_area.id"), index=True)
    goal: Mapped[Goal] = mapped_column(ForeignKey("goal.id"))
    type: Mapped[IndicatorType]
    source: Mapped[str] = mapped_column(ForeignKey("source.id"))
    source_key: Mapped[str]
    kind: Mapped[Kind]
    unit: Mapped[str]
    direction: Mapped[Direction]
    frequency: Mapped[Frequency]
    decimals: Mapped[int]
    small_number_limit: Mapped[int]
    state: Mapped[IndicatorState]
    meaning: Mapped[str | None]
    why: Mapped[str | None]
    numerator: Mapped[str | None]  # in words: the counted cases
    denominator: Mapped[str | None]  # in words: those who could have been
    numerator_key: Mapped[str | None]  # the publisher's own measure that holds the numerator
    denominator_key: Mapped[str | None]
    source_name: Mapped[str | None]  # the publisher's name of the indicator; ids are not stable, names are matched too
    months: Mapped[str | None]  # "5,11": measured in these months only, so the others are no gaps
    publication_month: Mapped[int | None]
    owner: Mapped[str | None]
    note: Mapped[str | None]  # a caution that stands with the chart
    read_beside: Mapped[str | None]  # of harm: the indicator of reports that it is read with; the catalogue sees to it that it exists
    chart: Mapped[FixedChart | None]  # fixed by the analyst; None = chosen by the data
    overlap: Mapped[Overlap | None]  # neighbouring values cover the same days: no rule and no limit applies
    baseline: Mapped[int | None]  # limits are found from the first so many points of each segment and kept
    screen: Mapped[bool] = mapped_column(default=False, server_default=false())  # leave the largest moving ranges out of the limits


class Target(Base):
    """The level aimed at, from a date. A change is a new row, never an edit."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        Index("uq_target_level", "indicator", "level", "valid_from", "area", unique=True),
        # NULL as area means everywhere, and NULLs never collide in a unique index: the second one is for them.
        Index(
            "uq_target_level_everywhere",
            "indicator",
            "level",
            "valid_from",
            unique=True,
            sqlite_where=text("area IS NULL"),
            postgresql_where=text("area IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"))
    area: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    level: Mapped[TargetLevel]
    value: Mapped[float]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]  # who says so: a plan, a decision, a directive
    decided_by: Mapped[str | None]


class IndicatorMark(Base):
    """What an analyst has noted at a period. The catalogue's alone: one that leaves it leaves the table."""

    __tablename__ = "indicator_mark"
    __table_args__ = (
        CheckConstraint(CANONICAL_PERIOD, name="period"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("kind <> 'rebase' OR decided_by IS NOT NULL", name="decided"),
        Index("uq_indicator_mark_kind", "indicator", "kind", "period", "area", unique=True),
        Index(
            "uq_indicator_mark_kind_everywhere",
            "indicator",
            "kind",
            "period",
            unique=True,
            sqlite_where=text("area IS NULL"),
            postgresql_where=text("area IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"))
    area: Mapped[str | None]  # None = everywhere. No key: a unit may be loaded after the catalogue that speaks of it.
    period: Mapped[str]  # of a break: the first one after it
    kind: Mapped[MarkKind]
    text: Mapped[str]
    decided_by: Mapped[str | None]
