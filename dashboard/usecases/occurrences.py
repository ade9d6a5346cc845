"""When something that recurs comes: from a first day, every so many months, or in certain months of every so many years."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence

YEAR = 12


def occurrences(first_on: dt.date, interval: int, months: Sequence[int], last: dt.date) -> Iterator[dt.date]:
    """Each day that it comes until `last`, in time order; of a shorter month its last day. `interval` in months; with `months` whole years."""
    start = _number(first_on)
    at = start if not months else start - first_on.month + 1
    while _day(at, first_on.day) <= last:
        for number in [at + month - 1 for month in months] if months else [at]:
            if number >= start and _day(number, first_on.day) <= last:
                yield _day(number, first_on.day)
        at += interval


def months_after(day: dt.date, count: int) -> dt.date:
    """The same day so many months later; of a shorter month its last day."""
    return _day(_number(day) + count, day.day)


def _number(day: dt.date) -> int:
    return day.year * YEAR + day.month - 1


def _day(number: int, day: int) -> dt.date:
    year, month = divmod(number, YEAR)
    return dt.date(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))
