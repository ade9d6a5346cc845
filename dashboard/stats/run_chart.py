"""The run chart with the Anhøj rules: an unusually long run, or unusually few crossings of the centre line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.stats.control_chart import PLAIN, Setup
from dashboard.stats.distributions import binomial_quantile
from dashboard.stats.points import Flags, Floats, Ints, median, numbers, per_segment
from dashboard.stats.runs import Packing, run_lengths, run_starts
from dashboard.stats.tolerance import largest, side

FEWEST_CROSSINGS = 0.05  # the lower part of the binomial distribution that is unusually few (Chen 2010)
ADDED_TO_LONGEST = 3  # beyond round(log2 n) (Schilling 2012); both limits: Anhøj & Olesen 2014, doi 10.1371/journal.pone.0113825


@dataclass(frozen=True, slots=True)
class RunsTest:
    """The test of one segment, an array entry a series. With no useful observation all numbers are -1 and there is no signal."""

    observations: Ints  # points that are not ghosted
    useful: Ints  # those neither missing nor on the centre line
    longest_run: Ints
    longest_run_max: Ints
    crossings: Ints
    crossings_min: Ints
    run_begins: Ints  # where the longest run begins (the latest, if several are as long) …
    run_ends: Ints  # … and ends: indexes into the whole series

    @property
    def signal(self) -> NDArray[np.bool_]:
        """Whether chance alone would rarely give such runs."""
        return (self.longest_run > self.longest_run_max) | (self.crossings < self.crossings_min)


@dataclass(frozen=True, slots=True)
class RunChart:
    """Values and their median, and the test of each segment."""

    values: Floats
    centre: Floats
    counts: Flags
    segment: Ints
    tests: tuple[RunsTest, ...]


def run_chart(values: ArrayLike, setup: Setup = PLAIN) -> RunChart:
    """The run chart of values (…, period): centre is the median of each segment's counting points."""
    array = numbers(values)
    segment = setup.segment_of(array)
    kept = setup.kept(array)
    basis = setup.basis(np.ones_like(kept), segment) & kept & np.isfinite(array)
    centre = per_segment(array, basis, segment, median) if setup.centre is None else np.full(array.shape, float(setup.centre))
    return RunChart(array, centre, kept & np.isfinite(array), segment, runs_tests(array, centre, kept, segment))


def runs_tests(values: Floats, centre: Floats, kept: Flags, segment: Ints) -> tuple[RunsTest, ...]:
    """The Anhøj test of every segment, for any centre line; points that are not `kept` are left out."""
    sides = np.where(kept, side(values, centre, largest(values)), 0).astype(np.int8)
    return tuple(_runs_test(sides, kept, segment == number) for number in range(int(segment.max(initial=0)) + 1))


def _runs_test(sides: NDArray[np.int8], kept: Flags, inside: Flags) -> RunsTest:
    useful = (sides != 0) & inside
    packing = Packing.of(useful)
    packed = np.where(packing.counts, packing.pack(sides), 0).astype(np.int8)
    starts = run_starts(packed)
    lengths = np.where(packing.counts, run_lengths(starts), 0)
    number = np.sum(useful, axis=-1)
    known = number > 0
    longest, begins, ends = _longest(lengths, packing)
    longest_max, crossings_min = anhoej_limits(number)
    crossings = np.sum(starts & packing.counts, axis=-1) - 1
    found = (longest, longest_max, crossings, crossings_min, begins, ends)
    return RunsTest(np.sum(kept & inside, axis=-1), number, *(np.where(known, each, -1) for each in found))


def _longest(lengths: Ints, packing: Packing) -> tuple[Ints, Ints, Ints]:
    """The longest run and the places in the whole series where its last occurrence begins and ends."""
    size = lengths.shape[-1]
    if not size:
        nothing = np.full(lengths.shape[:-1], -1)
        return nothing, nothing, nothing
    last = size - 1 - np.argmax(lengths[..., ::-1], axis=-1)
    longest = np.max(lengths, axis=-1)
    first = np.clip(last - longest + 1, 0, size - 1)
    if packing.is_full:
        return longest, first, last
    begin, end = (np.take_along_axis(packing.order, index[..., None], axis=-1)[..., 0] for index in (first, last))
    return longest, begin, end


def anhoej_limits(useful: ArrayLike) -> tuple[Ints, Ints]:
    """The longest run and the fewest crossings that chance alone usually gives with so many useful observations."""
    number = np.asarray(useful)
    different, place = np.unique(number, return_inverse=True)
    positive = np.maximum(different, 1)
    longest = np.round(np.log2(positive)).astype(np.int64) + ADDED_TO_LONGEST
    fewest = binomial_quantile(FEWEST_CROSSINGS, positive - 1, 0.5)
    return longest[place].reshape(number.shape), fewest[place].reshape(number.shape)
