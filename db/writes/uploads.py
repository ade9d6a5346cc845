"""Every INSERT, UPDATE and DELETE of files on their way in. They are no facts: what has ended is removed in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from db.models import Upload
from db.terms import UploadState


def add_upload(session: Session, **facts: Any) -> None:
    session.add(Upload(**facts))
    session.flush()


def change_upload(
    session: Session, id: str, states: Collection[UploadState], at: dt.datetime, *, before: int | None = None, **facts: Any
) -> bool:
    """Change an upload that is in one of these states, and not yet at `before` per cent; False when it is not.

    Of two who want the same one, one gets it.
    """
    query = update(Upload).where(Upload.id == id, Upload.state.in_(states)).values(changed_at=at, **facts)
    if before is not None:
        query = query.where(Upload.progress < before)
    return session.execute(query.execution_options(synchronize_session=False)).rowcount == 1


def remove_uploads(session: Session, ids: Collection[str]) -> None:
    session.execute(delete(Upload).where(Upload.id.in_(ids)).execution_options(synchronize_session=False))
