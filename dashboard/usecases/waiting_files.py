"""Where a file waits between its check and its publication: a folder on the server, by checksum, nothing that was refused."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

FOLDER = "venter"  # below the folder of raw files
GRACE = 3600  # seconds; a file that was just put here may not be known to the database yet


def keep(raw_folder: Path, sha256: str, content: bytes) -> None:
    """Whole or absent; OSError where there is no room."""
    folder = raw_folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as stream:
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            Path(stream.name).unlink()
            raise
    Path(stream.name).replace(folder / sha256)


def fetch(raw_folder: Path, sha256: str) -> bytes | None:
    """The bytes; None where they are gone or are others than those that were checked."""
    try:
        content = (raw_folder / FOLDER / sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def drop(raw_folder: Path, sha256: str) -> None:
    (raw_folder / FOLDER / sha256).unlink(missing_ok=True)


def drop_others(raw_folder: Path, held: Collection[str]) -> None:
    """What no upload waits for any more: a server may have been stopped between the two."""
    folder = raw_folder / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in held and _is_old(path):
            path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time.time() - GRACE
    except FileNotFoundError:  # another file's check has put it in its place or dropped it meanwhile
        return False
