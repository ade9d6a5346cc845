"""The command line on another day, for stories that take a year: `python -m tests.journeys.clock 2025-01-16 serve …`. The product has no such setting."""

from __future__ import annotations

import datetime as dt
import sys

import pandas  # noqa: F401  (compiled code must have met the real class)
import sqlalchemy  # noqa: F401

REAL = dt.datetime


class _EveryMoment(type):
    """What was made by the real class counts as this one too."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, REAL)


def set_to(morning: dt.datetime) -> None:
    """From here on `datetime.now` goes on from this moment."""
    away = morning - REAL.now(dt.UTC)

    class Moved(REAL, metaclass=_EveryMoment):
        __slots__ = ()

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return REAL.now(tz) + away

    dt.datetime = Moved


if __name__ == "__main__":
    set_to(REAL.fromisoformat(f"{sys.argv[1]}T08:00+00:00"))
    import app  # first now: what it imports shall meet the moved clock

    sys.exit(app.run(sys.argv[2:]))
