"""What a check noticed: a code and the evidence, never a sentence. The sentence lives in the locale."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.terms import Outcome, Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the line in the editor (the heading is usually 1); `found` never holds six digits in a row or more."""

    code: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    found: str | None = None
    facts: dict[str, object] = field(default_factory=dict)  # further words for the sentence: expected, suggestion, count …


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The answer to one file; the same from page and command line."""

    file: str
    source: str | None
    delivery: int | None
    outcome: Outcome
    rows: int = 0  # rows read from the file, heading not counted
    new: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[Problem, ...] = ()
    detected: dict[str, object] = field(default_factory=dict)  # layout, sheet, encoding, separator, decimal sign, columns, samples
