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
from pathlib import Path

from tests.source_code import ROOT

EXAMPLES = ROOT / "etl" / "example"
# Units first: the figures of a unit are refused until the unit is known.
FILES = ("enheter.csv", "nasjonale-tall.csv", "gtt-nasjonalt.csv", "manedstall-oppdiktet.csv", "brukerundersokelse-oppdiktet.csv")
# How the pages are closed that look at a server, by its address: a page whose server is gone complains of what was still on its way.
VISITORS: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
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
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [*_front_door(on), "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    with (folder / "server.log").open("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(folder) | settings, stdout=log, stderr=log)
        try:
            _wait_for(address, process, folder / "server.log")
            yield address
        finally:
            for leave in VISITORS.pop(address, []):
                leave()
            process.terminate()
            process.wait(timeout=20)


def _front_door(on: str | None) -> list[str]:
    return [sys.executable, *(("-m", "tests.journeys.clock", on) if on else ("app.py",))]


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to, dirs_exist_ok=True))


def _environment(folder: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'journey.sqlite3'}", "RAW_FOLDER": str(folder / "raw")}
    return {name: value for name, value in os.environ.items() if name not in ("INDICATORS", "SIGN_IN", "HOME_AREA")} | own


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_health", timeout=5):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {PATIENCE} s, or ended:\n{log.read_text()}")
