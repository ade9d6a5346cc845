"""What all tables share: names of constraints, and enums stored as their own codes."""

import datetime as dt
import enum

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcMoment(TypeDecorator[dt.datetime]):
    """A moment in UTC, stored and read without offset; one that comes with an offset is converted, never cut."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return value.astimezone(dt.UTC).replace(tzinfo=None) if value and value.tzinfo else value


def one_of(codes: type[enum.Enum], checked: bool = True) -> Enum:
    """A column that holds one of these codes, as text: SQLAlchemy's own choice is member names in a native PostgreSQL type."""
    return Enum(
        codes,
        native_enum=False,
        create_constraint=checked,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        enum.Enum: one_of(enum.Enum),
        # Order by code point, as SQLite and Python do: a server's own language would sort and index otherwise.
        str: String().with_variant(String(collation="C"), "postgresql"),
        dt.datetime: UtcMoment,
    }
