"""The server's answer to an upload as the page shows it. It comes back by way of the browser, so nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.auth import Asker, require
from db.engine import reading
from db.queries.areas import find_area
from db.queries.indicators import indicators_named
from db.terms import Outcome, Role, Severity

MOST_PROBLEMS = 1000
MOST_SAMPLES = 10


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
class UploadAnswer:
    file: str
    outcome: Outcome
    delivery: int | None
    rows: int
    new: int
    changed: int
    same: int
    problems: tuple[ShownProblem, ...]
    detected: tuple[tuple[str, str], ...]
    samples: tuple[Sample, ...]
    names: Mapping[str, str] = field(default_factory=dict)  # of indicators and areas, by code

    @property
    def questions(self) -> tuple[ShownProblem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.QUESTION)


def with_names(asker: Asker, answer: UploadAnswer | None) -> UploadAnswer | None:
    """The same answer with what its codes are called, for those who do not know them by heart."""
    require(asker.user, Role.ANALYST)
    if answer is None:
        return None
    with reading(asker.engine) as session:
        indicators = {row.id: row.name for row in indicators_named(session, {sample.indicator for sample in answer.samples})}
        areas = {code: area.name for code in {sample.area for sample in answer.samples} if (area := find_area(session, code))}
    return replace(answer, names=indicators | areas)


def read_answer(data: object) -> UploadAnswer | None:
    """None for anything that is not such an answer."""
    try:
        return _read(data)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _read(data: Mapping) -> UploadAnswer:
    detected = data.get("detected") or {}
    return UploadAnswer(
        file=str(data["file"])[:200],
        outcome=Outcome(data["outcome"]),
        delivery=int(data["delivery"]) if data.get("delivery") else None,
        **{name: int(data[name]) for name in ("rows", "new", "changed", "same")},
        problems=tuple(_problem(one) for one in list(data["problems"])[:MOST_PROBLEMS]),
        detected=tuple((str(name), str(value)) for name, value in detected.items() if isinstance(value, str | int)),
        samples=tuple(_sample(one) for one in list(detected.get("samples", ()))[:MOST_SAMPLES]),
    )


def _sample(one: Mapping) -> Sample:
    texts = (str(one[name] or "") for name in ("indicator", "area", "breakdown", "period"))
    numbers = (None if one[name] is None else float(one[name]) for name in ("value", "numerator", "denominator"))
    return Sample(*texts, *numbers)


def _problem(one: Mapping) -> ShownProblem:
    return ShownProblem(
        code=str(one["code"]),
        severity=Severity(one["severity"]),
        row=int(one["row"]) if one.get("row") else None,
        column=str(one["column"]) if one.get("column") else None,
        found=str(one["found"]) if one.get("found") else None,
        message=str(one["message"]),
        values=tuple(str(value) for value in one.get("values", ())),
    )
