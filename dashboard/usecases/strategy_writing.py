"""Writing a strategy down: the new version, what changes in the draft, and its adoption. An adopted one is changed by nobody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, NotFound, require
from dashboard.usecases.objective_page import indicator_options
from dashboard.usecases.strategies import WRITES
from dashboard.usecases.strategy_fields import ADOPTION, GOAL_FIELD, REVISION, TEXTS, VERSION, lines_of, objective_fields, read_period
from dashboard.usecases.writing import Fault, Unfit, read_fields, storing
from db import models
from db.queries import goals as queries
from db.terms import Goal
from db.writes import goals as writes
from db.writes.edits import Stamp

YEAR_AT_END = re.compile(r"-\d{4}(?:-\d+)?$")
Written = Mapping[str, object]


def make_version(asker: Asker, old: str, written: Written, at: dt.datetime | None = None) -> str:
    """A draft made from an adopted strategy (or from another draft); its id."""
    with _writing(asker, at) as (session, stamp):
        read = read_period(VERSION, written)
        columns = {name: read[name] for name in VERSION}
        source = _strategy(session, old)
        return writes.make_version(session, source, stamp, id=_new_id(session, old, read["valid_from"].year), **columns).id


def write_strategy(asker: Asker, id: str, written: Written, at: dt.datetime | None = None) -> int:
    """The texts of a draft; its revision."""
    with _writing(asker, at) as (session, stamp):
        read = read_period(TEXTS, written)
        seen = read.pop("revision")
        goals = {goal.value: read.pop(GOAL_FIELD.format(goal)) for goal in Goal}
        row = _strategy(session, id)
        writes.change_strategy(session, row, seen or 0, read, goals, stamp)
        return row.revision


def adopt_strategy(asker: Asker, id: str, written: Written, at: dt.datetime | None = None) -> int:
    """From here on its texts stand."""
    with _writing(asker, at) as (session, stamp):
        read = read_fields({**ADOPTION, **REVISION}, written)
        if read["adopted_on"] > stamp.at.date():
            raise Unfit(Fault("adopted_on", "done_ahead", {"day": read["adopted_on"]}))
        seen, row = read.pop("revision"), _strategy(session, id)
        writes.adopt(session, row, seen or 0, stamp, **read)
        return row.revision


def write_objective(asker: Asker, strategy: str, id: int | None, written: Written, at: dt.datetime | None = None) -> tuple[int, int]:
    """Add a delmål to a draft (id None) or change one; its number and revision."""
    with _writing(asker, at) as (session, stamp):
        read = read_fields({**objective_fields(indicator_options(session)), **REVISION}, written)
        held = stamp, read["title"], lines_of(read["pathways"]), read["indicators"]
        if id is None:
            row = writes.add_objective(session, _strategy(session, strategy), *held)
        else:
            row = _objective(session, strategy, id)
            writes.change_objective(session, row, read["revision"] or 0, *held)
        return row.id, row.revision


def move_objective(asker: Asker, strategy: str, id: int, seen: int, way: int, at: dt.datetime | None = None) -> None:
    """One place up (-1) or down (1) in a draft; at the end of the list nothing moves."""
    with _writing(asker, at) as (session, stamp):
        row, rows = _objective(session, strategy, id), list(queries.objectives_of(session, strategy))
        place = rows.index(row) + way
        if 0 <= place < len(rows):
            other = rows[place]
            writes.change_places(session, row, other, (seen, other.revision), stamp)


def drop_objective(asker: Asker, strategy: str, id: int, seen: int, at: dt.datetime | None = None) -> None:
    with _writing(asker, at) as (session, stamp):
        writes.drop_objective(session, _objective(session, strategy, id), seen, stamp)


@contextmanager
def _writing(asker: Asker, at: dt.datetime | None) -> Iterator[tuple[Session, Stamp]]:
    """For those who may; an adopted strategy answers with a conflict that says what to do instead."""
    require(asker.user, WRITES)
    try:
        with storing(asker, at=at) as (session, stamp):
            yield session, stamp
    except writes.TextsStand:
        raise Conflict("texts_stand") from None


def _strategy(session: Session, id: str) -> models.Strategy:
    row = queries.find_strategy(session, id)
    if row is None:
        raise NotFound("unknown_strategy", found=id)
    return row


def _objective(session: Session, strategy: str, id: int) -> models.Objective:
    row = queries.find_objective(session, id)
    if row is None or row.is_dropped or row.strategy != strategy:
        raise NotFound("unknown_objective")
    return row


def _new_id(session: Session, old: str, year: int) -> str:
    """faerder-2019 → faerder-2026; a second one of the same year is faerder-2026-2."""
    stem = f"{YEAR_AT_END.sub('', old)}-{year}"
    known = {row.id for row in queries.strategies(session)}
    return next(id for id in (stem, *(f"{stem}-{number}" for number in range(2, len(known) + 3))) if id not in known)
