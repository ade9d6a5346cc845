"""No room left: what stood goes on standing and being read, nothing is half there, and it is said in Norwegian."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from db.engine import DatabaseUnusable, writing
from etl import delivering
from tests.command_line import House
from tests.durability.figures import PLACE, ROWS, load, seen
from tests.durability.soundness import check
from tests.source_code import ROOT

MONTHS = [f"{year}-{month:02}" for year in range(2010, 2026) for month in range(1, 13)]


def stop_at(engine: Engine, pages: int) -> None:
    """SQLite gets no more pages than it has and these: it then answers as on a full disk."""

    @event.listens_for(engine, "begin")
    def limit(connection) -> None:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}")


@pytest.mark.parametrize("pages", [0, 1, 2, 5, 10, 20, 40, 80, 10_000])
def test_sqlite_stands_before_or_after_wherever_the_room_ends(sqlite_engine: Engine, tmp_path: Path, pages: int):
    load(sqlite_engine, 1, tmp_path / "raw")
    stop_at(sqlite_engine, pages)
    if pages == 10_000:
        load(sqlite_engine, 2, tmp_path / "raw")
    else:
        with pytest.raises(DatabaseUnusable) as raised:
            load(sqlite_engine, 2, tmp_path / "raw")
        assert raised.value.code == "full"
    said = 2 if pages == 10_000 else 1
    assert seen(sqlite_engine) == (said, {float(said)}, ROWS)
    check(sqlite_engine, tmp_path / "raw")


FILLS = """
    CREATE SEQUENCE written;
    CREATE FUNCTION fill() RETURNS trigger AS $$ BEGIN
        IF nextval('written') > {rows} THEN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END IF;
        RETURN NEW; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON observation FOR EACH ROW EXECUTE FUNCTION fill();
"""


@pytest.mark.parametrize("rows", [0, 1, ROWS - 1, ROWS, 2 * ROWS - 1])
def test_postgres_stands_before_or_after_wherever_the_room_ends(postgres_engine: Engine, tmp_path: Path, rows: int):
    load(postgres_engine, 1, tmp_path / "raw")
    with writing(postgres_engine) as session:
        session.execute(text(FILLS.format(rows=rows)))
    with pytest.raises(DatabaseUnusable) as raised:
        load(postgres_engine, 2, tmp_path / "raw")
    assert raised.value.code == "full"
    assert seen(postgres_engine) == (1, {1.0}, ROWS)
    check(postgres_engine, tmp_path / "raw")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_where_the_raw_file_finds_no_room_nothing_is_stored(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int):
    raw = tmp_path / "raw"
    load(engine, 1, raw)

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(delivering.os, "fsync", fail)
    with pytest.raises(DatabaseUnusable) as raised:
        load(engine, 2, raw)
    assert (raised.value.code, raised.value.found) == ("full", str(raw))
    assert seen(engine) == (1, {1.0}, ROWS)
    assert len(list(raw.iterdir())) == 1  # nor is half a file left behind
    check(engine, raw)


def run_with(house: House, largest: int, *words: object) -> subprocess.CompletedProcess[str]:
    """A command whose files may grow no larger than so many bytes: to write beyond that is refused, for anybody and on any machine."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "RAW_FOLDER")} | house.environment
    command = [sys.executable, "app.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, preexec_fn=limit)


# From what SQLite needs to open a database at all (32 kB beside it) to the middle of a load.
@pytest.mark.parametrize("largest", [40_000, 60_000, 150_000])
def test_the_command_line_says_so_with_exit_code_13(tmp_path: Path, largest: int):
    house = House(tmp_path)
    head, lines = "indikator;kommunenr;periode;teller;nevner", [f"fall-med-skade;{PLACE};{month};5;1200" for month in MONTHS]
    assert house.run("load", house.write("først.csv", head, *lines)).returncode == 0
    before = [house.run(*words).stdout for words in (("deliveries",), ("series", "fall-med-skade", "--area", PLACE))]
    more = house.write("mer.csv", head, *(line.replace(";5;", ";6;") for line in lines))
    done = run_with(house, largest, "load", more)
    assert (done.returncode, done.stdout) == (13, ""), done.stderr
    assert done.stderr.count("\n") == 1
    assert "prøv igjen" in done.stderr
    read = run_with(house, largest, "series", "fall-med-skade", "--area", PLACE)
    assert (read.returncode, read.stdout) == (0, before[1])
    assert [house.run(*words).stdout for words in (("deliveries",), ("series", "fall-med-skade", "--area", PLACE))] == before
    (report,) = json.loads(house.run("load", more, "--format", "json").stdout)["deliveries"]
    assert (report["outcome"], report["changed"]) == ("stored", len(MONTHS))
