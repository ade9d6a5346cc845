"""Neighbours that would give a hidden number away are hidden too: what a total shows beside its parts tells the part that is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.stats.attack import revealed
from dashboard.usecases.finished import Point, Status

Family = Sequence[str]  # codes: the total first, then all its parts


def hidden_together(raw: Mapping[str, Point], hidden: set[str], families: Sequence[Family], limit: int) -> set[str]:
    """The codes to hide when these are: parts are added, the smallest first, until an attack on every sum finds nothing.

    raw: every number as it is, hidden or not. A part without a number leaves its family without a sum, and nothing can be told from it.
    """
    known = [[code for code in family if code in raw] for family in families if family[0] in raw]
    rows = {code: number for number, code in enumerate(raw)}
    counts = [np.array([_number(point, name) for point in raw.values()]) for name in ("numerator", "denominator")]
    found = set(hidden)
    while True:
        flags = np.array([code in found for code in raw], dtype=bool)
        numbered = [[rows[code] for code in family] for family in known if len(family) > 1]
        told = {each.row for column in counts for each in revealed(column, flags, numbered, within=max(limit - 1, 0))}
        more = {code for code in (_neighbour(row, numbered, flags, counts[1], list(raw)) for row in told) if code is not None}
        if not more:
            return found
        found |= more


def _neighbour(row: int, families: Sequence[Sequence[int]], flags: np.ndarray, sizes: np.ndarray, codes: Sequence[str]) -> str | None:
    """The smallest part beside it that is still shown; the total itself where no part is left."""
    for family in families:
        if row in family:
            free = [part for part in family[1:] if not flags[part]] or [part for part in family[:1] if not flags[part]]
            if free:
                return codes[min(free, key=lambda part: sizes[part])]
    return None


def _number(point: Point, name: str) -> float:
    value = getattr(point, name)
    return float("nan") if value is None or point.status in (Status.MISSING, Status.NOT_REPORTED) else float(value)
