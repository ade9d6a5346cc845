"""Who answers for something: a person in a post, who may leave it."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.table import Base


class Owner(Base):
    __tablename__ = "owner"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    post: Mapped[str | None]  # «avdelingsleder, Solsiden»
    left_on: Mapped[dt.date | None]  # what the owner had stays theirs until somebody gives it to another
    revision: Mapped[int] = mapped_column(default=1)
