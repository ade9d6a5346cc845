"""The example tells a story, once, and it is marked as made up."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.usecases.action_waiting import Waits
from dashboard.usecases.actions import ActionSelection, actions_page
from dashboard.usecases.effects import Finding
from dashboard.usecases.example_story import tell_story
from dashboard.usecases.example_telling import telling
from dashboard.usecases.goal_page import goal_page
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.targets import target_lines
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


def test_its_delmål_have_activities_and_measures_and_some_have_neither(told: tuple[Engine, Settings]):
    found = goal_page(telling(*told).asker, GoalSelection(Selection())).objectives
    assert [objective.number for objective in found if objective.is_missing] == [5]
    assert [(objective.done, len(objective.planned)) for objective in found[:4]] == [(2, 3), (1, 2), (1, 2), (1, 1)]
    assert not any(activity.is_late for objective in found for activity in objective.activities)
    assert [len(objective.actions) for objective in found[:3]] == [1, 0, 1]


def test_a_target_of_its_has_been_raised(told: tuple[Engine, Settings]):
    lines = target_lines(telling(*told).asker, "fallrisiko-vurdert")
    assert [line.level for line in lines if line.holds] == ["requirement", "ambition"]
    assert all("oppdiktet" in (line.decided_by or "") for line in lines)
