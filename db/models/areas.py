"""Places and bodies that have observations, their validity, and what became of them."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.table import Base
from db.terms import AreaType, Change


class Area(Base):
    """The country, a county, a municipality, a group of municipalities, a service unit, a hospital …"""

    __tablename__ = "area"
    __table_args__ = (
        CheckConstraint("code <> ''", name="code"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="validity"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[AreaType]
    parent: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    service_area: Mapped[str | None] = mapped_column(ForeignKey("service_area.id"))  # of a unit
    valid_from: Mapped[dt.date | None]  # None = from before our reference table begins
    valid_to: Mapped[dt.date | None]  # the last day; None = still valid
    is_fictional: Mapped[bool] = mapped_column(default=False)


class AreaSuccession(Base):
    """One arrow from an area to what took over after it; a merger that kept the code of one of the merged points at itself."""

    __tablename__ = "area_succession"

    predecessor: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    successor: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    happened_on: Mapped[dt.date]
    change: Mapped[Change]


class AreaGroupMember(Base):
    """Who was in a group (KOSTRA group, a municipality's own group) in a year."""

    __tablename__ = "area_group_member"

    group_code: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True, index=True)
    year: Mapped[int] = mapped_column(primary_key=True)
