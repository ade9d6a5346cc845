"""Is the goal reached? A single level with or without the interval, or a range with an amber middle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.stats.benchmark import Standpoint, judged
from dashboard.stats.tolerance import below, side


def against_goal(value: float | None, goal: float | None, good: int, limits: Sequence[float | None] | None = None) -> Standpoint:
    """A value against one level: on the level it is reached.

    With limits, the whole interval must lie on the good side: from the goal (included) up is its high side, below it its low side,
    and across it is similar.
    """
    if value is None or goal is None or np.isnan([value, goal]).any():
        return Standpoint.NOT_COMPARED
    if limits is not None:
        return _by_interval(limits, goal, good)
    position = int(side(value, goal))
    if position == 0 and good == 0:
        return Standpoint.SIMILAR
    return judged(position or good, good)


def against_range(value: float | None, lower: float | None, upper: float | None, good: int) -> Standpoint:
    """A value against a range: below it, inside it (its lower end included, amber), or from its upper end up."""
    if value is None or lower is None or upper is None or np.isnan([value, lower, upper]).any():
        return Standpoint.NOT_COMPARED
    if lower > upper:
        raise ValueError(f"a goal from {lower:g} to {upper:g}; write the lower end first")
    return judged(int(not below(value, upper)) - int(bool(below(value, lower))), good)


def _by_interval(limits: Sequence[float | None], goal: float, good: int) -> Standpoint:
    low, high = (np.nan if limit is None else float(limit) for limit in limits)
    if np.isnan([low, high]).any():
        return Standpoint.NOT_COMPARED
    return judged(int(not below(low, goal)) - int(bool(below(high, goal))), good)
