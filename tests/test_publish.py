"""What was scheduled on the page and is due is published from the command line, once, after a fresh check."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboard.auth import Asker, User
from dashboard.settings import Settings
from dashboard.text import OSLO
from dashboard.usecases import uploads
from db.engine import make_engine, writing
from db.terms import Role, UploadState
from tests.command_line import House, rows
from tests.dashboard.waiting import ended

FALLS = "indikator;kommunenr;periode;teller;nevner\nfall-med-skade;3911;2026-01;15;1200\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """With areas and catalogue."""
    house = House(tmp_path)
    house.run("indicators")
    return house


def scheduled(house: House) -> None:
    """A file that was checked and scheduled, whose time has come."""
    engine = make_engine(house.environment["DATABASE_URL"])
    analyst = Asker(User("Kari", Role.ANALYST), engine, Settings(raw_folder=house.folder / "raw"))
    id = uploads.begin(analyst, "planlagt.csv", FALLS.encode())
    assert ended(engine, id).state is UploadState.CHECKED
    uploads.schedule(analyst, id, (dt.datetime.now(OSLO) + dt.timedelta(hours=1)).isoformat(timespec="minutes")[:16])
    with writing(engine) as session:
        session.connection().exec_driver_sql("UPDATE upload SET publish_at = '2026-01-01 00:00:00.000000'")
    engine.dispose()


def test_nothing_is_due_in_a_house_without_plans(house: House):
    done = house.run("publish")
    assert (done.returncode, done.stdout) == (0, "Ingen filer er planlagt publisert nå.\n")


def test_what_is_due_is_published_once(house: House):
    scheduled(house)
    assert house.run("publish").stdout == "planlagt.csv: lagret som leveranse 1.\n"
    assert house.run("publish").stdout == "Ingen filer er planlagt publisert nå.\n"
    assert len(rows(house.run("deliveries"))) == 1


def test_a_waiting_file_that_was_tampered_with_is_not_published_and_the_exit_code_says_so(house: House):
    scheduled(house)
    (waiting,) = (house.folder / "raw" / "venter").iterdir()
    waiting.write_bytes(waiting.read_bytes().replace(b"15", b"25"))
    done = house.run("publish")
    assert (done.returncode, done.stdout) == (11, "")
    assert "planlagt.csv: filen ligger ikke lenger på tjeneren" in done.stderr
    assert rows(house.run("deliveries")) == []
