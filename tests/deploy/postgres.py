"""PostgreSQL from the system's packages: a server in a folder of its own, that can be stopped, started and copied."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.deploy.programs import postgres_programs
from tests.journeys.server import free_port

OWNER = "eier"
DATABASE = "tavle"
PATIENCE = 30  # seconds until a server answers or has ended
# Power cuts are not what is tested here, and a test machine has little memory.
SMALL = {"listen_addresses": "127.0.0.1", "fsync": "off", "shared_buffers": "32MB", "max_connections": "60", "logging_collector": "off"}


def as_ordinary_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root; the package brings a user for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}


@contextmanager
def folder_of_servers() -> Iterator[Path]:
    """Under /tmp, where the server's own user gets in too."""
    folder = Path(tempfile.mkdtemp(prefix="tavle-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class Postgres:
    """One server. `stop` and `start` as often as one likes; it keeps its port."""

    def __init__(self, folder: Path, name: str) -> None:
        self.data = folder / name
        self.log = folder / f"{name}.log"
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    def make(self) -> Postgres:
        """A fresh server with an empty database, whose owner has no other rights."""
        _run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        self.start()
        self.tell(f"CREATE ROLE {OWNER} LOGIN", f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        return self

    def copy(self, name: str) -> Postgres:
        """A streaming replica of this server, running; what it has not received yet is kept for it."""
        replica = Postgres(self.data.parent, name)
        source = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres")
        _run("pg_basebackup", *source, "-D", replica.data, "-R", "-C", "-S", name, "-X", "stream", "-c", "fast", "--no-sync")
        replica.start()
        return replica

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{DATABASE}"

    def start(self) -> None:
        settings = [word for name, value in SMALL.items() for word in ("-c", f"{name}={value}")]
        words = [postgres_programs() / "postgres", "-D", self.data, "-p", str(self.port), "-k", self.data, *settings]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.data, **as_ordinary_user())
        self._wait_until_it_answers()

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT sends everybody away, SIGQUIT is the power cut."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=PATIENCE)

    def tell(self, *statements: str, database: str = "postgres") -> object:
        """As the server's own administrator; returns the first field of the last answer."""
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres dbname={database}", autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.tell("SELECT 1")
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise AssertionError(f"PostgreSQL did not start:\n{self.log.read_text()[-2000:]}")


def _run(program: str, *words: object) -> None:
    subprocess.run([postgres_programs() / program, *words], check=True, capture_output=True, cwd="/", timeout=60, **as_ordinary_user())
