"""Which facts stand now: whatever follows from them alone may be kept under this name until another one stands."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dashboard.usecases.lateness import today
from db.engine import UNSAVED
from db.queries.newest import newest, newest_now


class DataVersion(NamedTuple):
    """Deliveries and their undoing, what people wrote, the catalogue, and the day: numbers become late."""

    version: int
    edit: int
    catalogue: int
    day: dt.date
    unsaved: object = None  # of a transaction that writes: what it sees is kept for itself, for it may come to nothing


def data_version(session: Session) -> DataVersion:
    return DataVersion(*newest(session), today(), session.info.get(UNSAVED))


def newest_data(engine: Engine) -> DataVersion:
    """As data_version, for who has no session yet."""
    return DataVersion(*newest_now(engine), today())
