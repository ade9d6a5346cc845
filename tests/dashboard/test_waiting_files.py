"""The folder where files wait for their publication, while several are at work in it."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.auth import Asker
from dashboard.usecases import uploads, waiting_files
from db.terms import UploadState
from tests.dashboard.dropped_files import FALLS, dropped, files
from tests.dashboard.waiting import ended

FILES = 150


def put(raw_folder: Path, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    waiting_files.keep(raw_folder, sha256, content)
    return sha256


def test_tidying_goes_on_while_others_keep_and_drop_files(tmp_path: Path):
    def come_and_go(number: int) -> None:
        waiting_files.drop(tmp_path, put(tmp_path, str(number).encode()))

    rounds = 0
    with ThreadPoolExecutor(2) as others:
        done = [others.submit(come_and_go, number) for number in range(FILES)]
        while not all(each.done() for each in done):
            waiting_files.drop_others(tmp_path, ())
            rounds += 1
    assert [each.exception() for each in done] == [None] * FILES
    assert rounds > 2


def test_only_what_nobody_waits_for_and_has_lain_for_long_is_dropped(tmp_path: Path):
    held, old, new = (put(tmp_path, name) for name in (b"held", b"old", b"new"))
    long_ago = time.time() - waiting_files.GRACE - 1
    for sha256 in (held, old):
        os.utime(tmp_path / waiting_files.FOLDER / sha256, (long_ago, long_ago))
    waiting_files.drop_others(tmp_path, {held})
    assert (waiting_files.fetch(tmp_path, held), waiting_files.fetch(tmp_path, new)) == (b"held", b"new")
    assert waiting_files.fetch(tmp_path, old) is None


def test_of_the_same_bytes_dropped_twice_one_stays_when_the_other_is_cancelled(analyst: Asker):
    first, second = dropped(analyst, FALLS), dropped(analyst, FALLS)
    uploads.cancel(analyst, first.id)
    uploads.publish(analyst, second.id)
    assert ended(analyst.engine, second.id).state is UploadState.PUBLISHED


def test_of_the_same_bytes_one_may_end_while_the_other_is_kept(analyst: Asker, monkeypatch: pytest.MonkeyPatch):
    """Between the moment at which a file lies in its place and the one at which the database says so."""
    first, keep = dropped(analyst, FALLS), waiting_files.keep

    def ended_meanwhile(*given: object) -> None:
        keep(*given)
        uploads.cancel(analyst, first.id)

    monkeypatch.setattr(waiting_files, "keep", ended_meanwhile)
    second = dropped(analyst, FALLS)
    assert (second.state, files(analyst)) == (UploadState.CHECKED, [second.sha256])
