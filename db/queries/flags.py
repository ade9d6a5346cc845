"""Which measures stand as flags on the charts of these indicators, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.acting import ActionStatus
from db.models import Action, ActionArea, ActionIndicator, Version


class FlaggedAction(NamedTuple):
    """One measure on one indicator in one place; a measure of several has several."""

    indicator: str
    area: str
    id: int
    title: str
    starts_on: dt.date
    ends_on: dt.date | None


def flagged_actions(session: Session, indicators: Collection[str], as_of: int | None = None) -> Sequence[FlaggedAction]:
    """All but those that are only planned, by their start; with `as_of` those that were written down while that version was the newest."""
    query = (
        select(ActionIndicator.indicator, ActionArea.area, Action.id, Action.title, Action.starts_on, Action.ends_on)
        .join(Action, Action.id == ActionIndicator.action)
        .join(ActionArea, ActionArea.action == Action.id)
        .where(ActionIndicator.indicator.in_(indicators), Action.status != ActionStatus.PLANNED)
    )
    if as_of is not None:
        until = session.scalar(select(func.min(Version.created_at)).where(Version.number > as_of))
        query = query if until is None else query.where(Action.created_at < until)
    return [FlaggedAction(*row) for row in session.execute(query.order_by(ActionIndicator.indicator, Action.starts_on, Action.id))]
