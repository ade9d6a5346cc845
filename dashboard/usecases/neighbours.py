"""What must be hidden beside hidden numbers: the sums in which they stand, and what of those goes first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.stats.attack import told
from dashboard.stats.points import Flags
from dashboard.stats.protection import Column, protected
from dashboard.usecases.families import Table, adding_up
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.small_numbers import Counts


def with_neighbours(about: IndicatorFacts, counts: Counts, flags: Flags, families: Sequence[Table], may_hide: Flags | None = None) -> Flags:
    """The flagged rows and those that must be hidden beside them: the smallest place first, one where nothing happened last.

    What is hidden of nothing hides nobody.
    """
    return _beside(about, counts, flags, _columns(about, counts, flags, families, of_versions=False), may_hide)


class Neighbours:
    """Of numbers in several versions: what must be hidden beside the hidden ones, and what is hidden in vain."""

    def __init__(self, about: IndicatorFacts, counts: Counts, flags: Flags, families: Sequence[Table]) -> None:
        self.about, self.counts = about, counts
        self.columns = _columns(about, counts, flags, families, of_versions=True)

    def beside(self, flags: Flags, may_hide: Flags | None = None) -> Flags:
        return _beside(self.about, self.counts, flags, self.columns, may_hide)

    def in_vain(self, flags: Flags) -> Flags:
        """The hidden rows of which every number can be worked out exactly."""
        found = flags.copy()
        for column, known in zip(self.columns, (self.counts.events, self.counts.cases, self.counts.rest), strict=True):
            low, high = told(column.values, flags, column.sums, np.zeros(flags.size))
            found &= (low == high) | np.isnan(known)
        return found


def _beside(about: IndicatorFacts, counts: Counts, flags: Flags, columns: Sequence[Column], may_hide: Flags | None) -> Flags:
    """Whoever is hidden, and the neighbours that make room for them."""
    sizes = np.where(np.isnan(counts.cases), counts.events, counts.cases)
    order = np.argsort(np.lexsort((np.arange(sizes.size), counts.events, sizes, counts.events == 0)))
    return protected(columns, flags, np.full(flags.size, about.small_number_limit - 1.0), order, may_hide)


def _columns(about: IndicatorFacts, counts: Counts, flags: Flags, families: Sequence[Table], *, of_versions: bool) -> list[Column]:
    every = (counts.events, counts.cases, counts.rest)
    return [adding_up(column, flags, families, about.small_number_limit, of_versions=of_versions) for column in every]
