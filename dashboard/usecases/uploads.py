"""What a person may do with a file on its way in: drop it, answer, publish it now or on a date, move it, cancel it, come back to it.

Analysts see and may go on with each other's files: what waits for its date must not wait for somebody's holiday to end.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import uuid4

from dashboard.auth import Asker, Conflict, NotFound, TooMany, require
from dashboard.logs import log
from dashboard.text import OSLO
from dashboard.usecases import upload_work, waiting_files
from dashboard.usecases.kept_report import KeptReport, from_text, to_text
from dashboard.usecases.upload_pulse import STEPS, House, now, start
from db.engine import reading, writing
from db.models import Upload
from db.queries import uploads as queries
from db.queries.areas import all_areas
from db.queries.indicators import all_indicators
from db.terms import Role, UploadState
from db.writes.uploads import add_upload
from etl.delivering import as_text
from etl.person_search import found_in
from etl.problems import shown

__all__ = [
    "UploadState",
    "UploadView",
    "answer",
    "begin",
    "cancel",
    "latest",
    "look",
    "publish",
    "publish_due",
    "schedule",
    "stand_at",
    "waiting",
]

HOUR = dt.timedelta(hours=1)
A_SHIFT = dt.timedelta(hours=12)  # for so long somebody may still be mending a refused file
LONGEST_NOTE = 500
LATEST = dt.timedelta(days=366)
READY = (UploadState.CHECKED, UploadState.SCHEDULED)
OPEN = (UploadState.READING, UploadState.QUESTION, UploadState.CHECKED, UploadState.SCHEDULED, UploadState.PUBLISHING)
STEPS_OF_PAGE = ("reading", "check", "publish")


@dataclass(frozen=True, slots=True)
class UploadView:
    """One upload as pages show it, with what its codes are called."""

    id: str
    state: UploadState
    file: str
    by: str
    created_at: dt.datetime
    changed_at: dt.datetime
    progress: int
    report: KeptReport
    note: str | None = None
    publish_at: dt.datetime | None = None
    delivery: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_working(self) -> bool:
        return self.state in queries.WORKING

    @property
    def is_held(self) -> bool:
        """Whether the file waits on the server."""
        return self.state in queries.HELD

    @property
    def doing(self) -> str:
        """Which part of the work it is at: wait, read, compare or store."""
        return next((name for name, least in reversed(STEPS.items()) if self.progress >= least), "wait")


def begin(asker: Asker, name: str, content: bytes) -> str:
    """Take a file in to be checked; returns the id under which it goes on. Nothing of it is on the disk yet."""
    require(asker.user, Role.ANALYST)
    moment, most, id = now(), asker.settings.uploads_per_hour, str(uuid4())
    with writing(asker.engine) as session:
        if queries.count_since(session, asker.user.name, moment - HOUR) >= most:
            raise TooMany("too_many_uploads", most=most)
        facts = {"file_name": shown(name) or "", "sha256": hashlib.sha256(content).hexdigest(), "created_by": asker.user.name}
        add_upload(session, id=id, state=UploadState.READING, created_at=moment, changed_at=moment, **facts)
    log("upload", upload=id, user=asker.user.name, bytes=len(content), sha256=facts["sha256"])
    start(upload_work.check, _house(asker), id, name, content, asker.user.name, {})
    return id


def look(asker: Asker, id: str) -> UploadView:
    """How an upload stands; NotFound where there is none."""
    require(asker.user, Role.ANALYST)
    upload_work.tidy(_house(asker))
    with reading(asker.engine) as session:
        upload = _found(queries.find_upload(session, id))
        return _view(upload, _names(session) if upload.report else {})  # the page asks every moment while the file is being read


def latest(asker: Asker) -> str | None:
    """The upload that somebody comes back to: the last one dropped, unless it has ended or was put off to a date."""
    require(asker.user, Role.ANALYST)
    upload_work.tidy(_house(asker))
    with reading(asker.engine) as session:
        last = queries.newest_of(session, asker.user.name, now() - upload_work.IDLE)
    if last is None or last.state in (UploadState.SCHEDULED, UploadState.CANCELLED, UploadState.PUBLISHED, UploadState.EXPIRED):
        return None
    is_over = last.state in (UploadState.REFUSED, UploadState.FAILED)
    return None if is_over and last.changed_at < now() - A_SHIFT else last.id


def waiting(asker: Asker, but: str | None = None) -> list[UploadView]:
    """Everybody's files that are on their way, but for one that is looked at already; what has a date first."""
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        return [_view(upload, {}) for upload in queries.uploads_in(session, OPEN) if upload.id != but]


def publish_due(asker: Asker) -> list[UploadView]:
    """Publish everything whose time has come; how each of them stands now."""
    require(asker.user, Role.ANALYST)
    ids = upload_work.publish_due(_house(asker))
    upload_work.tidy(_house(asker))
    return [_view(_asked(asker, id), {}) for id in ids]


def answer(asker: Asker, id: str, answers: Mapping[str, str]) -> None:
    """Read the file again with these answers and those given before."""
    upload = _asked(asker, id)
    content = waiting_files.fetch(asker.settings.raw_folder, upload.sha256)
    given = json.loads(upload.answers) | dict(answers)
    if content is None:
        raise NotFound("upload_file_gone")
    states = (UploadState.QUESTION, UploadState.CHECKED)
    _change(asker, upload, *states, state=UploadState.READING, progress=0, report=None, answers=as_text(given))
    start(upload_work.check, _house(asker), id, upload.file_name, content, asker.user.name, given)


def publish(asker: Asker, id: str, *, note: str = "", has_seen_small: bool = False) -> None:
    """Store it now."""
    upload = _ready(asker, id, note, has_seen_small)
    facts = {"note": note or upload.note, "report": _signed(asker, upload), "publish_at": None}
    _change(asker, upload, *READY, state=UploadState.PUBLISHING, progress=0, **facts)
    start(upload_work.publish, _house(asker), id)


def schedule(asker: Asker, id: str, at: str, *, note: str = "", has_seen_small: bool = False) -> None:
    """Store it at a moment, written 2026-12-01T08:00 in Oslo's time; also moves what has a date already."""
    upload, moment = _ready(asker, id, note, has_seen_small), _moment(at)
    facts = {"note": note or upload.note, "report": _signed(asker, upload)}
    _change(asker, upload, *READY, state=UploadState.SCHEDULED, publish_at=moment, **facts)


def cancel(asker: Asker, id: str) -> None:
    """End it, whatever it is at; what is being stored is past that, and can be taken back as a delivery."""
    upload = _asked(asker, id)
    _change(asker, upload, *OPEN, before=STEPS["store"] if upload.state is UploadState.PUBLISHING else None, state=UploadState.CANCELLED)
    _house(asker).drop_file(upload.sha256)


def stand_at(asker: Asker, id: str, step: str) -> None:
    """Remember which step the reader has come to, so that any other browser opens it there."""
    upload = _asked(asker, id)
    if step not in STEPS_OF_PAGE:
        raise Conflict("no_such_step")
    if upload.state in READY:
        _house(asker).change(id, upload.state, report=to_text(replace(from_text(upload.report), step=step)))


def report_as_dict(report: KeptReport) -> dict[str, object]:
    """What the page shows, for a script that asks."""
    return json.loads(to_text(report))


def _house(asker: Asker) -> House:
    return House(asker.engine, asker.settings)


def _found(upload: Upload | None) -> Upload:
    if upload is None:
        raise NotFound("unknown_upload")
    return upload


def _asked(asker: Asker, id: str) -> Upload:
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        return _found(queries.find_upload(session, id))


def _ready(asker: Asker, id: str, note: str, has_seen_small: bool) -> Upload:
    """An upload that may be published, with what must be said before."""
    upload = _asked(asker, id)
    if len(note) > LONGEST_NOTE:
        raise Conflict("long_note", most=LONGEST_NOTE)
    if found_in(note):
        raise Conflict("person_in_note")
    if from_text(upload.report).small and not has_seen_small:
        raise Conflict("small_not_seen")
    return upload


def _signed(asker: Asker, upload: Upload) -> str:
    return to_text(replace(from_text(upload.report), by=asker.user.name, step="publish", reason=None))


def _moment(text: str) -> dt.datetime:
    try:
        local = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Conflict("no_such_moment") from None
    moment = local.replace(tzinfo=OSLO).astimezone(dt.UTC).replace(tzinfo=None)
    if not now() < moment <= now() + LATEST:
        raise Conflict("moment_out_of_reach")
    return moment


def _change(asker: Asker, upload: Upload, *states: UploadState, **facts: object) -> None:
    if not _house(asker).change(upload.id, *states, **facts):
        raise Conflict("upload_moved_on")
    log("upload_changed", upload=upload.id, user=asker.user.name, state=facts.get("state", upload.state), at=facts.get("publish_at"))


def _view(upload: Upload, names: Mapping[str, str]) -> UploadView:
    same = ("id", "state", "created_at", "changed_at", "progress", "note", "publish_at", "delivery")
    facts = {name: getattr(upload, name) for name in same}
    return UploadView(**facts, file=upload.file_name, by=upload.created_by, report=from_text(upload.report), names=names)


def _names(session) -> dict[str, str]:
    return {row.id: row.name for row in all_indicators(session)} | {area.code: area.name for area in all_areas(session)}
