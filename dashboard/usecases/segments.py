"""Which points one line may join: a gap stays a gap, and nothing is joined across a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.usecases.finished import Point
from dashboard.usecases.noted import Break
from db.terms import Period


def segments(
    points: Sequence[Point], breaks: Iterable[Break], months: Sequence[int] = (), *, restarts_yearly: bool = False
) -> tuple[tuple[Point, ...], ...]:
    """Runs of neighbouring points that have a value; `months` are the only ones in which the indicator is measured.

    restarts_yearly: each year counts from nothing, so a fall from December to January is none.
    """
    broken_at = {change.period for change in breaks}
    runs: list[list[Point]] = []
    for point in (point for point in points if point.value is not None):
        is_next = bool(runs) and point.period not in broken_at and point.period == next_expected(runs[-1][-1].period, months)
        if is_next and not (restarts_yearly and point.period.year != runs[-1][-1].period.year):
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def next_expected(period: Period, months: Sequence[int] = ()) -> Period:
    """The period in which the next number should come."""
    following = period.following
    while months and following.first_day.month not in months:
        following = following.following
    return following


def expected(points: Sequence[Point], months: Sequence[int] = ()) -> int:
    """How many periods there should be numbers for, from the first to the last that we have."""
    if not points:
        return 0
    count, period = 1, points[0].period
    while period < points[-1].period:
        period, count = next_expected(period, months), count + 1
    return count
