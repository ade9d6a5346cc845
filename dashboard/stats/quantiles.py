"""Quantile groups of comparable units: where in the field a unit lies, which says nothing about certainty."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.points import Floats, numbers


def quantile_groups(values: ArrayLike, groups: int, *, highest_first: bool = False) -> Floats:
    """The group (1 … groups) of each value, NaN where it is missing or there are fewer values than groups.

    Equal values share a group, that of the first of them (PHEindicatormethods).
    """
    if groups < 1:
        raise ValueError(f"{groups} groups; write 1 or more")
    array = numbers(values)
    known = np.isfinite(array)
    number = int(known.sum())
    result = np.full(array.shape, np.nan)
    if number < groups:
        return result
    ordered = -array[known] if highest_first else array[known]
    rank = np.searchsorted(np.sort(ordered), ordered, side="left") + 1
    from_above = -(-(number + 1 - rank) * groups // number)  # whole numbers: 49 / 4.9 would need luck
    result[known] = np.maximum(groups + 1 - from_above, 1)
    return result
