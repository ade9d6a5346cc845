"""The attack on hidden numbers: what can anybody work out from totals and what is shown beside them?

The attacker knows every shown number, which rows add up to which total, and that counts are whole and never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.bounds import bounds, groups, rings
from dashboard.stats.points import Flags, Floats, Ints, numbers
from dashboard.stats.sums import Family, Sums

WAYS = 12  # tables tried for all rows at once before those that are left are tried one by one
NEAR = 4  # how many times the wanted width a number may move in such a table: farther is never needed to be wide enough
WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Revealed:
    """A hidden row whose number must lie between these two."""

    row: int
    least: int
    most: int


def revealed(counts: ArrayLike, hidden: Flags, families: Sequence[Family], within: ArrayLike = 0) -> list[Revealed]:
    """Every hidden row that can be worked out: exactly, or to `within` of its number.

    A family with a missing number adds up to nothing and is not used.
    """
    values = numbers(counts)
    low, high = told(values, hidden, _usable(Sums.of(families), values), np.broadcast_to(np.asarray(within, dtype=float), values.shape))
    rows = np.flatnonzero(hidden & (high - low <= np.asarray(within)))
    return [Revealed(int(row), int(low[row]), int(high[row])) for row in rows]


def _usable(sums: Sums, values: Floats) -> Sums:
    missing = np.isnan(values[sums.row])
    return sums.of_families(sums.each(missing.astype(float)) == 0)


def told(values: Floats, hidden: Flags, sums: Sums, within: Floats) -> tuple[Floats, Floats]:
    """For each row a least and a largest number; not farther apart than `within` exactly where the attack succeeds.

    Where sums form rings these are the widest apart that was looked for, not the widest that there is: wide enough is enough.
    """
    secret = sums.only(hidden[sums.row])
    low, high = bounds(values, secret)
    ringed = secret.of_families(rings(secret, values.size) & (secret.each(np.ones(secret.row.size)) > 0))
    rows = np.unique(ringed.row)
    if rows.size:
        is_open = (high - low > within)[rows]
        found = _alternatives(values, rows, ringed, np.where(is_open, within[rows], -1.0))  # what the sums alone tell needs no search
        low[rows], high[rows] = (np.where(is_open, *pair) for pair in zip(found, (low[rows], high[rows]), strict=True))
    return low, high


def _alternatives(values: Floats, rows: Ints, sums: Sums, within: Floats) -> tuple[Floats, Floats]:
    """The least and largest of each row among other tables that fit what is shown, tried until all are farther apart than `within`."""
    search = _Search(values, rows, sums, within)
    chance = np.random.default_rng(1)  # any seed: the same figures must always give the same answer
    for _ in range(WAYS):
        if search.open.any():
            search.try_towards(np.where(search.open, chance.choice([-1.0, 1.0], rows.size), 0.0))
    group = groups(sums, values.size)
    group_of = dict(zip(sums.row.tolist(), group[sums.family].tolist(), strict=True))
    places = np.array([group_of[row] for row in rows.tolist()])
    left = search.open.copy()
    while left.any():
        _, first = np.unique(np.where(left, places, -1), return_index=True)  # one row of each group at a time: groups are apart
        chosen = np.zeros(rows.size)
        chosen[[place for place in first.tolist() if left[place]]] = 1.0
        search.try_towards(chosen)
        search.try_towards(-chosen)
        left &= (chosen == 0) & search.open
    return search.low, search.high


class _Search:
    """The tables found so far: the true one, and others with the same sums."""

    def __init__(self, values: Floats, rows: Ints, sums: Sums, within: Floats) -> None:
        from scipy.sparse import csr_array  # type: ignore[import-untyped]  # slow to import, seldom needed

        self.true, self.within = values[rows], within
        self.low, self.high = self.true.copy(), self.true.copy()
        place = np.searchsorted(rows, sums.row)
        self.sums = csr_array((sums.sign, (sums.family, place)), shape=(sums.count, rows.size))
        self.reach = NEAR * (np.maximum(self.within, 0).max(initial=0) + 1)

    @property
    def open(self) -> Flags:
        return self.high - self.low <= self.within

    def try_towards(self, wanted: Floats) -> None:
        """A table in which the rows marked 1 are as large, and those marked -1 as small, as can be together."""
        change = self._solved(wanted, whole=False)
        if np.abs(change - np.round(change)).max(initial=0) > WHOLE:
            change = self._solved(wanted, whole=True)
        table = self.true + np.round(change)
        self.low, self.high = np.minimum(self.low, table), np.maximum(self.high, table)

    def _solved(self, wanted: Floats, *, whole: bool) -> Floats:
        from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

        same = LinearConstraint(self.sums, 0, 0)
        reach = Bounds(-np.minimum(np.floor(self.true), self.reach), np.full(self.true.size, self.reach))
        answer = milp(-wanted, constraints=same, integrality=np.full(self.true.size, int(whole)), bounds=reach)
        return np.asarray(answer.x if answer.status == 0 else np.zeros(self.true.size), dtype=float)
