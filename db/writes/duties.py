"""Every INSERT and UPDATE of duties and requirements that stand in our files; people's own go through db.writes.edits alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Duty, Requirement
from db.writes import edits

Columns = Mapping[str, Mapping[str, Any]]  # by the id in the file


def bring_up_to_date(
    session: Session, table: type[Duty] | type[Requirement], words: Columns, at_first: Columns, stamp: edits.Stamp
) -> None:
    """New ones are added with what stands `at_first`; of known ones the words are brought up to date. What left the files is ended."""
    stored = {row.file_id: row for row in session.scalars(select(table).where(table.file_id.is_not(None)))}
    for id, columns in words.items():
        if id not in stored:
            edits.add(session, table(file_id=id, **columns, **at_first[id]), stamp)
        else:
            edits.change(session, stored[id], stored[id].revision, columns, stamp)
    for id in sorted(set(stored) - set(words)):
        if stored[id].ended_on is None:
            edits.change(session, stored[id], stored[id].revision, {"ended_on": stamp.at.date()}, stamp)
