"""Columns of cells to codes and numbers: each distinct text is read once, and each row with an unreadable one is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from db.terms import Frequency, Period, Severity
from etl.faults import nearest
from etl.findings import Findings
from etl.frame import Coded
from etl.known import Indicator
from etl.periods import read_day, read_period
from etl.table import Cell, Column

OWN = ("own", "events")  # the sources of what the municipality itself counts
WRONG_LENGTH = {
    Frequency.YEAR: "not_a_year",
    Frequency.TERTIAL: "not_a_tertial",
    Frequency.QUARTER: "not_a_quarter",
    Frequency.MONTH: "not_a_month",
    Frequency.DAY: "not_a_day",
}
MOST_SUGGESTIONS = 200  # different texts; looking for what is like a text takes milliseconds, and nobody mends a thousand one by one


def as_text(cell: Cell) -> str:
    """A cell as its reader would write it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def rows_with(column: Column | Coded, places: Collection[int]) -> np.ndarray:
    """A mask of the rows whose text stands at one of these places."""
    flags = np.zeros(len(column.texts), dtype=bool)
    flags[list(places)] = True
    return flags[column.codes]


def together(*columns: Column) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Each row's combination of texts by number, and the combinations: a rule about several columns is asked once for each."""
    numbers = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        numbers = numbers * len(column.texts) + column.codes
    _, first, codes = np.unique(numbers, return_index=True, return_inverse=True)
    return codes.astype(np.int32), [tuple(as_text(column.at(row)) for column in columns) for row in first]


def report(
    findings: Findings, column: Column, faults: Mapping[int, str], severity: Severity = Severity.ERROR, **facts: object
) -> np.ndarray:
    """Name every row with a faulty text, by the code of its fault; returns the mask of these rows."""
    for code in sorted(set(faults.values())):
        where = rows_with(column, [place for place, fault in faults.items() if fault == code])
        findings.rows(code, severity, where, column=column.name, found=lambda row: as_text(column.at(row)), **facts)
    return rows_with(column, faults)


def recoded(column: Column, texts: list[str | None]) -> Coded:
    """The column under new texts, one for each old; None (unreadable) gets code -1."""
    order = {text: code for code, text in enumerate(dict.fromkeys(text for text in texts if text is not None))}
    new = np.array([-1 if text is None else order[text] for text in texts], dtype=np.int32)
    return Coded(new[column.codes] if len(texts) else np.zeros(0, dtype=np.int32), list(order))


def indicators(column: Column, known: Mapping[str, Indicator], findings: Findings) -> Coded:
    """Catalogue ids; capitals do not matter, every other difference does."""
    folded = {name.casefold(): name for name in known}
    texts = [folded.get(as_text(cell).casefold()) for cell in column.texts]
    faults, near = {}, {}
    for place, (cell, found) in enumerate(zip(column.texts, texts, strict=True)):
        if found is None:
            near[place] = nearest(as_text(cell), known) if len(near) < MOST_SUGGESTIONS else None
            faults[place] = _fault_of_indicator(as_text(cell), near[place])
    report(findings, column, faults, suggestion=lambda row: near[column.codes[row]])
    return recoded(column, texts)


def _fault_of_indicator(text: str, near: str | None) -> str:
    if not text:
        return "empty_indicator"
    if text.casefold().rstrip(":") in ("sum", "total", "totalt", "i alt", "alle"):
        return "total_row"
    return "unknown_indicator_near" if near else "unknown_indicator"


def periods(
    column: Column, today: dt.date, findings: Findings, severity: Severity = Severity.ERROR, is_daily: np.ndarray | None = None
) -> tuple[Coded, list[Period]]:
    """Canonical texts, and the periods they stand for in the same order. A day is a period in the rows that are `is_daily` alone."""
    if is_daily is not None and is_daily.any():
        column = Column(column.name, column.codes + is_daily * np.int32(len(column.texts)), [*column.texts, *column.texts])
        read = [*map(read_period, column.texts[: len(column.texts) // 2]), *map(read_day, column.texts[len(column.texts) // 2 :])]
    else:
        read = [read_period(cell) for cell in column.texts]
    faults = {place: found for place, found in enumerate(read) if isinstance(found, str)}
    faults |= {place: "future_period" for place, found in enumerate(read) if isinstance(found, Period) and found.first_day > today}
    report(findings, column, faults, severity)
    coded = recoded(column, [None if place in faults else str(found) for place, found in enumerate(read)])
    return coded, [Period.parse(text) for text in coded.texts]


def is_daily(indicator: Coded, known: Sequence[Indicator]) -> np.ndarray:
    """A mask of the rows whose indicator counts events by their day."""
    return np.array([*(each.frequency is Frequency.DAY for each in known), False])[indicator.codes]


def fits_frequency(
    column: Column, indicator: Coded, known: Sequence[Indicator], period: Coded, given: Sequence[Period], findings: Findings
) -> None:
    """Name the rows whose period is not of their indicator's own length; publishers also give whole years of what they give oftener."""
    order = list(Frequency)
    wanted = np.array([*(order.index(each.frequency) for each in known), -1])[indicator.codes]
    found = np.array([*(order.index(each.frequency) for each in given), -1])[period.codes]
    is_published = np.array([*(each.source not in OWN for each in known), False])[indicator.codes]
    is_whole_year = is_published & (found == order.index(Frequency.YEAR))
    wrong = (wanted != found) & (wanted >= 0) & (found >= 0) & ~is_whole_year
    for frequency, code in WRONG_LENGTH.items():
        where = wrong & (wanted == order.index(frequency))
        facts = {"indicator": lambda row: known[indicator.codes[row]].id}
        findings.rows(code, Severity.ERROR, where, column=column.name, found=lambda row: as_text(column.at(row)), **facts)
