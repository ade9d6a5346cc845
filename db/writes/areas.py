"""Every INSERT of places. Reference rows are brought up to date; an area that exists is never removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.models import Area, AreaGroupMember, AreaSuccession
from db.writes.upsert import upsert

Rows = Iterable[Mapping[str, Any]]


def save_areas(session: Session, areas: Rows, successions: Rows = (), members: Rows = ()) -> None:
    """Dictionaries of the tables' columns. Parents before children: the database checks each reference as it is written."""
    upsert(session, Area, parents_first(areas))
    upsert(session, AreaSuccession, successions)
    upsert(session, AreaGroupMember, members)


def parents_first(areas: Rows) -> list[Mapping[str, Any]]:
    """The same rows, each after its parent where that is among them."""
    waiting = {row["code"]: row for row in areas}
    ordered: dict[str, Mapping[str, Any]] = {}
    for code in waiting:
        line = []
        while code in waiting and code not in ordered and code not in line:
            line.append(code)
            code = waiting[code].get("parent")
        ordered.update({each: waiting[each] for each in reversed(line)})
    return list(ordered.values())
