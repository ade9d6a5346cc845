"""Rare events on their own time line: when each came, how long after the one before, and which waits are usual."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.chart_choice import FEWEST_RARE
from dashboard.stats.points import Floats, Ints, numbers
from dashboard.stats.rare_events import g_chart, t_chart
from dashboard.stats.recent_change import RecentChange, recent_change, recent_change_by_day
from dashboard.stats.waits import SAME_DAY, WaitChart, wait_chart, waits
from dashboard.usecases.segments import next_expected
from dashboard.usecases.waits import WaitUnit
from db.terms import Frequency, Period


@dataclass(frozen=True, slots=True)
class Rare:
    """One series. A row for every period there should be a number for, missing ones too; of dated events for every day that has a row."""

    periods: tuple[Period, ...]
    at: Ints  # the time of each row, in units of the waits
    events: Floats
    exposure: Floats | None
    segment: Ints
    chart: WaitChart
    unit: WaitUnit

    @property
    def total(self) -> int:
        return int(np.nansum(self.events))

    @property
    def begins(self) -> Period | None:
        """Where the newest stretch begins, if there was another before."""
        return self.periods[int(np.argmax(self.segment == self.segment[-1]))] if self.segment[-1] else None

    @property
    def newest_total(self) -> int:
        """Events since the last break."""
        return int(np.nansum(self.events[self.segment == self.segment[-1]]))

    @property
    def is_judged(self) -> bool:
        """Whether there are events enough since the last break to say that nothing has changed."""
        return self.newest_total >= FEWEST_RARE and bool(np.isfinite(self.chart.running_limits[1]))

    def recent_change(self) -> RecentChange | None:
        """The newest rows against the earlier ones since the last break, by an exact test."""
        here = self.segment == self.segment[-1]
        if self.unit is WaitUnit.DAY:
            return recent_change_by_day(self.at[here], self.events[here])
        return recent_change(self.events[here], None if self.exposure is None else self.exposure[here])


def rare_events(
    periods: Sequence[Period], events: ArrayLike, exposure: ArrayLike | None, breaks: Collection[Period] = (), months: Sequence[int] = ()
) -> Rare:
    """`periods` in time order with the events of each; a period that no row speaks of is missing. At `breaks` something else begins."""
    is_dated = periods[0].frequency is Frequency.DAY
    every = tuple(periods) if is_dated else _every(tuple(periods), tuple(months))
    at = np.array([period.first_day.toordinal() for period in every]) if is_dated else np.arange(len(every))
    counts, sizes = (None if column is None else _placed(column, periods, every) for column in (events, exposure))
    segment = np.cumsum([period in breaks for period in every])
    found = waits(at, counts, segment, within=SAME_DAY if is_dated else 0)
    unit = WaitUnit.MEASUREMENT if months else WaitUnit(periods[0].frequency)
    return Rare(every, at, counts, sizes, segment, wait_chart(found, t_chart if is_dated else g_chart), unit)


@lru_cache(maxsize=512)
def _every(periods: tuple[Period, ...], months: tuple[int, ...]) -> tuple[Period, ...]:
    """Those, and the ones that should have been between them; the same for all series of a page."""
    found, period = set(periods), periods[0]
    while period < periods[-1]:
        found.add(period)
        period = next_expected(period, months)
    return tuple(sorted(found))


def _placed(column: ArrayLike, periods: Sequence[Period], every: Sequence[Period]) -> Floats:
    """The column with holes where periods are missing."""
    given = numbers(column)
    if len(periods) == len(every):
        return given
    place = {period: row for row, period in enumerate(every)}
    filled = np.full(len(every), np.nan)
    filled[[place[period] for period in periods]] = given
    return filled
