"""Adding and changing what people write, each time with a row that says who, when, before and after. Whoever changes an old version is told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from db.acting import EditKind
from db.models import Edit
from db.models.links import Links, Parts
from db.models.table import Base

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class Stamp:
    """By whom and when; `reason` where one is asked for."""

    by: str
    at: dt.datetime
    reason: str | None = None


class Stale(Exception):
    """Somebody else has changed it since it was read: `seen` is the revision that was read, `found` the one that stands."""

    def __init__(self, subject: str, key: object, seen: int, found: int) -> None:
        super().__init__(f"{subject} {key}: revision {found}, not {seen}")
        self.subject = subject
        self.key = key
        self.seen = seen
        self.found = found


def add(session: Session, row: Row, stamp: Stamp, links: Mapping[str, Collection[Any]] | None = None) -> Row:
    """A new row with its links and parts (named as in the model's LINKS; parts as their columns), and the edit that added it."""
    row.revision = 1
    session.add(row)
    session.flush()
    _set_links(session, row, links or {})
    _log(session, row, EditKind.ADDED, stamp, None)
    return row


def change(
    session: Session,
    row: Row,
    seen: int,
    values: Mapping[str, Any],
    stamp: Stamp,
    links: Mapping[str, Collection[Any]] | None = None,
) -> bool:
    """Whether anything became different. Stale when `seen` is not the row's revision. In a writing session there is one writer only."""
    if row.revision != seen:
        raise Stale(row.__tablename__, key_of(row), seen, row.revision)
    before = content_of(session, row)
    for name, value in values.items():
        setattr(row, name, value)
    _set_links(session, row, links or {})
    session.flush()
    if content_of(session, row) == before:
        return False
    row.revision = seen + 1
    session.flush()
    _log(session, row, EditKind.CHANGED, stamp, before)
    return True


def content_of(session: Session, row: Base) -> dict[str, Any]:
    """What stands in the row and in its links, as JSON can hold it."""
    mapper = inspect(type(row))
    columns = {each.key: _plain(getattr(row, each.key)) for each in mapper.column_attrs if each.key != "revision"}
    return columns | {name: _held(session, row, link) for name, link in _links_of(row).items()}


def key_of(row: Base) -> Any:
    """The primary key: of one column."""
    (key,) = inspect(type(row)).primary_key_from_instance(row)
    return key


def _links_of(row: Base) -> Mapping[str, Links | Parts]:
    return getattr(type(row), "LINKS", {})


def _held(session: Session, row: Base, link: Links | Parts) -> list[Any]:
    return sorted(_linked(session, row, link)) if isinstance(link, Links) else _parts(session, row, link)


def _linked(session: Session, row: Base, link: Links) -> list[Any]:
    of, to = getattr(link.table, link.of), getattr(link.table, link.to)
    return list(session.scalars(select(to).where(of == key_of(row))))


def _parts(session: Session, row: Base, parts: Parts) -> list[dict[str, Any]]:
    """Each as its columns but the owner's, in the order of its primary key."""
    columns = [each for each in inspect(parts.table).columns if each.key != parts.of]
    found = session.execute(
        select(*columns).where(getattr(parts.table, parts.of) == key_of(row)).order_by(*inspect(parts.table).primary_key)
    )
    return [{column.key: _plain(value) for column, value in zip(columns, each, strict=True)} for each in found]


def _set_links(session: Session, row: Base, links: Mapping[str, Collection[Any]]) -> None:
    for name, wanted in links.items():
        link = _links_of(row)[name]
        if isinstance(link, Parts):
            _set_parts(session, row, link, wanted)
            continue
        known = set(_linked(session, row, link))
        gone = known - set(wanted)
        if gone:
            of, to = getattr(link.table, link.of), getattr(link.table, link.to)
            session.execute(delete(link.table).where(of == key_of(row), to.in_(gone)))
        session.add_all(link.table(**{link.of: key_of(row), link.to: each}) for each in sorted(set(wanted) - known))
        session.flush()


def _set_parts(session: Session, row: Base, parts: Parts, wanted: Collection[Mapping[str, Any]]) -> None:
    session.execute(delete(parts.table).where(getattr(parts.table, parts.of) == key_of(row)))
    session.add_all(parts.table(**{parts.of: key_of(row)} | dict(each)) for each in wanted)
    session.flush()


def _log(session: Session, row: Base, kind: EditKind, stamp: Stamp, before: Mapping[str, Any] | None) -> None:
    said = {"before": None if before is None else _json(before), "after": _json(content_of(session, row))}
    made = {"made_at": stamp.at, "made_by": stamp.by, "reason": stamp.reason}
    session.add(Edit(subject=row.__tablename__, key=str(key_of(row)), revision=row.revision, kind=kind, **made, **said))
    session.flush()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
