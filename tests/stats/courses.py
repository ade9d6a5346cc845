"""Series for the tests of effects: noise of every kind, with a step at the start of a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.stats.effect import Effect, effect
from dashboard.stats.effect_course import Course
from dashboard.stats.level_step import Basis, Step, Stretch

EXPOSURE = 900.0
LOWER = -1  # is better


def course(values: Sequence[float], weights: Sequence[float] | None = None, basis: Basis = Basis.MEASURED, **given: object) -> Course:
    """A series with nothing hidden, left out or provisional in it, unless it is said; None is missing."""
    array = np.array([np.nan if value is None else value for value in values], dtype=float)
    size = np.ones(array.shape) if weights is None else np.asarray(weights, dtype=float)
    nothing = np.zeros(array.shape, dtype=bool)
    usual = {"counts": np.isfinite(array), "hidden": nothing, "provisional": nothing}
    return Course(basis, array, size, **(usual | given))


def judged(values: Sequence[float], start: int, **given: object) -> Effect:
    """Of measured values, where lower is better; a measure that began at a point."""
    direction, ends = given.pop("direction", LOWER), given.pop("ends", None)
    return effect(course(values, **given), start, start, ends, direction)


@dataclass(frozen=True, slots=True)
class Made:
    """One way in which numbers come about: values and weights of `points`, from `start` on `sigmas` away."""

    basis: Basis
    draw: Callable[[np.random.Generator, int, int, float], tuple[np.ndarray, np.ndarray]]

    def course(self, rng: np.random.Generator, points: int, start: int, sigmas: float = 0.0) -> Course:
        values, weights = self.draw(rng, points, start, sigmas)
        return course(values, weights, self.basis)


def measured(likeness: float = 0.0) -> Made:
    def draw(rng, points, start, sigmas):
        noise = rng.normal(size=points)
        for at in range(1, points):
            noise[at] = likeness * noise[at - 1] + np.sqrt(1 - likeness**2) * noise[at]
        return noise + sigmas * _after(points, start), np.ones(points)

    return Made(Basis.MEASURED, draw)


def share(n: int, level: float) -> Made:
    def draw(rng, points, start, sigmas):
        levels = np.clip(level + sigmas * np.sqrt(level * (1 - level) / n) * _after(points, start), 0, 1)
        return rng.binomial(n, levels) / n, np.full(points, float(n))

    return Made(Basis.SHARE, draw)


def rate(events: float) -> Made:
    """So many events a point on average."""

    def draw(rng, points, start, sigmas):
        levels = np.maximum(events + sigmas * np.sqrt(events) * _after(points, start), 0)
        return rng.poisson(levels) / EXPOSURE, np.full(points, EXPOSURE)

    return Made(Basis.RATE, draw)


def _after(points: int, start: int) -> np.ndarray:
    return (np.arange(points) >= start).astype(float)


def step(found: Course, start: int, until: int) -> Step:
    """The bare test, without all that stands around it."""
    parts = (slice(0, start), slice(start, until))
    return Step(found.basis, *(Stretch(found.values[part], found.weights[part]) for part in parts))
