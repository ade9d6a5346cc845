"""The attack on hidden numbers: what can anybody work out from totals and what is shown beside them?

The attacker knows every shown number, which rows add up to which total, and that counts are whole and never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.points import Flags, Floats, numbers

Family = Sequence[int]  # rows: the total first, then all its parts


@dataclass(frozen=True, slots=True)
class Revealed:
    """A hidden row whose number must lie between these two."""

    row: int
    least: int
    most: int


def revealed(counts: ArrayLike, hidden: Flags, families: Sequence[Family], within: int = 0) -> list[Revealed]:
    """Every hidden row that can be worked out: exactly, or to `within` of its number.

    A family with a missing number adds up to nothing and is not used.
    """
    values = numbers(counts)
    usable = [list(family) for family in families if len(family) > 1 and np.isfinite(values[list(family)]).all()]
    found = []
    for group in _connected(usable, hidden):
        rows = sorted({row for family in group for row in family if hidden[row]})
        low, high = _of_one_sum(values, rows, group[0]) if len(group) == 1 else possible(values, rows, group)
        found += [Revealed(row, int(low[k]), int(high[k])) for k, row in enumerate(rows) if high[k] - low[k] <= within]
    return found


def _of_one_sum(values: Floats, rows: list[int], family: list[int]) -> tuple[Floats, Floats]:
    """As `possible` for a single total and its parts, where no search is needed."""
    total, shown = family[0], sum(values[row] for row in family[1:] if row not in rows)
    if total not in rows:
        rest = values[total] - shown
        return np.full(len(rows), rest if len(rows) == 1 else 0.0), np.full(len(rows), rest)
    low = np.where(np.array(rows) == total, shown, 0.0)
    return low, np.full(len(rows), shown if len(rows) == 1 else np.inf)


def possible(values: Floats, rows: Sequence[int], families: Sequence[Family]) -> tuple[Floats, Floats]:
    """The smallest and largest number that each of these hidden rows can have, given the shown ones and the sums."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # slow to import, seldom needed

    place = {row: number for number, row in enumerate(rows)}
    matrix, known = np.zeros((len(families), len(rows))), np.zeros(len(families))
    for number, family in enumerate(families):
        for row, sign in zip(family, [1.0] + [-1.0] * (len(family) - 1), strict=True):
            if row in place:
                matrix[number, place[row]] += sign
            else:
                known[number] -= sign * values[row]
    ends = np.empty((2, len(rows)))
    for number in range(len(rows)):
        for end, sign in enumerate((1.0, -1.0)):
            goal = np.zeros(len(rows))
            goal[number] = sign
            answer = milp(
                goal, constraints=LinearConstraint(matrix, known, known), integrality=np.ones(len(rows)), bounds=Bounds(0, np.inf)
            )
            ends[end, number] = np.round(answer.x[number]) if answer.status == 0 else (-np.inf, np.inf)[end]
    return ends[0], ends[1]


def _connected(families: Sequence[list[int]], hidden: Flags) -> list[list[list[int]]]:
    """Families in groups that share hidden rows, so that each problem is small; families that hide nothing are left out."""
    group_of: dict[int, list[list[int]]] = {}
    for family in families:
        secret = [row for row in family if hidden[row]]
        touching = {id(group_of[row]): group_of[row] for row in secret if row in group_of}
        merged = [family, *(each for group in touching.values() for each in group)]
        group_of.update((row, merged) for each in (merged if touching else [family]) for row in each if hidden[row])
    return list({id(group): group for group in group_of.values()}.values())
