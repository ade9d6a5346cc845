"""What somebody dropped on the page and has not finished with: a file on its way to be a delivery, or the reason why it is none."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.table import Base
from db.terms import UploadState


class Upload(Base):
    """One file in the four steps. Its bytes lie by checksum in RAW_FOLDER while it waits, and nowhere if it was refused."""

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("id <> ''", name="id"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        CheckConstraint("changed_at >= created_at", name="changed"),
        CheckConstraint("state <> 'scheduled' OR publish_at IS NOT NULL", name="scheduled"),
        CheckConstraint("(state = 'published') = (delivery IS NOT NULL)", name="published"),
        Index("ix_upload_state_publish_at", "state", "publish_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # a random UUID: the address of the upload's page
    created_by: Mapped[str]
    created_at: Mapped[dt.datetime]  # UTC, as all moments
    changed_at: Mapped[dt.datetime]
    state: Mapped[UploadState]
    progress: Mapped[int] = mapped_column(default=0)  # percent of the work that the state stands for
    file_name: Mapped[str]
    sha256: Mapped[str]
    answers: Mapped[str] = mapped_column(default="{}")  # JSON with sorted keys, as a delivery's
    layout: Mapped[str | None]
    report: Mapped[str | None]  # JSON: what the checks said
    note: Mapped[str | None]
    publish_at: Mapped[dt.datetime | None]
    delivery: Mapped[int | None] = mapped_column(ForeignKey("delivery.number"))
