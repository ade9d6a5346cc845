"""Do we stand out more than chance allows? A value against a comparator or a goal, judged by its interval."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from dashboard.stats.distributions import chi_square_quantile
from dashboard.stats.intervals import wilson_limits
from dashboard.stats.tolerance import above, below

Limits = tuple[float, float]


class Standpoint(StrEnum):
    """How a value stands to what it is compared with."""

    BEST = "best"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    WORST = "worst"
    HIGHER = "higher"  # without a judgement, when neither direction is good
    LOWER = "lower"
    NOT_COMPARED = "not_compared"


JUDGEMENT = {
    (2, 1): Standpoint.BEST,
    (1, 1): Standpoint.BETTER,
    (-1, 1): Standpoint.WORSE,
    (-2, 1): Standpoint.WORST,
    (2, 0): Standpoint.HIGHER,
    (1, 0): Standpoint.HIGHER,
    (-1, 0): Standpoint.LOWER,
    (-2, 0): Standpoint.LOWER,
}


def judged(steps: int, good: int) -> Standpoint:
    """The judgement of lying so many steps above (below: negative) where `good` is the sign of what is good."""
    return JUDGEMENT.get((steps * good, 1) if good else (steps, 0), Standpoint.SIMILAR)


def against_comparator(
    value: float | None,
    limits: Sequence[float | None] | None,
    comparator: float | None,
    good: int,
    wider: Sequence[float | None] | None = None,
) -> Standpoint:
    """A value against a comparator taken as exact: similar while its 95 % limits, ends included, hold the comparator.

    With `wider` (99.8 %) limits the judgement has two levels: beyond the inner ones better or worse, beyond the outer best or worst.
    """
    inner, outer = _known(limits), _known(wider)
    if value is None or comparator is None or inner is None or np.isnan([value, comparator]).any() or (wider is not None and outer is None):
        return Standpoint.NOT_COMPARED
    if not _is_beyond(comparator, inner):
        return Standpoint.SIMILAR
    strength = 2 if outer is not None and _is_beyond(comparator, outer) else 1
    return judged(strength if above(value, comparator) else -strength, good)


def against_unit(
    value: float | None, limits: Sequence[float | None] | None, other: float | None, other_limits: Sequence[float | None] | None, good: int
) -> Standpoint:
    """Two uncertain values: similar while their intervals overlap, which is careful; that they do not differ it never shows."""
    ours, theirs = _known(limits), _known(other_limits)
    if value is None or other is None or ours is None or theirs is None or np.isnan([value, other]).any():
        return Standpoint.NOT_COMPARED
    if not (above(ours[0], theirs[1]) or below(ours[1], theirs[0])):
        return Standpoint.SIMILAR
    return judged(1 if above(value, other) else -1, good)


def against_control_limits(value: float | None, limits: Sequence[float | None] | None, good: int) -> Standpoint:
    """A value against limits drawn around the comparator from the unit's own size; on the limit is similar."""
    around = _known(limits)
    if value is None or around is None or np.isnan(value):
        return Standpoint.NOT_COMPARED
    return judged(int(above(value, around[1])) - int(below(value, around[0])), good)


def share_limits(comparator: float | None, n: float | None, z: float) -> Limits | None:
    """Where the share of a unit with `n` cases may lie by chance when the comparator's holds for it too (Wilson)."""
    if comparator is None or n is None or not 0 <= comparator <= 1 or not n > 0:
        return None
    lower, upper = wilson_limits(comparator, n, z)
    return float(lower), float(upper)


def rate_limits(comparator: float | None, exposure: float | None, tail: float) -> Limits | None:
    """Where the rate of a unit with this exposure may lie by chance; `tail` is the probability beyond each limit (Poisson)."""
    if comparator is None or exposure is None or not comparator >= 0 or not exposure > 0:
        return None
    expected = comparator * exposure
    whole = round(expected) if abs(expected - round(expected)) <= 1e-9 * max(expected, 1) else expected  # 13.000000000001 is 13
    at_least, at_most = np.ceil(whole), np.floor(whole)
    lower = float(chi_square_quantile(tail, 2 * at_least)) / 2 if at_least > 0 else 0.0
    return lower / exposure, float(chi_square_quantile(1 - tail, 2 * at_most + 2)) / 2 / exposure


def _known(limits: Sequence[float | None] | None) -> Limits | None:
    if limits is None or len(limits) != 2 or limits[0] is None or limits[1] is None or np.isnan([limits[0], limits[1]]).any():
        return None
    return float(limits[0]), float(limits[1])


def _is_beyond(comparator: float, limits: Limits) -> bool:
    return bool(above(comparator, limits[1]) or below(comparator, limits[0]))
