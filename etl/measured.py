"""The columns of numbers of one file, read by one grammar: values, and the signs that stand where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from db.terms import Severity
from etl.cells import as_text, report, rows_with
from etl.findings import Findings
from etl.known import Answers
from etl.numbers import COMMA, Evidence, Style, evidence, read_numbers
from etl.statuses import sign_codes
from etl.table import Column, Table

READINGS = ("decimal", "thousands")  # the answers to the question `ambiguous_number`


@dataclass(frozen=True, slots=True)
class Measured:
    """One place a row. `sign` is the place of a status in frame.STATUSES, -1 where the cell holds a number."""

    values: np.ndarray
    decimals: np.ndarray
    has_percent: np.ndarray
    is_grouped: np.ndarray
    sign: np.ndarray
    is_blank: np.ndarray
    is_faulty: np.ndarray

    @classmethod
    def absent(cls, count: int) -> Measured:
        """A column that the file does not have."""
        no = np.zeros(count, dtype=bool)
        return cls(np.full(count, np.nan), np.zeros(count, np.int8), no, no, np.full(count, -1, np.int8), ~no, no)


def read_measured(columns: Mapping[str, Column], table: Table, answers: Answers, findings: Findings) -> dict[str, Measured]:
    """Every column of numbers of the table, by its name in code."""
    style = _style(columns, str(table.detected.get("separator")), answers, findings)
    if style.decimal:
        table.detected["decimal"] = " ".join(sorted(style.decimal))  # for the deliverer to see
    found = {key: _measured(column, style, findings) for key, column in columns.items()}
    if any(each.is_grouped.any() for each in found.values()):
        table.detected["thousands"] = style.thousands or "space"
    return found


def _style(columns: Mapping[str, Column], separator: str, answers: Answers, findings: Findings) -> Style:
    """How the file writes numbers. Until a question about it is answered, the numbers that it is about are left unread."""
    seen = evidence(column.texts for column in columns.values())
    if separator == ";" and seen.is_open and "," in seen.unclear:
        return COMMA  # a spreadsheet puts semicolons between cells because its decimal sign is the comma
    if len(seen.clear) > 1:
        findings.note("mixed_decimal_signs", Severity.WARNING)
    answer = answers.get("ambiguous_number") if seen.is_open else None
    if seen.is_open and answer not in READINGS:
        _ask(columns, seen, findings)
    return seen.style(answer)


def _ask(columns: Mapping[str, Column], seen: Evidence, findings: Findings) -> None:
    sign = next(iter(seen.unclear))
    column = next(column for column in columns.values() if any(isinstance(text, str) and sign in text for text in column.texts))
    place = next(place for place, text in enumerate(column.texts) if isinstance(text, str) and sign in text)
    row, text = int(np.argmax(column.codes == place)), as_text(column.texts[place])
    facts = {"values": list(READINGS), "as_decimal": text.replace(sign, ","), "as_thousands": text.replace(sign, "")}
    findings.note("ambiguous_number", Severity.QUESTION, row=int(findings.lines[row]), column=column.name, found=text, **facts)


def _measured(column: Column, style: Style, findings: Findings) -> Measured:
    signs = sign_codes(column.texts)
    read = read_numbers(column.texts, style, [text for text, sign in zip(column.texts, signs, strict=True) if sign >= 0])
    is_asked = findings.has(Severity.QUESTION)  # what is asked about is no fault yet
    report(findings, column, {place: code for place, code in read.faults.items() if not (is_asked and code == "unclear_number")})
    is_faulty = rows_with(column, read.faults)
    codes = column.codes
    by_row = (read.values, read.decimals, read.has_percent, read.is_grouped, signs)
    return Measured(*(each[codes] for each in by_row), is_blank=column.is_blank(), is_faulty=is_faulty)
