"""How far one reader has seen the database: whoever reads from several servers must never see a step backwards.

A position is a place in PostgreSQL's write-ahead log, counted in bytes; a later one has everything that an earlier one has.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from dataclasses import dataclass, field

UNKNOWN = 2**63  # further than any log: nothing but the primary is sure to have it


@dataclass
class Sight:
    """Of one request: `floor` has been seen before it, `seen` during it; servers that have failed it are avoided for the rest of it."""

    floor: int = 0
    is_repeated: bool = False  # another process was asked the same and did not live to answer, so it may have stored already
    seen: int = 0
    has_written: bool = False
    is_old: bool = False  # something was read from a replica that may lack more than is tolerated
    avoided: set[str] = field(default_factory=set)

    def see(self, position: int) -> None:
        self.seen = max(self.seen, position)

    @property
    def least(self) -> int:
        """What the next reading must have."""
        return max(self.floor, self.seen)


_SIGHT: ContextVar[Sight | None] = ContextVar("sight", default=None)


def sight() -> Sight | None:
    """None where nobody looks on: the command line, and work beside a request. They read what they will write on, so from the primary."""
    return _SIGHT.get()


def begin_sight(floor: int = 0, *, is_repeated: bool = False) -> Token[Sight | None]:
    return _SIGHT.set(Sight(floor, is_repeated))


def end_sight(token: Token[Sight | None]) -> None:
    _SIGHT.reset(token)
