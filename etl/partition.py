"""A text file too large to be held in memory, parted by its indicators on the disk: rules about several rows are about those of one.

Of the municipality's own layout and in UTF-8, with the heading at the top. Read once, line by line; no more than a portion is ever held.
"""

from __future__ import annotations

import codecs
import csv
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from etl.columns import known_keys
from etl.decode import LONGEST_LINE, decode, is_json, is_zip
from etl.delimited import given_separator, separator_of
from etl.problems import Refused, refuse
from etl.sources.own import HEADINGS
from etl.table import column_key

WHOLE = 20_000_000  # bytes; a file up to here is read in one go, in a fifth of the time that this may take
PORTION = 8_000_000  # two seconds' reading, of 25 that it may take; as many indicators as have room in that, and at least one
HEAD = 1_000_000  # bytes that say how the rest is written
BUFFERED = 500  # rows of an indicator that wait for their file


@dataclass(frozen=True, slots=True)
class Portion:
    """The heading and every row of some indicators; `lines` says where each of its lines stands in the whole file."""

    content: bytes
    lines: np.ndarray


@dataclass(frozen=True, slots=True)
class Shape:
    """How the file is written: its first lines up to the heading, the sign between cells, and the place of the indicator's cell."""

    heading: list[bytes]
    separator: str
    place: int

    def indicator_of(self, record: bytes) -> bytes:
        """The cell as it is written."""
        if b'"' in record:
            row = next(csv.reader([record.decode()], delimiter=self.separator, skipinitialspace=True), [])
            return row[self.place].encode() if len(row) > self.place else b""
        cells = record.split(self.separator.encode(), self.place + 1)
        return cells[self.place] if len(cells) > self.place else b""


def is_to_be_parted(path: Path) -> bool:
    """Whether a file is large, and of the kind that can be parted; every other is read in one go, or refused then."""
    if path.stat().st_size <= WHOLE:
        return False
    try:
        return bool(_shape(path).heading)
    except Refused:
        return False


def portions(path: Path, folder: Path) -> Iterator[Portion]:
    """The file again in portions, by indicator; `folder` has room for it. Refused is what cannot be read in this way."""
    shape = _shape(path)
    parts = _Parts(shape, folder)
    for line, record in _records(path, len(shape.heading)):
        parts.add(line, record)
    yield from parts.portions()


def _shape(path: Path) -> Shape:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_zip(head):
        raise _too_large()
    head = head[: head.rfind(b"\n") + 1] or head
    decoded = decode(head)
    if decoded.encoding != "utf-8":
        raise refuse("unreadable_letters", row=1, byte=0)
    if is_json(decoded):
        raise _too_large()
    separator, skipped = separator_of(decoded), 1 if given_separator(decoded) else 0
    lines = decoded.body.splitlines(keepends=True)[: skipped + 1]
    names = [column_key(name) for name in next(csv.reader([lines[-1].decode()], delimiter=separator, skipinitialspace=True))]
    ours = known_keys(heading for heading in HEADINGS if heading.key == "indicator")
    place = next((number for number, name in enumerate(names) if name in ours), None)
    if place is None:
        raise _too_large()
    return Shape(lines, separator, place)


def _too_large() -> Exception:
    return refuse("too_large_file", megabytes=WHOLE // 1_000_000)


def _records(path: Path, headings: int) -> Iterator[tuple[int, bytes]]:
    """Each row below the heading with the line on which it begins; a quoted cell may hold line breaks."""
    with path.open("rb") as stream:
        for _ in range(headings):
            stream.readline()
        line, read = headings + 1, partial(stream.readline, LONGEST_LINE + 1)
        for record in iter(read, b""):
            while b'"' in record and record.count(b'"') % 2:
                more = read()
                if not more or len(record) > LONGEST_LINE:
                    raise refuse("unclosed_quote", row=line)
                record += more
            if len(record) > LONGEST_LINE:
                raise refuse("long_line", row=line, most=LONGEST_LINE)
            yield line, record if record.endswith(b"\n") else record + b"\n"
            line += record.count(b"\n")


class _Parts:
    """A file an indicator, and beside it the line of each of its lines."""

    def __init__(self, shape: Shape, folder: Path) -> None:
        self.shape, self.folder = shape, folder
        self.parts: dict[bytes, _Part] = {}  # by the cell as it is written
        self.by_name: dict[str, _Part] = {}

    def add(self, line: int, record: bytes) -> None:
        cell = self.shape.indicator_of(record)
        part = self.parts.get(cell) or self._part(cell, line)
        if not record.isascii():
            _refuse_broken(record, line)
        part.add(line, record)

    def _part(self, cell: bytes, line: int) -> _Part:
        _refuse_broken(cell, line)
        name = unicodedata.normalize("NFC", cell.decode()).strip().casefold()
        part = self.by_name.setdefault(name, _Part(self.folder / str(len(self.by_name))))
        self.parts[cell] = part
        return part

    def portions(self) -> Iterator[Portion]:
        waiting: list[_Part] = []
        for name in sorted(self.by_name):
            part = self.by_name[name]
            if waiting and sum(each.size for each in waiting) + part.size > PORTION:
                yield self._together(waiting)
                waiting = []
            waiting.append(part)
        if waiting:
            yield self._together(waiting)

    def _together(self, parts: list[_Part]) -> Portion:
        top = self.shape.heading
        lines = [np.arange(1, len(top) + 1, dtype=np.int32), *(part.lines() for part in parts)]
        return Portion(b"".join([*top, *(part.content() for part in parts)]), np.concatenate(lines))


class _Part:
    def __init__(self, path: Path) -> None:
        self.rows_path, self.lines_path, self.size = path.with_suffix(".rows"), path.with_suffix(".lines"), 0
        self._rows: list[bytes] = []
        self._lines = array("i")

    def add(self, line: int, record: bytes) -> None:
        self._rows.append(record)
        self._lines.extend(range(line, line + record.count(b"\n")))
        self.size += len(record)
        if len(self._rows) >= BUFFERED:
            self._write()

    def _write(self) -> None:
        with self.rows_path.open("ab") as rows, self.lines_path.open("ab") as lines:
            rows.write(b"".join(self._rows))
            self._lines.tofile(lines)
        self._rows, self._lines = [], array("i")

    def content(self) -> bytes:
        self._write()
        return self.rows_path.read_bytes()

    def lines(self) -> np.ndarray:
        self._write()
        return np.fromfile(self.lines_path, dtype=np.int32)


def _refuse_broken(letters: bytes, line: int) -> None:
    """UTF-8 alone: what a portion would be taken for must not hang on the rows that happen to stand in it."""
    try:
        codecs.utf_8_decode(letters, "strict", True)
    except UnicodeDecodeError as problem:
        raise refuse("unreadable_letters", row=line, byte=problem.start) from None
