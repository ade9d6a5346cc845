"""The example tells a story, once, and it is marked as made up."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.settings import Settings
from dashboard.usecases.action_waiting import Waits
from dashboard.usecases.actions import ActionSelection, actions_page
from dashboard.usecases.effects import Finding
from dashboard.usecases.example_story import tell_story
from dashboard.usecases.example_telling import telling
from db.engine import make_engine
from etl.setup import load_examples, prepare
from tests.db.whole_database import content


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Settings]:
    folder = tmp_path_factory.mktemp("story")
    settings = Settings(database_url=f"sqlite:///{folder / 'story.sqlite3'}", raw_folder=folder / "raw")
    engine = make_engine(settings.database_url)
    prepare(engine, settings.indicators)
    load_examples(engine, "Kari", settings.raw_folder)
    tell_story(engine, settings)
    return engine, settings


def test_telling_it_again_adds_nothing(told: tuple[Engine, Settings]):
    before = content(told[0])
    tell_story(*told)
    assert content(told[0]) == before


def test_it_has_measures_at_each_stage(told: tuple[Engine, Settings]):
    found = actions_page(telling(*told).asker, ActionSelection())
    assert all(action.is_fictional for action in found.actions)
    waiting = {wait for action in found.actions for wait in action.waits}
    assert {Waits.FOLLOW_UP, Waits.OWNER} <= waiting
    assert sum(action.is_overdue for action in found.actions) == 1
    assert any(action.evaluation for action in found.actions)
    assert {effect.finding for action in found.actions for effect in action.effects} >= {
        Finding.IMPROVEMENT,
        Finding.NO_CHANGE,
        Finding.TOO_FEW,
    }
