"""A process without threads that forks for its keeper, which has some. Run as `python -m etl.forker LINE SERVER MODULE`."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_GUARD = threading.Lock()
_FORKERS: dict[int, Forker] = {}  # by keeper: the web server's processes are forks of each other, and each keeps its own


class Forker:
    """`line` is how it is handed one end of a new line for every child it is to make."""

    def __init__(self, server: str, module: str) -> None:
        self.line, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno()), server, module]
            environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # no threads there either
            given = {"cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL, "pass_fds": [theirs.fileno()]}
            self.process = subprocess.Popen(command, **given)  # noqa: S603 - our own module
        atexit.register(self.stop)

    def hand_over(self, end: socket.socket) -> None:
        socket.send_fds(self.line, [b"."], [end.fileno()])

    def stop(self) -> None:
        self.line.close()
        if _FORKERS.get(os.getpid()) is self:
            self.process.wait()

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None


def forker_of(server: str, module: str) -> Forker:
    """This process's own, started when it is first asked for."""
    with _GUARD:
        found = _FORKERS.get(os.getpid())
        if found is None or not found.is_alive:
            found = _FORKERS[os.getpid()] = Forker(server, module)
        return found


def main(line: socket.socket, server: str, module: str) -> None:
    """Fork for each end of a line that comes; end when the keeper has."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a child ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    importlib.import_module(module)
    serving = importlib.import_module(server)
    while True:
        said, ends, _, _ = socket.recv_fds(line, 1, 1)
        if not said:
            return
        end = socket.socket(fileno=ends[0])
        if os.fork() == 0:
            line.close()
            serving.serve(end, serving.received)
        end.close()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(socket.socket(fileno=int(sys.argv[1])), *sys.argv[2:])
