"""How rows of a table are linked to many of another, for those who write and log both together."""

from __future__ import annotations

from dataclasses import dataclass

from db.models.table import Base


@dataclass(frozen=True, slots=True)
class Links:
    """`table` holds pairs: the owner's key in the column `of`, the other's in the column `to`."""

    table: type[Base]
    of: str
    to: str
