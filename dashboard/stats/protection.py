"""What else must be hidden so that nobody can work out what is hidden: one more number at a time, until the attack finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.stats.attack import told
from dashboard.stats.bounds import groups
from dashboard.stats.points import Flags, Floats, Ints
from dashboard.stats.sums import Sums


@dataclass(frozen=True, slots=True)
class Column:
    """One sort of number – events, cases, cases without the event – and the sums that hold in it."""

    values: Floats
    sums: Sums


def protected(columns: Sequence[Column], hidden: Flags, within: Floats, order: Ints, may_hide: Flags | None = None) -> Flags:
    """`hidden`, and the rows that must be hidden with them so that in no column a number can be told to `within`.

    order: of two rows that would both do, the one that comes first here goes. A total goes only where no part is left.
    """
    found, free = hidden.copy(), np.ones(hidden.size, dtype=bool) if may_hide is None else may_hide
    while True:
        more = [row for column in columns for row in _further(column, found, within, order, free)]
        if not more:
            return found
        found[more] = True


def _further(column: Column, hidden: Flags, within: Floats, order: Ints, free: Flags) -> Iterable[int]:
    """A neighbour for each hidden row of this column that can be told."""
    secret = column.sums.of_families(column.sums.each(hidden[column.sums.row].astype(float)) > 0)
    if not secret.count:
        return []
    low, high = told(column.values, hidden, secret, within)
    known = np.unique(secret.row[hidden[secret.row]])
    laid_open = known[(high - low <= within)[known]]
    if not laid_open.size:
        return []
    kin = _Kin(secret, hidden, free & ~hidden, order)
    return {kin.chosen(family) for family in _plainest(kin, laid_open.tolist(), groups(secret, hidden.size))}


def _plainest(kin: _Kin, laid_open: Iterable[int], group: Ints) -> Iterable[int]:
    """In each group of sums those that tell most plainly, with the fewest hidden members: once they are closed the rest may be too."""
    found: dict[int, list[int]] = {}
    for family in dict.fromkeys(map(kin.telling, laid_open)):
        if family is not None:
            found.setdefault(int(group[family]), []).append(family)
    for families in found.values():
        fewest = min(kin.hidden_in[family] for family in families)
        yield from (family for family in families if kin.hidden_in[family] == fewest)


class _Kin:
    """Who stands in one sum with whom."""

    def __init__(self, sums: Sums, hidden: Flags, free: Flags, order: Ints) -> None:
        self.sums, self.free, self.order, self.is_hidden = sums, free, order, hidden
        self.starts = np.searchsorted(sums.family, np.arange(sums.count + 1))
        self.by_row = np.argsort(sums.row, kind="stable")
        self.rows = sums.row[self.by_row]
        self.hidden_in = sums.each(hidden[sums.row].astype(float))
        # In how many sums with something hidden a row stands: hiding it closes them all at once.
        self.closes = np.bincount(sums.row, minlength=hidden.size)

    def telling(self, row: int) -> int | None:
        """Of the sums with this row that show something still, the one with the fewest hidden members; of those beyond where none does."""
        seen: set[int] = set()
        near = self._families([row])
        while near:
            options = [family for family in near if self.free[self._members(family)].any()]
            if options:
                return min(options, key=lambda family: (self.hidden_in[family], family))
            seen.update(near)
            hidden = [each for family in near for each in self._members(family).tolist() if self.is_hidden[each]]
            near = [family for family in self._families(hidden) if family not in seen]
        return None

    def chosen(self, family: int) -> int:
        """The part to hide with the others: the one that closes most sums."""
        total, *parts = self._members(family).tolist()
        left = [part for part in parts if self.free[part]] or [total]
        return int(min(left, key=lambda part: (-self.closes[part], self.order[part])))

    def _members(self, family: int) -> Ints:
        return self.sums.row[self.starts[family] : self.starts[family + 1]]

    def _families(self, rows: Iterable[int]) -> list[int]:
        found: dict[int, None] = {}
        for row in dict.fromkeys(rows):
            first, last = np.searchsorted(self.rows, [row, row + 1])
            found.update(dict.fromkeys(self.sums.family[self.by_row[first:last]].tolist()))
        return list(found)
