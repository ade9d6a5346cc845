"""Waiting for work that goes on beside the request."""

from __future__ import annotations

import threading
import time

from sqlalchemy import Engine

from dashboard.usecases.upload_pulse import BESIDE
from db.engine import reading
from db.models import Upload
from db.queries.uploads import WORKING

PATIENCE = 60.0


def ended(engine: Engine, id: str) -> Upload:
    """The upload when nobody works on it any more."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with reading(engine) as session:
            upload = session.get_one(Upload, id)
        if upload.state not in WORKING:
            return upload
        time.sleep(0.02)
    raise AssertionError(f"still {upload.state} after {PATIENCE:.0f} s")


def nobody_at_work() -> None:
    """All work beside requests is over."""
    for thread in threading.enumerate():
        if thread.name == BESIDE:
            thread.join(PATIENCE)
            assert not thread.is_alive(), f"still at work after {PATIENCE:.0f} s"
