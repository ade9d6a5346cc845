"""Answers that the processes of one server share: what one of them has made, no other makes again.

They lie in memory that the processes inherit when they are forked from the one that made it, so nothing of them is ever on a disk and
nothing is left when the server ends. Each has one place, by its name, and whoever comes later takes it over. Nobody locks: an answer that
two write at once, or that is read while it is written, does not bear its seal and is none.
"""

from __future__ import annotations

import mmap
from hashlib import sha256
from struct import Struct

PLACES = 1024
ROOM = 32_768  # bytes of a place; a page of twelve trends is 16 kB when it is compressed
HEAD = Struct(">32s32sI")  # name, seal, length
LARGEST = ROOM - HEAD.size


class SharedAnswers:
    """To be made before the processes are forked. Memory is taken when a place is first written."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, PLACES * ROOM)

    def keep(self, name: str, answer: bytes) -> None:
        """What is too large is left to each process."""
        if len(answer) <= LARGEST:
            digest = sha256(name.encode()).digest()
            start = _place(digest)
            told = HEAD.pack(digest, _seal(digest, answer), len(answer)) + answer
            self.memory[start : start + len(told)] = told

    def find(self, name: str) -> bytes | None:
        digest = sha256(name.encode()).digest()
        start = _place(digest)
        kept_for, seal, length = HEAD.unpack(self.memory[start : start + HEAD.size])
        if kept_for != digest:
            return None
        answer = self.memory[start + HEAD.size : start + HEAD.size + min(length, LARGEST)]
        return answer if _seal(digest, answer) == seal else None


def _place(digest: bytes) -> int:
    return int.from_bytes(digest[:8]) % PLACES * ROOM


def _seal(digest: bytes, answer: bytes) -> bytes:
    return sha256(digest + answer).digest()
