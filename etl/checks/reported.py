"""Rules about reported events: a known category and severity beside every count above 0, and a whole count beside every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from db.terms import Severity
from etl import events
from etl.cells import as_text
from etl.findings import Findings
from etl.frame import Coded
from etl.measured import Measured
from etl.table import Column


@dataclass(frozen=True, slots=True)
class Reported:
    """One place a row; "" where category or severity is empty, code -1 where it is not known."""

    findings: Findings
    columns: Mapping[str, Column]
    count: Measured
    category: Coded
    severity: Coded

    def found(self, key: str) -> Callable[[int], str]:
        return lambda row: as_text(self.columns[key].at(row))


def check(rows: Reported) -> None:
    """Every rule in turn."""
    counts_are_counts(rows)
    words_are_known(rows)
    events_are_of_something(rows)


def counts_are_counts(rows: Reported) -> None:
    count = rows.count.values
    missing = np.isnan(count) & ~rows.count.is_faulty
    with np.errstate(invalid="ignore"):
        negative, broken = count < 0, np.mod(count, 1) > 0
    for code, where in (("event_count_missing", missing), ("negative_count", negative), ("broken_count", broken & ~negative)):
        rows.findings.rows(code, Severity.ERROR, where, column=rows.columns["count"].name, found=rows.found("count"))


def words_are_known(rows: Reported) -> None:
    for code, key, coded, known in (
        ("unknown_event_category", "category", rows.category, events.categories().values()),
        ("unknown_event_severity", "severity", rows.severity, (events.NO_HARM, *events.HARMS)),
    ):
        facts = {"column": rows.columns[key].name, "found": rows.found(key), "known": ", ".join(known)}
        rows.findings.rows(code, Severity.ERROR, coded.codes < 0, **facts)


def events_are_of_something(rows: Reported) -> None:
    """Only «nothing was reported» needs neither category nor severity."""
    for code, key, coded in (("event_category_missing", "category", rows.category), ("event_severity_missing", "severity", rows.severity)):
        is_empty = np.array([*(text == "" for text in coded.texts), False])[coded.codes]
        rows.findings.rows(code, Severity.ERROR, is_empty & (rows.count.values > 0), column=rows.columns[key].name)
