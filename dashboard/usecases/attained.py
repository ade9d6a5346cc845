"""How far the newest number has come: high, middle or low attainment with its certainty, and the way left to the target in people."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dashboard.stats.intervals import rate, wilson
from dashboard.stats.target_level import NotShown, certainty, level, why_not_shown
from dashboard.stats.tolerance import side
from dashboard.usecases.charting import GOOD
from dashboard.usecases.finished import Attainment, Distance, IndicatorFacts, Point, TargetStep
from dashboard.usecases.verdicts import steps_at
from db.terms import MONTHS_IN, MULTIPLIERS, Kind, TargetLevel

COUNTED = (Kind.PROPORTION, Kind.RATE)
ROUNDING = 1e-9


def attainment(points: Sequence[Point], targets: Sequence[TargetStep], about: IndicatorFacts) -> Attainment | None:
    """The ambition is the step to high, the requirement the step to middle; one step alone parts high from low.

    `points` have their own intervals. None without a target that day, a good direction or a number.
    """
    last = next((point for point in reversed(points) if point.value is not None), None)
    steps = steps_at(targets, last) if last else {}
    if not steps or not GOOD[about.direction] or about.kind is Kind.YES_NO:
        return None
    hindrance = _hindrance(last, about)
    if hindrance is not None:
        return Attainment(last.period, not_shown=hindrance)
    green, yellow = _green_and_yellow(steps)
    reached = level(last.value, green, yellow, GOOD[about.direction])
    return Attainment(last.period, reached, certainty(last.lower, last.upper, green, yellow, GOOD[about.direction]))


def _hindrance(point: Point, about: IndicatorFacts) -> NotShown | None:
    """A count has nobody behind it but those counted."""
    if about.kind is Kind.COUNT:
        return None
    coverage = point.denominator / point.invited if point.denominator is not None and point.invited else None
    return why_not_shown(point.denominator, coverage)


def _green_and_yellow(steps: Mapping[TargetLevel, TargetStep]) -> tuple[float, float | None]:
    ambition, requirement = (steps[each].value if each in steps else None for each in (TargetLevel.AMBITION, TargetLevel.REQUIREMENT))
    return (requirement, None) if ambition is None else (ambition, requirement)


def distance(points: Sequence[Point], targets: Sequence[TargetStep], about: IndicatorFacts) -> Distance | None:
    """How many events fewer (or more) the newest year would have needed to reach the next step; of a share the newest number.

    None where counts are not known for every period of it, or every step is reached. The same people stand in a share month after month,
    so its months are not added.
    """
    good, window = GOOD[about.direction], _window(points, about) if targets else ()
    if not window or not good:
        return None
    events = sum(point.value if about.kind is Kind.COUNT else point.numerator for point in window)
    cases = len(window) if about.kind is Kind.COUNT else sum(point.denominator for point in window)
    for step in sorted(steps_at(targets, window[-1]).values(), key=lambda step: list(TargetLevel).index(step.level)):
        bound = _bound(step.value / MULTIPLIERS.get(about.unit, 1) * cases, good)
        if good * int(side(events, bound)) < 0:
            low, high = _limits(events, cases, about)
            ends = sorted(max(0, round(good * (bound - end))) for end in (low, high))
            return Distance(round(good * (bound - events)), *ends, step, window[0].period, window[-1].period)
    return None


def _window(points: Sequence[Point], about: IndicatorFacts) -> Sequence[Point]:
    """The newest year where every period is there, the newest number of a share or of values that overlap; empty where counts are missing."""
    adds = about.kind in (Kind.RATE, Kind.COUNT) and about.overlap is None
    length = 12 // MONTHS_IN[about.frequency] if adds else 1
    window = points[-length:]
    is_whole = len(window) == length and all(before.period.following == after.period for before, after in pairwise(window))
    return window if is_whole and all(_is_counted(point, about.kind) for point in window) else ()


def _is_counted(point: Point, kind: Kind) -> bool:
    if point.value is None:
        return False
    if kind is Kind.COUNT:
        return point.value == int(point.value)
    return kind in COUNTED and point.numerator is not None and bool(point.denominator) and 0 <= point.numerator <= _most(point, kind)


def _most(point: Point, kind: Kind) -> float:
    return point.denominator if kind is Kind.PROPORTION else math.inf


def _bound(exact: float, good: int) -> int:
    """The last whole number of events that reaches the step."""
    return math.ceil(exact - ROUNDING) if good > 0 else math.floor(exact + ROUNDING)


def _limits(events: float, cases: float, about: IndicatorFacts) -> tuple[float, float]:
    found = wilson(events, cases) if about.kind is Kind.PROPORTION else rate(events, cases)
    return float(found.lower) * cases, float(found.upper) * cases
