"""The time between rare events: where each wait ended, which ones nobody can know, and the one that is still running."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.points import Flags, Floats, Ints, numbers

SAME_DAY = 0.5  # days between two events of one day, where the time of day is not known


@dataclass(frozen=True, slots=True)
class Waits:
    """One series: a wait ends with every event but the first; one that something broke into is left out."""

    lengths: Floats
    ended: Ints  # the row in which each wait ended
    segment: Ints  # of each wait
    running: float  # from the newest event to the newest row; NaN where there is none, or something broke into it


def waits(at: ArrayLike, events: ArrayLike, segment: Ints | None = None, within: float = 0.0) -> Waits:
    """The waits between neighbouring events, in the unit of `at`, the time of each row (rising whole numbers).

    A missing count (NaN) and a new segment interrupt the waiting. Events of one row are `within` apart. A row without events says that
    there were none up to then: the newest row is how far one has looked.
    """
    when, counts = np.asarray(at, dtype=np.int64), numbers(events)
    known = np.isfinite(counts)
    _refuse(known & ((counts != np.round(counts)) | (counts < 0)), counts)
    kind = np.zeros(counts.shape, dtype=np.int64) if segment is None else np.asarray(segment, dtype=np.int64)
    stretch = np.cumsum(~known) + np.cumsum(np.diff(kind, prepend=kind[:1]) != 0)  # one number where the waiting is unbroken
    row = np.repeat(np.arange(counts.size), np.where(known, counts, 0).astype(np.int64))
    whole = np.diff(stretch[row]) == 0
    lengths = np.maximum(np.diff(when[row]).astype(float), within)[whole]
    return Waits(lengths, row[1:][whole], kind[row[1:][whole]], _running(when, stretch, row))


def _running(when: Ints, stretch: Ints, row: Ints) -> float:
    """Nothing runs in the row of the newest event itself."""
    if not row.size or stretch[row[-1]] != stretch[-1] or when[row[-1]] == when[-1]:
        return float("nan")
    return float(when[-1] - when[row[-1]])


def _refuse(wrong: Flags, values: Floats) -> None:
    if wrong.any():
        raise ValueError(f"{values[wrong][0]:g} found; write a number of events as a whole number")
