"""What control charts of every municipality cost together: 357 areas, 24 periods, limits and all four rules."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from dashboard.stats.points import Floats
from dashboard.stats.rules import signals
from dashboard.stats.xmr import xmr

AREAS, PERIODS = 357, 24
TIMES = 20


def stats_charts() -> dict[str, object]:
    """Against the same charts made one area after the other."""
    values = np.random.default_rng(1).normal(10, 1, (AREAS, PERIODS))
    values[::7, 3] = np.nan
    assert (_together(values) == _one_by_one(values)).all()
    ours, loop = _milliseconds(lambda: _together(values), TIMES), _milliseconds(lambda: _one_by_one(values), 3)
    return {"name": "stats.charts", "ours": round(ours, 2), "reference": round(loop, 2), "ratio": round(ours / loop, 4), "unit": "ms"}


def _together(values: Floats) -> np.ndarray:
    return signals(xmr(values)).rule()


def _one_by_one(values: Floats) -> np.ndarray:
    return np.stack([signals(xmr(each)).rule() for each in values])


def _milliseconds(work: Callable[[], object], times: int) -> float:
    """The best of several: another process may have had the processor."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * min(taken)
