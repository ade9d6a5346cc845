"""High, middle or low attainment of a target with two steps, and how sure that is."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from dashboard.stats.tolerance import above, below, side

LEAST_COVERAGE = 0.6  # of those who should have been registered; the Norwegian registers' own limit
LEAST_CASES = 5  # where the indicator has no limit of its own


class Level(StrEnum):
    """Attainment as the Norwegian quality registers show it."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class Certainty(StrEnum):
    """Whether the interval allows another level than the value's own."""

    SURE = "sure"  # no other
    PROBABLE = "probable"  # the next one
    UNSURE = "unsure"  # all three


class NotShown(StrEnum):
    """Why a level is not given at all."""

    LOW_COVERAGE = "low_coverage"
    TOO_FEW_CASES = "too_few_cases"
    NO_DATA = "no_data"


def level(value: float | None, green: float | None, yellow: float | None, good: int) -> Level | None:
    """The level of a value: reaching green is high, reaching yellow middle; without a yellow step there is no middle."""
    if value is None or green is None or not good or np.isnan([value, green]).any():
        return None
    middle = green if yellow is None or np.isnan(yellow) else yellow
    short = below if good > 0 else above
    if not short(value, green):
        return Level.HIGH
    return Level.LOW if short(value, middle) else Level.MIDDLE


def certainty(lower: float | None, upper: float | None, green: float | None, yellow: float | None, good: int) -> Certainty | None:
    """How many levels the interval reaches into: one is sure, two probable, three unsure."""
    ends = [level(end, green, yellow, good) for end in (lower, upper)]
    if ends[0] is None or ends[1] is None:
        return None
    order = [Level.HIGH, *([Level.MIDDLE] if _has_middle(green, yellow) else []), Level.LOW]
    return list(Certainty)[abs(order.index(ends[0]) - order.index(ends[1]))]


def why_not_shown(n: float | None, coverage: float | None = None, least: float | None = None) -> NotShown | None:
    """Why the level of a unit with `n` cases is not shown; None when it is."""
    if n is None or np.isnan(n) or n == 0:
        return NotShown.NO_DATA
    if coverage is not None and below(coverage, LEAST_COVERAGE):
        return NotShown.LOW_COVERAGE
    return NotShown.TOO_FEW_CASES if n < (LEAST_CASES if least is None else least) else None


def _has_middle(green: float | None, yellow: float | None) -> bool:
    return green is not None and yellow is not None and bool(side(green, yellow) != 0)
