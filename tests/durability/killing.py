"""kill -9 in the middle of a load, an undo or a redo, at random moments; after each the database is checked."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import time
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine

from db.engine import make_engine
from db.writes.reversals import CannotReverse
from etl import pipeline
from etl.pipeline import Watch
from tests.durability.figures import catalogue, load, seen
from tests.durability.soundness import check

DEEDS = ("load", "load", "load", "undo", "redo")
NOW = dt.datetime(2026, 3, 4)
STEER = (
    1.15  # the wait grows by so much after one that had not ended, and shrinks after one that had: half of each, however busy the machine
)


def forks() -> multiprocessing.context.BaseContext:
    """Processes that begin with everything imported, so that most of their life is the deed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def do(url: str, raw_folder: Path, deed: str, number: int, told: Connection) -> None:
    """What the process does that is killed. It tells when it begins to write, and when it has ended."""
    catalogue()
    engine = make_engine(url)
    told.send("begins")
    if deed == "load":
        load(engine, number, raw_folder, Watch(on_step=told.send))
    else:
        told.send("store")
        with suppress(CannotReverse):  # it stands, or does not, already
            getattr(pipeline, deed)(engine, number, by="Kari", reason="prøve", now=NOW)
    told.send("done")


class Killer:
    """One database, and what has been done to it."""

    def __init__(self, url: str, raw_folder: Path, seed: int) -> None:
        self.url, self.raw_folder = url, raw_folder
        self.engine: Engine = make_engine(url)
        self.context, self.chance = forks(), random.Random(seed)
        self.wait: dict[str, float] = {}
        self.counted: Counter[str] = Counter()

    def run(self, kills: int) -> Counter[str]:
        """How many were killed, how many of them while they wrote, and whether what they did is there or not."""
        for number, deed in enumerate(("load", "load", "undo", "redo"), 1):
            self._undisturbed(deed, number if deed == "load" else 2)
        for number in range(1, kills + 1):
            self._kill_one(1000 + number)
        self.engine.dispose()
        return self.counted

    def _undisturbed(self, deed: str, number: int) -> None:
        """How long it takes from where it begins to write is the longest wait to begin with."""
        process, told = self._start(deed, number)
        begun = self._writes(told)
        assert told.recv() == "done"
        self.wait[deed] = time.monotonic() - begun
        process.join()
        check(self.engine, self.raw_folder)

    def _kill_one(self, number: int) -> None:
        deed, before = self.chance.choice(DEEDS), seen(self.engine)
        process, told = self._start(deed, number if deed == "load" else self.chance.randint(1, 2))
        if self.chance.random() < 0.8:  # most while it writes, some while it still reads
            self._writes(told)
        time.sleep(self.chance.uniform(0, self.wait[deed]))
        process.kill()
        process.join()
        check(self.engine, self.raw_folder)
        has_ended = "done" in _heard(told)
        self.wait[deed] *= 1 / STEER if has_ended else STEER
        versions = seen(self.engine)[0] - before[0]
        assert versions in (0, 1)
        self.counted.update(["killed", "whole" if versions else "absent", *([] if has_ended else ["unfinished"])])

    def _start(self, deed: str, number: int) -> tuple[BaseProcess, Connection]:
        ours, theirs = self.context.Pipe(duplex=False)
        process = self.context.Process(target=do, args=(self.url, self.raw_folder, deed, number, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "begins"
        return process, ours

    def _writes(self, told: Connection) -> float:
        while told.recv() != "store":
            pass
        return time.monotonic()


def _heard(told: Connection) -> list[str]:
    """What it had still told before it was killed."""
    heard = []
    while told.poll():
        try:
            heard.append(told.recv())
        except EOFError:
            break
    return heard
