"""Whole answers kept until the facts change: what a hundred readers ask for in a meeting is made once."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from flask import Response, g, json, request
from sqlalchemy import Engine

from dashboard.auth import current_user
from dashboard.guard import CALLBACK, CATCH_ALL, INDEX
from dashboard.keeping import key_to_keep, may_be_kept_under
from dashboard.shared_answers import SharedAnswers
from dashboard.usecases.data_version import newest_data
from db.engine import DatabaseUnusable, ReadingLost
from db.sight import sight

MOST_BYTES = 24_000_000  # a page of twelve trends is 16 kB when it is compressed
LARGEST = 1_000_000
PATIENCE = 1.0  # seconds that an answer waits for its turn: one that waits for the database must not hold up all others
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Vary")


class Kept(NamedTuple):
    body: bytes
    headers: list[tuple[str, str]]

    def as_bytes(self) -> bytes:
        return json.dumps(self.headers).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, text: bytes) -> Kept:
        headers, _, body = text.partition(b"\n")
        return cls(body, [(name, value) for name, value in json.loads(headers)])


class KeptAnswers:
    """Stands between the guard, which has let the asker in, and Dash. The key holds all that an answer follows from.

    An answer to a callback, the same for everybody of a role, is shared by all processes of the server; a page, which has a name in it, is not.
    """

    def __init__(self, engine: Engine, outputs: Collection[str]) -> None:
        self.engine = engine
        self.outputs = frozenset(outputs)
        self.shelf: LRUCache[Hashable, Kept] = LRUCache(MOST_BYTES, getsizeof=lambda kept: len(kept.body))
        self.lock = Lock()
        self.shared = SharedAnswers()
        self.turn = Lock()

    def give(self) -> Response | None:
        """Before a request is answered: the answer that is kept, or nothing."""
        try:
            key = self._key()
        except (DatabaseUnusable, ReadingLost):
            return None  # who answers meets the same, and knows what to do
        if key is None or _is_old():
            return None
        found = self._found(key) or self._found_in_turn(key)
        return Response(found.body, headers=found.headers) if found else None

    def keep(self, response: Response) -> Response:
        """After everything else, so that what is kept is compressed."""
        key = key_to_keep()
        if key is not None and not _is_old() and response.status_code == 200 and not response.is_streamed and len(response.data) <= LARGEST:
            headers = [(name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers]
            self._keep(key, kept := Kept(response.data, headers))
            if request.endpoint == CALLBACK:
                self.shared.keep(repr(key), kept.as_bytes())
        return response

    def end(self, _: BaseException | None) -> None:
        """After the request, however it went."""
        if g.pop("has_turn", False):
            self.turn.release()

    def _found_in_turn(self, key: Hashable) -> Kept | None:
        """One answer is made at a time: several at once would each take as long as all of them, and what two ask for is made once."""
        g.has_turn = self.turn.acquire(timeout=PATIENCE)
        found = self._found(key)
        if found is None:
            may_be_kept_under(key)
        return found

    def _found(self, key: Hashable) -> Kept | None:
        with self.lock:
            found = self.shelf.get(key)
        if found is None and request.endpoint == CALLBACK and (shared := self.shared.find(repr(key))):
            self._keep(key, found := Kept.from_bytes(shared))
        return found

    def _keep(self, key: Hashable, answer: Kept) -> None:
        with self.lock:
            self.shelf[key] = answer

    def _key(self) -> Hashable | None:
        if request.endpoint == CALLBACK:
            body = request.get_json()
            if body["output"] not in self.outputs:
                return None
            # Two readers of the same role get the same answer; a page has their name in its frame.
            asked = (
                current_user().role,
                _in_order(current_user().service_areas),
                body["output"],
                json.dumps(body["inputs"], sort_keys=True),
            )
        elif request.endpoint in (INDEX, CATCH_ALL) and request.method == "GET":
            asked = (current_user(), request.full_path)
        else:
            return None
        return newest_data(self.engine), asked, request.headers.get("Accept-Encoding")


def _is_old() -> bool:
    """Whether a replica was asked that may lag: another may have given the key, and the reader is to be told."""
    seen = sight()
    return seen is not None and seen.is_old


def _in_order(services: Collection[str] | None) -> tuple[str, ...] | None:
    """So that every process calls the key the same."""
    return None if services is None else tuple(sorted(services))
