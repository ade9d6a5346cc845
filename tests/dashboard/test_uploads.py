"""A file on its way in: checked beside the request, kept on the server until it is published, seen by nobody else before."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict
from dashboard.text import OSLO
from dashboard.usecases import upload_work, uploads
from dashboard.usecases.received import latest as latest_deliveries
from dashboard.usecases.upload_pulse import House, now
from db.engine import writing
from db.terms import Outcome, UploadState
from etl.setup import prepare
from tests.dashboard.dropped_files import (
    ASKS,
    FALLS,
    PERSON,
    WRONG,
    age,
    asker,
    deliveries,
    dropped,
    files,
    in_an_hour,
    make_due,
)
from tests.dashboard.waiting import ended, nobody_at_work


@pytest.fixture
def anywhere(engine: Engine, tmp_path: Path) -> Asker:
    """On both databases, for what rests on their locks."""
    prepare(engine)
    return asker(engine, tmp_path)


def test_a_checked_file_waits_on_the_server_by_its_checksum_and_is_seen_by_nobody(analyst: Asker):
    found = dropped(analyst, FALLS)
    assert (found.state, files(analyst), deliveries(analyst)) == (UploadState.CHECKED, [found.sha256], [])
    assert latest_deliveries(analyst) == []
    view = uploads.look(analyst, found.id)
    assert (view.report.outcome, view.report.rows, view.report.differences.new.count) == (Outcome.STORED, 1, 1)
    assert view.names["fall-med-skade"].startswith("Fall med skade")


@pytest.mark.parametrize("content", [WRONG, PERSON, b"%PDF-1.7\n", b""], ids=["wrong", "person", "pdf", "empty"])
def test_a_refused_file_is_nowhere_and_only_its_problems_are_kept(analyst: Asker, content: bytes):
    found = dropped(analyst, content)
    assert (found.state, files(analyst)) == (UploadState.REFUSED, [])
    assert uploads.look(analyst, found.id).report.groups
    assert "01010750160" not in found.report


def test_a_name_that_may_be_a_persons_number_is_not_kept_before_it_was_searched(analyst: Asker):
    found = dropped(analyst, FALLS, "01010750160.csv")
    assert (found.state, found.file_name) == (UploadState.REFUSED, "….csv")


def test_a_question_is_answered_and_the_file_read_again(analyst: Asker):
    found = dropped(analyst, ASKS)
    assert found.state is UploadState.QUESTION
    assert [question.code for question in uploads.look(analyst, found.id).report.questions] == ["share_scale"]
    uploads.answer(analyst, found.id, {"share_scale": "0-1"})
    again = ended(analyst.engine, found.id)
    assert (again.state, again.answers) == (UploadState.CHECKED, '{"share_scale": "0-1"}')
    uploads.publish(analyst, found.id)
    assert ended(analyst.engine, found.id).state is UploadState.PUBLISHED
    assert deliveries(analyst)[0].answers == '{"share_scale": "0-1"}'


def test_publishing_stores_it_with_its_note_and_the_file_waits_no_longer(anywhere: Asker):
    found = dropped(anywhere, FALLS)
    uploads.publish(anywhere, found.id, note="Rettet tall fra januar")
    done = ended(anywhere.engine, found.id)
    stored = deliveries(anywhere)[0]
    assert (done.state, done.delivery, stored.note, stored.received_by) == (
        UploadState.PUBLISHED,
        stored.number,
        "Rettet tall fra januar",
        "Kari",
    )
    assert files(anywhere) == [found.sha256]  # the raw file of the delivery
    assert not (anywhere.settings.raw_folder / "venter" / found.sha256).exists()


def test_the_same_file_again_is_unchanged_at_once(analyst: Asker):
    uploads.publish(analyst, (first := dropped(analyst, FALLS)).id)
    ended(analyst.engine, first.id)
    again = dropped(analyst, FALLS, "et annet navn.csv")
    assert (again.state, again.delivery) == (UploadState.PUBLISHED, 1)
    assert uploads.look(analyst, again.id).report.outcome is Outcome.UNCHANGED
    assert len(deliveries(analyst)) == 1


def test_a_scheduled_file_is_published_when_its_time_comes_and_not_before(anywhere: Asker):
    found = dropped(anywhere, FALLS)
    uploads.schedule(anywhere, found.id, in_an_hour())
    assert uploads.publish_due(anywhere) == []
    assert (deliveries(anywhere), files(anywhere)) == ([], [found.sha256])
    make_due(anywhere, found.id)
    assert [each.state for each in uploads.publish_due(anywhere)] == [UploadState.PUBLISHED]
    assert [each.received_by for each in deliveries(anywhere)] == ["Kari"]
    assert uploads.publish_due(anywhere) == []


def test_what_is_no_longer_acceptable_on_the_day_is_not_published_but_says_why(analyst: Asker):
    unit = "indikator;område;periode;teller;nevner\nfall-med-skade;SYK-09;2025-01;30;1000\n".encode()
    units = dropped(analyst, "kode;navn;tjeneste;overordnet\nSYK-09;Prøve sykehjem;sykehjem;3911\n".encode(), "enheter.csv")
    uploads.publish(analyst, units.id)
    assert ended(analyst.engine, units.id).state is UploadState.PUBLISHED
    found = dropped(analyst, unit)
    uploads.schedule(analyst, found.id, in_an_hour())
    with writing(analyst.engine) as session:
        session.connection().exec_driver_sql("UPDATE area SET valid_from = '2024-01-01', valid_to = '2024-12-31' WHERE code = 'SYK-09'")
    make_due(analyst, found.id)
    assert [each.state for each in uploads.publish_due(analyst)] == [UploadState.REFUSED]
    assert uploads.look(analyst, found.id).report.groups
    assert (len(deliveries(analyst)), found.sha256 in files(analyst)) == (1, False)


def test_a_scheduled_file_is_moved_and_published_at_once(analyst: Asker):
    found = dropped(analyst, FALLS)
    uploads.schedule(analyst, found.id, in_an_hour())
    later = (dt.datetime.now(OSLO) + dt.timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    uploads.schedule(analyst, found.id, later)
    assert (uploads.look(analyst, found.id).publish_at - now()).days == 29
    uploads.publish(analyst, found.id)
    assert ended(analyst.engine, found.id).state is UploadState.PUBLISHED


def test_a_cancelled_file_is_gone(analyst: Asker):
    found = dropped(analyst, FALLS)
    uploads.schedule(analyst, found.id, in_an_hour())
    uploads.cancel(analyst, found.id)
    assert (files(analyst), uploads.waiting(analyst)) == ([], [])
    with pytest.raises(Conflict, match="upload_moved_on"):
        uploads.publish(analyst, found.id)


def test_a_check_that_was_cancelled_leaves_nothing(analyst: Asker, monkeypatch: pytest.MonkeyPatch):
    id = []

    def cancelled_meanwhile(*given: object, on_step, **options: object):
        on_step("read")
        uploads.cancel(analyst, id[0])
        return take_in(*given, on_step=on_step, **options)

    take_in = upload_work.take_in
    monkeypatch.setattr(upload_work, "take_in", cancelled_meanwhile)
    monkeypatch.setattr(uploads, "start", lambda *_: None)
    id.append(uploads.begin(analyst, "fall.csv", FALLS))
    upload_work.check(House(analyst.engine, analyst.settings), id[0], "fall.csv", FALLS, "Kari", {})
    assert (uploads.look(analyst, id[0]).state, files(analyst)) == (UploadState.CANCELLED, [])


def test_work_that_has_been_silent_was_stopped_and_says_so(analyst: Asker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "start", lambda *_: None)  # the server stops here
    id = uploads.begin(analyst, "fall.csv", FALLS)
    assert uploads.look(analyst, id).state is UploadState.READING
    age(analyst, id, dt.timedelta(minutes=2))
    found = uploads.look(analyst, id)
    assert (found.state, found.report.reason) == (UploadState.FAILED, "interrupted")


def test_a_publication_that_was_stopped_can_be_tried_again(analyst: Asker, monkeypatch: pytest.MonkeyPatch):
    found = dropped(analyst, FALLS)
    with monkeypatch.context() as stopped:
        stopped.setattr(uploads, "start", lambda *_: None)
        uploads.publish(analyst, found.id)
    age(analyst, found.id, dt.timedelta(minutes=2))
    assert uploads.look(analyst, found.id).state is UploadState.CHECKED
    uploads.publish(analyst, found.id)
    assert ended(analyst.engine, found.id).state is UploadState.PUBLISHED


def test_a_file_that_nobody_touches_for_a_fortnight_is_removed(analyst: Asker):
    idle, planned = dropped(analyst, FALLS), dropped(analyst, ASKS)
    uploads.answer(analyst, planned.id, {"share_scale": "0-1"})
    ended(analyst.engine, planned.id)
    uploads.schedule(analyst, planned.id, in_an_hour())
    for id in (idle.id, planned.id):
        age(analyst, id, dt.timedelta(days=15))
    assert uploads.look(analyst, idle.id).state is UploadState.EXPIRED
    assert (uploads.look(analyst, planned.id).state, files(analyst)) == (UploadState.SCHEDULED, [planned.sha256])


def test_whoever_comes_back_finds_the_file_at_the_step_where_it_was_left(analyst: Asker):
    found = dropped(analyst, FALLS)
    uploads.stand_at(analyst, found.id, "check")
    assert uploads.latest(analyst) == found.id
    assert uploads.look(analyst, found.id).report.step == "check"


def test_a_full_disk_ends_the_check_with_a_reason(analyst: Asker, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(upload_work.waiting_files, "keep", full)
    found = dropped(analyst, FALLS)
    assert (found.state, uploads.look(analyst, found.id).report.reason) == (UploadState.FAILED, "no_room")


def test_the_running_server_publishes_what_is_due_beside_the_request_that_comes_first(analyst: Asker):
    found = dropped(analyst, FALLS)
    uploads.schedule(analyst, found.id, in_an_hour())
    caretaker = upload_work.Caretaker(analyst.engine, analyst.settings)
    caretaker()
    make_due(analyst, found.id)
    caretaker()  # it looked a moment ago
    assert deliveries(analyst) == []
    caretaker.next_look = 0.0
    caretaker()
    nobody_at_work()
    assert uploads.look(analyst, found.id).state is UploadState.PUBLISHED
    assert len(deliveries(analyst)) == 1


def test_of_several_processes_one_publishes_what_is_due(anywhere: Asker):
    found = dropped(anywhere, FALLS)
    uploads.schedule(anywhere, found.id, in_an_hour())
    make_due(anywhere, found.id)
    house = House(anywhere.engine, anywhere.settings)
    with ThreadPoolExecutor(4) as pool:
        taken = [ids for ids in pool.map(upload_work.publish_due, [house] * 4) if ids]
    assert (taken, len(deliveries(anywhere))) == ([[found.id]], 1)
