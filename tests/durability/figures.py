"""Files in which every row says the same number, so that a mixture of two can be seen at a glance."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from db.engine import reading
from db.queries.observations import current_version, observations
from db.writes.observations import CHUNK
from etl import pipeline
from etl.catalogue import Catalogue
from etl.pipeline import UNWATCHED, Watch
from etl.problems import LoadReport
from tests.etl.reading import an_entry, known, own

INDICATORS = [f"prøve-{number:02}" for number in range(12)]
PLACE, YEARS, OF = "3911", range(2004, 2024), 100_000
ROWS = len(INDICATORS) * len(YEARS) * 12

assert ROWS < CHUNK, "one statement a chunk: more rows would only be slower"


@cache
def catalogue() -> Catalogue:
    return known(an_entry(id, frequency="month", small_number_limit=0) for id in INDICATORS).catalogue


def content(number: int, rows: int = ROWS) -> bytes:
    """File `number`: `number` of 100 000 in every indicator and every month."""
    periods = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
    lines = [f"{id};{PLACE};{period};alle;{number};{OF};" for id in INDICATORS for period in periods]
    return own(*lines[:rows]).encode()


def load(engine: Engine, number: int, raw_folder: Path | None = None, watch: Watch = UNWATCHED, by: str = "Kari") -> LoadReport:
    return pipeline.load(engine, f"{number}.csv", content(number), by=by, raw_folder=raw_folder, catalogue=catalogue(), watch=watch)


def seen(engine: Engine, as_of: int | None = None) -> tuple[int, set[float], int]:
    """What one reader sees at one moment: the version, which numbers there are, and how many of them."""
    with reading(engine) as session:
        version = current_version(session)
        rows = observations(session, INDICATORS, [PLACE], as_of)
        return version, {row.numerator for row in rows}, len(rows)
