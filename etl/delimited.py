"""Delimited text to a table: the separator is the one that gives the rows one width, and quotes must close."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from db.terms import Severity
from etl.decode import Decoded, line_of
from etl.problems import Problem, refuse
from etl.table import LONGEST_CELL, Chunk, Row, Table, build

Records = Any  # a csv reader; its type has no public name before Python 3.13
SEPARATORS = ";\t,|"  # in the order that Norwegian exports use them
SAMPLE = 500  # records that decide the separator; every later row is held to the width anyway
CHUNK = 20_000
EXCEL_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def read_delimited(decoded: Decoded, is_heading: Callable[[Row], bool]) -> Table:
    """One table from one text file; refused with the line when a quote does not close or a row has another width."""
    separator = separator_of(decoded)
    detected = {"form": "csv", "encoding": decoded.encoding, "separator": {"\t": "tab"}.get(separator, separator)}
    table = build(_chunks(decoded, separator, skip=1 if given_separator(decoded) else 0), is_heading, detected)
    if any(isinstance(text, str) and '"' in text for column in table.columns for text in column.texts):
        _refuse_stray_quote(decoded, separator)
    if separator == "|":
        guess = Problem("separator_guessed", Severity.WARNING, None, None, separator)
        return replace(table, notes=(*table.notes, guess))
    return table


def separator_of(decoded: Decoded) -> str:
    """The one that Excel's line at the top gives, else the one that the rows speak for."""
    separator = given_separator(decoded) or _separator(decoded)
    if separator not in SEPARATORS:
        raise refuse("unknown_separator", found=separator)
    return separator


def given_separator(decoded: Decoded) -> str | None:
    line = EXCEL_SEPARATOR.fullmatch(next(iter(decoded.lines())))
    return line[1] if line else None


def _separator(decoded: Decoded) -> str:
    """The one that gives most records of the sample the same number of fields, above one."""

    def trust(separator: str) -> tuple[float, int]:
        reader = csv.reader(decoded.lines(), delimiter=separator)
        try:
            widths = Counter(len(record) for record in islice(reader, SAMPLE) if any(record))
        except csv.Error:
            return 0.0, 0
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return (count / widths.total(), width) if width > 1 else (0.0, 0)

    trusted = {separator: trust(separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: (round(trusted[separator][0], 2), -SEPARATORS.index(separator)))
    if trusted[best][0] == 0:
        # Only a file of one column, or of one row, gives no width above one: the heading may still have several names.
        best = max(SEPARATORS, key=lambda separator: next(iter(decoded.lines())).count(separator))
    return best


def _chunks(decoded: Decoded, separator: str, skip: int) -> Iterator[Chunk]:
    """Rows in portions, each with the line on which it begins."""
    lines = decoded.lines()
    for _ in range(skip):
        next(lines)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    portion = _quoted if b'"' in decoded.body else _plain
    begins = skip + 1
    while True:
        rows, starts, begins = portion(reader, begins, skip)
        if not rows:
            return
        yield rows, starts


def _plain(reader: Records, begins: int, skip: int) -> tuple[list[Row], Sequence[int], int]:
    """Without quotes every record is one line."""
    try:
        rows: list[Row] = list(islice(reader, CHUNK))
    except csv.Error:
        raise refuse("long_cell", row=skip + reader.line_num, most=LONGEST_CELL) from None
    return rows, range(begins, begins + len(rows)), begins + len(rows)


def _quoted(reader: Records, begins: int, skip: int) -> tuple[list[Row], Sequence[int], int]:
    """A quoted cell may hold line breaks, and a quote may have no end."""
    rows: list[Row] = []
    starts: list[int] = []
    try:
        for row in islice(reader, CHUNK):
            rows.append(row)
            starts.append(begins)
            begins = skip + reader.line_num + 1
    except csv.Error as problem:
        if "field limit" in str(problem):
            raise refuse("long_cell", row=begins, most=LONGEST_CELL) from None
        raise refuse("unclosed_quote", row=begins) from None
    return rows, starts, begins


def _refuse_stray_quote(decoded: Decoded, separator: str) -> None:
    """The csv module takes `7"4` for a text; in a file of figures it is a quote that lost its partner."""
    sign = re.escape(separator)
    cell = rf' *+(?:"[^"]*+(?:""[^"]*+)*+"|[^"{sign}\r\n]*+)'
    record = re.compile(rf"{cell}(?:{sign}{cell})*+(?:\r\n|[\r\n]|\Z)")  # possessive: each sign is looked at once
    text, begins = decoded.body.decode(), 0
    while begins < len(text):
        hit = record.match(text, begins)
        if hit is None:
            raise refuse("unclosed_quote", row=line_of(decoded.body, len(text[:begins].encode())))
        begins = hit.end()
