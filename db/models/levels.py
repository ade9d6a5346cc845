"""New levels that people have decided on the page: from which period, why, by whom; and when one was taken back. Never edited, never removed."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.observations import CANONICAL_PERIOD
from db.models.table import Base


class NewLevel(Base):
    """Limits of this indicator begin anew here, between two versions of the facts: `--as-of` shows a chart as the level stood then."""

    __tablename__ = "new_level"
    __table_args__ = (
        CheckConstraint(CANONICAL_PERIOD, name="period"),
        CheckConstraint("cause <> '' AND decided_by <> ''", name="decided"),
        CheckConstraint("taken_back_version > since", name="taken_back_later"),
        CheckConstraint("(taken_back_version IS NULL) = (taken_back_why IS NULL)", name="taken_back"),
        CheckConstraint("taken_back_why <> ''", name="taken_back_why"),
        CheckConstraint("revision >= 1", name="revision"),
        Index(
            "uq_new_level_standing",
            "indicator",
            "area",
            "period",
            unique=True,
            sqlite_where=text("taken_back_version IS NULL"),
            postgresql_where=text("taken_back_version IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"))
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    period: Mapped[str]  # the first one on the new level
    cause: Mapped[str]
    decided_by: Mapped[str]
    decided_on: Mapped[dt.date]
    action: Mapped[int | None] = mapped_column(ForeignKey("action.id"))  # the measure that brought it
    since: Mapped[int] = mapped_column(ForeignKey("version.number"))
    taken_back_version: Mapped[int | None] = mapped_column(ForeignKey("version.number"))  # its moment and person are the version's
    taken_back_why: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
