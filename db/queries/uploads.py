"""Every SELECT about files on their way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Upload
from db.terms import UploadState

WORKING = (UploadState.READING, UploadState.PUBLISHING)
HELD = (UploadState.QUESTION, UploadState.CHECKED, UploadState.SCHEDULED, UploadState.PUBLISHING)  # their bytes wait on the server


def find_upload(session: Session, id: str) -> Upload | None:
    return session.get(Upload, id)


def uploads_in(session: Session, states: Collection[UploadState]) -> Sequence[Upload]:
    """By the time at which they will be published, then by when they came."""
    order = (Upload.publish_at.is_(None), Upload.publish_at, Upload.created_at, Upload.id)
    return session.scalars(select(Upload).where(Upload.state.in_(states)).order_by(*order)).all()


def newest_of(session: Session, user: str, since: dt.datetime) -> Upload | None:
    """The last file that somebody dropped, if it was not longer ago."""
    query = select(Upload).where(Upload.created_by == user, Upload.created_at >= since)
    return session.scalar(query.order_by(Upload.created_at.desc(), Upload.id).limit(1))


def count_since(session: Session, user: str, moment: dt.datetime) -> int:
    """How many files somebody has dropped from a moment on."""
    return session.scalar(select(func.count()).where(Upload.created_by == user, Upload.created_at >= moment)) or 0


def due(session: Session, now: dt.datetime) -> Sequence[str]:
    """The ids of what is to be published now, the longest awaited first."""
    query = select(Upload.id).where(Upload.state == UploadState.SCHEDULED, Upload.publish_at <= now)
    return session.scalars(query.order_by(Upload.publish_at, Upload.id)).all()


def forsaken(session: Session, silent_since: dt.datetime, idle_since: dt.datetime) -> Sequence[Upload]:
    """Work that nobody has given a sign of life from, and everything else but what waits for its date that nobody has touched for long."""
    silent = Upload.state.in_(WORKING) & (Upload.changed_at < silent_since)
    idle = Upload.state.not_in((*WORKING, UploadState.SCHEDULED)) & (Upload.changed_at < idle_since)
    return session.scalars(select(Upload).where(or_(silent, idle))).all()


def held(session: Session) -> set[str]:
    """The checksums of the files that wait."""
    return set(session.scalars(select(Upload.sha256).where(Upload.state.in_(HELD))))


def is_awaited(session: Session, sha256: str) -> bool:
    """Whether any upload has use for these bytes; one that is still being read may have kept them already."""
    query = select(Upload.id).where(Upload.sha256 == sha256, Upload.state.in_((UploadState.READING, *HELD)))
    return session.scalar(query.limit(1)) is not None
