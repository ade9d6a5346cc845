"""What was said of a file, as text that the database keeps and as values that the page shows: no cell that could be a person's number."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace

from dashboard.text import problem_text
from db.terms import Outcome, Severity
from etl.differences import Differences, Listed, Said
from etl.differences import Row as Change
from etl.problems import LoadReport, Problem

__all__ = ["Change", "Differences", "KeptReport", "Listed", "Outcome", "ProblemGroup", "Said", "Sample", "Severity", "ShownProblem"]

SHOWN = 20  # problems of one kind that are shown row by row; all of them stand in the marked file
SMALL = ("small_numbers", "small_remainder", "few_answers")  # what they count is stored, and hidden outside


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One problem in words."""

    code: str
    severity: Severity
    row: int | None
    column: str | None
    found: str | None
    message: str
    values: tuple[str, ...] = ()  # of a question: the possible answers


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind: how many there are, and the first of them."""

    severity: Severity
    code: str
    count: int
    first: tuple[ShownProblem, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A row as it will be stored."""

    indicator: str
    area: str
    breakdown: str
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The answer to one file, shortened to what a page can hold."""

    outcome: Outcome | None = None  # None = it was never told
    rows: int = 0
    groups: tuple[ProblemGroup, ...] = ()
    detected: Mapping[str, object] = field(default_factory=dict)
    samples: tuple[Sample, ...] = ()
    differences: Differences | None = None
    small: int = 0  # cells that are hidden outside
    delivery: int | None = None
    can_be_marked: bool = False  # given back with its problems; never a file with data about persons
    reason: str | None = None  # why the work ended before its time: interrupted, busy, no_room, file_gone, fault
    step: str | None = None  # where the reader left it
    by: str | None = None  # who asked for it to be published

    @property
    def questions(self) -> tuple[ShownProblem, ...]:
        return tuple(problem for group in self.groups if group.severity is Severity.QUESTION for problem in group.first)

    def count(self, severity: Severity) -> int:
        return sum(group.count for group in self.groups if group.severity is severity)


def shortened(report: LoadReport) -> KeptReport:
    """A report as it is kept."""
    seen = dict(report.detected)
    samples = tuple(Sample(**{each.name: sample[each.name] for each in fields(Sample)}) for sample in seen.pop("samples", ()))
    return KeptReport(
        outcome=report.outcome,
        rows=report.rows,
        groups=tuple(_groups(report.problems)),
        detected=seen,
        samples=samples,
        differences=report.differences,
        small=sum(problem.facts.get("count", 0) for problem in report.problems if problem.code in SMALL),
        delivery=report.delivery,
        can_be_marked=bool(report.problems) and not any(problem.is_about_persons for problem in report.problems),
    )


def to_text(report: KeptReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, default=_plain)


def from_text(text: str | None) -> KeptReport:
    if text is None:
        return KeptReport()
    kept = json.loads(text)
    found = kept.pop("differences")
    return KeptReport(
        **kept
        | {
            "outcome": Outcome(kept["outcome"]) if kept["outcome"] else None,
            "groups": tuple(map(_group, kept["groups"])),
            "samples": tuple(Sample(**sample) for sample in kept["samples"]),
            "differences": Differences.from_dict(found) if found else None,
        }
    )


def _groups(problems: Sequence[Problem]) -> Iterable[ProblemGroup]:
    """The worst first. What was only counted belongs to the kind that it counts."""
    found: dict[tuple[Severity, str], ProblemGroup] = {}
    for problem in problems:
        is_more = problem.code == "more_rows"
        key = problem.severity, str(problem.facts["code"]) if is_more else problem.code
        group = found.get(key, ProblemGroup(*key, 0, ()))
        first = group.first if is_more or len(group.first) >= SHOWN else (*group.first, _in_words(problem))
        found[key] = replace(group, count=group.count + (problem.facts["count"] if is_more else 1), first=first)
    order = list(Severity)
    return sorted(found.values(), key=lambda group: order.index(group.severity))


def _in_words(problem: Problem) -> ShownProblem:
    values = tuple(map(str, problem.facts.get("values", ()))) if problem.severity is Severity.QUESTION else ()
    line = problem.row or problem.facts.get("line")
    row = line if isinstance(line, int) else None
    return ShownProblem(problem.code, problem.severity, row, problem.column, problem.found, problem_text(problem), values)


def _group(kept: Mapping) -> ProblemGroup:
    severity = Severity(kept["severity"])
    first = (ShownProblem(**each | {"severity": severity, "values": tuple(each["values"])}) for each in kept["first"])
    return ProblemGroup(severity, kept["code"], kept["count"], tuple(first))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
