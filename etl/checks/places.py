"""A rule about places in time: figures of a place from before it was there are told, since somebody has added them up or made a slip."""

from __future__ import annotations

import numpy as np

from db.terms import Change, Period, Severity
from etl.areas import Reference
from etl.findings import Findings
from etl.frame import Frame
from etl.places import standing


def not_there_yet(frame: Frame, reference: Reference, findings: Findings, column: str) -> None:
    """A place that only had another number then is the same place, and what was merged can be added up; a part of a split cannot be told."""
    pairs = frame.area.codes.astype(np.int64) * max(1, len(frame.period.texts)) + frame.period.codes
    distinct, first, counts = np.unique(pairs, return_index=True, return_counts=True)
    early: dict[str, tuple[int, int]] = {}  # the area -> its first such row, and how many it has
    for pair, row, count in zip(distinct.tolist(), first.tolist(), counts.tolist(), strict=True):
        place, when = divmod(pair, len(frame.period.texts))
        code = frame.area.texts[place]
        if _is_early(code, Period.parse(frame.period.texts[when]), reference):
            began, so_far = early.get(code, (row, 0))
            early[code] = min(began, row), so_far + count
    for code, (row, count) in early.items():
        area = reference.areas[code]
        facts = {"line": int(findings.lines[frame.rows[row]]), "count": count, "name": area.name, "day": area.valid_from}
        findings.note("area_not_yet", Severity.WARNING, column=column, found=code, **facts)


def _is_early(code: str, period: Period, reference: Reference) -> bool:
    began = reference.areas[code].valid_from
    if began is None or began <= period.last_day:
        return False
    stood = standing(reference, code, period)
    return stood.code_then is None and stood.change is not Change.MERGED
