"""Columns of cells to codes and numbers: each distinct text is read once, and each row with an unreadable one is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import numpy as np

from db.terms import Change, Frequency, Period, Severity
from etl.area_names import How, Resolved, nearest_areas, resolve_area_text
from etl.areas import Reference
from etl.faults import nearest
from etl.findings import Findings
from etl.frame import Coded
from etl.known import Indicator
from etl.periods import read_day, read_period
from etl.places import standing
from etl.table import Cell, Column

OWN = ("own", "events")  # the sources of what the municipality itself counts
LAG = 1  # years that a register may be behind with a new number; a number used longer than that is a slip
WRONG_LENGTH = {
    Frequency.YEAR: "not_a_year",
    Frequency.TERTIAL: "not_a_tertial",
    Frequency.QUARTER: "not_a_quarter",
    Frequency.MONTH: "not_a_month",
    Frequency.DAY: "not_a_day",
}
MOST_SUGGESTIONS = 200  # different texts; looking for what is like a text takes milliseconds, and nobody mends a thousand one by one
NO_AREA = ("0", "9999")  # other publishers' totals; in a municipality's own file a slip, or "not stated"


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


def areas(column: Column, reference: Reference, findings: Findings) -> Coded:
    """Codes from numbers, names, or both beside each other."""
    texts = [as_text(cell) for cell in column.texts]
    resolved: list[Resolved | None] = [_resolve(text, reference) for text in texts]
    faults = {place: code for place, found in enumerate(resolved) if (code := _fault_of_area(texts[place], found))}
    near = dict.fromkeys(faults, "") | {
        place: _named(nearest_areas(texts[place], reference, 1), reference) for place in islice(faults, MOST_SUGGESTIONS)
    }
    faults |= {place: "unknown_area_near" for place, code in faults.items() if code == "unknown_area" and near[place]}
    meant = {place: _named(found.candidates, reference) for place, found in enumerate(resolved) if found}
    report(
        findings,
        column,
        faults,
        suggestion=lambda row: near[column.codes[row]],
        candidates=lambda row: meant.get(column.codes[row], ""),
    )
    coded = recoded(column, [None if place in faults or found is None else found.code for place, found in enumerate(resolved)])
    _say_what_was_read(column, resolved, reference, findings)
    return coded


def _resolve(text: str, reference: Reference) -> Resolved | None:
    return None if text in NO_AREA else resolve_area_text(text, reference)


def _fault_of_area(text: str, found: Resolved | None) -> str | None:
    if not text:
        return "empty_area"
    if found is None:
        return "unknown_area"
    return {How.AMBIGUOUS: "ambiguous_area", How.DISAGREES: "area_disagrees"}.get(found.how)


def _named(codes: Collection[str], reference: Reference) -> str:
    return " / ".join(f"{code} {reference.areas[code].name}" for code in codes)


def _say_what_was_read(column: Column, resolved: list[Resolved | None], reference: Reference, findings: Findings) -> None:
    """A lost leading zero is put back, and a bare name is read as its newest number; the reader is told of both, once for each text."""
    here, rows = np.unique(column.codes, return_index=True)
    for place, row in zip(here.tolist(), rows.tolist(), strict=True):
        found = resolved[place]
        if found is None or found.code is None:
            continue
        text, first = as_text(column.texts[place]), np.array([row])
        name = reference.areas[found.code].name
        if text.isdigit() and len(text) < len(found.code):
            findings.rows(
                "leading_zero", Severity.WARNING, first, column=column.name, found=lambda _, text=text: text, code=found.code, name=name
            )
        elif found.how is How.NAME:
            findings.rows(
                "area_by_name", Severity.INFO, first, column=column.name, found=lambda _, text=text: text, code=found.code, name=name
            )


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


def codes_then(column: Column, area: Coded, period: Coded, given: list[Period], reference: Reference, findings: Findings) -> Coded:
    """Codes that were no longer in use in their period become the place's code of that time where only the number changed."""
    pairs = (area.codes.astype(np.int64) + 1) * (len(period.texts) + 1) + period.codes + 1
    order, codes = {text: code for code, text in enumerate(area.texts)}, area.codes.copy()
    for pair in np.unique(pairs).tolist():
        place, when = divmod(pair, len(period.texts) + 1)
        ended = place and when and _ended(reference, area.texts[place - 1], given[when - 1])
        if not ended:
            continue
        fault, code_then, others = ended
        severity = Severity.WARNING if fault == "area_renumbered" else Severity.ERROR
        facts = {"year": reference.areas[area.texts[place - 1]].valid_to.year, "others": _named(others, reference)}
        findings.rows(fault, severity, pairs == pair, column=column.name, found=lambda row: as_text(column.at(row)), **facts)
        codes[pairs == pair] = order.setdefault(code_then, len(order)) if code_then else -1
    return Coded(codes, list(order))


def _ended(reference: Reference, code: str, period: Period) -> tuple[str, str | None, tuple[str, ...]] | None:
    """None for a code in use, also one from before it existed: publishers recompute the history of a place under its new number."""
    end = reference.areas[code].valid_to
    if end is None or end >= period.first_day:
        return None
    stood = standing(reference, code, period)
    if stood.code_then and period.year - end.year <= LAG:
        return "area_renumbered", stood.code_then, (stood.code_then,)
    others = (stood.code_then,) if stood.code_then else stood.others
    return "area_split" if stood.change is Change.SPLIT else "area_ended", None, others
