"""The series that an item of a meeting is about: as it stands, or as it stood when the meeting was held; and what was revised since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.choices import resolve
from dashboard.usecases.finished import Point, Series
from dashboard.usecases.sentences import shown
from dashboard.usecases.series import finish
from db.queries.indicators import find_indicator
from db.terms import IndicatorState, Period


@dataclass(frozen=True, slots=True)
class Revised:
    """One number that is another now than the meeting saw, as this reader may see both."""

    period: Period
    before: str
    after: str


def series_at(
    asker: Asker, session: Session, indicator: str | None, area: str | None, as_of: int | None = None, audience: str | None = None
) -> Series | None:
    """None where there is no such indicator or place, or no number of it there."""
    if indicator is None or area is None:
        return None
    chosen = resolve(asker, session, Selection(area=area, as_of=as_of))
    found = finish(asker, session, [indicator], chosen, audience=audience) if chosen.area == area else []
    return found[0] if found else None


def is_withdrawn(session: Session, indicator: str) -> bool:
    row = find_indicator(session, indicator)
    return row is None or row.state is not IndicatorState.APPROVED


def revised(then: Series, now: Series | None) -> tuple[Revised, ...]:
    """What the meeting saw and what stands there now, up to the newest period that it saw."""
    before = {point.period: point for point in then.points}
    last = max(before, default=None)
    after = {} if now is None or last is None else {point.period: point for point in now.points if point.period <= last}
    every = sorted({*before, *after})
    return tuple(
        Revised(period, _said(before, period, then), _said(after, period, then))
        for period in every
        if _numbers(before.get(period)) != _numbers(after.get(period))
    )


def _numbers(point: Point | None) -> tuple[float | None, ...]:
    """A preliminary number that was confirmed is no other number."""
    return (None, None, None) if point is None else (point.value, point.numerator, point.denominator)


def _said(points: Mapping[Period, Point], period: Period, series: Series) -> str:
    point = points.get(period)
    if point is None:
        return t("meeting.revised.none")
    if point.value is None:
        return t(f"status.{point.status}")
    value = shown(point.value, series.indicator)
    if point.numerator is None or point.denominator is None:
        return value
    return t("meeting.revised.counted", value=value, numerator=round(point.numerator), denominator=round(point.denominator))
