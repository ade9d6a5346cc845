"""Files that bring areas, not observations: the rows as their readers ask for them, and what comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from etl.cells import as_text
from etl.findings import Findings
from etl.frame import Coded, Frame
from etl.known import AreaChanges, Reading
from etl.problems import Problem
from etl.table import Cell, Column, Table


def rows(table: Table, columns: Mapping[str, Column]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row as (line in the editor, {column: text})."""
    for row, line in enumerate(table.lines.tolist()):
        yield line, {key: _text(column.at(row)) for key, column in columns.items()}


def reading(table: Table, problems: Sequence[Problem], **changes: Sequence[dict]) -> Reading:
    """A reading without a frame: every row of the file stands in the changes, or in a problem."""
    findings = Findings(table.lines)
    findings.extend(problems)
    none = np.zeros(0, dtype=np.int64)
    empty = dict.fromkeys(("indicator", "area", "period"), Coded(none.astype(np.int32), []))
    frame = Frame.of(none, **empty, value=np.zeros(0))
    return Reading(frame, findings, area_changes=AreaChanges(**{name: tuple(found) for name, found in changes.items()}))


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, dt.date) else as_text(cell)
