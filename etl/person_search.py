"""The search through cells: identity numbers whole or split over two columns, addresses, telephone numbers. What is found is never said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from etl.contacts import is_signed, reach
from etl.people import ascii_digits, has_identity_number, is_identity_number
from etl.person_columns import is_surely_personal
from etl.problems import Refused, refuse
from etl.table import Cell, Column, Table

SIX = re.compile(r"([0-9]{1,2})[./\- ]?([0-9]{2})[./\- ]?(?:[12][0-9])?([0-9]{2})(?:\.0)?")  # 030738, 30738, 03.07.38, 03.07.2038
FIVE = re.compile(r"[0-9]{1,5}(?:\.0)?")
MOST_OF = 0.5  # of the pairs of two columns: a pair of counts is a number of a person once in a thousand times
CHUNK = 20_000


def search_table(table: Table) -> None:
    """Refuse the table with the place of the first cell that may be a person's."""
    for number, column in enumerate(table.columns, start=1):
        if found_in(column.name):
            raise refuse("person_data_in_heading", column=str(number))
        place = _first(column.texts)
        if place is not None:
            row = int(table.lines[np.argmax(column.codes == place)])
            raise refuse(_code(str(column.texts[place])), row=row, column=_name(column, number))
    _search_pairs(table)
    signed = any(is_signed(text) for _, text in table.aside)
    for line, text in table.aside:
        if found_in(text) not in (None, "phone" if signed else None):
            raise refuse("person_data_outside", row=line)


def search_rows(rows: Iterable[tuple[int, Sequence[Cell]]], sheet: int) -> None:
    """The same for a sheet that is not read: one that is hidden, or holds something else. Its number is said; its name may be a person's."""
    for lines, columns in _columns_of(rows):
        signed = any(is_signed(str(text)) for column in columns for text in column.texts)
        for column in columns:
            place = _first(column.texts, "phone" if signed else None)
            if place is None:
                place = next((each for each, text in enumerate(column.texts) if isinstance(text, str) and is_surely_personal(text)), None)
            if place is not None:
                raise _in_sheet(sheet, lines, column.codes == place)
        for left, right in pairwise(columns):
            where = _split(left, right)
            if where is not None:
                raise _in_sheet(sheet, lines, where)


def found_in(text: str) -> str | None:
    """What a text holds of a person's: a code, or None."""
    return "identity" if has_identity_number(text) else reach(text)


def _code(text: str) -> str:
    return {"identity": "person_data", "email": "email_address", "phone": "phone_number"}[found_in(text) or "identity"]


def _name(column: Column, number: int) -> str:
    return column.name or str(number)


def _in_sheet(sheet: int, lines: Sequence[int], where: np.ndarray) -> Refused:
    return refuse("person_data_in_sheet", row=lines[int(np.argmax(where))], sheet=sheet)


def _first(texts: Sequence[Cell], allowed: str | None = None) -> int | None:
    """One search through all texts together; the sign between them is one that no number and no address goes across."""
    written = [str(text) for text in texts]
    if not found_in("\n".join(written)):
        return None
    return next((place for place, text in enumerate(written) if found_in(text) not in (None, allowed)), None)


def _search_pairs(table: Table) -> None:
    for left, right in pairwise(table.columns):
        for first, last in ((left, right), (right, left)):
            where = _split(first, last)
            if where is not None:
                raise refuse("person_data_split", row=int(table.lines[int(np.argmax(where))]), column=left.name, other=right.name)


def _split(left: Column, right: Column) -> np.ndarray | None:
    """Rows where a birthday stands to the left and the five other digits to the right, when that is what the two columns are for."""
    days = [_six(text) for text in left.texts]
    if not any(days):
        return None
    rest = [_five(text) for text in right.texts]
    has_day = np.array([day is not None for day in days])[left.codes]
    filled = ~left.is_blank()
    both = has_day & np.array([five is not None for five in rest])[right.codes]
    if not both.any() or (has_day & filled).sum() < MOST_OF * filled.sum():
        return None
    pairs, codes = np.unique(np.stack([left.codes[both], right.codes[both]], axis=1), axis=0, return_inverse=True)
    valid = np.array([is_identity_number(f"{days[one]}{rest[other]}") for one, other in pairs.tolist()])[codes.reshape(-1)]
    if not valid.any() or valid.mean() < MOST_OF:
        return None
    where = np.zeros(len(both), dtype=bool)
    where[np.flatnonzero(both)[valid]] = True
    return where


def _six(cell: Cell) -> str | None:
    if isinstance(cell, dt.date):
        return f"{cell.day:02}{cell.month:02}{cell.year % 100:02}"
    hit = SIX.fullmatch(ascii_digits(str(cell)))
    return hit[1].zfill(2) + hit[2] + hit[3] if hit and int(hit[2]) % 40 > 0 else None


def _five(cell: Cell) -> str | None:
    text = ascii_digits(str(cell))
    return text.removesuffix(".0").zfill(5) if FIVE.fullmatch(text) else None


def _columns_of(rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[list[int], list[Column]]]:
    """Portions of a sheet as columns; what it is for does not matter."""
    lines: list[int] = []
    held: list[Sequence[Cell]] = []
    for line, cells in rows:
        lines.append(line)
        held.append(cells)
        if len(held) == CHUNK:
            yield lines, _coded(held)
            lines, held = [], []
    if held:
        yield lines, _coded(held)


def _coded(rows: list[Sequence[Cell]]) -> list[Column]:
    columns = []
    for number in range(max(map(len, rows))):
        order: dict[Cell, int] = {}
        cells = (row[number] if number < len(row) else "" for row in rows)
        columns.append(Column("", np.fromiter((order.setdefault(cell, len(order)) for cell in cells), np.int32, len(rows)), list(order)))
    return columns
