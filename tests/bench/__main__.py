"""`make bench`: one JSON object a line. `python -m tests.bench page.bytes` runs those that are named."""

from __future__ import annotations

import json
import sys

from tests.bench.board import tavle_cold
from tests.bench.changes import filter_changes, worker_memory
from tests.bench.charts import stats_charts
from tests.bench.growth import growth_postgres, growth_sqlite
from tests.bench.load import load_postgres, load_sqlite
from tests.bench.load_memory import load_memory
from tests.bench.load_readers import load_readers
from tests.bench.page import page_bytes
from tests.bench.pages import cold_against_dash, cold_against_empty, repaint_against_dash, warm_against_empty
from tests.bench.start import serve_start
from tests.bench.stored import stored_postgres
from tests.bench.upload import upload_check

BENCHMARKS = {
    "load.sqlite": load_sqlite,
    "load.postgres": load_postgres,
    "load.memory": load_memory,
    "load.readers": load_readers,
    "growth.sqlite": growth_sqlite,
    "growth.postgres": growth_postgres,
    "stored.postgres": stored_postgres,
    "stats.charts": stats_charts,
    "tavle.cold": tavle_cold,
    "page.cold.vs_dash": cold_against_dash,
    "page.cold.vs_empty": cold_against_empty,
    "page.warm.vs_empty": warm_against_empty,
    "page.bytes": page_bytes,
    "filter.repaint.vs_dash": repaint_against_dash,
    "filter.rps.vs_dash": filter_changes,
    "serve.start": serve_start,
    "serve.memory": worker_memory,
    "upload.check": upload_check,
}


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        print(json.dumps(BENCHMARKS[name]()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
