"""What is done with an upload: checked, and published when somebody asks or its date has come, after a fresh check."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Engine

from dashboard.logs import log, log_error
from dashboard.settings import Settings
from dashboard.usecases import waiting_files
from dashboard.usecases.deliveries import take_in
from dashboard.usecases.kept_report import KeptReport, from_text, shortened, to_text
from dashboard.usecases.upload_pulse import House, fall_back, insist, now, start, working
from db.engine import DatabaseUnusable, reading, writing
from db.models import Upload
from db.queries import uploads as queries
from db.terms import Outcome, UploadState
from db.writes.uploads import remove_uploads
from etl.problems import LoadReport

LOOK = 10.0  # seconds between a process's looks for what is due
SILENT = dt.timedelta(seconds=45)  # longer than anybody waits for a writer
IDLE = dt.timedelta(days=14)
STATE_OF = {
    Outcome.STORED: UploadState.CHECKED,
    Outcome.NEEDS_ANSWER: UploadState.QUESTION,
    Outcome.REFUSED: UploadState.REFUSED,
    Outcome.UNCHANGED: UploadState.PUBLISHED,
}


def check(house: House, id: str, name: str, content: bytes, by: str, answers: Mapping[str, str]) -> None:
    """Read and check a file; it is kept only where it may be published, or could be after an answer."""
    with working(house, id, UploadState.READING) as on_step:
        report = take_in(house, name, content, by=by, answers=answers, dry_run=True, on_step=on_step)
        _checked(house, house.find(id), name, content, report)


def publish(house: House, id: str) -> None:
    """Store an upload that is PUBLISHING, after a fresh check against the facts of this moment."""
    with working(house, id, UploadState.PUBLISHING) as on_step:
        upload = house.find(id)
        kept = from_text(upload.report)
        content = waiting_files.fetch(house.raw_folder, upload.sha256)
        if content is None:
            _ended(house, upload, UploadState.FAILED, replace(kept, reason="file_gone"))
            return
        facts = {"by": kept.by or upload.created_by, "answers": json.loads(upload.answers), "note": upload.note}
        report = take_in(house, upload.file_name, content, **facts, on_step=on_step)
        if any(problem.code == "raw_file_not_kept" for problem in report.problems):
            raise OSError("no room for the raw file")
        state = UploadState.PUBLISHED if report.delivery else STATE_OF[report.outcome]
        _ended(house, upload, state, replace(shortened(report), by=kept.by), report.delivery)


def publish_due(house: House) -> list[str]:
    """Publish what is due; of several processes one gets each. Returns the ids."""
    with reading(house.engine) as session:
        ids = queries.due(session, now())
    taken = [id for id in ids if house.change(id, UploadState.SCHEDULED, state=UploadState.PUBLISHING, progress=0)]
    for id in taken:
        publish(house, id)
    return taken


def _checked(house: House, upload: Upload, name: str, content: bytes, report: LoadReport) -> None:
    state = STATE_OF[report.outcome]
    facts: dict[str, object] = {"answers": upload.answers, "report": to_text(shortened(report)), "layout": report.detected.get("layout")}
    if state in queries.HELD:
        waiting_files.keep(house.raw_folder, upload.sha256, content)
        facts["file_name"] = name  # searched by now; until here only what could be shown of it was kept
    told = insist(lambda: house.change(upload.id, UploadState.READING, state=state, progress=100, delivery=report.delivery, **facts))
    if not told or state not in queries.HELD:
        house.drop_file(upload.sha256)
    log("upload_checked", upload=upload.id, outcome=report.outcome, sha256=upload.sha256, bytes=len(content))


def _ended(house: House, upload: Upload, state: UploadState, report: KeptReport, delivery: int | None = None) -> None:
    facts = {"state": state, "progress": 100, "report": to_text(report), "delivery": delivery}
    insist(lambda: house.change(upload.id, UploadState.PUBLISHING, **facts))
    if state not in queries.HELD:
        house.drop_file(upload.sha256)
    log("upload_published", upload=upload.id, outcome=report.outcome, delivery=delivery, sha256=upload.sha256)


def tidy(house: House) -> None:
    """What was stopped with its process says so, what nobody went on with is over, and what ended long ago is gone."""
    with reading(house.engine) as session:
        found = queries.forsaken(session, now() - SILENT, now() - IDLE)
        held = queries.held(session)
    for upload in found:
        if upload.state in queries.WORKING:
            fall_back(house, upload, "interrupted")
        elif upload.state in queries.HELD:
            house.change(upload.id, upload.state, state=UploadState.EXPIRED)
            house.drop_file(upload.sha256)
    over = [upload.id for upload in found if upload.state not in (*queries.WORKING, *queries.HELD)]
    if over:
        with writing(house.engine) as session:
            remove_uploads(session, over)
    waiting_files.drop_others(house.raw_folder, held)


class Caretaker:
    """Looks at the first request after a while, in each process of the server, for what is due; the work goes on beside the request."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.house = House(engine, settings)
        self.next_look = time.monotonic() + LOOK

    def __call__(self) -> None:
        if time.monotonic() >= self.next_look:
            self.next_look = time.monotonic() + LOOK
            start(self.look)

    def look(self) -> None:
        try:
            publish_due(self.house)
            tidy(self.house)
        except DatabaseUnusable as error:
            log_error(error)
