"""Rules about rows that speak of the same thing: the same twice, contradictions, and parts that do not add up."""

from __future__ import annotations

import numpy as np

from db.terms import Frequency, Period, Severity
from etl.findings import Findings
from etl.frame import NUMBERS, Frame

WOMEN, MEN = "kvinner", "menn"


def without_repeats(frame: Frame, findings: Findings, contradiction: Severity = Severity.ERROR) -> Frame:
    """The first of the rows with one key; rows that say something else than the first are named with it."""
    keys = frame.key_numbers()
    order = np.argsort(keys, kind="stable")
    again = np.zeros(len(frame), dtype=bool)
    again[order[1:]] = keys[order[1:]] == keys[order[:-1]]
    if not again.any():
        return frame
    first = np.arange(len(frame))
    starts = np.flatnonzero(np.concatenate(([True], keys[order[1:]] != keys[order[:-1]])))
    first[order] = np.repeat(order[starts], np.diff(np.append(starts, len(order))))
    contradicts = again & ~_says_the_same(frame, first)
    other = dict(zip(frame.rows[again].tolist(), findings.lines[frame.rows[first[again]]].tolist(), strict=True))
    facts = {"other": other.__getitem__}
    findings.rows("contradictory_rows", contradiction, frame.rows[contradicts], **facts)
    by_day = np.array([Period.parse(text).frequency is Frequency.DAY for text in frame.period.texts])[frame.period.codes]
    # Two events on one day look just like one row written twice: nobody can tell but the one who wrote them.
    findings.rows("same_day_again", Severity.ERROR, frame.rows[again & ~contradicts & by_day], **facts)
    findings.rows("same_row_again", Severity.WARNING, frame.rows[again & ~contradicts & ~by_day], **facts)
    return frame.take(~again)


def _says_the_same(frame: Frame, other: np.ndarray) -> np.ndarray:
    same = frame.status == frame.status[other]
    for name in NUMBERS:
        numbers = getattr(frame, name)
        same &= (numbers == numbers[other]) | (np.isnan(numbers) & np.isnan(numbers[other]))
    return same


def parts_add_up(frame: Frame, findings: Findings) -> None:
    """Women and men together are all, where a file gives all three."""
    place = {text: code for code, text in enumerate(frame.breakdown.texts)}
    if not {"", WOMEN, MEN} <= place.keys():
        return
    without = frame.with_(breakdown=frame.breakdown._replace(codes=np.zeros(len(frame), dtype=np.int32)))
    keys = without.key_numbers()
    part = {text: np.flatnonzero((frame.breakdown.codes == place[text]) & ~np.isnan(frame.numerator)) for text in ("", WOMEN, MEN)}
    common = np.intersect1d(keys[part[""]], np.intersect1d(keys[part[WOMEN]], keys[part[MEN]]))
    rows = {text: numbers[np.argsort(keys[numbers])][np.isin(np.sort(keys[numbers]), common)] for text, numbers in part.items()}
    together = frame.numerator[rows[WOMEN]] + frame.numerator[rows[MEN]]
    wrong = np.flatnonzero(together != frame.numerator[rows[""]])
    said = {int(frame.rows[rows[""][each]]): (float(together[each]), float(frame.numerator[rows[""][each]])) for each in wrong}
    facts = {"together": lambda row: said[row][0], "total": lambda row: said[row][1]}
    findings.rows("parts_differ", Severity.WARNING, np.array(sorted(said), dtype=np.int64), **facts)
