"""The catalogue in the database: added once, brought up to date, and never in the way of figures that are stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading, writing
from db.queries import indicators
from db.terms import IndicatorState, TargetLevel
from db.writes.indicators import add_draft
from etl.catalogue import Catalogue, read_catalogue, save
from etl.faults import CatalogueError
from tests.etl.catalogue_files import SMALLEST, changed, read, sentence

TARGET = '\n[[indicator.target]]\nlevel = "ambition"\nvalue = 2\nvalid_from = 2026-01-01\nsource = "Plan"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def saved(engine: Engine, catalogue: Catalogue) -> None:
    with writing(engine) as session:
        save(session, catalogue)


def test_our_own_catalogue_is_saved_whole(engine: Engine):
    catalogue = read_catalogue()
    saved(engine, catalogue)
    with reading(engine) as session:
        rows = indicators.all_indicators(session)
        assert {row.id for row in rows} == {entry.id for entry in catalogue.entries}
        assert {row.state for row in rows} == {IndicatorState.APPROVED}
        assert [row.id for row in indicators.service_areas(session)] == [area.id for area in catalogue.service_areas]
        assert [row.id for row in indicators.goals(session)] == ["fewer_harms", "safety_culture", "lasting_structures"]
        assert {row.id for row in indicators.sources(session)} == {source.id for source in catalogue.sources}


def test_saving_twice_changes_nothing(sqlite_engine: Engine, folder: Path):
    catalogue = read(folder, SMALLEST + TARGET)
    saved(sqlite_engine, catalogue)
    saved(sqlite_engine, catalogue)
    with reading(sqlite_engine) as session:
        assert len(indicators.all_indicators(session)) == 1
        (target,) = indicators.targets(session, ["fall-med-skade"])
        assert (target.level, target.value, target.area) == (TargetLevel.AMBITION, 2.0, None)


def test_a_changed_definition_is_brought_up_to_date(sqlite_engine: Engine, folder: Path):
    saved(sqlite_engine, read(folder, SMALLEST))
    saved(sqlite_engine, read(folder, changed("decimals = 1", "decimals = 2")))
    with reading(sqlite_engine) as session:
        (row,) = indicators.all_indicators(session)
        assert row.decimals == 2


def drafted(engine: Engine, folder: Path) -> Catalogue:
    """A database in which a file has brought a draft, and a catalogue that has reviewed it under another id."""
    catalogue = read(folder, SMALLEST)
    saved(engine, catalogue)
    draft = catalogue.entries[0].as_row() | {"id": "utkast", "source_key": "9:Nytt"}
    with writing(engine) as session:
        add_draft(session, **{name: value for name, value in draft.items() if name != "targets"})
    return read(folder, SMALLEST + changed('id = "fall-med-skade"', 'id = "ny"').replace('key = "fall-med-skade"', 'key = "9:Nytt"'))


def test_a_draft_is_reviewed_under_its_own_id(sqlite_engine: Engine, folder: Path):
    reviewed = drafted(sqlite_engine, folder)
    with pytest.raises(CatalogueError) as raised:
        saved(sqlite_engine, reviewed)
    (fault,) = raised.value.faults
    assert (fault.code, fault.entry, fault.expected) == ("key_is_stored", "ny", "utkast")
    assert sentence(fault).endswith('av «utkast». Skriv id = "utkast", så følger tallene med.')


def test_a_reviewed_draft_is_approved(sqlite_engine: Engine, folder: Path):
    drafted(sqlite_engine, folder)
    content = (folder / "prøve.toml").read_text("utf-8").replace('id = "ny"', 'id = "utkast"')
    saved(sqlite_engine, read(folder, content))
    with reading(sqlite_engine) as session:
        assert {row.id: row.state for row in indicators.all_indicators(session)} == {
            "fall-med-skade": IndicatorState.APPROVED,
            "utkast": IndicatorState.APPROVED,
        }
