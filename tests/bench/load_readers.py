"""How much longer readers wait while a million rows are loaded: four of them turn pages of a service, and two workers answer."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from db.engine import make_engine
from tests.bench.load import postgres, prepare_files
from tests.bench.national import OWN_UNITS, SERVICE, SIZES, fill
from tests.journeys.server import serving
from tests.source_code import ROOT

READERS, WORKERS = 4, 2
PAUSE = 0.2  # seconds that each of them looks at a page, on average
QUIET = 20.0  # seconds of measuring before the load, and as many after it
PLACES = ("3911", *(f"E-{number:02}" for number in range(OWN_UNITS)))
YEARS = range(2021, 2026)  # with the places so many pages that not all have been asked for before


def load_readers() -> dict[str, object]:
    """The 95th percentile of the waits in ms during the load against without it, on the database that does worse."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = _compared(Path(folder), f"sqlite:///{folder}/readers.sqlite3")
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        server = _compared(Path(folder), address("readers"))
    worst = max(sqlite, server, key=lambda found: found["ratio"])
    return {"name": "load.readers"} | worst | {"unit": "ms", "sqlite": sqlite, "postgres": server}


def _compared(folder: Path, url: str) -> dict[str, float]:
    engine = make_engine(url)
    fill(engine, SIZES[100_000])
    engine.dispose()
    prepare_files(folder)
    settings = {"DATABASE_URL": url, "INDICATORS": str(folder / "catalogue"), "RAW_FOLDER": str(folder / "raw")}
    with serving(folder, workers=WORKERS, **settings) as address:
        _waits(address, _for(QUIET / 2))  # the workers have come to themselves
        quiet = _waits(address, _for(QUIET))
        command = [sys.executable, "app.py", "load", str(folder / "rows.csv")]
        begun = time.monotonic()
        loading = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL)
        busy = _waits(address, lambda: loading.poll() is None)
        seconds = time.monotonic() - begun
        quiet += _waits(address, _for(QUIET))
    if loading.returncode:
        raise SystemExit(f"the load ended with {loading.returncode}")
    ours, reference = _p95(busy), _p95(quiet)
    return {"ours": ours, "reference": reference, "ratio": round(ours / reference, 2), "asked": len(busy), "seconds": round(seconds, 1)}


def _for(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def _waits(address: str, goes_on: Callable[[], bool]) -> list[float]:
    with ThreadPoolExecutor(READERS) as readers:
        return [wait for waits in readers.map(lambda number: _read(address, number, goes_on), range(READERS)) for wait in waits]


def _read(address: str, number: int, goes_on: Callable[[], bool]) -> list[float]:
    chance, waits = random.Random(number), []
    while goes_on():
        asked = {"tjeneste": SERVICE, "omrade": chance.choice(PLACES), "fra": chance.choice(YEARS), "til": chance.choice(YEARS)}
        begun = time.perf_counter()
        with urllib.request.urlopen(f"{address}/tjeneste?{urllib.parse.urlencode(asked)}", timeout=60) as answer:  # noqa: S310 (our own address)
            answer.read()
        waits.append(1000 * (time.perf_counter() - begun))
        time.sleep(chance.uniform(0, 2 * PAUSE))
    return waits


def _p95(waits: list[float]) -> float:
    return round(statistics.quantiles(waits, n=20)[-1], 1)
