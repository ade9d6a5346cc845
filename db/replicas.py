"""Which server a reading goes to: a replica that is fresh enough, else the primary, else whichever answers.

A replica is fresh when it has everything that the primary had so many seconds ago. That is found by asking both how far their logs go, which
is right for an idle primary and for a replica that was cut off alike, needs no rights, and compares no two clocks.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from db.servers import POSITION, Server
from db.sight import UNKNOWN, Sight
from db.unusable import DatabaseUnusable

READING = {"writes": False, "postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


class Replicas:
    """A primary and its streaming replicas, as one process knows them."""

    def __init__(self, primary: Engine, copies: Sequence[Engine], lag: float) -> None:
        self.lag = lag
        self.primary = Server(primary, keep=lag)
        self.copies = [Server(copy, keep=0) for copy in copies]
        self.turns = count()
        self.watched_in: int | None = None
        self.lock = Lock()

    def open(self, sight: Sight) -> tuple[Session, Server]:
        """A session on the first server that will do; raises what the last one answered when none does."""
        self._watch()
        error: SQLAlchemyError | None = None
        for least in dict.fromkeys((sight.least, 0)):  # when nobody has what was seen before, an older moment is better than none
            for server in self._in_order(sight):
                try:
                    session = self._try(server, least, sight)
                except SQLAlchemyError as failure:
                    self.fail(server, sight)
                    error = failure
                else:
                    if session is not None:
                        return session, server
        raise error or DatabaseUnusable("unreachable", self.primary.name)  # each has failed this reader already

    def fail(self, server: Server, sight: Sight, *, rests: bool = True) -> None:
        """Not for this reader again; nor for anybody for a while, unless it was about this one question."""
        sight.avoided.add(server.name)
        if rests:
            server.rest()

    def note_written(self, sight: Sight) -> None:
        """After a commit: from here on this reader sees what was written."""
        position = UNKNOWN
        with suppress(SQLAlchemyError), self.primary.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            position = connection.exec_driver_sql(POSITION).scalar_one()
        sight.see(position)

    def stop(self) -> None:
        """Close every connection and end the watching; whoever reads next begins it again."""
        self.watched_in = None
        for server in (self.primary, *self.copies):
            server.over.set()
        for copy in self.copies:
            copy.engine.dispose()

    def _watch(self) -> None:
        """Threads do not follow a process into its copies, so each begins for itself, when somebody reads."""
        with self.lock:
            if self.watched_in != os.getpid():
                self.watched_in = os.getpid()
                for server in (self.primary, *self.copies):
                    server.watch()

    def _in_order(self, sight: Sight) -> Iterator[Server]:
        turn = next(self.turns)
        fresh = [copy for copy in self.copies if self._is_fresh(copy)]
        fresh = fresh[turn % len(fresh) :] + fresh[: turn % len(fresh)] if fresh else []
        others = sorted((copy for copy in self.copies if copy not in fresh and self._is_ours(copy)), key=lambda copy: -copy.position)
        servers = [server for server in (*fresh, self.primary, *others) if server.name not in sight.avoided]
        yield from sorted(servers, key=lambda server: server.is_down)  # stable: those that failed come last, and are tried all the same

    def _is_fresh(self, copy: Server) -> bool:
        position = self.primary.had(since=time.monotonic() - self.lag)
        return position is not None and position <= copy.position and self._is_ours(copy)

    def _is_ours(self, copy: Server) -> bool:
        """Whether it copies our database, as far as is known: not another's, and not one that has become a primary itself."""
        ours, theirs = self.primary.newest, copy.newest
        return theirs is None or (theirs.is_replica and (ours is None or ours.identity == theirs.identity))

    def _try(self, server: Server, least: int, sight: Sight) -> Session | None:
        """A session in which one moment is seen; None when that moment is before the least that must be seen."""
        known = server.position
        session = Session(server.engine.execution_options(**READING), expire_on_commit=False)
        try:
            position = _position(session)
            if known < least <= position:  # the position is read after the moment is fixed, which may lie before it
                session.rollback()
                _position(session)
        except SQLAlchemyError:
            session.close()
            raise
        server.reached(position)
        if position < least and server is not self.primary:
            session.close()
            return None
        sight.see(position)
        sight.is_old |= server is not self.primary and not self._is_fresh(server)
        return session


def _position(session: Session) -> int:
    return session.connection().exec_driver_sql(POSITION).scalar_one()
