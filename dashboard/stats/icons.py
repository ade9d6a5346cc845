"""The two icons of Making Data Count as codes: does it vary more than usual, and can the target be counted on?"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.stats.points import numbers
from dashboard.stats.rules import Sides
from dashboard.stats.tolerance import side

GOOD = {"higher_is_better": 1, "lower_is_better": -1, "neutral": 0}  # the sign of what is good, by the indicator's direction


class Variation(StrEnum):
    """What the last counting point says."""

    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"
    NONE = "none"  # too few points, hidden or stale


class Assurance(StrEnum):
    """What the limits say about the target."""

    PASSES = "consistently_passes"
    FAILS = "consistently_fails"
    HIT_OR_MISS = "hit_or_miss"
    NONE = "none"


VARIATION = {
    (1, 1): Variation.IMPROVEMENT_HIGH,
    (-1, 1): Variation.CONCERN_LOW,
    (1, -1): Variation.CONCERN_HIGH,
    (-1, -1): Variation.IMPROVEMENT_LOW,
    (1, 0): Variation.NEUTRAL_HIGH,
    (-1, 0): Variation.NEUTRAL_LOW,
}


def variation(direction: int, good: int) -> Variation:
    """The icon of a point flagged high (1), low (-1) or not at all (0), where `good` is the sign of what is good."""
    return VARIATION.get((int(direction), good), Variation.COMMON_CAUSE)


def last_direction(directions: Sides, counts: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The flag of each series' last counting point; 0 when none counts."""
    last = directions.shape[-1] - 1 - np.argmax(counts[..., ::-1], axis=-1)
    found = np.take_along_axis(directions, last[..., None], axis=-1)[..., 0]
    return np.where(counts.any(axis=-1), found, 0).astype(np.int8)


def assurance(target: float | None, lower: ArrayLike, upper: ArrayLike, good: int, *, on_limit_counts: bool = True) -> Assurance:
    """Whether the target lies outside the limits of the last segment, and on which side.

    A target exactly on a limit is counted on (NHS England's SQL tool); NHSRplotthedots leaves it open (`on_limit_counts=False`).
    """
    low, high = float(numbers(lower)), float(numbers(upper))
    if target is None or not good or np.isnan([target, low, high]).any():
        return Assurance.NONE
    against_upper, against_lower = int(side(target, high)), int(side(target, low))
    at_top = against_upper > 0 or (on_limit_counts and against_upper == 0)
    at_bottom = against_lower < 0 or (on_limit_counts and against_lower == 0)
    if at_top and at_bottom:  # limits of no width on the target itself: it is always met
        return Assurance.PASSES
    if at_top:
        return Assurance.FAILS if good > 0 else Assurance.PASSES
    if at_bottom:
        return Assurance.PASSES if good > 0 else Assurance.FAILS
    return Assurance.HIT_OR_MISS
