"""Whether the catalogue and the areas are as they were: they have no deliveries of their own."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.table import Base


class CatalogueState(Base):
    """Each state that was brought into the database; the highest number is that of today."""

    __tablename__ = "catalogue_state"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("length(checksum) = 64", name="checksum"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    checksum: Mapped[str]  # SHA-256 of all rows, in hexadecimal
