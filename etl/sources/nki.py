"""Helsedirektoratet's national quality indicators in the form of their interface: thirteen columns, one row a measure, place and time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import numpy as np

from db.terms import Frequency, Period, Severity
from etl.areas import AreaRow
from etl.cells import as_text, report, rows_with, together
from etl.columns import Heading, columns_of, recognition
from etl.findings import Findings
from etl.frame import Coded
from etl.known import Answers, Known, Reading
from etl.matching import FOOTNOTE
from etl.numbers import POINT, read_numbers
from etl.organisations import locate
from etl.periods import civil_period
from etl.problems import shown
from etl.published import Published, coded_again, read_published
from etl.statuses import sign_codes
from etl.table import Column, Table

SOURCE = "helsedir"
HEADINGS = tuple(
    Heading(key, name, is_needed=True)
    for key, name in (
        ("indicator_name", "QualityIndicatorName"),
        ("indicator_id", "QualityIndicatorId"),
        ("location_id", "LocationId"),
        ("parent_id", "LocationParentId"),
        ("parent_name", "ParentName"),
        ("location_name", "LocationName"),
        ("org_number", "OrgNumber"),
        ("value", "Value"),
        ("period_type", "PeriodType"),
        ("measure", "MeasureName"),
        ("measure_type", "MeasureType"),
        ("time_from", "TimeFrom"),
        ("time_to", "TimeTo"),
    )
)
DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
FREQUENCIES = {"årlig": Frequency.YEAR, "tertialvis": Frequency.TERTIAL, "kvartalvis": Frequency.QUARTER, "månedlig": Frequency.MONTH}


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """Every row becomes an observation or stands in a problem."""
    columns, findings = columns_of(table, HEADINGS), Findings(table.lines)
    new_areas, area = _areas(columns, known, findings)
    period = _periods(columns, known.today, findings)
    value = columns["value"]
    table.detected["decimal"] = "."
    signs = _signs(value)
    numbers = read_numbers(value.texts, POINT, [text for text, sign in zip(value.texts, signs, strict=True) if sign >= 0])
    is_faulty = report(findings, value, numbers.faults)
    is_stored = ~_footnotes(columns["measure"], findings) & (area.codes >= 0) & (period.codes >= 0) & ~is_faulty
    values, decimals = numbers.values[value.codes], numbers.decimals[value.codes]
    rows = Published(columns, area, period, values, decimals, is_stored, signs[value.codes], new_areas)
    return read_published(SOURCE, rows, known, findings)


def _areas(columns: Mapping[str, Column], known: Known, findings: Findings) -> tuple[tuple[AreaRow, ...], Coded]:
    """The code of each row's place, and the organisations that are not known yet."""
    codes, pairs = together(columns["org_number"], columns["location_name"])
    located = [locate(number, name, known.areas) for number, name in pairs]
    for fault in ("unknown_org_number", "old_group"):
        places = [place for place, each in enumerate(located) if each.fault == fault]
        where, facts = np.isin(codes, places), {"name": lambda row: pairs[codes[row]][1]}
        findings.rows(fault, Severity.WARNING, where, column=columns["org_number"].name, found=lambda row: pairs[codes[row]][0], **facts)
    new = {each.new.code: each.new for each in located if each.new}
    return tuple(new.values()), coded_again(codes, [each.code for each in located])


def _periods(columns: Mapping[str, Column], today: dt.date, findings: Findings) -> Coded:
    """From the two dates; the name of the period type only has to agree. Of what has not begun there can be no number."""
    codes, triples = together(columns["time_from"], columns["time_to"], columns["period_type"])
    periods = [_period(*triple) for triple in triples]
    faults = {place: "no_civil_period" for place, period in enumerate(periods) if period is None}
    faults |= {place: "future_period" for place, period in enumerate(periods) if period and period.first_day > today}
    span = [f"{_day(first)} – {_day(last)}" for first, last, _ in triples]
    report(findings, Column(columns["time_from"].name, codes, span), faults, Severity.WARNING, span=lambda row: span[codes[row]])
    return coded_again(codes, [None if place in faults else str(period) for place, period in enumerate(periods)])


def _day(text: str) -> str | None:
    return text[:10] if DAY.match(text) else shown(text)


def _period(first: str, last: str, period_type: str) -> Period | None:
    try:
        period = civil_period(dt.date.fromisoformat(first[:10]), dt.date.fromisoformat(last[:10]))
    except ValueError:
        return None
    named = FREQUENCIES.get(period_type.casefold())
    return None if period is None or (named and named is not period.frequency) else period


def _signs(value: Column) -> np.ndarray:
    """The statistics office's signs, and NA: the tools that write the interface's answers to files leave it where there is nothing."""
    return sign_codes(["" if text == "NA" else text for text in value.texts])


def _footnotes(measure: Column, findings: Findings) -> np.ndarray:
    """Stray rows that carry the code of a footnote where a measure should stand."""
    where = rows_with(measure, [place for place, text in enumerate(measure.texts) if as_text(text).startswith(FOOTNOTE)])
    findings.rows("footnote_row", Severity.INFO, where, column=measure.name, found=lambda row: as_text(measure.at(row)))
    return where
