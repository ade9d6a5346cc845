"""Rare events lately against earlier: an exact test where a chart of counts would flag chance, and a chart of waits sees worsening late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.counts import refuse_impossible
from dashboard.stats.distributions import binomial_at_most
from dashboard.stats.points import Floats, numbers

PERIODS = (1, 3, 6, 12)  # newest periods that are looked at together
DAYS = (30, 91, 182, 365)  # … and newest days, where each event has its own
TAIL = 0.001  # per window and direction: all windows together give a stable series a mark less than once in a hundred times


@dataclass(frozen=True, slots=True)
class RecentChange:
    """The newest `periods` against all before them."""

    direction: int  # 1 more, -1 fewer
    periods: int
    events: float
    expected: float  # in as much exposure, at the level of the whole series
    probability: float  # of so many (so few) if nothing has changed


def recent_change(
    events: ArrayLike, exposure: ArrayLike | None = None, tail: float = TAIL, windows: Sequence[int] = PERIODS
) -> RecentChange | None:
    """The most unlikely of the windows when it is too unlikely to be chance, else None; one series, oldest first.

    Given the number of events in all, those of a window are binomial with its part of the exposure: exact, however few there are.
    """
    counts = numbers(events)
    size = np.ones(counts.shape) if exposure is None else numbers(exposure)
    refuse_impossible(counts, size, is_share=False)
    known = np.isfinite(counts) & np.isfinite(size) & (size > 0)
    x, n = counts[known], size[known]
    found = [_window(x, n, periods) for periods in windows if 2 * periods <= x.size]
    least = min(found, key=lambda each: each.probability, default=None)
    return least if least is not None and least.probability <= tail else None


def recent_change_by_day(at: ArrayLike, events: ArrayLike) -> RecentChange | None:
    """The same of events whose days are known; `at` is the day of each row as a rising number. A missing count hides the days to both sides.

    The events of the first day set the beginning, and one on the newest day the end: that they stand there is no chance, so they are not
    tested. (Else a list that always ends with an event would look like a worsening.)
    """
    when, counts = np.asarray(at, dtype=np.int64), numbers(events)
    if not when.size:
        return None
    known = np.isfinite(counts)
    daily = np.full(int(when[-1] - when[0]), np.nan)
    for row in np.flatnonzero(known[1:] & known[:-1]) + 1:
        daily[when[row - 1] - when[0] : when[row] - when[0]] = 0
        daily[when[row] - when[0] - 1] = counts[row]
    ends_with_event = bool(daily.size and daily[-1] > 0)
    if ends_with_event:
        daily[-1] -= 1
    found = recent_change(daily, windows=DAYS)
    return replace(found, events=found.events + 1) if found and ends_with_event else found


def _window(x: Floats, n: Floats, periods: int) -> RecentChange:
    total, recent = x.sum(), x[-periods:].sum()
    part = n[-periods:].sum() / n.sum()
    few = float(binomial_at_most(recent, total, part))
    many = 1 - float(binomial_at_most(recent - 1, total, part))
    return RecentChange(1 if many < few else -1, periods, float(recent), float(total * part), min(few, many))
