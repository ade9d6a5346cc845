"""Of many who come at once every process of the server takes its share, so that none is at work while another rests."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from pathlib import Path

from dashboard.serving import THREADS
from tests.deploy.conftest import until
from tests.journeys.server import serving

WORKERS = 2
ESTABLISHED = "01"


def shares(port: int) -> list[int]:
    """How many connections each process that has any has taken; Linux says."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ours = {f"socket:[{found[9]}]" for found in lines if found[1].endswith(f":{port:04X}") and found[3] == ESTABLISHED}
    counted = [len(ours & _sockets(place)) for place in Path("/proc").glob("[0-9]*")]
    return sorted(count for count in counted if count)


def _sockets(process: Path) -> set[str]:
    found = set()
    with suppress(OSError):  # it has ended, or is another's
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):  # it was closed meanwhile
                found.add(str(descriptor.readlink()))
    return found


def test_a_process_takes_no_more_at_once_than_it_has_threads_for(tmp_path: Path):
    with serving(tmp_path, workers=WORKERS) as address, ExitStack() as open_ones:
        port = int(address.rpartition(":")[2])
        until(lambda: shares(port) == [])
        for _ in range(WORKERS * THREADS + 3):  # each says nothing yet, and a thread waits for its words
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
        until(lambda: shares(port) == [THREADS] * WORKERS)
