"""Strategies as files: read and checked like the catalogue, stored once, and never changed by a file again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard import text
from db.engine import reading, writing
from db.queries import goals
from etl.catalogue import read_catalogue
from etl.faults import CatalogueError
from etl.setup import prepare
from etl.strategies import Found, read_strategies, save
from tests.builders import settle

NOW = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)
SMALLEST = """
[[strategy]]
id = "by-2026"
title.nb = "Byens strategi"
body.nb = "Byen"
vision.nb = "Ingen skal skades"
valid_from = 2026-01-01

[strategy.goals]
fewer_harms.nb = "Færre skader"
safety_culture.nb = "Bedre kultur"
lasting_structures.nb = "Varige strukturer"

[[strategy.objective]]
title.nb = "Lære av feil"
pathways.nb = ["Møtes", "Melde avvik"]
indicators = ["fall-med-skade"]
"""


def read(folder: Path, content: str = SMALLEST) -> tuple[Found, ...]:
    (folder / "prøve.toml").write_text(content, "utf-8")
    return read_strategies(["fall-med-skade"], own=folder)


def stored(engine: Engine, found: tuple[Found, ...]) -> None:
    with writing(engine) as session:
        save(session, found, NOW)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('title.nb = "Byens strategi"', "", "missing_field", "title"),
        ('safety_culture.nb = "Bedre kultur"', "", "missing_field", "goals.safety_culture"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "strategy_dates", "valid_to"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nadopted_by = 'Kommunestyret'", "half_adopted", "adopted_on"),
        ('["fall-med-skade"]', '["fall-med-skad"]', "unknown_served", "objective[1].indicators"),
        ('pathways.nb = ["Møtes", "Melde avvik"]', "", "missing_field", "objective[1].pathways"),
        ('body.nb = "Byen"', 'body.nb = "Byen"\nperiod = 4', "unknown_field", "period"),
        ("[[strategy]]", "[[strategi]]", "unknown_table", None),
    ],
)
def test_a_fault_names_file_entry_and_field(tmp_path: Path, old: str, new: str, code: str, field: str | None):
    assert old in SMALLEST
    with pytest.raises(CatalogueError) as raised:
        read(tmp_path, SMALLEST.replace(old, new, 1))
    fault = next(each for each in raised.value.faults if each.code == code)
    assert (fault.field, fault.file.endswith("prøve.toml")) == (field, True)
    assert text.t(fault.sentence, **fault.facts)


def test_one_id_is_one_strategy(tmp_path: Path):
    with pytest.raises(CatalogueError) as raised:
        read(tmp_path, SMALLEST * 2)
    assert [fault.code for fault in raised.value.faults] == ["duplicate_strategy"]


def test_a_strategy_is_stored_whole(engine: Engine, tmp_path: Path):
    settle(engine)
    stored(engine, read(tmp_path))
    with reading(engine) as session:
        (objective,) = goals.objectives_of(session, "by-2026")
        assert [goal.text for goal in goals.goals_of(session, "by-2026")] == ["Færre skader", "Bedre kultur", "Varige strukturer"]
        assert goals.pathways_of(session, [objective.id]) == {objective.id: ["Møtes", "Melde avvik"]}
        assert goals.indicators_of(session, [objective.id]) == {objective.id: ["fall-med-skade"]}


def test_a_changed_file_does_not_change_what_was_adopted(engine: Engine, tmp_path: Path):
    settle(engine)
    stored(engine, read(tmp_path))
    stored(engine, read(tmp_path, SMALLEST.replace("Ingen skal skades", "Noen skal skades")))
    with reading(engine) as session:
        assert [row.vision for row in goals.strategies(session)] == ["Ingen skal skades"]


def test_a_municipality_keeps_its_own_beside_its_catalogue(tmp_path: Path):
    (tmp_path / "own").mkdir()
    (tmp_path / "strategies").mkdir()
    (tmp_path / "strategies" / "by.toml").write_text(SMALLEST, "utf-8")
    found = read_strategies(["fall-med-skade"], [tmp_path], own=tmp_path / "own")
    assert [each.entry.id for each in found] == ["by-2026"]


def test_our_own_strategies_have_the_three_goals_and_the_seven_delmål():
    national, municipal = sorted(read_strategies(read_catalogue().by_id), key=lambda each: each.entry.id, reverse=True)
    assert (national.entry.id, municipal.entry.id) == ("nasjonal-2019", "faerder-2019")
    assert "brukermedvirkning" in municipal.entry.goals.lasting_structures.nb
    assert [objective.title.nb for objective in municipal.entry.objective] == [
        "Integrere arbeidet med pasientsikkerhet i etablerte styringslinjer",
        "Etablere og styrke arenaer for deling av kunnskap og erfaring",
        "Utvikle en kultur som tilrettelegger for åpenhet og læring",
        "Bygge kompetanse og kapasitet i virksomhetene",
        "Identifisere og spre oppdatert kunnskap",
        "Utvikle, iverksette og følge opp nasjonale satsinger",
        "Bygge systemer og strukturer over tid",
    ]


def test_a_house_that_is_made_ready_has_them(sqlite_engine: Engine):
    prepare(sqlite_engine)
    prepare(sqlite_engine)
    with reading(sqlite_engine) as session:
        assert [row.id for row in goals.strategies(session)] == ["nasjonal-2019", "faerder-2019"]
        assert len(goals.objectives_of(session, "faerder-2019")) == 7
