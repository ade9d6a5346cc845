"""What a check noticed: a code and the evidence, never a sentence. The sentence lives in the locale."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from db.terms import Outcome, Severity
from etl.differences import Differences

PERSONAL = ("person_", "email_", "phone_", "contact_")  # how the codes of what is said about data on persons begin


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the line in the editor (the heading is usually 1); `found` never holds what may be a person's number: see `shown`."""

    code: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    found: str | None = None
    facts: dict[str, object] = field(default_factory=dict)  # further words for the sentence: expected, suggestion, count …

    @property
    def is_about_persons(self) -> bool:
        """Nothing of such a file is kept or given back."""
        return self.code.startswith(PERSONAL)


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
    differences: Differences | None = None  # of a file that can be stored
    detected: dict[str, object] = field(default_factory=dict)  # layout, sheet, encoding, separator, decimal sign, columns, samples


class Refused(Exception):
    """The file cannot be read further; carries the problems that say why. etl.pipeline turns it into a report."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
        self.detected: dict[str, object] = {}  # as far as the reading came

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.problems, {"detected": self.detected}


def refuse(code: str, *, row: int | None = None, column: str | None = None, found: object = None, **facts: object) -> Refused:
    """`raise refuse("empty_file")`: one error that ends the reading."""
    return Refused(Problem(code, Severity.ERROR, row, column, shown(found), facts))


# 010190 and 01.01.1990 may be somebody's birthday; 2026-13 and 1 234 567 are nobody's, and the reader has to see them.
_MAY_BE_A_PERSONS = re.compile(r"\d(?:[ .\-\u00a0\u202f]?\d){7,}|\d{6,}")
_MAY_BE_AN_ADDRESS = re.compile(r"[^\s<>\"';,]+@[^\s<>\"';,]+")
LONGEST_SHOWN = 60  # a sentence must stay readable


def shown(found: object) -> str | None:
    """What may be repeated to the reader: shortened, and what may be a person's number or birthday is left out."""
    if found is None:
        return None
    text = without_persons(" ".join(str(found).split()))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def without_persons(text: str) -> str:
    """The same text without what may be a person's number, birthday or address."""
    return _MAY_BE_AN_ADDRESS.sub("…", _MAY_BE_A_PERSONS.sub("…", text))
