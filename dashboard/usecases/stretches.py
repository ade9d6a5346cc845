"""A series falls into stretches where everything starts anew; a claim rests on the newest one alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dashboard.stats.control_chart import Setup
from dashboard.stats.points import Flags, Ints, frozen
from dashboard.stats.points import segments as stats_segments
from dashboard.stats.xmr import TRIAL_LIMITS_FROM
from dashboard.usecases.finished import IndicatorFacts, Point
from dashboard.usecases.noted import Break


def restarts(points: Sequence[Point], breaks: Sequence[Break]) -> list[tuple[int, Break]]:
    """Where new stretches begin, and what they begin with."""
    begun = {gap.period: gap for gap in breaks if gap.starts_anew}
    return [(place, begun[point.period]) for place, point in enumerate(points) if place and point.period in begun]


def numbered(points: Sequence[Point], breaks: Sequence[Break]) -> Ints:
    """The stretch of each point, counted from 0."""
    return stats_segments(len(points), [place for place, _ in restarts(points, breaks)])


def telling(points: Sequence[Point], stretch: Ints) -> tuple[Point, ...]:
    """The stretch that the chart is chosen by: the newest that has points enough for limits, or the one that has most."""
    parts = [_without_ghosts(points, stretch == number) for number in range(int(stretch.max(initial=0)), -1, -1)]
    enough = (part for part in parts if _values(part) >= TRIAL_LIMITS_FROM)
    return next(enough, max(parts, key=_values))


def setup_of(points: Sequence[Point], stretch: Ints, indicator: IndicatorFacts) -> Setup:
    """What has been decided about the series, as statistics ask for it."""
    ghosts = np.array([point.is_ghost for point in points], dtype=bool)
    known = np.array([point.value is not None for point in points], dtype=bool)
    return Setup(
        segment=stretch,
        ghosts=ghosts if ghosts.any() else None,
        screen=indicator.screen,
        frozen=frozen(known & ~ghosts, stretch, indicator.baseline) if indicator.baseline else None,
    )


def _without_ghosts(points: Sequence[Point], inside: Flags) -> tuple[Point, ...]:
    kept = (point for point, is_inside in zip(points, inside, strict=True) if is_inside)
    return tuple(replace(point, value=None, numerator=None, denominator=None) if point.is_ghost else point for point in kept)


def _values(points: Sequence[Point]) -> int:
    return sum(point.value is not None for point in points)
