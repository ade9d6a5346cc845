"""What there is of each series, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from db.models import Observation


class There(NamedTuple):
    """One indicator, area and period has a row with this status."""

    indicator: str
    area: str
    period: str
    status: str


def there_is(session: Session, indicators: Collection[str], areas: Collection[str], since: str) -> Sequence[There]:
    """All that stands from a period on, in one statement; groups (women, residents …) are not told apart."""
    key = (Observation.indicator, Observation.area, Observation.period)
    rows = select(*key, type_coerce(Observation.status, String)).distinct()
    here = (Observation.indicator.in_(indicators), Observation.area.in_(areas), Observation.period >= since)
    return [There(*row) for row in session.execute(rows.where(*here, Observation.superseded_by.is_(None)))]
