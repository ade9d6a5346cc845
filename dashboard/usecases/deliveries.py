"""A file from a person's hand to the facts: checked, shown, stored, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from dashboard.auth import Asker, NotFound, Refusal, require
from dashboard.settings import Settings
from dashboard.text import problem_text
from dashboard.usecases.judged_changes import judge
from db.terms import Role, Severity
from db.writes.reversals import CannotReverse
from etl import pipeline
from etl.catalogue import read_catalogue
from etl.partition import is_to_be_parted
from etl.problems import LoadReport, Problem


class House(Protocol):
    """Where a file is taken in."""

    engine: Engine
    settings: Settings


def receive(
    asker: Asker,
    name: str,
    content: bytes | Path,
    *,
    answers: Mapping[str, str] | None = None,
    publish: bool = False,
    **given: object,
) -> LoadReport:
    """Check a file as it stands, or one too large to be held where it lies; with `publish` also store it. given: source, on_step."""
    require(asker.user, Role.ANALYST)
    return take_in(asker, name, content, by=asker.user.name, answers=answers or {}, dry_run=not publish, **given)


def take_in(
    house: House, name: str, content: bytes | Path, *, on_step: Callable[[str], None] = lambda _: None, **given: object
) -> LoadReport:
    """The one way into etl.pipeline from here, with what this house knows; whoever calls it has asked for the role."""
    settings = house.settings
    return pipeline.load(
        house.engine,
        name,
        content,
        raw_folder=settings.raw_folder,
        catalogue=read_catalogue([settings.indicators] if settings.indicators else []),
        home=settings.home_area,
        watch=pipeline.Watch(on_step, judge),
        **given,
    )


def held(path: Path) -> bytes | Path:
    """The content of a file, or the file itself where it is better read in portions."""
    return path if is_to_be_parted(path) else path.read_bytes()


def upload_limit(asker: Asker) -> int:
    """The largest file in megabytes, for those who may upload."""
    require(asker.user, Role.ANALYST)
    return asker.settings.upload_limit_mb


def turn_away(asker: Asker, name: str) -> LoadReport:
    """The answer to a file above the limit, given before it is read."""
    return pipeline.turned_away(name, upload_limit(asker))


def take_back(asker: Asker, number: int, reason: str) -> int:
    """Undo a delivery; returns the version that says so. The numbers it brought stay in the history."""
    return _turn(pipeline.undo, asker, number, reason)


def put_back(asker: Asker, number: int, reason: str) -> int:
    """Take an undo back: the delivery stands again where nothing newer does. Returns the version that says so."""
    return _turn(pipeline.redo, asker, number, reason)


def turn(asker: Asker, kind: str, number: int, reason: str) -> int:
    """What a button says: "undo" or "redo"."""
    return (put_back if kind == "redo" else take_back)(asker, number, reason)


def _turn(turn: Callable[..., int], asker: Asker, number: int, reason: str) -> int:
    require(asker.user, Role.ANALYST)
    if not reason.strip():
        raise Refusal("no_reason")
    try:
        return turn(asker.engine, number, by=asker.user.name, reason=reason.strip())
    except CannotReverse as error:
        raise NotFound(error.code, delivery=number, by=error.by) from error


def report_as_dict(report: LoadReport) -> dict[str, object]:
    """What the command line prints and the page shows: the same words from the same problems."""
    return {
        "file": report.file,
        "source": report.source,
        "delivery": report.delivery,
        "outcome": str(report.outcome),
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "problems": [_problem(problem) for problem in report.problems],
    }


def _problem(problem: Problem) -> dict[str, object]:
    """A question also names its possible answers, for `--answer` and for the page."""
    said = {
        "code": problem.code,
        "severity": str(problem.severity),
        "row": problem.row,
        "column": problem.column,
        "found": problem.found,
        "message": problem_text(problem),
    }
    return said | {"values": list(problem.facts["values"])} if problem.severity is Severity.QUESTION else said
