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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from db.engine import make_engine
from tests.bench.load import postgres, prepare_files
from tests.bench.national import OWN_UNITS, SERVICE, SIZES, fill
from tests.journeys.server import serving
from tests.source_code import ROOT

READERS, WORKERS = 4, 2
PAUSE = 0.2  # seconds that each of them looks at a page
QUIET = 30.0  # seconds of measuring before the load
PLACES = ("3911", *(f"E-{number:02}" for number in range(OWN_UNITS)))
YEARS = range(2021, 2026)


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
        pages = [_pages(random.Random(number), 450 * number) for number in range(READERS)]
        _waits(address, pages, _for(QUIET / 2))  # the workers have come to themselves
        quiet = _waits(address, pages, _for(QUIET))
        command = [sys.executable, "app.py", "load", str(folder / "rows.csv")]
        begun = time.monotonic()
        loading = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL)
        busy = _waits(address, pages, lambda: loading.poll() is None)
        seconds = time.monotonic() - begun
    if loading.returncode:
        raise SystemExit(f"the load ended with {loading.returncode}")
    ours, reference = _p95(busy), _p95(quiet)
    return {"ours": ours, "reference": reference, "ratio": round(ours / reference, 2), "asked": len(busy), "seconds": round(seconds, 1)}


def _for(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def _pages(chance: random.Random, years_ago: int) -> Iterator[str]:
    """Every other page is one that nobody has asked for before, from a first year long ago, with and without a load."""
    for turn in count():
        first = chance.choice(YEARS) if turn % 2 else years_ago + turn + 1
        asked = {"tjeneste": SERVICE, "omrade": chance.choice(PLACES), "fra": first, "til": chance.choice(YEARS)}
        yield f"/tjeneste?{urllib.parse.urlencode(asked)}"


def _waits(address: str, pages: Sequence[Iterator[str]], goes_on: Callable[[], bool]) -> list[float]:
    with ThreadPoolExecutor(READERS) as readers:
        return [wait for waits in readers.map(lambda own: list(_read(address, own, goes_on)), pages) for wait in waits]


def _read(address: str, pages: Iterator[str], goes_on: Callable[[], bool]) -> Iterator[float]:
    for page in pages:
        begun = time.perf_counter()
        with urllib.request.urlopen(address + page, timeout=60) as answer:  # noqa: S310 (our own address)
            answer.read()
        yield 1000 * (time.perf_counter() - begun)
        time.sleep(PAUSE)
        if not goes_on():
            return


def _p95(waits: list[float]) -> float:
    return round(statistics.quantiles(waits, n=20)[-1], 1)
