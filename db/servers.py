"""One PostgreSQL server as it is watched: how far its log goes, and whether it answers."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

LOOK = 1.0  # seconds between looks at a server, in each process
REST = 3.0  # seconds for which a server that failed is left alone

# Of a replica what it shows, of a primary what is safe on its disk. Its system's own number and its database's tell copies from strangers.
STATE = """SELECT pg_is_in_recovery(),
    (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END - '0/0')::bigint,
    (SELECT system_identifier FROM pg_control_system()) || ' ' || (SELECT oid FROM pg_database WHERE datname = current_database())"""
# As far as anything can have been seen: a commit may be visible before the log is written, where the server is told not to wait for it.
POSITION = """SELECT
    (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END - '0/0')::bigint"""


@dataclass(frozen=True, slots=True)
class State:
    """What a look found: everything that was stored before `at` (this process's clock) lies before `position` on a primary."""

    at: float
    is_replica: bool
    position: int
    identity: str


class Server:
    """A server and what is known of it; looked at by a thread of its own, so that one that is silent keeps nobody waiting."""

    def __init__(self, engine: Engine, keep: float) -> None:
        self.engine = engine
        self.name = engine.url.render_as_string(hide_password=True)
        self.keep = keep  # seconds of a primary's positions
        self.states: deque[State] = deque()
        self.position = 0
        self.rests_until = 0.0
        self.over = Event()

    @property
    def newest(self) -> State | None:
        return self.states[-1] if self.states else None

    @property
    def is_down(self) -> bool:
        return time.monotonic() < self.rests_until

    def rest(self) -> None:
        self.rests_until = time.monotonic() + REST

    def reached(self, position: int) -> None:
        self.position = max(self.position, position)

    def had(self, since: float) -> int | None:
        """The first position that was seen here since a moment: whoever has come so far has everything from before it. None: not seen since."""
        return next((state.position for state in tuple(self.states) if state.at >= since), None)

    def watch(self) -> None:
        self.over = Event()
        Thread(target=self._watch, args=(self.over,), daemon=True, name=f"watches {self.engine.url.host}").start()

    def _watch(self, over: Event) -> None:
        self.look()
        while not over.wait(LOOK):
            self.look()

    def look(self) -> None:
        """Ask how it stands; a server that does not answer rests."""
        at = time.monotonic()  # before it is asked: whatever was stored until now is in the answer
        try:
            with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                self._note(State(at, *connection.exec_driver_sql(STATE).one()))
        except SQLAlchemyError:
            self.rest()

    def _note(self, state: State) -> None:
        before = self.newest
        if before and (before.identity != state.identity or before.position > state.position):  # another server answers at this address
            self.states.clear()
            self.position = 0
        self.states.append(state)
        self.reached(state.position)
        while len(self.states) > 2 and state.at - self.states[0].at > self.keep:
            self.states.popleft()
