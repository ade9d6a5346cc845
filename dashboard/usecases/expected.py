"""What should have come by now: the periods of an indicator, when each is due, and what became of it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from dashboard.usecases.lateness import PATIENCE
from db.terms import Frequency, Period, Status

SHOWN = {Frequency.YEAR: 5, Frequency.TERTIAL: 6, Frequency.QUARTER: 8, Frequency.MONTH: 13}  # the newest periods of each

YEARS = 7  # before this one; nothing older is looked at


class There(StrEnum):
    """Not delivered is never not done: nothing here says anything of the work itself."""

    DELIVERED = "delivered"
    HIDDEN = "hidden"  # delivered, and too small to be shown
    NOT_REPORTED = "not_reported"  # the publisher says that nobody reported
    NOT_RELEVANT = "not_relevant"
    MISSING = "missing"  # a gap: said to be missing, or a later period has come
    LATE = "late"  # nothing newer has come either, and the day is past
    AWAITED = "awaited"  # the day is not yet past
    OUTSIDE = "outside"  # before the first delivery of anybody, or while the unit did not exist

    @property
    def is_wanting(self) -> bool:
        return self in (There.MISSING, There.LATE)

    @property
    def is_expected(self) -> bool:
        return self not in (There.NOT_RELEVANT, There.OUTSIDE, There.AWAITED)


SAYS = {
    Status.NORMAL: There.DELIVERED,
    Status.PROVISIONAL: There.DELIVERED,
    Status.SUPPRESSED: There.HIDDEN,
    Status.NOT_RELEVANT: There.NOT_RELEVANT,
    Status.NOT_REPORTED: There.NOT_REPORTED,
    Status.MISSING: There.MISSING,
}


def periods_ended(frequency: Frequency, months: Collection[int], today: dt.date) -> list[Period]:
    """The newest that have ended, oldest first; of an indicator that is measured in certain months, those alone."""
    in_order = list(_ended(frequency, today.year - YEARS, today))
    measured = [period for period in in_order if not months or period.first_day.month in months]
    return measured[-SHOWN[frequency] :]


def periods_to_come(newest: Period, months: Collection[int], publication_month: int | None, last: dt.date) -> Iterator[Period]:
    """Those after the newest that are due by the last day, in time order."""
    period = newest.following
    while due(period, publication_month) <= last:
        if not months or period.first_day.month in months:
            yield period
        period = period.following


def due(period: Period, publication_month: int | None) -> dt.date:
    """The last day for it: the end of the publisher's month, or the usual time after the period."""
    if publication_month is None:
        return period.last_day + dt.timedelta(days=PATIENCE[period.frequency])
    year = period.last_day.year + (publication_month <= period.last_day.month)
    return dt.date(year, publication_month, calendar.monthrange(year, publication_month)[1])


def states(
    periods: Sequence[Period], said: dict[Period, set[Status]], begins: Period, last_day: dict[Period, dt.date], today: dt.date
) -> list[There]:
    """One area's row: `said` is what stands for each period, `begins` the first that anybody delivered."""
    newest = max((period for period in said if Status.MISSING not in said[period]), default=None)
    found = []
    for period in periods:
        if period in said:
            found.append(next(state for status, state in SAYS.items() if status in said[period]))
        elif period < begins:
            found.append(There.OUTSIDE)
        elif newest is not None and period < newest:
            found.append(There.MISSING)
        else:
            found.append(There.LATE if last_day[period] < today else There.AWAITED)
    return found


def _ended(frequency: Frequency, first_year: int, today: dt.date) -> Iterator[Period]:
    period = Period(first_year, frequency)
    while period.last_day < today:
        yield period
        period = period.following
