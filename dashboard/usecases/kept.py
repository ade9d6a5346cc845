"""Finished numbers kept in the process until the facts change: the key is the data version, so no clock ever invalidates anything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, RLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

MOST = 64  # pages of twelve trends take half a megabyte each; whole answers are kept beside them (kept_answers.py)
Found = TypeVar("Found")
ABSENT = object()  # None may be what was computed

_kept: WeakKeyDictionary[Engine, OrderedDict[Hashable, object]] = WeakKeyDictionary()
_under_way: WeakKeyDictionary[Engine, dict[Hashable, RLock]] = WeakKeyDictionary()
_lock = Lock()


def kept(engine: Engine, key: Hashable, compute: Callable[[], Found]) -> Found:
    """What was computed for this key before, or what `compute` gives now. The key must name the data version.

    Of several who want the same at once, as in a meeting, one computes and the others wait; what it computes from may be kept too.
    """
    if (found := _found(engine, key)) is not ABSENT:
        return found
    with _turn(engine, key):
        if (found := _found(engine, key)) is ABSENT:
            found = compute()
            _keep(engine, key, found)
        return found


def _found(engine: Engine, key: Hashable) -> Any:
    with _lock:
        shelf = _kept.setdefault(engine, OrderedDict())
        if key in shelf:
            shelf.move_to_end(key)
        return shelf.get(key, ABSENT)


def _keep(engine: Engine, key: Hashable, found: object) -> None:
    with _lock:
        shelf = _kept.setdefault(engine, OrderedDict())
        shelf[key] = found
        while len(shelf) > MOST:
            shelf.popitem(last=False)


@contextmanager
def _turn(engine: Engine, key: Hashable) -> Iterator[None]:
    with _lock:
        turns = _under_way.setdefault(engine, {})
        turn = turns.setdefault(key, RLock())
    try:
        with turn:
            yield
    finally:
        with _lock:
            turns.pop(key, None)
