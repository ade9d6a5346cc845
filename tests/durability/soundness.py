"""Is a database sound: by its own check, by ours, and by the raw files beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from db.engine import reading, writing
from db.models import Delivery, Observation, Reversal, Version
from tests.durability.figures import ROWS, seen

COUNT = "SELECT count(*) FROM observation WHERE superseded_by IS NULL AND indicator >= ''"
WAYS = ("seqscan", "indexscan", "indexonlyscan", "bitmapscan")


def check(engine: Engine, raw_folder: Path) -> None:
    """Raise AssertionError for anything that is half there."""
    with writing(engine) as session:
        session.rollback()  # one who was killed may hold the writers' place for a moment yet
    with reading(engine) as session:
        (_check_sqlite if engine.dialect.name == "sqlite" else _check_postgres)(session)
        _check_versions(session)
        _check_raw(session, raw_folder)
    _, values, rows = seen(engine)
    assert (len(values), rows) in ((0, 0), (1, ROWS)), (values, rows)


def _check_sqlite(session: Session) -> None:
    assert session.execute(text("PRAGMA integrity_check")).all() == [("ok",)]
    assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def _check_postgres(session: Session) -> None:
    """The table and its index tell the same, and no constraint waits to be checked."""
    assert session.scalar(text("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")) == 0
    found = []
    for allowed in (("seqscan",), WAYS[1:]):
        for way in WAYS:
            session.execute(text(f"SET LOCAL enable_{way} = {'on' if way in allowed else 'off'}"))
        found.append(session.scalar(text(COUNT)))
    assert found[0] == found[1]


def _check_versions(session: Session) -> None:
    """Versions count from one without gaps, each is a delivery or a reversal, and each delivery has all its rows."""
    versions = list(session.scalars(select(Version.number).order_by(Version.number)))
    assert versions == list(range(1, len(versions) + 1))
    assert sorted([*session.scalars(select(Delivery.number)), *session.scalars(select(Reversal.version))]) == versions
    own = select(Observation.delivery, func.count()).where(Observation.since == Observation.delivery).group_by(Observation.delivery)
    assert {row[0]: row[1] for row in session.execute(own)} == dict.fromkeys(session.scalars(select(Delivery.number)), ROWS)


def _check_raw(session: Session, folder: Path) -> None:
    """Each delivery's file is there, and what bears a checksum as its name has it."""
    kept = {path.name: path for path in folder.glob("[!.]*")}
    assert set(session.scalars(select(Delivery.sha256))) <= set(kept)
    assert [name for name, path in kept.items() if hashlib.sha256(path.read_bytes()).hexdigest() != name] == []
