"""A new version of a strategy: drafted from the old one, written, moved, adopted; and what is adopted is changed by nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, Role
from dashboard.usecases import strategy_writing as writing
from dashboard.usecases.goal_page import goal_page
from dashboard.usecases.strategies import Standing
from dashboard.usecases.strategy_page import strategy_page
from dashboard.usecases.writing import Unfit
from tests.dashboard.goal_house import OLD, as_role, asked, objective
from tests.dashboard.houses import asker


@pytest.fixture
def anna(furnished_engine: Engine) -> Asker:
    return asker(furnished_engine, Role.ANALYST)


def draft(anna: Asker, **written: object) -> str:
    given = {"title": "Strategi 2026–2030", "valid_from": "2026-01-01", "valid_to": "2030-12-31"}
    return writing.make_version(anna, OLD, given | written)


def texts(anna: Asker, id: str, form: str = "texts") -> dict[str, object]:
    """What stands in a form, as the browser would send it back."""
    view = getattr(strategy_page(anna, id), form)
    return {field.name: field.value for field in view.fields} | {"revision": view.revision}


def test_a_new_version_is_a_draft_that_only_those_who_may_see(anna: Asker):
    id = draft(as_role(anna, Role.COMMITTEE))
    assert id == "faerder-2026"
    assert draft(anna) == "faerder-2026-2"
    assert len(goal_page(anna, asked(id)).objectives) == 7
    for role in (Role.READER, Role.LEADER):
        with pytest.raises(NotFound):
            goal_page(as_role(anna, role), asked(id))
        with pytest.raises(Forbidden):
            draft(as_role(anna, role))
    assert goal_page(anna, asked()).strategy.id == OLD


def test_a_period_the_wrong_way_round_is_refused(anna: Asker):
    with pytest.raises(Unfit) as raised:
        draft(anna, valid_to="2025-12-31")
    assert "før starten" in raised.value.faults[0].sentence


def test_a_draft_is_written_moved_and_thinned(anna: Asker):
    id = draft(anna)
    writing.write_strategy(anna, id, texts(anna, id) | {"vision": "Ingen skal skades", "goal_safety_culture": "En åpen kultur"})
    first, second, *_ = strategy_page(anna, id).objectives
    writing.move_objective(anna, id, second.id, second.revision, -1)
    writing.move_objective(anna, id, second.id, second.revision + 1, -1)
    writing.drop_objective(anna, id, first.id, first.revision + 1)
    writing.write_objective(anna, id, None, {"title": "Måle mer", "pathways": "Telle\n\n  Vise  ", "indicators": ["fall"]})
    page = goal_page(anna, asked(id))
    assert (page.strategy.vision, page.panels[1].name) == ("Ingen skal skades", "En åpen kultur")
    assert (objective(page, 1).title, len(page.objectives)) == (second.title, 7)
    assert (objective(page, 7).title, objective(page, 7).pathways) == ("Måle mer", ("Telle", "Vise"))


def test_an_adopted_version_takes_over_and_the_old_one_keeps_its_words(anna: Asker):
    id, before = draft(anna), goal_page(anna, asked(OLD))
    writing.write_strategy(anna, id, texts(anna, id) | {"vision": "Ingen skal skades"})
    with pytest.raises(Unfit) as raised:
        writing.adopt_strategy(anna, id, {"revision": 2})
    assert {fault.field for fault in raised.value.faults} == {"adopted_on", "adopted_by"}
    writing.adopt_strategy(anna, id, {"adopted_on": "2026-01-15", "adopted_by": "Kommunestyret", "revision": 2})
    reader = as_role(anna, Role.READER)
    assert (goal_page(reader, asked()).strategy.id, goal_page(reader, asked()).strategy.standing) == (id, Standing.IN_FORCE)
    after = goal_page(reader, asked(OLD))
    assert (after.strategy, [each.pathways for each in after.objectives]) == (
        before.strategy,
        [each.pathways for each in before.objectives],
    )


def test_the_texts_of_an_adopted_strategy_are_changed_by_nobody(anna: Asker):
    boss, first = as_role(anna, Role.ADMINISTRATOR), objective(goal_page(anna, asked()), 1)
    given = texts(anna, draft(anna))
    for change in (
        lambda: writing.write_strategy(boss, OLD, given),
        lambda: writing.write_objective(boss, OLD, first.id, {"title": "Nytt", "revision": 1}),
        lambda: writing.write_objective(boss, OLD, None, {"title": "Nytt"}),
        lambda: writing.move_objective(boss, OLD, first.id, 1, 1),
        lambda: writing.drop_objective(boss, OLD, first.id, 1),
        lambda: writing.adopt_strategy(boss, OLD, {"adopted_on": "2026-01-15", "adopted_by": "X", "revision": 1}),
    ):
        with pytest.raises(Conflict) as raised:
            change()
        assert "Lag en ny versjon" in raised.value.sentence
