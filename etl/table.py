"""A table of cells, dictionary coded: a million rows cost one reading of each distinct text, not a million."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from db.terms import Severity
from etl.heading import Cell, Row, filled_cells, find_heading
from etl.problems import Problem, Refused, refuse, shown

Chunk = tuple[list[Row], Sequence[int]]  # rows and the line in the editor on which each begins

LONGEST_CELL = 1000
LONGEST_GAP = 1000  # blank rows inside a table; content further down is a slip, or an attack on memory
KEPT = 1000
FORMULA = re.compile(r"^(?:[=@]|\+(?!47[ 0-9]+$)|-[^\W\d_]|-\()", re.MULTILINE)  # +47 and digits is a telephone number


@dataclass(frozen=True, slots=True)
class Column:
    """`codes[row]` is the place of the row's cell in `texts`."""

    name: str
    codes: np.ndarray  # int32
    texts: list[Cell]

    @property
    def key(self) -> str:
        return column_key(self.name)

    def at(self, row: int) -> Cell:
        return self.texts[self.codes[row]]

    def is_blank(self) -> np.ndarray:
        return self.codes == self.texts.index("") if "" in self.texts else np.zeros(len(self.codes), dtype=bool)


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    lines: np.ndarray  # int32, the line in the editor of each row
    notes: tuple[Problem, ...] = ()  # warnings of the reading itself
    detected: dict[str, object] = field(default_factory=dict)
    aside: tuple[tuple[int, str], ...] = ()  # what stands above and below the table: line and text

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def column_key(name: object) -> str:
    """Case, blanks and the way an å is composed do not make another column."""
    return "_".join(unicodedata.normalize("NFC", str(name)).casefold().split())


def build(chunks: Iterator[Chunk], is_heading: Callable[[Row], bool], detected: dict[str, object], is_ragged: bool = False) -> Table:
    """Find the heading, code the cells below it, and refuse what is no table. Ragged: cells at the end of a row are not stored when empty."""
    rows, lines = next(chunks, ([], []))
    place, notes = find_heading(rows, lines, is_heading)
    builder = _Builder(rows[place], is_ragged)
    builder.aside = [(line, " ".join(map(str, row))) for row, line in zip(rows[:place], lines, strict=False) if filled_cells(row)]
    for more_rows, more_lines in chain([(rows[place + 1 :], lines[place + 1 :])], chunks):
        builder.add(more_rows, more_lines)
    return builder.finish(notes, detected)


class _Coder(dict):
    """Gives each new text the next number."""

    def __missing__(self, text: Cell) -> int:
        code = self[text] = len(self)
        return code


class _Builder:
    def __init__(self, heading: Row, is_ragged: bool) -> None:
        self.is_ragged = is_ragged
        self.names = [str(name) for name in heading]
        self.named = 1 + max(filled_cells(heading))  # columns up to the last that has a name
        self.coders = [_Coder() for _ in self.names]
        self.codes: list[list[np.ndarray]] = [[] for _ in self.names]
        self.lines: list[np.ndarray] = []
        self.faults: list[Problem] = []
        self.aside: list[tuple[int, str]] = []
        self.alone: list[Problem] = []  # lines with one cell: a source line below the table, or a row that was cut

    def add(self, rows: list[Row], lines: Sequence[int]) -> None:
        if set(map(len, rows)) - {len(self.names)}:
            rows, lines = self._mended(rows, lines)
        if not rows:
            return
        for coder, codes, cells in zip(self.coders, self.codes, zip(*rows, strict=True), strict=True):
            codes.append(np.fromiter(map(coder.__getitem__, cells), np.int32, len(cells)))
        self.lines.append(np.array(lines, dtype=np.int32))

    def _mended(self, rows: list[Row], lines: Sequence[int]) -> tuple[list[Row], list[int]]:
        """Pad and trim what is only empty cells; every other wrong number of cells is an error of that line."""
        width, kept, kept_lines = len(self.names), [], []
        for row, line in zip(rows, lines, strict=True):
            filled = filled_cells(row)
            if len(row) != width and filled:
                fault = Problem("wrong_field_count", Severity.ERROR, line, None, None, {"count": len(row), "expected": width})
                if filled == [0] and not self.is_ragged:
                    self.alone.append(fault)
                elif filled[-1] >= width or (len(row) < self.named and not self.is_ragged):
                    self.faults.append(fault)
                    continue
            kept.append([*row[:width], *[""] * (width - len(row))])
            kept_lines.append(line)
        return kept, kept_lines

    def finish(self, notes: list[Problem], detected: dict[str, object]) -> Table:
        if self.faults and not self.lines:
            raise Refused(*self.faults[:KEPT])
        if not self.lines:
            raise refuse("no_rows")
        lines = np.concatenate(self.lines)
        columns = [_column(*parts, notes, lines) for parts in zip(self.names, self.coders, self.codes, strict=True)]
        blank = np.logical_and.reduce([column.is_blank() for column in columns])
        footer = self._footer(columns, blank)
        self.faults += [fault for fault in self.alone if fault.row not in set(lines[footer].tolist())]
        keep = ~(blank | footer)
        _refuse_gap(lines, keep)
        if self.faults:
            raise Refused(*sorted(self.faults, key=lambda fault: fault.row or 0)[:KEPT])
        if not keep.any():
            raise refuse("no_rows")
        if footer.any():
            notes.append(Problem("footer_lines", Severity.WARNING, int(lines[footer][0]), None, None, {"count": int(footer.sum())}))
            self.aside += [(int(lines[row]), str(columns[0].at(row))) for row in np.flatnonzero(footer)]
        kept = columns if keep.all() else [Column(column.name, column.codes[keep], column.texts) for column in columns]
        return Table(_named(kept), lines[keep], tuple(notes), detected, tuple(self.aside))

    @staticmethod
    def _footer(columns: list[Column], blank: np.ndarray) -> np.ndarray:
        """The lines below the table: one cell each, after a blank line, to the end of the file."""
        alone = ~columns[0].is_blank() & np.logical_and.reduce([column.is_blank() for column in columns[1:]] or [~blank])
        last = len(blank) - 1 - int(np.argmax((~(alone | blank))[::-1])) if not (alone | blank).all() else -1
        footer = np.zeros(len(blank), dtype=bool)
        if last + 1 < len(blank) and blank[last + 1]:
            footer[last + 1 :] = alone[last + 1 :]
        return footer


def _column(name: str, coder: _Coder, codes: list[np.ndarray], notes: list[Problem], lines: np.ndarray) -> Column:
    """Trim and normalise the distinct texts; what became the same gets the same code."""
    raw = list(coder)
    texts = [_clean(text) if isinstance(text, str) else text for text in raw]
    column = Column(name.strip(), np.concatenate(codes), texts)
    _inspect(column, raw, notes, lines)
    if len(set(texts)) == len(texts):
        return column
    merged = _Coder()
    new = np.fromiter(map(merged.__getitem__, texts), np.int32, len(texts))
    return Column(column.name, new[column.codes], list(merged))


def _clean(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def _inspect(column: Column, raw: list[Cell], notes: list[Problem], lines: np.ndarray) -> None:
    """Rules that hold for every cell of every layout: no formula, no endless text; a line break is taken out and said.

    A formula is an error beside those of the other rows, so that all is mended in one go.
    """

    def line(number: int) -> int:
        return int(lines[np.argmax(column.codes == number)])

    written = [(number, text) for number, text in enumerate(column.texts) if isinstance(text, str)]
    joined = "\n".join(text for _, text in written)
    if FORMULA.search(joined):
        formulas = np.isin(column.codes, [number for number, text in written if FORMULA.match(text)])
        rows = lines[formulas][:KEPT].tolist()
        notes += [Problem("formula_text", Severity.ERROR, row, shown(column.name)) for row in rows]
    if len(joined) > LONGEST_CELL and max(len(text) for _, text in written) > LONGEST_CELL:
        number = next(number for number, text in written if len(text) > LONGEST_CELL)
        raise refuse("long_cell", row=line(number), column=column.name, most=LONGEST_CELL)
    for number, text in enumerate(raw) if any("\n" in text or "\r" in text for text in raw if isinstance(text, str)) else ():
        if isinstance(text, str) and ("\n" in text or "\r" in text):
            column.texts[number] = " ".join(text.split())
            notes.append(Problem("line_break_removed", Severity.WARNING, line(number), column.name, shown(text)))


def _refuse_gap(lines: np.ndarray, keep: np.ndarray) -> None:
    """One cell far below the table is a slip; reading on would take memory for every row between."""
    kept = lines[keep]
    if len(kept) > 1:
        gap = int(np.argmax(np.diff(kept) > LONGEST_GAP))
        if kept[gap + 1] - kept[gap] > LONGEST_GAP:
            raise refuse("far_below", row=int(kept[gap + 1]))


def _named(columns: list[Column]) -> tuple[Column, ...]:
    """Drop columns with neither name nor content; every other column has a name of its own."""
    named: dict[str, Column] = {}
    nameless = [number for number, column in enumerate(columns) if not column.key]
    if len(nameless) > 1 and nameless[1] < max(number for number, column in enumerate(columns) if column.key):
        raise refuse("empty_heading", column=str(nameless[0] + 1))  # a||b||c: the separator is two signs long
    for number, column in enumerate(columns, start=1):
        if not column.key:
            if not column.is_blank().all():
                raise refuse("empty_heading", column=str(number))
        elif column.key in named:
            raise refuse("duplicate_column", column=column.name, found=named[column.key].name)
        else:
            named[column.key] = column
    return tuple(named.values())
