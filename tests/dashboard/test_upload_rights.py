"""Who may go on with a file on its way in, and what must be said before it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, TooMany
from dashboard.usecases import uploads
from db.terms import Role, UploadState
from tests.dashboard.dropped_files import FALLS, FEW, PERSON, asker, deliveries, dropped, in_an_hour
from tests.dashboard.waiting import ended


def test_small_numbers_must_have_been_seen(analyst: Asker):
    found = dropped(analyst, FEW)
    with pytest.raises(Conflict, match="small_not_seen"):
        uploads.publish(analyst, found.id)
    with pytest.raises(Conflict, match="small_not_seen"):
        uploads.schedule(analyst, found.id, in_an_hour())
    uploads.publish(analyst, found.id, has_seen_small=True)
    assert ended(analyst.engine, found.id).state is UploadState.PUBLISHED


@pytest.mark.parametrize(
    ("note", "code"), [("om 01010750160", "person_in_note"), ("ring kari@eksempel.no", "person_in_note"), ("x" * 501, "long_note")]
)
def test_a_note_is_short_and_not_about_a_person(analyst: Asker, note: str, code: str):
    with pytest.raises(Conflict, match=code):
        uploads.publish(analyst, dropped(analyst, FALLS).id, note=note)


@pytest.mark.parametrize("at", ["", "i morgen", "2020-01-01T08:00", "2400-01-01T08:00"])
def test_a_time_is_ahead_and_within_a_year(analyst: Asker, at: str):
    with pytest.raises(Conflict, match="moment"):
        uploads.schedule(analyst, dropped(analyst, FALLS).id, at)


def test_analysts_go_on_with_each_others_files(analyst: Asker, tmp_path: Path):
    found = dropped(analyst, FALLS)
    colleague = asker(analyst.engine, tmp_path, name="Ola")
    assert [each.by for each in uploads.waiting(colleague)] == ["Kari"]
    assert uploads.latest(colleague) is None
    uploads.publish(colleague, found.id)
    ended(analyst.engine, found.id)
    assert deliveries(analyst)[0].received_by == "Ola"


ACTIONS = {
    "begin": lambda asker, id: uploads.begin(asker, "fall.csv", FALLS),
    "look": uploads.look,
    "latest": lambda asker, id: uploads.latest(asker),
    "waiting": lambda asker, id: uploads.waiting(asker),
    "answer": lambda asker, id: uploads.answer(asker, id, {}),
    "publish": uploads.publish,
    "publish_due": lambda asker, id: uploads.publish_due(asker),
    "schedule": lambda asker, id: uploads.schedule(asker, id, in_an_hour()),
    "cancel": uploads.cancel,
    "stand_at": lambda asker, id: uploads.stand_at(asker, id, "check"),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_below_an_analyst_sees_or_does_anything(analyst: Asker, tmp_path: Path, action: str):
    found = dropped(analyst, FALLS)
    for role in (Role.READER, Role.LEADER, Role.COMMITTEE):
        with pytest.raises(Forbidden):
            ACTIONS[action](asker(analyst.engine, tmp_path, role), found.id)
    assert uploads.look(analyst, found.id).state is UploadState.CHECKED


@pytest.mark.parametrize("action", ["look", "answer", "publish", "schedule", "cancel", "stand_at"])
def test_an_id_that_nobody_was_given_is_not_found(analyst: Asker, action: str):
    with pytest.raises(NotFound):
        ACTIONS[action](analyst, "00000000-0000-4000-8000-000000000000")


def test_one_user_cannot_keep_the_server_busy(analyst: Asker, tmp_path: Path):
    hasty = asker(analyst.engine, tmp_path, uploads_per_hour=2)
    for _ in range(2):
        dropped(hasty, FALLS)
    with pytest.raises(TooMany):
        uploads.begin(hasty, "fall.csv", FALLS)


def test_a_file_about_persons_is_not_given_back(analyst: Asker):
    assert not uploads.look(analyst, dropped(analyst, PERSON).id).report.can_be_marked
