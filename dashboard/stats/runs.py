"""Runs: neighbours that share something. Points that do not count are moved out of the way first, so that neighbours are real ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dashboard.stats.points import Flags, Ints

Array = TypeVar("Array", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Packing:
    """The counting points of each series moved to its front, and the way back."""

    order: Ints
    counts: Flags  # in the packed order: True first, then False
    is_full: bool  # every point counts, so nothing moves

    @classmethod
    def of(cls, counts: Flags) -> Packing:
        """The packing that leaves out the points that do not count."""
        if counts.all():
            return cls(np.empty(0, dtype=np.int64), counts, is_full=True)
        order = np.argsort(~counts, axis=-1, kind="stable")
        return cls(order, np.take_along_axis(counts, order, axis=-1), is_full=False)

    def pack(self, values: NDArray[Array]) -> NDArray[Array]:
        """The same values with the counting points first."""
        return values if self.is_full else np.take_along_axis(values, self.order, axis=-1)

    def unpack(self, packed: NDArray[Array]) -> NDArray[Array]:
        """Packed values back at their own places."""
        if self.is_full:
            return packed
        values = np.empty_like(packed)
        np.put_along_axis(values, self.order, packed, axis=-1)
        return values


def run_starts(*keys: NDArray[np.integer]) -> Flags:
    """Where a new run begins: at the first point, and wherever one of the keys changes."""
    starts = np.ones(keys[0].shape, dtype=bool)
    starts[..., 1:] = np.logical_or.reduce([key[..., 1:] != key[..., :-1] for key in keys])
    return starts


def run_lengths(starts: Flags) -> Ints:
    """For each point the length of its run."""
    number = np.cumsum(starts.reshape(-1)) - 1
    return np.bincount(number)[number].reshape(starts.shape) if starts.size else np.zeros(starts.shape, dtype=np.int64)


def run_begins(starts: Flags) -> Ints:
    """For each point the index at which its run begins."""
    return np.maximum.accumulate(np.where(starts, np.arange(starts.shape[-1]), 0), axis=-1)
