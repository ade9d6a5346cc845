"""One delivery opened: what was noticed, what it changed, what it touches, and what taking it back would bring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import problem_text
from dashboard.usecases.kept import kept
from dashboard.usecases.kept_report import ShownProblem
from dashboard.usecases.received import DeliveryFacts, facts_of
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import delivery_changes as change_queries
from db.queries import indicators as indicator_queries
from db.queries import received as queries
from db.queries.deliveries import find_delivery
from db.queries.delivery_changes import Returns, Stands
from db.terms import Period, ReversalKind, Role
from etl.delivering import has_raw
from etl.differences import LISTED, Said
from etl.problem_record import from_json
from etl.sources import OF_PLACES


@dataclass(frozen=True, slots=True)
class Named:
    """What an indicator is called, and how its numbers are written."""

    name: str
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """One number before and after; `old` is None where nothing stood."""

    indicator: str
    area: str
    breakdown: str
    period: Period
    old: Said | None
    new: Said


@dataclass(frozen=True, slots=True)
class Touched:
    """What the delivery brought of one indicator in one area."""

    indicator: str
    area: str
    first: Period
    last: Period
    rows: int
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Once taken back, or put back."""

    version: int
    kind: ReversalKind
    reason: str
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What it changed when it came. Nothing that comes later changes this."""

    touched: tuple[Touched, ...]
    changed: tuple[ChangedNumber, ...]
    new: tuple[ChangedNumber, ...]

    def count(self, what: str) -> int:
        return sum(getattr(one, what) for one in self.touched)


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    facts: DeliveryFacts
    layout: str
    sha256: str
    has_raw: bool
    brings_places: bool  # a list of units or groups: nothing of it can be taken back
    problems: tuple[ShownProblem, ...] | None  # None: from before they were kept
    changes: Changes
    turns: tuple[Turn, ...]
    would: Stands | Returns
    indicators: dict[str, Named]
    areas: dict[str, str]  # their names


def delivery_page(asker: Asker, number: int) -> DeliveryPage:
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        delivery = find_delivery(session, number)
        if delivery is None:
            raise NotFound("unknown_delivery", delivery=number)
        changes = kept(asker.engine, ("changes of a delivery", number), lambda: _changes(session, number))
        turns = tuple(Turn(*row) for row in queries.reversals(session, number))
        source = next(each.name for each in indicator_queries.sources(session) if each.id == delivery.source)
        undone = (turns[-1].at, turns[-1].by) if delivery.undone_version else (None, None)
        return DeliveryPage(
            facts=facts_of(delivery, source, *undone),
            layout=delivery.layout,
            sha256=delivery.sha256,
            has_raw=has_raw(asker.settings.raw_folder, delivery.sha256),
            brings_places=delivery.layout in OF_PLACES,
            problems=_problems(queries.problems_of(session, number)),
            changes=changes,
            turns=turns,
            would=_would(session, delivery),
            indicators=_indicators(session, {one.indicator for one in changes.touched}),
            areas={area.code: area.name for area in area_queries.all_areas(session)},
        )


def would_change(asker: Asker, number: int) -> Stands | Returns:
    """What turning it now would do: taking it back if it stands, putting it back if it does not."""
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        delivery = find_delivery(session, number)
        if delivery is None:
            raise NotFound("unknown_delivery", delivery=number)
        return _would(session, delivery)


def _would(session: Session, delivery: models.Delivery) -> Stands | Returns:
    ask = change_queries.stands if delivery.undone_version is None else change_queries.returns
    return ask(session, delivery.number)


def _changes(session: Session, number: int) -> Changes:
    touched = tuple(
        Touched(row.indicator, row.area, Period.parse(row.first), Period.parse(row.last), row.rows, row.new, row.changed)
        for row in change_queries.touched(session, number)
    )
    return Changes(
        touched,
        changed=tuple(_number(row, _said(row, "old_")) for row in change_queries.changed_rows(session, number, LISTED)),
        new=tuple(_number(row, None) for row in change_queries.new_rows(session, number, LISTED)),
    )


def _number(row: Row, old: Said | None) -> ChangedNumber:
    return ChangedNumber(row.indicator, row.area, row.breakdown, Period.parse(row.period), old, _said(row))


def _said(row: Row, prefix: str = "") -> Said:
    return Said(*(getattr(row, f"{prefix}{name}") for name in change_queries.SAID))


def _problems(found: str | None) -> tuple[ShownProblem, ...] | None:
    if found is None:
        return None
    return tuple(ShownProblem(one.code, one.severity, one.row, one.column, one.found, problem_text(one)) for one in from_json(found))


def _indicators(session: Session, ids: set[str]) -> dict[str, Named]:
    return {row.id: Named(row.name, row.unit, row.decimals) for row in indicator_queries.indicators_named(session, ids)}
