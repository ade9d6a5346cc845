"""What people write is kept: who, when, before and after; and nobody's change is lost under another's."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import Engine

from db.acting import EditKind, StrategyState
from db.engine import reading, writing
from db.models import Objective, Owner, Strategy
from db.queries.edits import edits_of
from db.writes import edits
from tests.builders import settle

THEN = dt.datetime(2026, 3, 15, 10, tzinfo=dt.UTC)
LATER = THEN + dt.timedelta(hours=1)


def an_owner(engine: Engine, name: str = "Kari") -> int:
    with writing(engine) as session:
        return edits.add(session, Owner(name=name), edits.Stamp("Ola", THEN)).id


def rename(engine: Engine, id: int, seen: int, name: str) -> bool:
    with writing(engine) as session:
        return edits.change(session, session.get(Owner, id), seen, {"name": name}, edits.Stamp("Per", LATER, "giftet seg"))


def test_a_change_tells_who_when_why_before_and_after(engine: Engine):
    id = an_owner(engine)
    assert rename(engine, id, 1, "Kari Vik")
    with reading(engine) as session:
        newest, first = edits_of(session, Owner, id)
    assert (first.kind, first.made_by, first.made_at, first.before) == (EditKind.ADDED, "Ola", THEN.replace(tzinfo=None), None)
    assert (newest.kind, newest.made_by, newest.reason, newest.revision) == (EditKind.CHANGED, "Per", "giftet seg", 2)
    assert (json.loads(newest.before)["name"], json.loads(newest.after)["name"]) == ("Kari", "Kari Vik")


def test_whoever_changes_what_somebody_has_changed_since_is_told_and_changes_nothing(engine: Engine):
    id = an_owner(engine)
    rename(engine, id, 1, "Kari Vik")
    with pytest.raises(edits.Stale) as raised:
        rename(engine, id, 1, "Kari Berg")
    assert (raised.value.seen, raised.value.found) == (1, 2)
    with reading(engine) as session:
        assert session.get(Owner, id).name == "Kari Vik"
        assert len(edits_of(session, Owner, id)) == 2


def test_a_change_of_nothing_is_none(engine: Engine):
    id = an_owner(engine)
    assert not rename(engine, id, 1, "Kari")
    with reading(engine) as session:
        assert (session.get(Owner, id).revision, len(edits_of(session, Owner, id))) == (1, 1)


def test_links_are_part_of_what_is_kept(engine: Engine):
    settle(engine)
    strategy = {"title": "S", "body": "K", "vision": "V", "valid_from": THEN.date(), "state": StrategyState.DRAFT}
    with writing(engine) as session:
        stamp = edits.Stamp("Ola", THEN)
        edits.add(session, Strategy(id="s", **strategy), stamp)
        made = edits.add(session, Objective(strategy="s", position=1, title="D"), stamp, {"indicators": ["fall-med-skade"]})
        assert edits.change(session, made, 1, {}, stamp, {"indicators": []})
        newest = edits_of(session, Objective, made.id)[0]
    assert (json.loads(newest.before)["indicators"], json.loads(newest.after)["indicators"]) == (["fall-med-skade"], [])
