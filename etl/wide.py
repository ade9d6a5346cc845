"""Periods as columns: a table that people like to read, turned into one row a period when the deliverer says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from db.terms import Period, Severity
from etl.known import Answers
from etl.periods import read_period
from etl.person_columns import is_person_column
from etl.problems import Problem, Refused, shown
from etl.table import Cell, Column, Table

PERIOD, VALUE = "periode", "verdi"


def in_rows(table: Table, answers: Answers, known: Collection[str]) -> Table:
    """The table itself, unless two or more of its unknown columns are periods; then the question `wide_table` decides."""
    wide = [column for column in table.columns if column.key not in known and isinstance(read_period(column.name), Period)]
    if len(wide) < 2 or any(column.key in (PERIOD, VALUE) for column in table.columns):
        return table
    persons = [Problem("person_column", Severity.ERROR, None, shown(name)) for name in table.header if is_person_column(name)]
    if persons:
        raise Refused(*persons)  # before anything is asked
    if answers.get("wide_table") != "rows":
        raise Refused(Problem("wide_table", Severity.QUESTION, None, wide[0].name, None, {"values": ["rows"]}))
    return _unpivoted(table, wide)


def _unpivoted(table: Table, wide: list[Column]) -> Table:
    """Row after row; within a row in the order of the columns."""
    count, times = len(table), len(wide)
    kept = [Column(column.name, np.repeat(column.codes, times), column.texts) for column in table.columns if column not in wide]
    period = Column(PERIOD, np.tile(np.arange(times, dtype=np.int32), count), [column.name for column in wide])
    texts: dict[Cell, int] = {}
    values = np.empty((count, times), dtype=np.int32)
    for number, column in enumerate(wide):
        codes = np.array([texts.setdefault(text, len(texts)) for text in column.texts], dtype=np.int32)
        values[:, number] = codes[column.codes]
    columns = (*kept, period, Column(VALUE, values.reshape(-1), list(texts)))
    return replace(table, columns=columns, lines=np.repeat(table.lines, times))
