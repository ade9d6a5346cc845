"""How much room observations take in PostgreSQL with all their indexes: how far one server goes is a question of this."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import text

from db.engine import make_engine, reading
from tests.bench.load import postgres
from tests.bench.national import SIZES, fill

ROWS = 10_000_000
SIZE = "SELECT pg_table_size('observation'), pg_indexes_size('observation')"


def stored_postgres() -> dict[str, object]:
    """Megabytes a million rows: with the indexes against the rows alone."""
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        engine = make_engine(address("stored"))
        millions = fill(engine, SIZES[ROWS]) / 1_000_000
        with reading(engine) as session:
            rows, indexes = (size / 1_000_000 / millions for size in session.execute(text(SIZE)).one())
        engine.dispose()
    return {
        "name": "stored.postgres",
        "ours": round(rows + indexes),
        "reference": round(rows),
        "ratio": round((rows + indexes) / rows, 2),
        "unit": "MB a million",
    }
