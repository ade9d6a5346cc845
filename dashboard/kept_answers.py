"""Whole answers kept until the facts change: what a hundred readers ask for in a meeting is made once in each process."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from threading import Lock

from cachetools import LRUCache
from flask import Response, json, request
from sqlalchemy import Engine

from dashboard.auth import current_user
from dashboard.guard import CALLBACK, CATCH_ALL, INDEX
from dashboard.keeping import key_to_keep, may_be_kept_under
from dashboard.usecases.data_version import newest_data
from db.engine import DatabaseUnusable, ReadingLost
from db.sight import sight

MOST_BYTES = 24_000_000  # a page of twelve trends is 16 kB when it is compressed
LARGEST = 1_000_000
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Vary")


class KeptAnswers:
    """Stands between the guard, which has let the asker in, and Dash. The key holds all that an answer follows from."""

    def __init__(self, engine: Engine, outputs: Collection[str]) -> None:
        self.engine = engine
        self.outputs = frozenset(outputs)
        self.shelf: LRUCache[Hashable, tuple[bytes, list[tuple[str, str]]]] = LRUCache(MOST_BYTES, getsizeof=lambda kept: len(kept[0]))
        self.lock = Lock()

    def give(self) -> Response | None:
        """Before a request is answered: the answer that is kept, or nothing."""
        try:
            key = self._key()
        except (DatabaseUnusable, ReadingLost):
            return None  # who answers meets the same, and knows what to do
        if key is None or _is_old():
            return None
        with self.lock:
            found = self.shelf.get(key)
        if found is None:
            may_be_kept_under(key)
            return None
        return Response(found[0], headers=found[1])

    def keep(self, response: Response) -> Response:
        """After everything else, so that what is kept is compressed."""
        key = key_to_keep()
        if key is not None and not _is_old() and response.status_code == 200 and not response.is_streamed and len(response.data) <= LARGEST:
            headers = [(name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers]
            with self.lock:
                self.shelf[key] = response.data, headers
        return response

    def _key(self) -> Hashable | None:
        if request.endpoint == CALLBACK:
            body = request.get_json()
            if body["output"] not in self.outputs:
                return None
            # Two readers of the same role get the same answer; a page has their name in its frame.
            asked = (current_user().role, current_user().service_areas, body["output"], json.dumps(body["inputs"], sort_keys=True))
        elif request.endpoint in (INDEX, CATCH_ALL) and request.method == "GET":
            asked = (current_user(), request.full_path)
        else:
            return None
        return newest_data(self.engine), asked, request.headers.get("Accept-Encoding")


def _is_old() -> bool:
    """Whether a replica was asked that may lag: another may have given the key, and the reader is to be told."""
    seen = sight()
    return seen is not None and seen.is_old
