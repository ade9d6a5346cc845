"""What belongs to a row in other tables, for those who write and log all of it together."""

from __future__ import annotations

from dataclasses import dataclass

from db.models.table import Base


@dataclass(frozen=True, slots=True)
class Links:
    """`table` holds pairs: the owner's key in the column `of`, the other's in the column `to`."""

    table: type[Base]
    of: str
    to: str


@dataclass(frozen=True, slots=True)
class Parts:
    """`table` holds whole rows that are part of their owner, whose key stands in the column `of`: the lines of a text."""

    table: type[Base]
    of: str
