"""Duties and requirements as files: read and checked like the catalogue; their words follow the files, the rest the municipality."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard import text
from db.engine import reading, writing
from db.models import Duty, Requirement
from db.writes import edits
from etl.catalogue import read_catalogue
from etl.duties import Found, Named, read_duties, save
from etl.faults import CatalogueError
from etl.strategies import read_strategies
from tests.builders import settle

NOW = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)
NAMED = Named(["sykehjem"], ["fall-med-skade"], {"by-2026": ["Orientere hvert år"]})
SMALLEST = """
[[duty]]
id = "orientering"
title.nb = "Orientering"
kind = "report"
months = [2, 10]
post = "Rådgiver"
why.nb = "De skal vite det."

[[requirement]]
id = "ros"
title.nb = "Oversikt over risiko"
short_title.nb = "ROS"
meaning.nb = "Risiko er vurdert."
paragraph = "§ 6"
interval_months = 12
"""


def read(folder: Path, content: str = SMALLEST) -> tuple[Found, ...]:
    (folder / "prøve.toml").write_text(content, "utf-8")
    return read_duties(NAMED, own=folder)


def stored(engine: Engine, found: tuple[Found, ...], at: dt.datetime = NOW) -> None:
    with writing(engine) as session:
        save(session, found, at)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('title.nb = "Orientering"', "", "missing_field", "title"),
        ('kind = "report"', 'kind = "rapport"', "not_allowed", "kind"),
        ("months = [2, 10]", "months = [10, 2]", "duty_months", "months"),
        ("months = [2, 10]", "months = []", "duty_months", "months"),
        ("months = [2, 10]", "months = [2, 13]", "duty_months", "months"),
        ("months = [2, 10]", "months = [2]\nday = 32", "too_large", "day"),
        ("months = [2, 10]", "months = [2]\ninterval_months = 18", "duty_interval", "interval_months"),
        ('post = "Rådgiver"', 'post = "Rådgiver"\nservice_area = "sjukeheim"', "unknown_duty_service_area", "service_area"),
        ('post = "Rådgiver"', 'post = "Rådgiver"\nindicator = "fall-med-skad"', "unknown_duty_indicator", "indicator"),
        ('post = "Rådgiver"', 'post = "Rådgiver"\nstrategy = "by-2026"', "half_pathway", "pathway"),
        ('post = "Rådgiver"', 'post = "R"\nstrategy = "by-2026"\npathway = "Orientere hver dag"', "unknown_duty_pathway", "pathway"),
        ('id = "ros"', 'id = "ros"\ncolour = "red"', "unknown_field", "colour"),
        ("interval_months = 12", "interval_months = 0", "too_small", "interval_months"),
    ],
)
def test_what_is_wrong_is_told_with_file_entry_and_field(tmp_path: Path, old: str, new: str, code: str, field: str):
    with pytest.raises(CatalogueError) as raised:
        read(tmp_path, SMALLEST.replace(old, new))
    fault = raised.value.faults[0]
    assert (fault.code, fault.field) == (code, field)
    assert text.t(fault.sentence, **fault.facts).startswith(str(tmp_path))


def test_one_id_is_one_duty(tmp_path: Path):
    with pytest.raises(CatalogueError) as raised:
        read(tmp_path, SMALLEST + SMALLEST)
    assert {fault.code for fault in raised.value.faults} == {"duplicate_duty"}


def test_a_new_duty_comes_first_after_today_so_that_nothing_is_late_before_it_stood_there(tmp_path: Path, engine: Engine):
    settle(engine)
    stored(engine, read(tmp_path))
    with reading(engine) as session:
        duty = session.query(Duty).one()
        assert (duty.first_on, duty.months, duty.post) == (dt.date(2026, 10, 31), "2,10", "Rådgiver")


def test_the_words_follow_the_file_and_what_the_municipality_decided_stays(tmp_path: Path, engine: Engine):
    settle(engine)
    stored(engine, read(tmp_path))
    with writing(engine) as session:
        edits.change(session, session.query(Duty).one(), 1, {"first_on": dt.date(2026, 5, 5), "months": "5"}, edits.Stamp("Kari", NOW))
    stored(engine, read(tmp_path, SMALLEST.replace('"Orientering"', '"Ny orientering"').replace("[2, 10]", "[1]")))
    with reading(engine) as session:
        duty = session.query(Duty).one()
        assert (duty.title, duty.first_on, duty.months, duty.revision) == ("Ny orientering", dt.date(2026, 5, 5), "5", 3)


def test_storing_the_same_again_writes_nothing(tmp_path: Path, engine: Engine):
    settle(engine)
    for day in (NOW, NOW + dt.timedelta(days=400)):
        stored(engine, read(tmp_path), day)
    with reading(engine) as session:
        assert [row.revision for table in (Duty, Requirement) for row in session.query(table)] == [1, 1]


def test_what_leaves_the_file_has_ended_and_stays(tmp_path: Path, engine: Engine):
    settle(engine)
    stored(engine, read(tmp_path))
    stored(engine, read(tmp_path, SMALLEST.partition("[[requirement]]")[0]))
    with reading(engine) as session:
        assert session.query(Requirement).one().ended_on == NOW.date()


def test_a_duty_that_leaves_the_file_before_it_came_is_never_asked_for(tmp_path: Path, engine: Engine):
    """Its first day stays what it was: no end that the database would have to make up."""
    settle(engine)
    stored(engine, read(tmp_path))
    stored(engine, read(tmp_path, f"[[requirement]]{SMALLEST.partition('[[requirement]]')[2]}"))
    with reading(engine) as session:
        duty = session.query(Duty).one()
    assert (duty.ended_on, duty.ended_on < duty.first_on) == (NOW.date(), True)


def test_every_duty_of_the_strategies_is_a_row_and_says_which_veivalg_asks_for_it():
    found = read_catalogue()
    ours = read_duties(Named.of([each.id for each in found.service_areas], found.by_id, read_strategies(found.by_id)))
    duties = {each.entry.id: each.entry for each in ours if hasattr(each.entry, "months")}
    named = ("orientering-hovedutvalg", "ledelsens-gjennomgang", "kvalitetsutvalg", "status-ledermoter", "ros-gjennomgang")
    further = ("brukerundersokelse-sykehjem", "pasientsikkerhetsvisitter", "pasientsikkerhetskonferanse", "revisjon-strategi")
    assert {*named, *further} <= set(duties)
    assert [id for id, duty in duties.items() if duty.pathway is None] == ["revisjon-strategi"]


def test_every_section_of_the_regulation_has_requirements():
    found = read_catalogue()
    ours = read_duties(Named.of([each.id for each in found.service_areas], found.by_id, read_strategies(found.by_id)))
    assert {each.entry.paragraph for each in ours if hasattr(each.entry, "paragraph")} == {"§ 6", "§ 7", "§ 8", "§ 9"}
