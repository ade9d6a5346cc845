"""Filter changes: how many a second for 20 readers at once, how long each waits, and what a process has grown to after all of them."""

from __future__ import annotations

import http.client
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.bench.readers_data import FIRST_YEAR, MONTHS, SERVICE, areas, prepare
from tests.bench.references import WORKERS, serving_reference
from tests.journeys.server import serving

READERS = 20
CHANGES, FEWER = 10_000, 600  # of ours, and of plain Dash, which takes long
YEARS = range(FIRST_YEAR, FIRST_YEAR + MONTHS // 12)
LOCATION = "_pages_location"


class Found(NamedTuple):
    a_second: float
    p95: float  # ms
    p95_again: float  # ms; of the second half, when all that is asked for has been asked for before
    errors: int
    peak_mb: float | None = None  # of the process that takes most


def filter_changes() -> dict[str, object]:
    """Changes a second, ours over plain Dash's: here more is better, so the ratio is turned round (plain / ours)."""
    ours, plain = _measured()
    extra = {
        "p95_ms": round(ours.p95, 1),
        "p95_again_ms": round(ours.p95_again, 1),
        "errors": ours.errors,
        "times": round(ours.a_second / plain.a_second, 1),
    }
    ratio = round(plain.a_second / ours.a_second, 3)
    return {
        "name": "filter.rps.vs_dash",
        "ours": round(ours.a_second),
        "reference": round(plain.a_second, 1),
        "ratio": ratio,
        "unit": "1/s",
    } | extra


def worker_memory() -> dict[str, object]:
    """What the largest process of the server holds after those changes; the bar is 250 MB."""
    ours, _ = _measured()
    return {"name": "serve.memory", "ours": ours.peak_mb, "reference": 250, "ratio": round(ours.peak_mb / 250, 3), "unit": "MB"}


@cache
def _measured() -> tuple[Found, Found]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = prepare(folder)
        with serving(folder, workers=WORKERS, **settings) as address:
            ours = _asked(address, [_ours(*choice) for choice in _choices()], CHANGES)._replace(
                peak_mb=_largest(int(address.rpartition(":")[2]))
            )
        with serving_reference("plain", f"sqlite:///{folder / 'journey.sqlite3'}") as address:
            plain = _asked(address, [_plain(*choice) for choice in _choices()], FEWER)
    if ours.errors or plain.errors:
        raise SystemExit(f"errors: {ours.errors} of ours, {plain.errors} of the reference")
    return ours, plain


def _choices() -> list[tuple[str, str]]:
    """Every area with every first year: what 20 readers may look at while they talk about it."""
    return [(area, str(year)) for area, year in product(areas(), YEARS)]


def _ours(area: str, first: str) -> bytes:
    query = {"id": LOCATION, "property": "search", "value": f"?tjeneste={SERVICE}&omrade={area}&fra={first}"}
    return _body("service.children", {"id": "service", "property": "children"}, [query], f"{LOCATION}.search")


def _plain(area: str, first: str) -> bytes:
    inputs = [{"id": "area", "property": "value", "value": area}, {"id": "first", "property": "value", "value": first}]
    return _body("charts.children", {"id": "charts", "property": "children"}, inputs, "area.value")


def _body(output: str, outputs: object, inputs: Sequence[object], changed: str) -> bytes:
    return json.dumps({"output": output, "outputs": outputs, "inputs": inputs, "changedPropIds": [changed], "state": []}).encode()


def _asked(address: str, choices: Sequence[bytes], times: int) -> Found:
    share = times // READERS
    with ThreadPoolExecutor(READERS) as readers:
        begun = time.perf_counter()
        taken = list(
            readers.map(
                lambda reader: _read(address, [choices[(7 * reader + turn) % len(choices)] for turn in range(share)]), range(READERS)
            )
        )
        seconds = time.perf_counter() - begun
    waits = [each for waited, _ in taken for each in waited]
    again = [each for waited, _ in taken for each in waited[share // 2 :]]
    return Found(len(waits) / seconds, _p95(waits), _p95(again), sum(errors for _, errors in taken))


def _p95(waits: Sequence[float]) -> float:
    return statistics.quantiles(waits, n=20)[-1]


def _read(address: str, changes: Sequence[bytes]) -> tuple[list[float], int]:
    """One reader, who chooses again as soon as the page has changed; the waits in ms."""
    host, port = address.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=120)
    waits, errors = [], 0
    for change in changes:
        begun = time.perf_counter()
        errors += _status(connection, change) != 200
        waits.append(1000 * (time.perf_counter() - begun))
    connection.close()
    return waits, errors


def _status(connection: http.client.HTTPConnection, body: bytes) -> int:
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br, zstd"}
    connection.request("POST", "/_dash-update-component", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _largest(port: int) -> float:
    """MB that the largest process of the server on this port has had at most, of its own and shared."""
    peaks = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if f"--port\0{port}\0" in (place / "cmdline").read_text():
                peaks.append(_kilobytes((place / "status").read_text(), "VmHWM"))
        except OSError:
            continue
    return round(max(peaks) / 1000)


def _kilobytes(status: str, name: str) -> int:
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:"))
