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
from dashboard.settings import Settings
from dashboard.usecases import kept
from dashboard.usecases.ahead import LOOK, Ahead
from dashboard.usecases.service import service_page
from dashboard.usecases.still_decided import forget_decisions
from db.engine import make_engine
from tests.bench.load import postgres
from tests.bench.national import HOME, OF_THE_PAGE, SERVICE, SIZES, fill, id_of
from tests.builders import deliver, observations
from tests.dashboard.houses import asker, months_ago

TIMES, FEW = 15, 3  # the best: another process may have had the processor


def growth_sqlite() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        return _compared("growth.sqlite", lambda name: f"sqlite:///{folder}/{name}.sqlite3")


def growth_postgres() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        return _compared("growth.postgres", address)


def _compared(name: str, address: Callable[[str], str]) -> dict[str, object]:
    """All sizes are measured in turns, so that a busy machine is as busy for each.

    `public` is a reader of whom small numbers are hidden; `public_first` the first such reader after a delivery of what the page shows, who
    comes before it is decided what must be hidden; `public_ahead` the first one when the server has had `given_s` seconds to decide.
    """
    engines = {size: make_engine(address(f"rows_{size}")) for size in SIZES}
    for size, engine in engines.items():
        fill(engine, SIZES[size])
    ours = _best(engines, Role.LEADER, _everything, TIMES)
    public, first = _best(engines, Role.READER, _pages, TIMES), _best(engines, Role.READER, _everything, FEW)
    measured = {"name": name, "ours": ours[max(SIZES)], "reference": ours[min(SIZES)], "ratio": _ratio(ours), "unit": "ms", "at": ours}
    return measured | {"public": public, "public_ratio": _ratio(public), "public_first": first} | _after_deliveries(engines)


def _after_deliveries(engines: dict[int, Engine]) -> dict[str, object]:
    """`start_s`: until all is decided after a start; `given_s`: after a delivery of each trend of the page, until the server looks and is done."""
    servers = {size: Ahead(engine, Settings()) for size, engine in engines.items()}
    for engine in engines.values():
        _everything(engine)
    start = {size: _seconds(server.look) for size, server in servers.items()}
    given: dict[int, list[float]] = {size: [] for size in engines}

    def deliver_and_wait(engine: Engine) -> None:
        size = next(size for size in engines if engines[size] is engine)
        months = len(given[size])
        deliver(
            engine, *(observations("7/100", indicator=id_of(number), area=HOME, first=months_ago(-months)) for number in range(OF_THE_PAGE))
        )
        given[size].append(round(LOOK + _seconds(servers[size].look), 1))

    found = _best(engines, Role.READER, deliver_and_wait, FEW)
    return {
        "public_ahead": found,
        "public_ahead_ratio": _ratio(found),
        "given_s": {size: max(each) for size, each in given.items()},
        "start_s": start,
    }


def _ratio(found: dict[int, float]) -> float:
    return round(found[max(SIZES)] / found[min(SIZES)], 2)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)


def _best(engines: dict[int, Engine], role: Role, forget: Callable[[Engine], None], count: int) -> dict[int, float]:
    found: dict[int, list[float]] = {size: [] for size in engines}
    for _ in range(count + 1):
        for size, engine in engines.items():
            forget(engine)
            found[size].append(round(_milliseconds(engine, role), 1))
    return {size: min(times) for size, times in found.items()}


def _milliseconds(engine: Engine, role: Role) -> float:
    start = time.perf_counter()
    found = service_page(asker(engine, role), Selection(area=HOME, service_area=SERVICE))
    drawn = [trend_svg(series) for group in found.groups for series in group.series]
    assert len(drawn) == OF_THE_PAGE
    return 1000 * (time.perf_counter() - start)


def _everything(engine: Engine) -> None:
    _pages(engine)
    forget_decisions(engine)


def _pages(engine: Engine) -> None:
    """All but what was decided of the numbers that must be hidden."""
    kept._kept.pop(engine, None)
