"""Rules about numerators and denominators: counts are whole, not negative, and a part is no larger than the whole."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from db.terms import Kind, Severity, Status
from etl.checks.measures import Measures
from etl.frame import STATUS_CODE


def counts_are_whole(rows: Measures) -> None:
    for key, numbers in (("numerator", rows.numerator), ("denominator", rows.denominator)):
        with np.errstate(invalid="ignore"):
            negative, broken = numbers < 0, np.mod(numbers, 1) > 0
        for code, where in (("negative_count", negative), ("broken_count", broken & ~negative)):
            rows.findings.rows(code, Severity.ERROR, where, column=rows.name(key), found=rows.found(key))


def part_within_whole(rows: Measures) -> None:
    """More cases than could have been: only a rate may count a person twice."""
    above = rows.has_value & rows.of_kind(Kind.PROPORTION) & (rows.numerator > rows.denominator) & (rows.denominator > 0)
    facts: dict[str, Callable[[int], str]] = {"denominator": rows.found("denominator")}
    rows.findings.rows("above_denominator", Severity.ERROR, above, column=rows.name("numerator"), found=rows.found("numerator"), **facts)


def whole_above_zero(rows: Measures) -> np.ndarray:
    """0 of 0 is «not relevant»; 3 of 0 is an error. Returns the status of each row."""
    nothing = rows.has_value & rows.of_kind(Kind.PROPORTION, Kind.RATE) & (rows.denominator == 0)
    some = nothing & (rows.numerator > 0)
    rows.findings.rows("denominator_zero", Severity.ERROR, some, column=rows.name("denominator"), found=rows.found("denominator"))
    rows.findings.rows(
        "nothing_of_nothing", Severity.WARNING, nothing & ~some, column=rows.name("denominator"), found=rows.found("denominator")
    )
    return np.where(nothing & ~some, np.int8(STATUS_CODE[Status.NOT_RELEVANT]), rows.status)


def counts_are_given(rows: Measures) -> None:
    """Of the municipality's own shares and rates the counts are kept, so that intervals and limits can be computed."""
    needs_both, needs_one = rows.of_kind(Kind.PROPORTION, Kind.RATE), rows.of_kind(Kind.COUNT)
    for key, numbers, asked in (
        ("numerator", rows.numerator, rows.is_own & (needs_both | needs_one)),
        ("denominator", rows.denominator, rows.is_own & needs_both),
    ):
        missing = rows.has_value & asked & np.isnan(numbers)
        rows.findings.rows("count_missing", Severity.ERROR, missing, column=rows.name(key))
