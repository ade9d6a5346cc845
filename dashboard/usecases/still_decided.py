"""What was decided of an indicator before the newest delivery, and holds still: nothing came of it since, and the places lie as they did.

To decide takes every row of an indicator, so that a delivery of one must not make all others be decided anew.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.kept import kept, newest_kept
from db.queries.areas import all_areas, all_members, all_successions
from db.queries.observations import current_version
from db.queries.versions import indicators_since

Answer = TypeVar("Answer")


class Decided(NamedTuple, Generic[Answer]):
    """By indicator as the catalogue describes it, its limit too; what is decided later is added. `places` changes when areas do."""

    version: int
    places: int
    found: dict[IndicatorFacts, Answer]


def still_decided(asker: Asker, session: Session, what: str) -> dict[IndicatorFacts, Answer]:
    """By indicator what is known of the facts as they are now."""
    version = current_version(session)

    def compute() -> Decided[Answer]:
        places = hash((*map(tuple, all_areas(session)), *map(tuple, all_successions(session)), *map(tuple, all_members(session))))
        before: Decided[Answer] | None = newest_kept(asker.engine, what)
        if before is None or before.places != places or before.version > version:
            return Decided(version, places, {})
        came = indicators_since(session, before.version)
        known = dict(before.found)  # in one step: somebody else may be adding to it
        return Decided(version, places, {about: answer for about, answer in known.items() if about.id not in came})

    return kept(asker.engine, (what, version), compute).found
