"""What was decided of an indicator before the newest delivery, and holds still: nothing came of it since, and the places lie as they did.

To decide takes every row of an indicator, so that a delivery of one must not make all others be decided anew, and what is being decided
is waited for by whoever wants it too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.finished import IndicatorFacts
from db.queries.areas import all_areas, all_members, all_successions
from db.queries.observations import current_version
from db.queries.versions import indicators_since

Answer = TypeVar("Answer")

AT_ONCE = 8  # of two kinds of answer; replicas may lag some versions behind each other
_shelves: WeakKeyDictionary[Engine, LRUCache[tuple[str, int], Decided[Any]]] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Decided(Generic[Answer]):
    """By indicator as the catalogue describes it, its limit too; what is decided later is added. `places` changes when areas do."""

    version: int
    places: int = 0
    found: dict[IndicatorFacts, Answer] = field(default_factory=dict)
    under_way: dict[str, Lock] = field(default_factory=dict)

    def missing(self, wanted: Collection[IndicatorFacts]) -> list[IndicatorFacts]:
        return [about for about in wanted if about not in self.found]

    def complete(
        self, wanted: Collection[IndicatorFacts], decide: Callable[[Sequence[IndicatorFacts]], Mapping[str, Answer]]
    ) -> dict[str, Answer]:
        """By indicator what is known, and what is not is decided now. Of several who want the same one decides, and the others wait."""
        with ExitStack() as turns:
            for id in sorted({about.id for about in self.missing(wanted)}):  # all in one order, so that no two wait for each other
                turns.enter_context(self.under_way.setdefault(id, Lock()))
            missing = self.missing(wanted)
            answers = decide(missing) if missing else {}
            self.found.update({about: answers[about.id] for about in missing})
        return {about.id: self.found[about] for about in wanted}


def still_decided(asker: Asker, session: Session, what: str) -> Decided[Any]:
    """What is known of the facts as they are now."""
    version = current_version(session)
    with _lock:
        shelf = _shelves.setdefault(asker.engine, LRUCache(AT_ONCE))
        found = shelf.get((what, version))
        earlier = [each for (kind, number), each in shelf.items() if kind == what and number < version]
    if found is None:
        found = _carried_on(session, version, max(earlier, key=lambda each: each.version, default=None))
        with _lock:
            found = shelf.setdefault((what, version), found)  # the first stays: somebody may be adding to it already
    return found


def forget_decisions(engine: Engine) -> None:
    """Of this database, as a process that has just begun."""
    with _lock:
        _shelves.pop(engine, None)


def _carried_on(session: Session, version: int, before: Decided[Answer] | None) -> Decided[Answer]:
    places = hash((*map(tuple, all_areas(session)), *map(tuple, all_successions(session)), *map(tuple, all_members(session))))
    if before is None or before.places != places:
        return Decided(version, places)
    came = indicators_since(session, before.version)
    known = dict(before.found)  # in one step: somebody else may be adding to it
    return Decided(version, places, {about: answer for about, answer in known.items() if about.id not in came})
