"""Which points of a series count, which segment each belongs to, and what can be summed over them. Time is the last axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Statistic = Callable[[Floats, Flags], Floats]


def numbers(values: ArrayLike) -> Floats:
    """Numbers with None as NaN, which means missing; an infinite one is an error somewhere before."""
    array = np.asarray(values, dtype=float)
    if np.isinf(array).any():
        raise ValueError(f"an infinite number at {np.argwhere(np.isinf(array))[0].tolist()}; write None where there is no number")
    return array


def segments(length: int, starts: Iterable[int]) -> Ints:
    """The segment of each of `length` points, counted from 0, when new segments begin at the points `starts`."""
    begins = np.zeros(length, dtype=np.int64)
    begins[[start for start in starts if 0 < start < length]] = 1
    return np.cumsum(begins)


def marked(length: int, indexes: Iterable[int]) -> Flags:
    """True at these indexes, False elsewhere."""
    flags = np.zeros(length, dtype=bool)
    flags[list(indexes)] = True
    return flags


def first_of_segment(counts: Flags, segment: Ints, first: int) -> Flags:
    """The first `first` counting points of every segment: the baseline that limits are frozen at."""
    kept = np.zeros_like(counts)
    for number in range(int(segment.max(initial=-1)) + 1):
        inside = counts & (segment == number)
        kept |= inside & (np.cumsum(inside, axis=-1) <= first)
    return kept


def frozen(counts: Flags, segment: Ints, first: int) -> Flags:
    """The stretch of every segment from its beginning to its `first` counting point: what lies missing in between is part of it."""
    kept = np.zeros_like(counts)
    for number in range(int(segment.max(initial=-1)) + 1):
        inside = np.cumsum(counts & (segment == number), axis=-1)
        before = np.concatenate([np.zeros_like(inside[..., :1]), inside[..., :-1]], axis=-1)
        kept |= (segment == number) & (before < first)
    return kept


def previous(values: Floats, counts: Flags, segment: Ints) -> Floats:
    """The value of the counting point before each point in the same segment; NaN where there is none."""
    if not values.size:
        return values.copy()
    index = np.where(counts, np.arange(values.shape[-1]), -1)
    before = np.full_like(index, -1)
    before[..., 1:] = np.maximum.accumulate(index, axis=-1)[..., :-1]
    place = np.maximum(before, 0)
    found = (before >= 0) & (np.take_along_axis(segment, place, axis=-1) == segment)
    return np.where(found, np.take_along_axis(values, place, axis=-1), np.nan)


def per_segment(values: Floats, counts: Flags, segment: Ints, statistic: Statistic) -> Floats:
    """A statistic of each segment's counting points, repeated at each of its points."""
    if not values.size:
        return np.zeros(values.shape)
    last = int(segment.max(initial=0))
    result = np.broadcast_to(statistic(values, counts & (segment == 0) if last else counts)[..., None], values.shape).copy()
    for number in range(1, last + 1):
        inside = segment == number
        np.copyto(result, statistic(values, counts & inside)[..., None], where=inside)
    return result


def total(values: Floats, counts: Flags) -> Floats:
    """The sum over the counting points."""
    return np.asarray(np.sum(values, axis=-1, where=counts))


def mean(values: Floats, counts: Flags) -> Floats:
    """The mean over the counting points; NaN when there is none."""
    return ratio(total(values, counts), np.sum(counts, axis=-1))


def median(values: Floats, counts: Flags) -> Floats:
    """The median over the counting points; NaN when there is none."""
    number = np.sum(counts, axis=-1, keepdims=True)
    ordered = np.sort(np.where(counts, values, np.inf), axis=-1)
    low = np.take_along_axis(ordered, np.maximum(number - 1, 0) // 2, axis=-1)
    high = np.take_along_axis(ordered, np.minimum(number // 2, ordered.shape[-1] - 1), axis=-1)
    return np.where(number[..., 0] > 0, (low[..., 0] + high[..., 0]) / 2, np.nan)


def ratio(above: ArrayLike, under: ArrayLike) -> Floats:
    """Division where nothing can be divided by 0: NaN there."""
    top, bottom = np.broadcast_arrays(np.asarray(above, dtype=float), np.asarray(under, dtype=float))
    result: Floats = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)
    return result
