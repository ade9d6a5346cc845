"""What the numbers of a full board cost: 60 indicators in 10 units over 60 months, from the database, with nothing kept from before."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases import kept
from dashboard.usecases.board import find_cells
from dashboard.usecases.still_decided import forget_decisions
from db.engine import make_engine, reading, writing
from db.migrate import upgrade
from db.terms import Kind
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import asker, settle

INDICATORS, UNITS, MONTHS = 60, 10, 60
KINDS = ((Kind.RATE, "per_1000"), (Kind.PROPORTION, "percent"), (Kind.MEAN, "days"))
WANTED = 150.0  # ms
TIMES = 15  # the best: another process may have had the processor


def tavle_cold() -> dict[str, object]:
    """As a leader sees it; `public` is the same for a reader, of whom more is asked: what must be hidden is found on the way."""
    with tempfile.TemporaryDirectory() as folder:
        engine = _house(Path(folder))
        ours, public = (min(_milliseconds(engine, role) for _ in range(TIMES)) for role in (Role.LEADER, Role.READER))
        engine.dispose()
    ratio = round(ours / WANTED, 3)
    return {"name": "tavle.cold", "ours": round(ours, 1), "reference": WANTED, "ratio": ratio, "unit": "ms", "public": round(public, 1)}


def _milliseconds(engine: Engine, role: Role) -> float:
    kept._kept.clear()
    forget_decisions(engine)
    start = time.perf_counter()
    with reading(engine) as session:
        found = find_cells(asker(engine, role), session, Selection(area="3911"))
    assert len(found) == INDICATORS * UNITS
    return 1000 * (time.perf_counter() - start)


def _house(folder: Path) -> Engine:
    engine = make_engine(f"sqlite:///{folder / 'board.sqlite3'}")
    upgrade(engine)
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area(f"E-{unit}", type="unit", parent="3911", service_area="sykehjem") for unit in range(UNITS)])
        for number in range(INDICATORS):
            kind, unit = KINDS[number % 3]
            session.add(an_indicator(f"i{number}", kind=kind, unit=unit))
    chance = random.Random(1)
    pairs = [(number, unit) for number in range(INDICATORS) for unit in range(UNITS)]
    deliver(engine, *(observations(_months(chance, number % 3), indicator=f"i{number}", area=f"E-{unit}") for number, unit in pairs))
    return engine


def _months(chance: random.Random, sort: int) -> str:
    makers = (
        lambda: f"{chance.randint(10, 30)}/{chance.randint(8500, 9500)}",
        lambda: f"{chance.randint(30, 60)}/{chance.randint(90, 110)}",
        lambda: f"{chance.gauss(20, 3):.1f}",
    )
    return " ".join(makers[sort]() for _ in range(MONTHS))
