"""What the page of a service costs the server with a hundred times the observations: twelve trends beside county and country, nothing kept."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.figures.trend_svg import trend_svg
from dashboard.selection import Selection
from dashboard.usecases import kept
from dashboard.usecases.service import service_page
from db.engine import make_engine
from tests.bench.load import postgres
from tests.bench.national import OF_THE_PAGE, SERVICE, SIZES, fill
from tests.dashboard.houses import asker

TIMES = 15  # the best: another process may have had the processor


def growth_sqlite() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        return _compared("growth.sqlite", lambda name: f"sqlite:///{folder}/{name}.sqlite3")


def growth_postgres() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        return _compared("growth.postgres", address)


def _compared(name: str, address: Callable[[str], str]) -> dict[str, object]:
    """All sizes are measured in turns, so that a busy machine is as busy for each.

    `public` is a reader of whom small numbers are hidden, `public_first` the first such reader after a delivery: then it is decided what must
    be hidden of each indicator, and that takes all its rows.
    """
    engines = {size: make_engine(address(f"rows_{size}")) for size in SIZES}
    for size, engine in engines.items():
        fill(engine, SIZES[size])
    ours = _best(engines, Role.LEADER, _everything, TIMES)
    public, first = _best(engines, Role.READER, _pages, TIMES), _best(engines, Role.READER, _everything, 3)
    smallest, largest = min(SIZES), max(SIZES)
    ratio = round(ours[largest] / ours[smallest], 2)
    measured = {"name": name, "ours": ours[largest], "reference": ours[smallest], "ratio": ratio, "unit": "ms", "at": ours}
    return measured | {"public": public, "public_ratio": round(public[largest] / public[smallest], 2), "public_first": first}


def _best(engines: dict[int, Engine], role: Role, forget: Callable[[Engine], None], count: int) -> dict[int, float]:
    found: dict[int, list[float]] = {size: [] for size in engines}
    for _ in range(count + 1):
        for size, engine in engines.items():
            forget(engine)
            found[size].append(round(_milliseconds(engine, role), 1))
    return {size: min(times) for size, times in found.items()}


def _milliseconds(engine: Engine, role: Role) -> float:
    start = time.perf_counter()
    found = service_page(asker(engine, role), Selection(area="3911", service_area=SERVICE))
    drawn = [trend_svg(series) for group in found.groups for series in group.series]
    assert len(drawn) == OF_THE_PAGE
    return 1000 * (time.perf_counter() - start)


def _everything(engine: Engine) -> None:
    kept._kept.pop(engine, None)


def _pages(engine: Engine) -> None:
    """All but what was decided of the numbers that must be hidden."""
    shelf = kept._kept.get(engine, {})
    for key in [key for key in shelf if key[0] not in ("hidden", "hidden then", "moved")]:
        del shelf[key]
