"""Two stretches of one series, before and after: each one's level with its interval, and how easily chance alone would part them so far.

Measured, shares and rates are weighed alike: a level is a weighted mean, and the numbers vary around it as their kind does, times a factor
found from the numbers themselves (more than chance alone; neighbours that resemble each other).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from dashboard.stats.distributions import normal_below, t_quantile, z_of
from dashboard.stats.intervals import count_limits, wilson_limits
from dashboard.stats.points import Floats
from dashboard.stats.power import USUAL_POWER, crossing
from dashboard.stats.tolerance import ROUNDING

TAIL = 0.001  # in each direction, as in the five-year trend and in recent_change: asked each month for three years it stays below 5 %
TAIL_OF_FEW = 0.005  # … where events are few, since their exact test is far more careful than its level
FEW_EVENTS = 100  # before, or cases without an event where these are fewer
BEYOND_NOISE = 0.5  # standard errors that an extra variation must pass before it counts: at 0 a true change is missed, at 1 likeness fools
MOST_LIKENESS = 0.7  # of neighbours: beyond it no level is known
CONFIDENCE = 0.95


class Basis(StrEnum):
    """What the numbers are."""

    MEASURED = "measured"
    SHARE = "share"
    RATE = "rate"


VARIES: dict[Basis, Callable[[float], float]] = {  # how much one case varies around a level
    Basis.MEASURED: lambda _: 1.0,
    Basis.SHARE: lambda level: max(level * (1 - level), 0.0),
    Basis.RATE: lambda level: max(level, 0.0),
}


@dataclass(frozen=True)
class Stretch:
    """The counting points of one stretch: values per 1, and the cases or the exposure behind each (1 where it is measured)."""

    values: Floats
    weights: Floats

    @property
    def points(self) -> int:
        return int(self.values.size)

    @cached_property
    def weight(self) -> float:
        return float(self.weights.sum())

    @cached_property
    def level(self) -> float:
        return float((self.values * self.weights).sum() / self.weight)

    def standardised(self, basis: Basis) -> Floats:
        """Each point's distance from the level, as its kind varies; 0 where nothing can vary."""
        varies = VARIES[basis](self.level)
        away: Floats = (self.values - self.level) * np.sqrt(self.weights / varies) if varies > 0 else np.zeros(self.values.shape)
        return away


@dataclass(frozen=True, slots=True)
class Level:
    """A level, or a difference between two, with its 95 % interval; NaN where a single point has none."""

    value: float
    lower: float
    upper: float

    def times(self, factor: float) -> Level:
        return Level(self.value * factor, self.lower * factor, self.upper * factor)


@dataclass(frozen=True)
class Step:
    """From one stretch to the next."""

    basis: Basis
    before: Stretch
    after: Stretch

    @property
    def freedom(self) -> int:
        return max(self.before.points + self.after.points - 2, 1)

    @cached_property
    def factor(self) -> float:
        """How many times more than the kind alone a level varies: of measured numbers their own variance."""
        parts = [part.standardised(self.basis) for part in (self.before, self.after)]
        squares = float(sum((part**2).sum() for part in parts))
        if squares <= (ROUNDING * float(np.abs(self._values).max(initial=0.0))) ** 2:
            return 0.0 if self.basis is Basis.MEASURED else 1.0
        extra = squares / self.freedom
        if self.basis is not Basis.MEASURED:
            extra = max(1.0, extra - BEYOND_NOISE * np.sqrt(2 / self.freedom))
        number = self.before.points + self.after.points
        likeness = float(sum((part[1:] * part[:-1]).sum() for part in parts)) / squares
        likeness = min(max(likeness + 2 / number - BEYOND_NOISE / np.sqrt(number), 0.0), MOST_LIKENESS)
        return float(extra * (1 + likeness) / (1 - likeness))

    @property
    def _values(self) -> Floats:
        return np.concatenate([self.before.values, self.after.values])

    @property
    def tail(self) -> float:
        """Decided by what came before alone, so that it does not move as points come in."""
        if self.basis is Basis.MEASURED:
            return TAIL
        events = self.before.level * self.before.weight
        rarer = min(events, self.before.weight - events) if self.basis is Basis.SHARE else events
        return TAIL_OF_FEW if rarer < FEW_EVENTS else TAIL

    @property
    def direction(self) -> int:
        """1 for a rise and -1 for a fall that chance alone gives more rarely than `tail`; else 0."""
        up, down = TESTS[self.basis](self)
        return 1 if up < self.tail else -1 if down < self.tail else 0

    def interval(self, part: Stretch) -> Level:
        """The level of one of the stretches, as sure as the variation of both lets it be."""
        level = part.level
        if self.basis is Basis.MEASURED:
            half = float(t_quantile((1 + CONFIDENCE) / 2, self.freedom)) * np.sqrt(self.factor / part.weight)
            known = self.before.points + self.after.points > 2
            return Level(level, level - half, level + half) if known else Level(level, np.nan, np.nan)
        if self.basis is Basis.SHARE:
            low, high = wilson_limits(level, part.weight / self.factor, z_of(CONFIDENCE))
        else:
            low, high = (each * self.factor / part.weight for each in count_limits(level * part.weight / self.factor, CONFIDENCE))
        return Level(level, float(low), float(high))

    @property
    def difference(self) -> Level:
        """After less before; its interval is made of theirs (Newcombe's way, Zou and Donner 2008)."""
        one, other = self.interval(self.before), self.interval(self.after)
        value = other.value - one.value
        down = np.hypot(other.value - other.lower, one.upper - one.value)
        up = np.hypot(other.upper - other.value, one.value - one.lower)
        return Level(value, float(value - down), float(value + up))

    def power(self, level: float, weight: float) -> float:
        """The probability that an after of this weight at this level would be seen; a normal approximation."""
        start, base = self.before.level, self.before.weight
        pooled = (start * base + level * weight) / (base + weight)
        around = VARIES[self.basis]
        expected = np.sqrt(self.factor * around(pooled) * (1 / base + 1 / weight))
        spread = np.sqrt(self.factor * (around(start) / base + around(level) / weight))
        limit = float(t_quantile(1 - self.tail, self.freedom)) if self.basis is Basis.MEASURED else z_of(1 - 2 * self.tail)
        beyond = abs(level - start) - limit * expected
        return float(normal_below(beyond / spread)) if spread > 0 else float(beyond > 0)

    def shows(self, end: float, weight: float) -> float | None:
        """Towards `end` the nearest level that an after of this weight would show with 80 %; None where none would."""
        return crossing(lambda level: self.power(level, weight), end, self.before.level, USUAL_POWER)


def _by_t(step: Step) -> tuple[float, float]:
    error = np.sqrt(step.factor * (1 / step.before.weight + 1 / step.after.weight))
    return _tails(step, error, lambda at: float(special.stdtr(step.freedom, at)))


def _by_score(step: Step) -> tuple[float, float]:
    pooled = (step.before.level * step.before.weight + step.after.level * step.after.weight) / (step.before.weight + step.after.weight)
    error = np.sqrt(step.factor * VARIES[Basis.SHARE](pooled) * (1 / step.before.weight + 1 / step.after.weight))
    return _tails(step, error, lambda at: float(normal_below(at)))


def _tails(step: Step, error: float, below: Callable[[float], float]) -> tuple[float, float]:
    """How likely so large a rise, and so large a fall, is by chance; without any variation the least difference is one."""
    away = step.after.level - step.before.level
    if error <= ROUNDING * float(np.abs(step._values).max(initial=0.0)):
        error, away = 1.0, 0.0 if abs(away) <= 1e-9 * max(abs(step.before.level), abs(step.after.level)) else np.inf * np.sign(away)
    return below(-away / error), below(away / error)


def _by_counts(step: Step) -> tuple[float, float]:
    """Given the events in all, those after are binomial with their part of the exposure: exact, with half of the same number (mid-P)."""
    before, after = (part.level * part.weight / step.factor for part in (step.before, step.after))
    part = step.after.weight / (step.before.weight + step.after.weight)
    up = float(special.betainc(after, before + 1, part)) if after > 0 else 1.0
    down = float(special.betaincc(after + 1, before, part)) if before > 0 else 1.0
    same = up + down - 1
    return up - same / 2, down - same / 2


TESTS: dict[Basis, Callable[[Step], tuple[float, float]]] = {Basis.MEASURED: _by_t, Basis.SHARE: _by_score, Basis.RATE: _by_counts}
