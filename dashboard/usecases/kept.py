"""Finished numbers kept in the process until the facts change: the key is the data version, so no clock ever invalidates anything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

MOST = 64  # pages of twelve trends take half a megabyte each; whole answers are kept beside them (kept_answers.py)
Found = TypeVar("Found")

_kept: WeakKeyDictionary[Engine, OrderedDict[Hashable, object]] = WeakKeyDictionary()
_lock = Lock()


def kept(engine: Engine, key: Hashable, compute: Callable[[], Found]) -> Found:
    """What was computed for this key before, or what `compute` gives now. The key must name the data version."""
    with _lock:
        shelf = _kept.setdefault(engine, OrderedDict())
        if key in shelf:
            shelf.move_to_end(key)
            return shelf[key]
    found = compute()
    with _lock:
        found = shelf.setdefault(key, found)  # of two who compute the same at once both go on with the first: it may be added to
        while len(shelf) > MOST:
            shelf.popitem(last=False)
    return found
