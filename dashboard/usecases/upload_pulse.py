"""How work on an upload goes on beside the request: one thread, a sign of life in the database, an end when somebody cancels it.

The state lies in the database, so any process can say how a file stands, and work that is silent for long was stopped with its process.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from dashboard.logs import log, log_error
from dashboard.settings import Settings
from dashboard.usecases import waiting_files
from dashboard.usecases.kept_report import from_text, to_text
from db.engine import DatabaseUnusable, reading, writing
from db.models import Upload
from db.queries import uploads as queries
from db.terms import UploadState
from db.writes import uploads as writes

PULSE = 1.0  # seconds between signs of life
STEPS = {"read": 10, "compare": 60, "store": 75}  # per cent of the work that is done when a step begins
TRIES = 4
AT_ONCE = 2  # in one process: a third waits for its turn, so that the pages do not wait for all of them
BESIDE = "beside-requests"  # what the threads of this work are called
TURN = threading.BoundedSemaphore(AT_ONCE)


class Cancelled(Exception):
    """Somebody has put an end to this work."""


@dataclass(frozen=True, slots=True)
class House:
    """Where the work is done."""

    engine: Engine
    settings: Settings

    @property
    def raw_folder(self) -> Path:
        return self.settings.raw_folder

    def find(self, id: str) -> Upload:
        with reading(self.engine) as session:
            return session.get_one(Upload, id)

    def change(self, id: str, *states: UploadState, before: int | None = None, **facts: object) -> bool:
        """Change an upload that is in one of these states; False when it is not."""
        with writing(self.engine) as session:
            return writes.change_upload(session, id, states, now(), before=before, **facts)

    def drop_file(self, sha256: str) -> None:
        """Remove a file, unless another upload of the same bytes waits, or may wait when it has been read."""
        with reading(self.engine) as session:
            is_awaited = queries.is_awaited(session, sha256)
        if not is_awaited:
            waiting_files.drop(self.raw_folder, sha256)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def start(work: Callable[..., object], *arguments: object) -> None:
    """Do it beside the request that asked for it."""
    threading.Thread(target=work, args=arguments, name=BESIDE, daemon=True).start()


@contextmanager
def working(house: House, id: str, state: UploadState) -> Iterator[Callable[[str], None]]:
    """Work on an upload in this state; gives what is to be called when a step begins. Whatever goes wrong is told to the upload."""
    pulse = _Pulse(house, id, state)
    try:
        with pulse, TURN:
            yield pulse.begin
    except Cancelled:
        log("upload_cancelled", upload=id)
    except Exception as error:
        log_error(error, upload=id)
        reason = "busy" if isinstance(error, DatabaseUnusable) else "no_room" if isinstance(error, OSError) else "fault"
        insist(lambda: fall_back(house, house.find(id), reason))


class _Pulse:
    def __init__(self, house: House, id: str, state: UploadState) -> None:
        self.house, self.id, self.state = house, id, state
        self.progress = 0
        self.is_over = threading.Event()
        self.is_cancelled = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> _Pulse:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def begin(self, step: str) -> None:
        """What is being stored can no longer be cancelled, so that step alone waits for the database to agree."""
        self.progress = STEPS[step]
        if self.is_cancelled.is_set() or (step == "store" and not self.house.change(self.id, self.state, progress=self.progress)):
            raise Cancelled

    def _beat(self) -> None:
        while not self.is_over.wait(PULSE):
            try:
                if not self.house.change(self.id, self.state, progress=self.progress):
                    self.is_cancelled.set()
                    return
            except DatabaseUnusable:  # somebody stores a large file; the next beat will do
                continue


def fall_back(house: House, upload: Upload, reason: str) -> None:
    """Where an upload stands after its work ended before its time: a check is over, what was to be published waits for another try."""
    report = to_text(replace(from_text(upload.report), reason=reason))
    if upload.state is UploadState.READING:
        house.change(upload.id, upload.state, state=UploadState.FAILED, report=report)
        house.drop_file(upload.sha256)
    elif upload.publish_at and reason in ("busy", "interrupted"):
        house.change(upload.id, upload.state, state=UploadState.SCHEDULED, report=report, progress=0)
    else:
        house.change(upload.id, upload.state, state=UploadState.CHECKED, publish_at=None, report=report, progress=0)


def insist(act: Callable[[], object]) -> object:
    """Wait for a database that somebody else is writing to; what is worth telling must not get lost behind a large delivery."""
    for attempt in range(TRIES - 1):
        try:
            return act()
        except DatabaseUnusable:
            time.sleep(attempt + 1)
    return act()
