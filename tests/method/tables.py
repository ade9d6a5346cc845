"""Reference tables in CSV beside the cases: the Anhøj limits, and funnel limits along an axis of population."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dashboard.stats.distributions import z_of
from dashboard.stats.funnel import INNER, OUTER, share_limits
from dashboard.stats.run_chart import anhoej_limits
from tests.method.compare import Tolerance
from tests.method.compare import differences as compare


def anhoej(row: dict[str, float]) -> dict[str, float]:
    longest, crossings = anhoej_limits(int(row["n_useful"]))
    return {"longest_run_max": int(longest), "n_crossings_min": int(crossings)}


def funnel_limits(row: dict[str, float]) -> dict[str, float]:
    """In percent, at the limits of 95 and 99.8 %."""
    columns = {"_2s_limit": INNER, "_3s_limit": OUTER}
    pairs = {name: share_limits(row["baseline"] / 100, row["Population"], z_of(level)) for name, level in columns.items()}
    return {f"{side}{name}": float(pair[number]) * 100 for name, pair in pairs.items() for number, side in enumerate(("lower", "upper"))}


ROWS = {"n_useful": (anhoej, Tolerance(rel=0)), "Population": (funnel_limits, Tolerance())}


def differences(path: Path) -> Iterator[str]:
    """What differs in the table; its first column says which it is."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    first = next(iter(rows[0]), "") if rows else ""
    if first not in ROWS:
        yield f"cannot be run: no table begins with the column {first!r}"
        return
    run, tolerance = ROWS[first]
    for number, row in enumerate(rows, start=2):
        given = {key: value for key, value in row.items() if key != first}
        yield from compare(given, {**row, **run(row)}, tolerance, f"line {number}")
