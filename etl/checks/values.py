"""Rules about the value itself: it agrees with its counts, lies where such values lie, and is written on one scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from db.terms import Kind, Severity
from etl.checks.measures import Measures
from etl.known import Answers

SCALES = ("0-1", "0-100")  # the answers to the question `share_scale`


def on_percent_scale(rows: Measures, answers: Answers) -> Measures:
    """Shares in percent. A file that writes all of them as 0–1 is asked about; one that mixes the scales is refused."""
    shares = rows.has_value & rows.of_kind(Kind.PROPORTION) & (rows.multiplier == 100) & (rows.value > 0)
    quotient = shares & _is(rows.value, rows.computed / 100, rows) & ~_is(rows.value, rows.computed, rows)
    percent = shares & ~quotient & (rows.value > 1)
    if quotient.any() and percent.any():
        rows.findings.rows("mixed_scale", Severity.ERROR, quotient, column=rows.name("value"), found=rows.found("value"))
        return replace(rows, value=np.where(quotient, np.nan, rows.value))
    looks_so = shares & (rows.value <= 1) & np.isnan(rows.computed) & (rows.value_decimals > 1)
    if percent.any() or not (quotient | looks_so).any():
        return rows
    answer = answers.get("share_scale")
    if answer == "0-1":
        return replace(rows, value=np.where(shares, 100 * rows.value, rows.value), value_decimals=rows.value_decimals - 2)
    if answer not in SCALES:
        first = int(np.argmax(quotient | looks_so))
        facts = {"found": rows.found("value")(first), "values": list(SCALES), "row": int(rows.findings.lines[first])}
        rows.findings.note("share_scale", Severity.QUESTION, column=rows.name("value"), **facts)
        return replace(rows, value=np.where(quotient, np.nan, rows.value))
    return rows


def _is(value: np.ndarray, expected: np.ndarray, rows: Measures) -> np.ndarray:
    """Equal within half of the last written decimal."""
    with np.errstate(invalid="ignore"):
        return np.abs(value - expected) <= 0.5 * 10.0 ** -rows.value_decimals.astype(float) + 1e-9


def agrees_with_counts(rows: Measures) -> None:
    """A value beside its counts is the same number, as far as its decimals go."""
    computed = rows.computed
    both = rows.has_value & ~np.isnan(rows.value) & ~rows.is_named
    differs = both & ~np.isnan(computed) & ~_is(rows.value, computed, rows)
    found, facts = rows.found("value"), {"computed": lambda row: round(float(computed[row]), int(rows.value_decimals[row]))}
    name = rows.name("value")
    # A count written with blanks between thousands was read with care; there the counts stand and the value is only spoken of.
    rows.findings.rows("value_replaced", Severity.INFO, differs & rows.is_grouped, column=name, found=found, **facts)
    rows.findings.rows("value_differs", Severity.ERROR, differs & ~rows.is_grouped, column=name, found=found, **facts)
    counts = both & rows.of_kind(Kind.COUNT) & ~np.isnan(rows.numerator) & ~_is(rows.value, rows.numerator, rows)
    rows.findings.rows("value_differs", Severity.ERROR, counts, column=name, found=found, computed=lambda row: float(rows.numerator[row]))


def lies_within_range(rows: Measures) -> None:
    """No share below 0 or above 100, no rate or count below 0, and yes or no is 1 or 0."""
    percent = rows.of_kind(Kind.PROPORTION) & (rows.multiplier == 100)
    outside = percent & ((rows.value < 0) | (rows.value > 100))
    negative = rows.of_kind(Kind.RATE, Kind.COUNT) & (rows.value < 0)
    neither = rows.of_kind(Kind.YES_NO) & ~np.isin(rows.value, (0, 1)) & ~np.isnan(rows.value)
    for code, where in (("outside_percent", outside), ("negative_value", negative), ("neither_yes_nor_no", neither)):
        rows.findings.rows(code, Severity.ERROR, rows.has_value & where, column=rows.name("value"), found=rows.found("value"))


def percent_sign_fits(rows: Measures, has_percent: np.ndarray) -> None:
    """A percent sign belongs to a value in percent."""
    wrong = rows.is_readable & has_percent & (rows.multiplier != 100)
    rows.findings.rows("percent_sign", Severity.ERROR, wrong, column=rows.name("value"), found=rows.found("value"))


def final(rows: Measures) -> np.ndarray:
    """What is stored: of our own figures the counts' quotient at full precision, of others' the value as published. Nothing is an error."""
    counted = np.where(rows.of_kind(Kind.COUNT), rows.numerator, rows.computed)
    published = ~rows.is_own & ~np.isnan(rows.value)
    value = np.where(published | np.isnan(counted), rows.value, counted)
    rows.findings.rows("value_missing", Severity.ERROR, rows.has_value & ~rows.is_own & np.isnan(value), column=rows.name("value"))
    return value
