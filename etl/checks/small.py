"""Rules about small numbers: they are stored, but whoever delivers them should know that they will be hidden."""

from __future__ import annotations

import numpy as np

from db.terms import Kind, Severity
from etl.checks.measures import Measures
from etl.findings import Findings

PERSONS = 3  # so many rows with one person each are a list of persons, not statistics


def small_cells(rows: Measures) -> None:
    """Few cases, or few that are none: 398 of 400 says as much about the two."""
    counted = rows.has_value & ~rows.is_named & rows.of_kind(Kind.PROPORTION, Kind.RATE, Kind.COUNT) & (rows.limit > 0)
    rest = rows.denominator - rows.numerator
    few = counted & (rows.numerator > 0) & (rows.numerator < rows.limit)
    few_left = counted & rows.of_kind(Kind.PROPORTION) & (rest > 0) & (rest < rows.limit)
    _one_warning(rows, "small_numbers", few)
    _one_warning(rows, "small_remainder", few_left & ~few)


def _one_warning(rows: Measures, code: str, where: np.ndarray) -> None:
    if where.any():
        first = int(np.argmax(where))
        facts = {"count": int(where.sum()), "limit": int(rows.limit[first]), "row": int(rows.findings.lines[first])}
        rows.findings.note(code, Severity.WARNING, column=rows.name("numerator"), **facts)


def one_row_a_person(rows: Measures) -> None:
    """A denominator of one in row after row is a register of persons."""
    counted = rows.is_readable & rows.of_kind(Kind.PROPORTION, Kind.RATE)
    persons_in(rows.findings, counted & (rows.denominator == 1), counted, rows.name("denominator"))


def persons_in(findings: Findings, single: np.ndarray, counted: np.ndarray, column: str) -> None:
    if single.sum() >= PERSONS and 2 * single.sum() >= counted.sum():
        findings.note("person_level", Severity.ERROR, row=int(findings.lines[np.argmax(single)]), column=column)
