"""A rule about the denominators of one series: who could have been counted does not treble from one period to the next."""

from __future__ import annotations

import numpy as np

from db.terms import Severity
from etl.findings import Findings
from etl.frame import Frame

SHORTEST = 4  # periods; in fewer nobody can say what is usual
TIMES = 3  # above or below the series' median; places grow and shrink, but not so
SMALLEST = 20  # of a median; a dozen answers one year and forty the next are nothing out of the way
MOST_OF = 0.25  # of the periods; where more of them differ so, the series has no usual size


def denominators_jump(frame: Frame, findings: Findings, column: str, is_grouped: np.ndarray) -> None:
    """One remark a series, with its first such row; a count that was written with its thousands apart was written with care.

    `is_grouped` by row of the table. The figures are stored as they stand."""
    rows = np.flatnonzero(~np.isnan(frame.denominator))
    if len(rows) < SHORTEST:
        return
    keys = np.zeros(len(rows), dtype=np.int64)
    for coded in frame.key[:-1]:
        keys = keys * len(coded.texts) + coded.codes[rows]
    order = np.lexsort((frame.period.ranked()[rows], keys))
    rows, keys = rows[order], keys[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    lengths = np.diff(np.append(starts, len(rows)))
    usual = np.repeat(_medians(frame.denominator[rows], keys, starts, lengths), lengths)
    far = (frame.denominator[rows] > TIMES * usual) | (frame.denominator[rows] * TIMES < usual)
    far &= np.repeat((lengths >= SHORTEST), lengths) & (usual >= SMALLEST)
    counts = np.add.reduceat(far.astype(np.int64), starts)
    for number in np.flatnonzero((counts > 0) & (counts <= MOST_OF * lengths)).tolist():
        begin = starts[number]
        place = int(begin + np.argmax(far[begin : begin + lengths[number]]))
        severity = Severity.INFO if is_grouped[frame.rows[rows[place]]] else Severity.WARNING
        _say(frame, findings, severity, column, int(rows[place]), float(usual[place]))


def _medians(values: np.ndarray, keys: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The lower middle value of each run of equal keys."""
    return values[np.lexsort((values, keys))][starts + (lengths - 1) // 2]


def _say(frame: Frame, findings: Findings, severity: Severity, column: str, row: int, usual: float) -> None:
    names = {name: getattr(frame, name).at(row) for name in ("indicator", "area", "period")}
    found, line = f"{frame.denominator[row]:.10g}", int(findings.lines[frame.rows[row]])
    findings.note("denominator_jumps", severity, column=column, found=found, line=line, usual=f"{usual:.10g}", **names)
