"""A checked reading into the database, as one delivery in one transaction; the raw file is kept beside it by checksum."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from sqlalchemy.orm import Session

from db.engine import DatabaseUnusable
from db.models import Delivery
from db.queries.deliveries import all_deliveries
from db.writes import areas as area_writes
from db.writes import indicators as indicator_writes
from db.writes.observations import store
from etl.areas import SAVED_FIELDS
from etl.frame import KEY, NUMBERS, STATUSES, Coded, Frame
from etl.known import Reading
from etl.problems import refuse

LONGEST_NAME = 150
CHUNK = 20_000  # rows on their way to the database
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Delivered:
    """One file on its way in. Of one that is too large to be held `content` is empty, and `path` is where it lies."""

    name: str
    content: bytes
    by: str
    now: dt.datetime  # UTC, no offset
    answers: Mapping[str, str]
    note: str | None = None  # what its deliverer says about it
    path: Path | None = None
    lines: np.ndarray | None = None  # of a portion: where each of its lines stands in the whole file

    @classmethod
    def of(cls, name: str, content: bytes | Path, **given: Any) -> Delivered:
        """Its bytes, or where it lies."""
        where = {"content": b"", "path": content} if isinstance(content, Path) else {"content": content}
        return cls(name=plain_name(name), **where, **given)

    @cached_property
    def sha256(self) -> str:
        with self.opened() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def opened(self) -> BinaryIO:
        return self.path.open("rb") if self.path else io.BytesIO(self.content)


def plain_name(name: str) -> str:
    """A file's name and nothing else: no folder, no sign that a terminal obeys, no longer than a line."""
    last = "".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable())
    stem, dot, form = last.rpartition(".")
    return last if len(last) <= LONGEST_NAME else f"{(stem or last)[: LONGEST_NAME - 10]}…{dot}{form[:8]}"


def as_text(answers: Mapping[str, str]) -> str:
    """Answers as they are stored with a delivery: the same answers are the same text."""
    return json.dumps(dict(answers), sort_keys=True, ensure_ascii=False)


def earlier(session: Session, file: Delivered) -> Delivery | None:
    """The delivery that holds these bytes already, unless they are to be read in another way now."""
    for delivery in all_deliveries(session):
        if delivery.sha256 == file.sha256 and delivery.undone_version is None:
            then = json.loads(delivery.answers)
            if all(then.get(code, answer) == answer for code, answer in file.answers.items()):
                return delivery
    return None


def numbers_of(session: Session, source: str, layout: str) -> list[int]:
    """The deliveries of one source in one layout that stand."""
    return [each.number for each in all_deliveries(session) if (each.source, each.layout, each.undone_version) == (source, layout, None)]


def put(session: Session, file: Delivered, read: Reading, frame: Frame, **known: object) -> int:
    """What has to exist first, then the observations; returns the number of the delivery. `known`: source, layout, rows, problems."""
    area_writes.save_areas(session, [{name: getattr(area, name) for name in SAVED_FIELDS} for area in read.new_areas])
    if read.area_changes:
        area_writes.save_areas(session, **asdict(read.area_changes))
    for draft in read.drafts:
        indicator_writes.add_draft(session, **draft)
    return put_rows(session, file, chunks_of(frame), **known)


def put_rows(session: Session, file: Delivered, chunks: Iterable[dict[str, list]], **known: object) -> int:
    """A file's observations, in as many chunks as there are; returns the number of the delivery."""
    facts = {
        "file_name": file.name,
        "sha256": file.sha256,
        "answers": as_text(file.answers),
        "received_at": file.now,
        "received_by": file.by,
        "note": file.note,
    }
    return store(session, facts | known, chunks)


def chunks_of(frame: Frame) -> Iterator[dict[str, list]]:
    """The frame's columns as plain Python values, None where there is nothing: what drivers write fastest."""
    columns: dict[str, Coded | np.ndarray] = dict(zip(KEY, frame.key, strict=True)) | {name: getattr(frame, name) for name in NUMBERS}
    columns["status"] = Coded(frame.status, [status.value for status in STATUSES])
    columns["note"] = Coded(frame.note.codes, [text or None for text in frame.note.texts])
    for start in range(0, len(frame), CHUNK):
        part = slice(start, start + CHUNK)
        yield {name: _texts(each.take(part)) if isinstance(each, Coded) else _numbers(each[part]) for name, each in columns.items()}


def _texts(coded: Coded) -> list[str | None]:
    return np.array(coded.texts, dtype=object)[coded.codes].tolist()


def _numbers(numbers: np.ndarray) -> list[float | None]:
    missing = np.isnan(numbers)
    if missing.all():
        return [None] * len(numbers)
    found = numbers.astype(object)
    found[missing] = None
    return found.tolist()


def keep_raw(folder: Path, file: Delivered) -> None:
    """Whole or absent: written beside its place, then moved there in one step."""
    place = folder / file.sha256
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.exists():
            return
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as stream:
            _write(stream, file)
        Path(stream.name).replace(place)
    except OSError as error:
        if error.errno in DISK_FULL:  # nothing is wrong with the file
            raise DatabaseUnusable("full", str(folder)) from error
        raise refuse("raw_file_not_kept") from None


def has_raw(folder: Path, sha256: str) -> bool:
    return (folder / sha256).is_file()


def raw_content(folder: Path, sha256: str) -> bytes | None:
    """The bytes that were delivered; None where they were not kept, or are no longer what they were."""
    if not has_raw(folder, sha256):
        return None
    content = (folder / sha256).read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _write(stream: IO[bytes], file: Delivered) -> None:
    try:
        with file.opened() as content:
            shutil.copyfileobj(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    except OSError:
        Path(stream.name).unlink()  # half a file is of no use, and where there is no room it is in the way
        raise
