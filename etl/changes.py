"""What a file would change: each of its observations beside the one that stands, and those that stand where the file has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from db.terms import AreaType
from etl.areas import Reference
from etl.differences import Differences, Listed, Row, Said
from etl.frame import KEY, NUMBERS, STATUS_CODE, STATUSES, Frame
from etl.left_out import SAID, LeftOut, covered


@dataclass(frozen=True, slots=True)
class Met:
    """A frame in key order, and beside each of its rows what stood under the same key (NaN and -1 where nothing did)."""

    frame: Frame
    meets: np.ndarray
    agrees: np.ndarray
    before: Mapping[str, np.ndarray]  # SAID, and status as its place in STATUSES
    left_out: LeftOut

    @property
    def touched(self) -> np.ndarray:
        """The rows that are new or say something else than before."""
        return np.flatnonzero(~self.agrees)

    def row(self, number: int, **more: float) -> Row:
        """One row of the frame, before and after."""
        key = (coded.at(number) for coded in self.frame.key)
        now = {name: getattr(self.frame, name)[number] for name in SAID}
        old = _said({name: self.before[name][number] for name in SAID}, self.before["status"][number]) if self.meets[number] else None
        return Row(*key, old=old, new=_said(now, self.frame.status[number]), **more)


def meet(frame: Frame, chunks: Iterable[Mapping[str, Sequence]], own: Iterable[int], areas: Reference) -> Met:
    """`frame` in key order with one row a key; `chunks` of stored rows as columns."""
    keys, nothing = frame.key_numbers(), np.full(len(frame), np.nan)
    units = frozenset(code for code, area in areas.areas.items() if area.type is AreaType.UNIT)
    met = Met(
        frame,
        meets=np.zeros(len(frame), dtype=bool),
        agrees=np.zeros(len(frame), dtype=bool),
        before={name: nothing.copy() for name in SAID} | {"status": np.full(len(frame), -1, dtype=np.int8)},
        left_out=LeftOut(covered(frame), frozenset(own), units),
    )
    for columns in chunks:
        met.left_out.note(columns, _mark(met, keys, columns))
    return met


def differences(met: Met, **judged: Listed) -> Differences:
    """All that can be told without knowing how a series usually runs; `judged` is the rest."""
    new, changed = np.flatnonzero(~met.meets), np.flatnonzero(met.meets & ~met.agrees)
    vanished, missing = met.left_out.vanished, met.left_out.missing_units(met.frame)
    return Differences(
        same=int(met.agrees.sum()),
        earlier=met.left_out.earlier or None,
        new=Listed.of(len(new), map(met.row, new.tolist())),
        changed=Listed.of(len(changed), map(met.row, changed.tolist())),
        vanished=Listed.of(len(vanished), vanished),
        missing_units=Listed.of(len(missing), missing),
        **judged,
    )


def _mark(met: Met, keys: np.ndarray, columns: Mapping[str, Sequence]) -> np.ndarray:
    """Put stored rows beside the frame's; returns which of them found their place."""
    frame = met.frame
    stored, is_known = _keys_of(frame, columns)
    rows = np.searchsorted(keys, stored).clip(max=len(keys) - 1)
    hit = is_known & (keys[rows] == stored)
    rows, where = rows[hit], np.flatnonzero(hit)
    same = np.ones(len(rows), dtype=bool)
    for name in NUMBERS:
        before, now = np.array(columns[name], dtype=float)[where], getattr(frame, name)[rows]
        same &= (before == now) | (np.isnan(before) & np.isnan(now))
        if name in SAID:
            met.before[name][rows] = before
    status = np.array([STATUS_CODE[text] for text in columns["status"]], dtype=np.int8)
    met.before["status"][rows] = status[where]
    same &= status[where] == frame.status[rows]
    note = np.array([text or "" for text in columns["note"]], dtype=object)
    same &= note[where] == np.array(frame.note.texts, dtype=object)[frame.note.codes[rows]]
    met.meets[rows], met.agrees[rows] = True, same
    return hit


def _keys_of(frame: Frame, columns: Mapping[str, Sequence]) -> tuple[np.ndarray, np.ndarray]:
    """The stored rows' keys as the frame numbers its own, and which of them the frame can have at all."""
    numbers, is_known = np.zeros(len(columns["period"]), dtype=np.int64), np.ones(len(columns["period"]), dtype=bool)
    for name, coded in zip(KEY, frame.key, strict=True):
        rank = {text: number for number, text in enumerate(sorted(coded.texts))}
        found = np.array([rank.get(text, -1) for text in columns[name]], dtype=np.int64)
        is_known &= found >= 0
        numbers = numbers * len(coded.texts) + found
    return numbers, is_known


def _said(numbers: Mapping[str, float], status: int) -> Said:
    known = {name: None if number != number else float(number) for name, number in numbers.items()}
    return Said(**known, status=STATUSES[status].value)


def compare_areas(rows: Sequence[Mapping[str, object]], known: Reference) -> Differences:
    """The same for a file of units: rows of the table of areas against those that are there."""
    before = [known.areas.get(str(row["code"])) for row in rows]
    same = sum(
        area is not None and all(getattr(area, name) == value for name, value in row.items())
        for area, row in zip(before, rows, strict=True)
    )
    new = sum(area is None for area in before)
    return Differences(same, new=Listed(new), changed=Listed(len(rows) - new - same))
