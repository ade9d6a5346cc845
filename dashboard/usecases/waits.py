"""The waits between rare events, finished: what figures, tables, sentences and files are made from. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from db.terms import Period

if TYPE_CHECKING:
    from dashboard.usecases.finished import Signal


class WaitUnit(StrEnum):
    """What a wait is told in."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    MEASUREMENT = "measurement"  # where only some months of the year are measured


@dataclass(frozen=True, slots=True)
class Wait:
    """From one event to the next, by the day or period in which it ended. No limits where there are too few waits to find any."""

    ended: Period
    length: float
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: Signal | None = None  # set on a flagged one only


@dataclass(frozen=True, slots=True)
class Waits:
    """`running` is the wait since the newest event, up to the day or period that one has looked to; it is held against its upper limit alone."""

    unit: WaitUnit
    good: int  # 1 where long waits are good, -1 where they are bad, 0 where they are neither
    segments: tuple[tuple[Wait, ...], ...]  # the waits that one line may join, in time order
    running: Wait | None
    events: int
    newest_event: Period | None
    first: Period  # looked from …
    last: Period  # … and to
    usual: float | None  # the centre that holds now …
    longest: float | None  # … and the upper limit

    @property
    def ended(self) -> tuple[Wait, ...]:
        return tuple(wait for segment in self.segments for wait in segment)

    def by_period(self) -> dict[Period, Wait]:
        """The wait that ended with the first event of each day or period; the others of it came right after."""
        found: dict[Period, Wait] = {}
        for wait in self.ended:
            found.setdefault(wait.ended, wait)
        return found

    def since(self, year: int) -> Waits:
        """The same claims with fewer waits to show."""
        kept = (tuple(wait for wait in segment if wait.ended.year >= year) for segment in self.segments)
        return replace(self, segments=tuple(segment for segment in kept if segment))
