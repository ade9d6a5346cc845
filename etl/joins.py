"""Counts that are published beside their share: joined to it where they give the published number, and never used to recompute it."""

from __future__ import annotations

import numpy as np

from db.terms import Severity
from etl.findings import Findings
from etl.frame import Frame

ROUNDING = 0.05  # shares are published with one decimal or more


def with_counts(frame: Frame, parts: dict[str, dict[str, str]], decimals: np.ndarray, findings: Findings) -> Frame:
    """`parts`: share's id -> {"numerator": id, "denominator": id}. `decimals` as written, one a row of the frame."""
    place = {text: code for code, text in enumerate(frame.indicator.texts)}
    numerator, denominator = frame.numerator.copy(), frame.denominator.copy()
    where_and_when = frame.with_(indicator=frame.indicator._replace(codes=np.zeros(len(frame), np.int32))).key_numbers()
    for share, own in sorted(parts.items()):
        if not {"numerator", "denominator"} <= own.keys():
            continue
        rows = np.flatnonzero(frame.indicator.codes == place[share])
        counted = {part: _beside(frame, where_and_when, rows, place[name]) for part, name in own.items()}
        with np.errstate(divide="ignore", invalid="ignore"):
            given = 100 * counted["numerator"] / counted["denominator"]
        known = ~np.isnan(frame.value[rows]) & ~np.isnan(given) & (counted["denominator"] > 0)
        agrees = known & (np.abs(frame.value[rows] - given) <= np.maximum(ROUNDING, 0.5 * 10.0 ** -decimals[rows].astype(float)) + 1e-9)
        numerator[rows[agrees]], denominator[rows[agrees]] = counted["numerator"][agrees], counted["denominator"][agrees]
        if (known & ~agrees).any():
            first = int(findings.lines[frame.rows[rows[known & ~agrees][0]]])
            findings.note("counts_differ", Severity.INFO, line=first, found=share, count=int((known & ~agrees).sum()), of=int(known.sum()))
    return frame.with_(numerator=numerator, denominator=denominator)


def _beside(frame: Frame, where_and_when: np.ndarray, rows: np.ndarray, code: int) -> np.ndarray:
    """The other measure's values of the same areas and periods, NaN where it has none."""
    others = np.flatnonzero(frame.indicator.codes == code)
    if not len(others):
        return np.full(len(rows), np.nan)
    others = others[np.argsort(where_and_when[others], kind="stable")]
    place = np.searchsorted(where_and_when[others], where_and_when[rows]).clip(max=len(others) - 1)
    return np.where(where_and_when[others][place] == where_and_when[rows], frame.value[others[place]], np.nan)
