"""What people have written, as it was before and after each time: who, when and why. Rows are added, never changed or removed."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.acting import EditKind
from db.models.table import Base


class Edit(Base):
    """One time that something was added or changed. `subject` is its table, `key` its primary key as text."""

    __tablename__ = "edit"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("(kind = 'added') = (before IS NULL)", name="before"),
        Index("uq_edit_subject_key_revision", "subject", "key", "revision", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    key: Mapped[str]
    revision: Mapped[int]  # what it became
    kind: Mapped[EditKind]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[str]
    reason: Mapped[str | None]
    before: Mapped[str | None]  # JSON of the columns, and of what is linked to it
    after: Mapped[str]
