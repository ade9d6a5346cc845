"""The time between rare events: where each wait ended, which ones nobody can know, and the one that is still running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.points import Flags, Floats, Ints, numbers
from dashboard.stats.rules import Sides
from dashboard.stats.tolerance import above
from dashboard.stats.xmr import TRIAL_LIMITS_FROM

SAME_DAY = 0.5  # days between two events of one day, where the time of day is not known
LIMITS = ("centre", "lower", "upper", "lower_2s", "upper_2s")


@dataclass(frozen=True, slots=True)
class Waits:
    """One series: a wait ends with every event but the first; one that something broke into is left out."""

    lengths: Floats
    ended: Ints  # the row in which each wait ended
    segment: Ints  # of each wait
    stretch: Ints  # of each wait: one number where nothing broke into the waiting
    running: float  # from the newest event to the newest row; NaN where there is none, or something broke into it
    running_segment: int  # of the newest row


def waits(at: ArrayLike, events: ArrayLike, segment: Ints | None = None, within: float = 0.0) -> Waits:
    """The waits between neighbouring events, in the unit of `at`, the time of each row (rising whole numbers).

    A missing count (NaN) and a new segment interrupt the waiting. Events of one row are `within` apart. A row without events says that
    there were none up to then: the newest row is how far one has looked.
    """
    when, counts = np.asarray(at, dtype=np.int64), numbers(events)
    known = np.isfinite(counts)
    _refuse(known & ((counts != np.round(counts)) | (counts < 0)), counts)
    part = np.zeros(counts.shape, dtype=np.int64) if segment is None else np.asarray(segment, dtype=np.int64)
    stretch = np.cumsum(~known) + np.cumsum(np.diff(part, prepend=part[:1]) != 0)
    row = np.repeat(np.arange(counts.size), np.where(known, counts, 0).astype(np.int64))
    whole = np.diff(stretch[row]) == 0
    ended = row[1:][whole]
    lengths = np.maximum(np.diff(when[row]).astype(float), within)[whole]
    return Waits(lengths, ended, part[ended], stretch[ended], _running(when, stretch, row), int(part[-1]) if part.size else 0)


def _running(when: Ints, stretch: Ints, row: Ints) -> float:
    """Nothing runs in the row of the newest event itself."""
    if not row.size or stretch[row[-1]] != stretch[-1] or when[row[-1]] == when[-1]:
        return float("nan")
    return float(when[-1] - when[row[-1]])


def _refuse(wrong: Flags, values: Floats) -> None:
    if wrong.any():
        raise ValueError(f"{values[wrong][0]:g} found; write a number of events as a whole number")


@dataclass(frozen=True, slots=True)
class WaitChart:
    """Waits with centre and limits. Only the limits are tested: runs of short waits are seen sooner by recent_change."""

    waits: Waits
    limits: ControlChart  # NaN in a segment with too few waits to find limits from

    @property
    def flags(self) -> Sides:
        """1 where a wait was longer than usual, -1 shorter, 0 neither."""
        return self.limits.outside

    @property
    def has_limits(self) -> bool:
        """Whether any wait has limits."""
        return bool(np.isfinite(self.limits.upper).any())

    @property
    def running_limits(self) -> tuple[float, float]:
        """Centre and upper limit for the wait that is still running: those of its segment; NaN where that has none."""
        here = np.flatnonzero(self.waits.segment == self.waits.running_segment)
        return (float(self.limits.centre[here[-1]]), float(self.limits.upper[here[-1]])) if here.size else (np.nan, np.nan)

    @property
    def is_running_long(self) -> bool:
        """Whether there have been no events for longer than usual. How short it will become, nobody can know yet."""
        return bool(above(self.waits.running, self.running_limits[1]))

    @property
    def newest_flag(self) -> int:
        """Of the wait that is running, or where none is, of the newest that ended: 1 longer than usual, -1 shorter, 0 neither."""
        if np.isfinite(self.waits.running):
            return int(self.is_running_long)
        return int(self.flags[-1]) if self.flags.size else 0


def wait_chart(found: Waits, find: Callable[[ArrayLike, Setup], ControlChart]) -> WaitChart:
    """`find` is g_chart or t_chart; a segment that has not waits enough for limits gets none."""
    chart = find(found.lengths, Setup(segment=found.segment))
    number = np.bincount(found.segment, minlength=1)[found.segment]
    with_limits = {name: np.where(number >= TRIAL_LIMITS_FROM, getattr(chart, name), np.nan) for name in LIMITS}
    return WaitChart(found, replace(chart, **with_limits))
