"""Strategies and their versions: what is adopted stands, what is made from it says so, and what was written can be seen as it stood."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.acting import StrategyState
from db.engine import reading, writing
from db.models import Objective, Strategy
from db.queries import goals as queries
from db.queries.edits import as_it_stood, edits_of
from db.terms import Goal
from db.writes import goals as writes
from db.writes.edits import Stale, Stamp
from tests.builders import settle

DAY = dt.date(2026, 1, 1)
NOON = dt.datetime(2026, 1, 1, 12)
STAMP, LATER = Stamp("Kari", NOON), Stamp("Ola", NOON + dt.timedelta(days=1))
GOALS = {goal.value: f"Mål {goal}" for goal in Goal}
OBJECTIVES = [{"title": title, "pathways": [f"Vei til {title}"], "indicators": ["fall-med-skade"]} for title in ("Lære", "Dele")]
WRITTEN = {"title": "Strategi", "body": "Byen", "vision": "Ingen skade", "valid_from": DAY, "state": StrategyState.ADOPTED}


@pytest.fixture
def house(engine: Engine) -> Engine:
    """An adopted strategy with two delmål, and a draft made from it."""
    settle(engine)
    with writing(engine) as session:
        old = writes.add_strategy(session, STAMP, GOALS, OBJECTIVES, id="by-2026", **WRITTEN)
        writes.make_version(session, old, LATER, id="by-2030", title="Ny strategi", valid_from=DAY.replace(year=2030))
    return engine


def of(session: Session, strategy: str) -> list[Objective]:
    return list(queries.objectives_of(session, strategy))


def test_a_new_version_has_all_of_the_old_and_says_what_it_was_made_from(house: Engine):
    with reading(house) as session:
        old, new = of(session, "by-2026"), of(session, "by-2030")
        assert [(each.title, each.made_from) for each in new] == [("Lære", old[0].id), ("Dele", old[1].id)]
        assert queries.pathways_of(session, [new[1].id]) == {new[1].id: ["Vei til Dele"]}
        assert queries.indicators_of(session, [new[0].id]) == {new[0].id: ["fall-med-skade"]}
        assert [goal.text for goal in queries.goals_of(session, "by-2030")] == list(GOALS.values())
        made = queries.find_strategy(session, "by-2030")
        assert (made.made_from, made.state, made.vision) == ("by-2026", StrategyState.DRAFT, "Ingen skade")


def test_the_texts_of_an_adopted_strategy_stand(house: Engine):
    with writing(house) as session:
        strategy, objective, other = session.get_one(Strategy, "by-2026"), *of(session, "by-2026")
        for change in (
            lambda: writes.change_strategy(session, strategy, 1, {"vision": "X"}, GOALS, STAMP),
            lambda: writes.change_objective(session, objective, 1, STAMP, "X", [], []),
            lambda: writes.drop_objective(session, objective, 1, STAMP),
            lambda: writes.change_places(session, objective, other, (1, 1), STAMP),
            lambda: writes.add_objective(session, strategy, STAMP, "X", [], []),
            lambda: writes.adopt(session, strategy, 1, STAMP, adopted_on=DAY, adopted_by="Rådet"),
        ):
            with pytest.raises(writes.TextsStand):
                change()


def test_which_indicators_tell_of_a_delmål_may_change_and_is_kept(house: Engine):
    with writing(house) as session:
        objective = of(session, "by-2026")[0]
        assert writes.link_indicators(session, objective, 1, STAMP, [])
        newest = edits_of(session, Objective, objective.id)[0]
    assert (json.loads(newest.before)["indicators"], json.loads(newest.after)["indicators"]) == (["fall-med-skade"], [])


def test_a_draft_is_changed_with_before_and_after(house: Engine):
    with writing(house) as session:
        objective = of(session, "by-2030")[0]
        writes.change_objective(session, objective, 1, LATER, "Lære mer", ["Først", "Så"], [])
        newest = edits_of(session, Objective, objective.id)[0]
    assert [each["text"] for each in json.loads(newest.before)["pathways"]] == ["Vei til Lære"]
    assert [each["text"] for each in json.loads(newest.after)["pathways"]] == ["Først", "Så"]


def test_two_delmål_change_places(house: Engine):
    with writing(house) as session:
        writes.change_places(session, *of(session, "by-2030"), (1, 1), LATER)
        assert [each.title for each in of(session, "by-2030")] == ["Dele", "Lære"]
        with pytest.raises(Stale):
            writes.change_places(session, *of(session, "by-2030"), (1, 1), LATER)


def test_what_is_taken_out_of_a_draft_is_gone_from_it_and_kept(house: Engine):
    with writing(house) as session:
        writes.drop_objective(session, of(session, "by-2030")[0], 1, LATER)
        assert [each.title for each in of(session, "by-2030")] == ["Dele"]
        assert session.query(Objective).count() == 4
        draft = session.get_one(Strategy, "by-2030")
        added = writes.add_objective(session, draft, LATER, "Måle", ["Telle"], [])
        assert [each.title for each in of(session, "by-2030")] == ["Dele", "Måle"]
        assert added.position == 3


def test_adopting_needs_a_day_and_a_body(house: Engine):
    with writing(house) as session:
        writes.adopt(session, session.get_one(Strategy, "by-2030"), 1, LATER, adopted_on=DAY, adopted_by="Kommunestyret")
        found = session.get_one(Strategy, "by-2030")
        assert (found.state, found.adopted_by, found.revision) == (StrategyState.ADOPTED, "Kommunestyret", 2)


def test_what_was_written_is_seen_as_it_stood(house: Engine):
    with writing(house) as session:
        objective = of(session, "by-2026")[0]
        writes.link_indicators(session, objective, 1, LATER, [])
        before, after = (as_it_stood(session, Objective, moment)[str(objective.id)] for moment in (NOON, LATER.at))
        assert (before["indicators"], after["indicators"]) == (["fall-med-skade"], [])
        assert "by-2030" not in as_it_stood(session, Strategy, NOON)
