"""Between which numbers a hidden one must lie: each sum narrows its hidden members, and they narrow each other's."""

from __future__ import annotations

import numpy as np

from dashboard.stats.points import Flags, Floats, Ints
from dashboard.stats.sums import Sums

UNKNOWN = float(2**40)  # above any count, and thousands of them still add up exactly
MOST_ROUNDS = 60  # a chain of sums is followed to its end; in a ring the steps get ever smaller


def bounds(values: Floats, sums: Sums) -> tuple[Floats, Floats]:
    """The least and the largest that each row of these sums of hidden rows can be, when every one is 0 or more.

    `sums` holds the hidden members only; what they add up to is told by the total and the shown parts. Exact where no two ways lead
    from one sum to another (`rings`); wider than the truth where several do.
    """
    low, high = np.zeros(values.size), np.full(values.size, UNKNOWN)
    told = sums.left_over(values)[sums.family]
    is_total = sums.sign > 0
    for _ in range(MOST_ROUNDS):
        least, most = np.where(is_total, low[sums.row], -high[sums.row]), np.where(is_total, high[sums.row], -low[sums.row])
        at_least = told - (sums.each(most)[sums.family] - most)
        at_most = told - (sums.each(least)[sums.family] - least)
        before = low.sum(), high.sum()
        np.maximum.at(low, sums.row, np.where(is_total, at_least, -at_most))
        np.minimum.at(high, sums.row, np.where(is_total, at_most, -at_least))
        if (low.sum(), high.sum()) == before:
            break
    return low, np.where(high > UNKNOWN / 2, np.inf, high)


def rings(sums: Sums, rows: int) -> Flags:
    """For each family, whether it lies in a group in which more than one way leads from one row to another."""
    group = groups(sums, rows)
    members = np.bincount(group[sums.family], minlength=sums.count)
    used = np.zeros((2, sums.count))
    used[0] = np.bincount(group, minlength=sums.count)
    known, first = np.unique(sums.row, return_index=True)
    used[1] = np.bincount(group[sums.family[first]], minlength=sums.count) if known.size else 0
    return (members >= used.sum(axis=0))[group] if sums.count else np.zeros(0, dtype=bool)


def groups(sums: Sums, rows: int) -> Ints:
    """A number for each family, the same for all that share rows with each other, directly or through others."""
    group = np.arange(sums.count)
    while True:
        lowest = np.full(rows, sums.count)
        np.minimum.at(lowest, sums.row, group[sums.family])
        found = group.copy()
        np.minimum.at(found, sums.family, lowest[sums.row])
        found = found[found]
        if (found == group).all():
            return group
        group = found
