"""Work that a confined process is given in tests: honest, greedy, endless, and broken."""

from __future__ import annotations

import os
import signal
import time


def add(one: int, other: int) -> int:
    return one + other


def boom(secret: object) -> None:
    raise ValueError(f"holds {secret}")


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def loop(_: object) -> None:
    while True:
        time.sleep(0.01)
