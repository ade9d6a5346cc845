"""The product as its users meet it: a process of its own, on a free port of this machine, with the example data in a fresh database."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from tests.source_code import ROOT

EXAMPLES = ROOT / "etl" / "example"
# Units first: the figures of a unit are refused until the unit is known.
FILES = ("enheter.csv", "nasjonale-tall.csv", "gtt-nasjonalt.csv", "manedstall-oppdiktet.csv", "brukerundersokelse-oppdiktet.csv")
# How the pages are closed that look at a server, by its address: a page whose server is gone complains of what was still on its way.
VISITORS: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
LOG = "server.log"
LOADED = get_context("forkserver")
LOADED.set_forkserver_preload(["app", "dashboard.serving", "dashboard.shell", "etl.pipeline", "pytest", __name__])
# Whatever house this machine serves, and whether Python may keep what it compiles: it may where people serve.
NOT_OURS = ("INDICATORS", "SIGN_IN", "HOME_AREA", "PYTHONDONTWRITEBYTECODE")
PATIENCE = 60  # seconds until the server answers; 3 s on an idle machine, and test machines are not idle


def app(*words: object, folder: Path, on: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with its database and raw files in this folder; `on` says on which day that is not today."""
    command = [*_front_door(on), *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=_environment(folder) | settings, capture_output=True, text=True, timeout=300)


def make_database(folder: Path) -> Path:
    """A folder with the example data loaded; copy it where a test writes."""
    for words in (("db", "upgrade"), ("load", *(EXAMPLES / name for name in FILES))):
        done = app(*words, folder=folder)
        assert done.returncode == 0, f"app.py {' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}"
    return folder


@contextmanager
def serving(folder: Path, on: str | None = None, workers: int = 1, **settings: str) -> Iterator[str]:
    """The server's address, for as long as the block runs; `on` as for the command line. Its visitors leave before it stops."""
    address, words = _place(workers)
    with (folder / LOG).open("w") as log:
        process = subprocess.Popen([*_front_door(on), *words], cwd=ROOT, env=_environment(folder) | settings, stdout=log, stderr=log)
        with _answering(address, folder / LOG, process.terminate, process.wait, lambda: process.poll() is None):
            yield address


@contextmanager
def serving_quickly(folder: Path, **settings: str) -> Iterator[str]:
    """The same as a fork of a process that has loaded everything: seconds less for each of the many journeys that write."""
    address, words = _place(workers=1)
    process = LOADED.Process(target=_run, args=(words, _environment(folder) | settings, folder / LOG))
    process.start()
    with _answering(address, folder / LOG, process.terminate, process.join, process.is_alive):
        yield address


@contextmanager
def _answering(
    address: str, log: Path, stop: Callable[[], None], wait: Callable[..., object], is_alive: Callable[[], bool]
) -> Iterator[None]:
    try:
        _wait_for(address, is_alive, log)
        yield
    finally:
        try:
            for leave in VISITORS.pop(address, []):
                leave()
        finally:
            stop()
            wait(timeout=20)


def _run(words: list[str], environment: dict[str, str], log: Path) -> None:
    with log.open("w") as lines:
        os.dup2(lines.fileno(), sys.stdout.fileno())
        os.dup2(lines.fileno(), sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(environment)
    import app

    sys.exit(app.run(words))


def _place(workers: int) -> tuple[str, list[str]]:
    port = free_port()
    return f"http://127.0.0.1:{port}", ["serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]


def _front_door(on: str | None) -> list[str]:
    return [sys.executable, *(("-m", "tests.journeys.clock", on) if on else ("app.py",))]


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to, dirs_exist_ok=True))


def _environment(folder: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'journey.sqlite3'}", "RAW_FOLDER": str(folder / "raw")}
    return {name: value for name, value in os.environ.items() if name not in NOT_OURS} | own


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(address: str, is_alive: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and is_alive():
        try:
            with urllib.request.urlopen(f"{address}/_health", timeout=5):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {PATIENCE} s, or ended:\n{log.read_text()}")
