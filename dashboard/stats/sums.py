"""Rows that add up: totals and their parts as flat arrays, so that thousands of sums are worked on at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.stats.points import Flags, Floats, Ints

Family = Sequence[int]  # rows: the total first, then all its parts


@dataclass(frozen=True, slots=True)
class Sums:
    """One entry for each member of each family, by family: its row, and 1 for the total, -1 for a part."""

    row: Ints
    sign: Floats
    family: Ints
    count: int

    @classmethod
    def of(cls, families: Iterable[Family]) -> Sums:
        """Families of one member say nothing of each other."""
        members = [list(family) for family in families if len(family) > 1]
        sizes = np.array([len(family) for family in members], dtype=np.int64)
        rows = np.array([row for family in members for row in family], dtype=np.int64)
        family = np.repeat(np.arange(len(members)), sizes)
        return cls(rows, _signs(family), family, len(members))

    @classmethod
    def of_table(cls, table: Ints) -> Sums:
        """One family a line, the total first; -1 where a part is not there."""
        lines = table[(table[:, 0] >= 0) & (table[:, 1:] >= 0).any(axis=1)]
        family, place = np.nonzero(lines >= 0)
        return cls(lines[family, place], _signs(family), family, len(lines))

    @classmethod
    def together(cls, several: Sequence[Sums]) -> Sums:
        """All of these, one after the other."""
        starts = np.cumsum([0, *(each.count for each in several)])
        return cls(
            np.concatenate([np.empty(0, dtype=np.int64), *(each.row for each in several)]),
            np.concatenate([np.empty(0), *(each.sign for each in several)]),
            np.concatenate([np.empty(0, dtype=np.int64), *(each.family + start for each, start in zip(several, starts, strict=False))]),
            int(starts[-1]),
        )

    def only(self, entries: Flags) -> Sums:
        """The same families without some of their members."""
        return Sums(self.row[entries], self.sign[entries], self.family[entries], self.count)

    def of_families(self, wanted: Flags) -> Sums:
        """Some of the families, numbered anew."""
        kept = self.only(wanted[self.family])
        return Sums(kept.row, kept.sign, (np.cumsum(wanted) - 1)[kept.family], int(wanted.sum()))

    def each(self, per_entry: Floats) -> Floats:
        """What is given for each entry, added up for each family."""
        return np.asarray(np.bincount(self.family, weights=per_entry, minlength=self.count), dtype=float)

    def left_over(self, values: Floats) -> Floats:
        """The total less its parts, family by family: 0 where they add up."""
        return self.each(self.sign * values[self.row])


def _signs(family: Ints) -> Floats:
    is_first = np.ones(family.size, dtype=bool)
    is_first[1:] = family[1:] != family[:-1]
    return np.where(is_first, 1.0, -1.0)
