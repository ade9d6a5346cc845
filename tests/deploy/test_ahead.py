"""The server decides what must be hidden as soon as the facts have changed, in each of its processes, and still ends when it is told to."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from db.engine import make_engine
from tests.builders import deliver, observations
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
