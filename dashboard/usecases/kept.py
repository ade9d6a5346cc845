"""Finished numbers kept in the process until the facts change: the key is the data version, so no clock ever invalidates anything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
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
        shelf[key] = found
        while len(shelf) > MOST:
            shelf.popitem(last=False)
    return found


def newest_kept(engine: Engine, what: str) -> Any:
    """What was kept last of all whose key begins so; None where nothing is."""
    with _lock:
        shelf = _kept.get(engine, {})
        return next((shelf[key] for key in reversed(shelf) if isinstance(key, tuple) and key[0] == what), None)
