"""Whether ten million rows take more memory on their way in than a million: `app.py load` with a file on the disk, on SQLite."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.load import AREAS, INDICATORS, MONTHS, prepare_files
from tests.source_code import ROOT

FEW, MANY = INDICATORS, 10 * INDICATORS
LIMIT_MB = 1000


def load_memory() -> dict[str, object]:
    """The largest resident memory of any one process of the load: the command itself, or the child that reads for it."""
    few, many = (_loaded(indicators) for indicators in (FEW, MANY))
    ratio = round(many["peak_mb"] / few["peak_mb"], 2)
    measured = {"name": "load.memory", "ours": many["peak_mb"], "reference": few["peak_mb"], "ratio": ratio, "unit": "MB"}
    return measured | {"seconds": many["seconds"], "seconds_of_a_million": few["seconds"]}


def _loaded(indicators: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare_files(folder, indicators)
        settings = {"DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}", "RAW_FOLDER": str(folder / "raw")}
        settings |= {"INDICATORS": str(folder / "catalogue"), "UPLOAD_LIMIT_MB": str(LIMIT_MB)}
        command = [sys.executable, "-m", __name__, str(indicators * AREAS * MONTHS), str(folder / "rows.csv")]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return json.loads(done.stdout)


def _measured(rows: str, path: str) -> dict[str, float]:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "app.py", "load", path, "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if f'"new": {rows}' not in done.stdout:
        raise SystemExit(f"expected {rows} new rows:\n{done.stdout[:2000]}\n{done.stderr[:2000]}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return {"seconds": round(time.perf_counter() - begun, 1), "peak_mb": round(peak)}


if __name__ == "__main__":
    print(json.dumps(_measured(*sys.argv[1:])))
