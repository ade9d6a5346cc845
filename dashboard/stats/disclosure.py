"""Small numbers hidden so that nobody can be recognised: few events, whole weak series, and the neighbours that would give them away.

The order and the rules are those of the Norwegian Institute of Public Health (khfunctions, do_censor_*). What a page shows is hidden by
protection.py, which goes on until an attack (attack.py) finds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.points import Flags, Floats, numbers
from dashboard.stats.sums import Family

SERIES_ROUNDS = 3  # rounds in which only rows of already hidden series are taken as neighbours


@dataclass(frozen=True, slots=True)
class Limits:
    """Hidden at or below; None hides nothing on that account. Shares are of a series' periods, strictly above."""

    events: int | None = 4  # events, and cases without the event
    cases: int | None = 9
    weak: int | None = 4  # events that make a period weak
    most_hidden: float = 1.0  # the share of hidden periods that hides the series; 1 = never
    most_weak: float = 0.5
    hides_zero: bool = True  # 0 events is good news and, among many, identifies nobody: a choice per indicator


STANDARD = Limits()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Per row whether it is hidden, and on which account."""

    primary: Flags
    series: Flags
    secondary: Flags

    @property
    def any(self) -> Flags:
        """Hidden on any account."""
        return self.primary | self.series | self.secondary


def suppressed(
    events: ArrayLike, cases: ArrayLike, series: ArrayLike, families: Sequence[Family] = (), limits: Limits = STANDARD
) -> Hidden:
    """What must be hidden among rows, one a place, group and period.

    series: which series each row belongs to. families: rows that are shown beside their total, as indexes in the order in which
    they are kept (the total first), one family a place and period; the same row may stand in several.
    """
    x, n = np.broadcast_arrays(numbers(events), numbers(cases))
    primary = primarily(x, n, limits)
    whole = _whole_series(x, primary, np.asarray(series), limits)
    return Hidden(primary, whole, _neighbours(x, n, primary, whole, families, limits))


def primarily(events: Floats, cases: Floats, limits: Limits) -> Flags:
    """Few events, few cases without the event, or few cases; a row without a number has nothing to hide."""
    hidden = np.zeros(events.shape, dtype=bool)
    if limits.events is not None:
        few = events <= limits.events
        hidden |= (few if limits.hides_zero else few & (events > 0)) | (cases - events <= limits.events)
    if limits.cases is not None:
        hidden |= cases <= limits.cases
    return hidden & np.isfinite(events)


def _whole_series(events: Floats, primary: Flags, series: np.ndarray, limits: Limits) -> Flags:
    """The other rows of series in which too many rows are weak or hidden."""
    _, place, size = np.unique(series, return_inverse=True, return_counts=True)
    weak = np.zeros(events.shape) if limits.weak is None else (events <= limits.weak).astype(float)
    too_weak = np.bincount(place, weights=weak) / size > limits.most_weak
    too_hidden = np.bincount(place, weights=primary.astype(float)) / size > limits.most_hidden
    return (too_weak | too_hidden)[place] & ~primary & np.isfinite(events)


def _neighbours(x: Floats, n: Floats, primary: Flags, whole: Flags, families: Sequence[Family], limits: Limits) -> Flags:
    """Rows hidden because with their total they would give another one away, round by round until nothing more is needed."""
    hidden, secondary = primary.copy(), np.zeros_like(primary)
    known = [[row for row in family if np.isfinite(x[row])] for family in families]
    number, is_new = 0, True
    while is_new or number <= SERIES_ROUNDS:
        number, is_new = number + 1, False
        for family in known:
            row = _neighbour(family, x, n, hidden, whole, limits, may_show=number > SERIES_ROUNDS)
            if row is not None:
                hidden[row] = secondary[row] = is_new = True
    return secondary


def _neighbour(family: list[int], x: Floats, n: Floats, hidden: Flags, whole: Flags, limits: Limits, *, may_show: bool) -> int | None:
    """The next row of the family to hide: the last kept, of an already hidden series if there is one. None if none is needed."""
    taken, free = [row for row in family if hidden[row]], [row for row in family if not hidden[row]]
    small = limits.events is not None and x[taken].sum() <= limits.events
    small = small or (limits.cases is not None and np.nansum(n[taken]) <= limits.cases)
    if not (len(taken) == 1 or (len(taken) > 1 and small and len(free) >= 2)):
        return None
    weak = [row for row in free if whole[row]]
    choice = weak or (free if may_show else [])
    return choice[-1] if choice else None
