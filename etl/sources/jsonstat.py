"""Figures as the publishers' interfaces give them out in JSON-stat: the statistics office's tables, and cubes of the same form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from db.terms import Kind, Period, Severity, Status
from etl.area_names import How, Resolved, resolve_area_text
from etl.areas import Reference, valid_in
from etl.cells import as_text, periods, report, rows_with, together
from etl.columns import Heading, columns_of, recognition
from etl.cube_table import PREFIX, PUBLISHED
from etl.drafts import kind_of
from etl.findings import Findings
from etl.frame import STATUS_CODE, Coded
from etl.known import Answers, Known, Reading
from etl.numbers import POINT, read_numbers
from etl.published import Described, Published, coded_again, read_published
from etl.statuses import PRELIMINARY, sign_codes
from etl.table import Column, Table

SOURCE = "ssb"
HEADINGS = tuple(Heading(name, PREFIX + name, is_needed=True) for name in PUBLISHED)
PUBLISHERS = (  # what stands in the cube's own field for its source
    (re.compile(r"statistisk sentralbyrå|statistics norway|\bssb\b", re.IGNORECASE), "ssb"),
    (re.compile(r"folkehelseinstituttet|\bfhi\b", re.IGNORECASE), "fhi"),
    (re.compile(r"helsedirektoratet|\bhdir\b", re.IGNORECASE), "helsedir"),
)
OTHERWISE = "own"  # a cube of the municipality's own system
UNITS: Mapping[str, tuple[Kind, str]] = {
    "antall": (Kind.COUNT, "count"),
    "personer": (Kind.COUNT, "count"),
    "prosent": (Kind.PROPORTION, "percent"),
    "årsverk": (Kind.COUNT, "full_time_equivalents"),
    "timer": (Kind.MEAN, "hours"),
    "dager": (Kind.MEAN, "days"),
    "kr": (Kind.MEAN, "kroner"),
    "indeks": (Kind.INDEX, "index"),
}
BRACKET = re.compile(r"^.*\(([^()]*)\)\s*$")
SPAN = re.compile(r"([12][0-9]{3})_([12][0-9]{3})")  # FHI's 2022_2022 is a year, 2022_2024 is three


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """Every cell becomes an observation of its measure, or stands in a problem."""
    columns, findings = columns_of(table, HEADINGS), Findings(table.lines)
    area, period = _areas(columns, known.areas, findings), _periods(columns["period"], known, findings)
    values, decimals, status = _values(columns, findings)
    values = _existing(values, area, period, known.areas, findings)
    rows = Published(
        {"indicator_id": columns["dataset"], "indicator_name": columns["title"], "measure": columns["metric"], "value": columns["value"]},
        area,
        period,
        values,
        decimals,
        is_stored=(area.codes >= 0) & (period.codes >= 0),
        status=np.where(np.isnan(values) & (status < 0), np.int8(STATUS_CODE[Status.MISSING]), status),
        breakdown=Coded(columns["group"].codes, [as_text(text) for text in columns["group"].texts]),
        described=_described(columns),
    )
    source = publisher(as_text(columns["publisher"].texts[0]))
    reading = read_published(source, rows, known, findings)
    _say_drafts(reading, columns["value"].name)
    return replace(reading, source=source)


def publisher(text: str) -> str:
    """Which of our sources a cube's own field for its source names."""
    return next((source for pattern, source in PUBLISHERS if pattern.search(text)), OTHERWISE)


def _areas(columns: Mapping[str, Column], reference: Reference, findings: Findings) -> Coded:
    """By the code; the name beside it must not be another place's."""
    codes, pairs = together(columns["area"], columns["area_label"])
    found = [_area(*pair, reference) for pair in pairs]
    column, label = columns["area"].name, lambda row: pairs[codes[row]][1]
    for fault, severity in (("unknown_location", Severity.WARNING), ("area_disagrees", Severity.ERROR)):
        where = np.isin(codes, [place for place, each in enumerate(found) if each == fault])
        facts = {"name": label, "candidates": lambda row: " / ".join(pairs[codes[row]])}
        findings.rows(fault, severity, where, column=column, found=lambda row: pairs[codes[row]][0], **facts)
    return coded_again(codes, [each.code if isinstance(each, Resolved) else None for each in found])


def _area(code: str, name: str, reference: Reference) -> Resolved | str:
    by_code = resolve_area_text(code, reference) or resolve_area_text(name, reference)
    if by_code is None or by_code.code is None:
        return "unknown_location"
    by_both = resolve_area_text(f"{code} {name}", reference) if code != name and code.isdigit() else None
    return "area_disagrees" if by_both and by_both.how is How.DISAGREES else by_code


def _periods(column: Column, known: Known, findings: Findings) -> Coded:
    """A span of one year is that year; one of several is no period of ours."""
    texts = [_one_year(as_text(text)) for text in column.texts]
    return periods(Column(column.name, column.codes, texts), known.today, findings, Severity.WARNING)[0]


def _one_year(text: str) -> str:
    span = SPAN.fullmatch(text)
    return text if span is None else span[1] if span[1] == span[2] else f"{span[1]}-{span[2]}"


def _values(columns: Mapping[str, Column], findings: Findings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values and their decimals, and the status of each cell: -1 where a value stands without a remark."""
    value, remark = columns["value"], columns["status"]
    signs = sign_codes(value.texts)
    numbers = read_numbers(value.texts, POINT, [text for text, sign in zip(value.texts, signs, strict=True) if sign >= 0])
    report(
        findings, value, {place: "unknown_sign" if isinstance(value.texts[place], str) else code for place, code in numbers.faults.items()}
    )
    early = rows_with(remark, [place for place, text in enumerate(remark.texts) if as_text(text).casefold() in PRELIMINARY])
    values = numbers.values[value.codes]
    status = np.where(early & ~np.isnan(values), np.int8(STATUS_CODE[Status.PROVISIONAL]), signs[value.codes])
    return values, numbers.decimals[value.codes], status


def _existing(values: np.ndarray, area: Coded, period: Coded, reference: Reference, findings: Findings) -> np.ndarray:
    """Tables of counts say 0 of a place in the years when it did not exist: that is no number."""
    whens = [Period.parse(text) for text in period.texts]
    stood = np.array(
        [[valid_in(reference.areas[code], when) for when in [*whens, None] if when] + [True] for code in area.texts] or [[True]]
    )
    absent = (values == 0) & (area.codes >= 0) & (period.codes >= 0) & ~stood[area.codes, period.codes]
    if absent.any():
        findings.note("zero_of_no_place", Severity.INFO, count=int(absent.sum()), line=int(findings.lines[np.argmax(absent)]))
    return np.where(absent, np.nan, values)


def _described(columns: Mapping[str, Column]) -> dict[str, Described]:
    """What the publisher calls each measure, and the unit that it gives."""
    _, found = together(columns["metric"], columns["metric_label"], columns["metric_unit"])
    return {code: Described(label, *_kind(label, unit)) for code, label, unit in found}


def _kind(label: str, unit: str) -> tuple[Kind, str]:
    said = unit.casefold() or BRACKET.sub(r"\1", label.casefold()) if BRACKET.search(label) or unit else ""
    return UNITS.get(said) or kind_of(f"{label} ({unit})" if unit else label)


def _say_drafts(reading: Reading, column: str) -> None:
    if reading.drafts:
        first = reading.drafts[0]["name"]
        reading.findings.note("stored_as_draft", Severity.INFO, column=column, found=first, count=len(reading.drafts))
