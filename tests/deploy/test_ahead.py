"""The server decides what must be hidden as soon as the facts have changed, in each of its processes, and still ends when it is told to."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dashboard.settings import Settings
from dashboard.usecases.ahead import Ahead
from dashboard.usecases.still_decided import forget_decisions
from db.engine import make_engine
from tests.builders import deliver, observations
from tests.dashboard.houses import settle
from tests.deploy.conftest import until
from tests.journeys.server import LOG, serving

WORKERS = 2
PATIENCE = 60  # s; it takes two on an idle machine


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(request.param)


def said(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / LOG).read_text().splitlines() if line.startswith("{")]


def decided(folder: Path, version: int) -> list[int]:
    """Of how many indicators, by each process that has decided for this version."""
    return [line["indicators"] for line in said(folder) if line["event"] == "decided_ahead" and line["version"] == version]


def until_decided(folder: Path, version: int) -> list[int]:
    end = time.monotonic() + PATIENCE
    while len(decided(folder, version)) < WORKERS:
        assert time.monotonic() < end, f"not decided within {PATIENCE} s"
        time.sleep(0.1)
    return decided(folder, version)


def test_every_process_decides_what_was_delivered_though_nobody_asks(url: str, tmp_path: Path):
    with serving(tmp_path, workers=WORKERS, DATABASE_URL=url):
        first = until_decided(tmp_path, 0)
        engine = make_engine(url)
        version = deliver(engine, observations("2/900"))
        assert until_decided(tmp_path, version) == [1] * WORKERS
        deliver(engine, observations("3/900", first="2024-M02"))
        engine.dispose()
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert min(first) > 1
    assert "Traceback" not in (tmp_path / LOG).read_text()
    assert [line for line in said(tmp_path) if line["level"] not in ("info", "warning")] == []


def test_it_is_decided_from_what_a_replica_has(both: Engine):
    """So that the primary, which has the writers, is not asked for all rows by every process. One that lags on a busy machine is asked later."""
    settle(both)
    version = deliver(both, observations("2/900"))
    seen: list[str] = []
    copy = both.get_execution_options()["replicas"].copies[0].engine
    event.listen(copy, "before_cursor_execute", lambda _, __, statement, *___: seen.append(statement))
    until(lambda: _decides(both, version) and any("FROM observation" in statement for statement in seen))


def _decides(both: Engine, version: int) -> bool:
    """Whether all is decided of this version, as by a process that has just begun."""
    forget_decisions(both)
    found = Ahead(both, Settings())
    found.look()
    return found.done is not None and found.done[0] == version and not found._undecided()
