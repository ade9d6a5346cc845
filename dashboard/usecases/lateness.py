"""When a number is late: the same for the chart's footer, for what needs attention and for what chance is counted on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from dashboard.usecases.finished import Point
from dashboard.usecases.segments import next_expected
from db.terms import Frequency, Period, Status

# How long after the end of the awaited period a number is late: national yearly figures come in June of the year after.
PATIENCE = {Frequency.YEAR: 200, Frequency.TERTIAL: 75, Frequency.QUARTER: 75, Frequency.MONTH: 45, Frequency.DAY: 45}


def newest_reported(points: Sequence[Point]) -> Period | None:
    """Of the newest number, shown or hidden: what is hidden has come in time."""
    return next((point.period for point in reversed(points) if point.value is not None or point.status is Status.SUPPRESSED), None)


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@lru_cache(maxsize=512)  # a board asks hundreds of times for the same few months
def is_late(newest: Period | None, months: tuple[int, ...], on: dt.date) -> bool:
    """Whether the number after the newest one should have been here by this day; `months` are those that are measured."""
    if newest is None:
        return False
    awaited = next_expected(newest, months)
    return awaited.last_day + dt.timedelta(days=PATIENCE[awaited.frequency]) < on
