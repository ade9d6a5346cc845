"""What a file would change: which of its observations are new, which have other numbers than before, and which say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from db.terms import Status
from etl.areas import Reference
from etl.frame import KEY, NUMBERS, STATUS_CODE, Frame

STORED = (*KEY, *NUMBERS, "status", "note")  # the columns of a stored row that are compared, by their names


@dataclass(frozen=True, slots=True)
class Changes:
    new: int
    changed: int
    same: int


def compare(frame: Frame, chunks: Iterable[Sequence]) -> Changes:
    """`frame` in key order with one row a key; `chunks` of stored rows that have the columns of STORED."""
    keys = frame.key_numbers()
    meets, agrees = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    for chunk in chunks:
        columns = dict(zip(chunk[0]._fields, zip(*chunk, strict=True), strict=True)) if chunk else {}
        if columns:
            _mark(frame, keys, columns, meets, agrees)
    return Changes(int((~meets).sum()), int((meets & ~agrees).sum()), int((meets & agrees).sum()))


def _mark(frame: Frame, keys: np.ndarray, columns: dict[str, tuple], meets: np.ndarray, agrees: np.ndarray) -> None:
    stored, is_known = _keys_of(frame, columns)
    rows = np.searchsorted(keys, stored).clip(max=len(keys) - 1)
    hit = is_known & (keys[rows] == stored)
    rows, where = rows[hit], np.flatnonzero(hit)
    same = np.ones(len(rows), dtype=bool)
    for name in NUMBERS:
        before, now = np.array(columns[name], dtype=float)[where], getattr(frame, name)[rows]
        same &= (before == now) | (np.isnan(before) & np.isnan(now))
    status = np.array([STATUS_CODE[Status(text)] for text in columns["status"]], dtype=np.int8)
    same &= status[where] == frame.status[rows]
    note = np.array([text or "" for text in columns["note"]], dtype=object)
    same &= note[where] == np.array(frame.note.texts, dtype=object)[frame.note.codes[rows]]
    meets[rows], agrees[rows] = True, same


def _keys_of(frame: Frame, columns: dict[str, tuple]) -> tuple[np.ndarray, np.ndarray]:
    """The stored rows' keys as the frame numbers its own, and which of them the frame can have at all."""
    numbers, is_known = np.zeros(len(columns["period"]), dtype=np.int64), np.ones(len(columns["period"]), dtype=bool)
    for name, coded in zip(KEY, frame.key, strict=True):
        rank = {text: number for number, text in enumerate(sorted(coded.texts))}
        found = np.array([rank.get(text, -1) for text in columns[name]], dtype=np.int64)
        is_known &= found >= 0
        numbers = numbers * len(coded.texts) + found
    return numbers, is_known


def compare_areas(rows: Sequence[Mapping[str, object]], known: Reference) -> Changes:
    """The same for a file of units: rows of the table of areas against those that are there."""
    before = [known.areas.get(str(row["code"])) for row in rows]
    same = sum(
        area is not None and all(getattr(area, name) == value for name, value in row.items())
        for area, row in zip(before, rows, strict=True)
    )
    new = sum(area is None for area in before)
    return Changes(new, len(rows) - new - same, same)
