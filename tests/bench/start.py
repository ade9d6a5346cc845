"""How long a server takes from the command to its first page, with the day's numbers in its database."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.readers_data import SERVICE, prepare
from tests.bench.references import WORKERS
from tests.journeys.server import serving

WANTED = 3.0  # s
TIMES = 3


def serve_start() -> dict[str, object]:
    """The best of a few: another process may have had the processor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = prepare(folder)
        seconds = min(_once(folder, settings) for _ in range(TIMES))
    return {"name": "serve.start", "ours": round(seconds, 2), "reference": WANTED, "ratio": round(seconds / WANTED, 3), "unit": "s"}


def _once(folder: Path, settings: dict[str, str]) -> float:
    begun = time.perf_counter()
    with serving(folder, workers=WORKERS, **settings) as address:
        page = urllib.request.urlopen(f"{address}/tjeneste?tjeneste={SERVICE}", timeout=30).read().decode()  # noqa: S310 (our own address)
        seconds = time.perf_counter() - begun
    assert "<h1>" in page
    return seconds
