"""Comparing computed numbers: 0.1 + 0.2 is 0.3 here, so that rounding alone never makes or breaks a signal."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

RELATIVE = 1e-9  # two numbers are the same when they differ by less than this part of the larger
ROUNDING = 1e-12  # … or of the largest number of the series: a mean that should be 0 may come out as 1e-17


def margin(a: ArrayLike, b: ArrayLike, scale: ArrayLike = 0.0) -> NDArray[np.float64]:
    """How much `a` and `b` may differ and still be the same; `scale` is the size of the numbers they were computed from."""
    size: NDArray[np.float64] = np.maximum(np.abs(a), np.abs(b))
    return np.maximum(RELATIVE * size, ROUNDING * np.asarray(scale, dtype=float))


def side(a: ArrayLike, b: ArrayLike, scale: ArrayLike = 0.0) -> NDArray[np.int8]:
    """1 where `a` is above `b`, -1 where below, 0 where they are the same or one of them is missing."""
    difference = np.subtract(a, b, dtype=float)
    allowed = margin(a, b, scale)
    return (difference > allowed).astype(np.int8) - (difference < -allowed).astype(np.int8)


def above(a: ArrayLike, b: ArrayLike, scale: ArrayLike = 0.0) -> NDArray[np.bool_]:
    """Whether `a` is truly above `b`; never where one of them is missing."""
    return side(a, b, scale) > 0


def below(a: ArrayLike, b: ArrayLike, scale: ArrayLike = 0.0) -> NDArray[np.bool_]:
    """Whether `a` is truly below `b`; never where one of them is missing."""
    return side(a, b, scale) < 0


def largest(values: ArrayLike) -> NDArray[np.float64]:
    """The size of each series' largest number, kept as a column to compare against; 0 for a series without numbers."""
    sizes = np.abs(np.asarray(values, dtype=float))
    size: NDArray[np.float64] = np.max(sizes, axis=-1, keepdims=True, initial=0.0, where=np.isfinite(sizes))
    return size
