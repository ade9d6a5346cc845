"""A rule about one point of a series: far from both its neighbours, which agree, in a series that is otherwise calm."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from db.terms import Frequency, Period, Severity
from etl.findings import Findings
from etl.frame import Frame

SHORTEST = 5  # points; in fewer nobody can say what is usual
# Chosen on Helsedirektoratet's 23 files: full-time equivalents of 1,61 – 6,16 – 1,75 are found, and one row in a thousand with them.
TIMES_USUAL = 8  # the distance to the nearer neighbour against the median of the series' other steps
OF_LEVEL = 0.5  # … against the neighbours' own level
MOST = 3  # in one series; where more points stick out, none of them is unusual
TIMES_NEIGHBOURS = 3  # … against the step from the one neighbour to the other: where they disagree, the level itself has moved


def outliers(frame: Frame, findings: Findings, column: str, home: Collection[str]) -> None:
    """The reader's own places row by row, all others in one sentence. Each figure may be right, and is stored as it stands."""
    rows, series = _series(frame)
    value = frame.value[rows]
    where = np.flatnonzero(_sticks_out(value, series))
    where = where[_is_unusual(value, series, where)] if len(where) else where
    said = {int(frame.rows[rows[place]]): _evidence(frame, rows, value, place) for place in where.tolist()}
    own = sorted(row for row, facts in said.items() if facts["area"] in home)
    facts = {name: (lambda row, name=name: said[row][name]) for name in ("area", "indicator", "period", "before", "after")}
    facts |= {"column": column, "found": lambda row: said[row]["value"]}
    findings.stored_rows("outlier", Severity.WARNING, np.array(own, dtype=np.int64), **facts)
    others = sorted(said.keys() - set(own))
    if others:
        line = int(findings.lines[others[0]])
        findings.note("outliers_elsewhere", Severity.INFO, column=column, count=len(others), line=line, **said[others[0]])


def _evidence(frame: Frame, rows: np.ndarray, value: np.ndarray, place: int) -> dict[str, object]:
    """What the sentence says of a point: whose it is, and the three numbers as they would be written."""
    numbers = zip(("before", "value", "after"), value[place - 1 : place + 2], strict=True)
    row = int(rows[place])
    names = {name: getattr(frame, name).at(row) for name in ("indicator", "area", "period")}
    return names | {name: f"{number:.10g}".replace(".", ",") for name, number in numbers}


def _series(frame: Frame) -> tuple[np.ndarray, np.ndarray]:
    """Rows with a value, series by series and in order of time, and a number for each row's series; whole years and their parts are two."""
    lengths = list(Frequency)
    keys = np.array([lengths.index(Period.parse(text).frequency) for text in frame.period.texts] or [0])[frame.period.codes]
    for coded in frame.key[:-1]:
        keys = keys * len(coded.texts) + coded.codes
    rows = np.flatnonzero(~np.isnan(frame.value))
    when = keys * len(frame.period.texts) + frame.period.ranked()
    rows = rows[np.argsort(when[rows], kind="stable")]  # a stable sort passes over rows that are in order already
    return rows, np.cumsum(np.diff(keys[rows], prepend=-1) != 0) - 1


def _sticks_out(value: np.ndarray, series: np.ndarray) -> np.ndarray:
    """A mask of the points that are far from two neighbours of the same series, on the same side of both."""
    sticks = np.zeros(len(value), dtype=bool)
    if len(value) < SHORTEST:
        return sticks
    before, here, after = value[:-2], value[1:-1], value[2:]
    distance = np.maximum(np.minimum(here - before, here - after), np.minimum(before - here, after - here))
    level = np.minimum(np.abs(before), np.abs(after))  # beside a zero every number is far away
    long_enough = np.bincount(series)[series[1:-1]] >= SHORTEST
    sticks[1:-1] = (
        (series[:-2] == series[2:])
        & long_enough
        & (level > 0)
        & (distance >= OF_LEVEL * level)
        & (distance > TIMES_NEIGHBOURS * np.abs(after - before))
    )
    return sticks


def _is_unusual(value: np.ndarray, series: np.ndarray, where: np.ndarray) -> np.ndarray:
    """For each point that sticks out: whether at least half of its series' other steps are that much smaller."""
    inside = series[1:] == series[:-1]
    of_step, size = series[1:][inside], np.abs(np.diff(value))[inside]
    steps = np.bincount(of_step, minlength=series[-1] + 1)
    distance = np.minimum(np.abs(value[where] - value[where - 1]), np.abs(value[where] - value[where + 1]))
    unusual = np.zeros(len(where), dtype=bool)
    turn = np.arange(len(where)) - np.searchsorted(series[where], series[where])  # the first, second … of its series
    many = np.bincount(series[where], minlength=series[-1] + 1) > MOST
    for number in range(MOST):
        these = np.flatnonzero((turn == number) & ~many[series[where]])
        limit = np.full(len(steps), -np.inf)
        limit[series[where[these]]] = distance[these] / TIMES_USUAL
        smaller = np.bincount(of_step[size < limit[of_step]], minlength=len(steps))
        unusual[these] = 2 * smaller[series[where[these]]] > steps[series[where[these]]] - 2  # two are its own
    return unusual
