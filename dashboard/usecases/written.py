"""Who has written what: every change of one thing, with before and after, for people to read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.acting import EditKind
from db.models import Edit
from db.models.table import Base
from db.queries.edits import edits_of

Said = Callable[[str, object], str]  # a column's name and what stands in it -> words


@dataclass(frozen=True, slots=True)
class Changed:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditView:
    kind: EditKind
    by: str
    at: dt.datetime
    reason: str | None
    changes: tuple[Changed, ...]


def history_of(session: Session, table: type[Base], key: object, said: Said) -> tuple[EditView, ...]:
    """The newest first; `said` puts what stands in a column into words, since it knows the names behind the codes."""
    return tuple(_view(edit, said) for edit in edits_of(session, table, key))


def _view(edit: Edit, said: Said) -> EditView:
    before: Mapping[str, object] = json.loads(edit.before or "{}")
    changes = tuple(_changes(before, json.loads(edit.after), said)) if edit.before else ()
    return EditView(edit.kind, edit.made_by, edit.made_at, edit.reason, changes)


def _changes(before: Mapping[str, object], after: Mapping[str, object], said: Said) -> Iterator[Changed]:
    for name, value in after.items():
        if before.get(name) != value:
            yield Changed(name, said(name, before.get(name)), said(name, value))
