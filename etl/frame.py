"""The tidy frame: what every source becomes before it is checked and stored, one row an observation, dictionary coded."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import NamedTuple

import numpy as np

from db.terms import Status

STATUSES = tuple(Status)
STATUS_CODE = {status: code for code, status in enumerate(STATUSES)}
HAS_VALUE = np.array([status.has_value for status in STATUSES])
KEY = ("indicator", "area", "breakdown", "period")
NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "invited")


class Coded(NamedTuple):
    """Texts by number: `texts[codes[row]]` is the text of the row."""

    codes: np.ndarray  # int32
    texts: list[str]

    @classmethod
    def constant(cls, text: str, count: int) -> Coded:
        return cls(np.zeros(count, dtype=np.int32), [text])

    def at(self, row: int) -> str:
        return self.texts[self.codes[row]]

    def take(self, where: np.ndarray) -> Coded:
        return Coded(self.codes[where], self.texts)

    def ranked(self) -> np.ndarray:
        """Codes that sort as the texts do, so that rows can be put into the order of the database's key."""
        rank = np.empty(len(self.texts), dtype=np.int64)
        rank[sorted(range(len(self.texts)), key=self.texts.__getitem__)] = np.arange(len(self.texts))
        return rank[self.codes]


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns of equal length. Numbers are float64, NaN where there is none; `rows` are the rows of the table they came from."""

    rows: np.ndarray  # int64
    indicator: Coded
    area: Coded
    breakdown: Coded
    period: Coded  # canonical Period texts
    status: np.ndarray  # int8, places in STATUSES
    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    invited: np.ndarray
    note: Coded  # "" = none

    @classmethod
    def of(cls, rows: np.ndarray, **columns: object) -> Frame:
        """A frame with nothing but what is given; texts and numbers left out are empty."""
        count = len(rows)
        empty = dict.fromkeys(("breakdown", "note"), Coded.constant("", count))
        numbers = dict.fromkeys(NUMBERS, np.full(count, np.nan))
        return cls(rows=rows, **(empty | numbers | {"status": np.zeros(count, dtype=np.int8)} | columns))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def key(self) -> tuple[Coded, Coded, Coded, Coded]:
        return self.indicator, self.area, self.breakdown, self.period  # in the order of KEY

    def take(self, where: np.ndarray) -> Frame:
        """The rows that a mask or row numbers point out."""
        return Frame(**{field.name: _taken(getattr(self, field.name), where) for field in fields(self)})

    def key_numbers(self) -> np.ndarray:
        """One int64 a row, equal where the keys are equal, in the order of the keys' texts."""
        numbers = np.zeros(len(self), dtype=np.int64)
        for coded in self.key:
            numbers = numbers * len(coded.texts) + coded.ranked()
        return numbers

    def in_key_order(self) -> Frame:
        """Rows in the order of the database's key: a B-tree grows at its end many times faster than at random."""
        numbers = self.key_numbers()
        return self if (np.diff(numbers) >= 0).all() else self.take(np.argsort(numbers, kind="stable"))

    def with_(self, **columns: object) -> Frame:
        return replace(self, **columns)  # type: ignore[arg-type]


def _taken(column: np.ndarray | Coded, where: np.ndarray) -> np.ndarray | Coded:
    return column.take(where) if isinstance(column, Coded) else column[where]
